"""How a campaign counts points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from communities.numbers import format_decimal
from communities.typed import folded
from contests.models import Collects, Inclusion, Season
from pages.forms.plain import ButtonForm

NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?", re.ASCII)
BETWEEN = re.compile(r"[,，、;；\s]+")
AWARD = re.compile(r"(?P<name>.*\S)[\s:：]+(?P<points>\S+)")


def number(text: str) -> str:
    """Points as somebody wrote them, 0 or more."""
    plain = folded(text).strip()
    if not NUMBER.fullmatch(plain):
        words = _("“{text}” is no number of points. Write such as 10 or 2.5.")
        raise ValidationError(words.format(text=text[:40]))
    return plain


class SeasonForm(ButtonForm):
    """The points of places and awards, the weight of each contest, and what is done with equal ones."""

    submit = gettext_lazy("Save the points table")
    collects = forms.ChoiceField(
        label=gettext_lazy("Who collects points"), choices=Collects.choices, widget=forms.RadioSelect
    )
    places = forms.CharField(
        label=gettext_lazy("Points by place"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy(
            "From the first place down, with commas: 10, 8, 6, 5, 4. Who shares a place gets its points."
        ),
    )
    awards = forms.CharField(
        label=gettext_lazy("Points by award"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy(
            "A line for each award, its name and its points: “First prize 10”. Of several, and of a place, the highest "
            "counts."
        ),
    )
    others = forms.CharField(
        label=gettext_lazy("Everybody else who took part"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Points of those who get none of the above. Empty: none."),
    )
    best = forms.IntegerField(
        label=gettext_lazy("How many contests count"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=gettext_lazy("The best of each. Empty: all of them."),
    )
    told_apart = forms.BooleanField(
        label=gettext_lazy("Tell equal points apart by more first places, then by the later contest"),
        required=False,
        help_text=gettext_lazy("Otherwise, and where these are equal as well, they share the place."),
    )
    public = forms.BooleanField(label=gettext_lazy("Residents see the table on the campaign's page"), required=False)

    def __init__(self, *args: Any, season: Season | None, inclusions: Sequence[Inclusion], **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(season), **kwargs)
        self.inclusions = inclusions
        for each in inclusions:
            self.fields[f"weight-{each.contest_id}"] = forms.CharField(
                label=_("Weight of {contest}").format(contest=each.contest),
                max_length=20,
                required=False,
                initial=format_decimal(each.weight, "short"),
            )

    def clean_places(self) -> list[str]:
        """Each number that stands there."""
        return [number(text) for text in BETWEEN.split(self.cleaned_data["places"].strip()) if text]

    def clean_awards(self) -> list[list[str]]:
        """Each award with its points."""
        found = []
        for line in filter(str.strip, self.cleaned_data["awards"].splitlines()):
            read = AWARD.fullmatch(line.strip())
            if read is None:
                words = _("“{line}”: write the name of the award, a blank and its points.")
                raise ValidationError(words.format(line=line.strip()[:60]))
            found.append([read["name"].rstrip(":： "), number(read["points"])])
        return found

    def clean_others(self) -> Decimal:
        """A number; none is 0."""
        return Decimal(number(self.cleaned_data["others"]) if self.cleaned_data["others"].strip() else 0)

    def clean(self) -> dict[str, Any]:
        """The weights, too."""
        cleaned = super().clean() or self.cleaned_data
        for each in self.inclusions:
            name = f"weight-{each.contest_id}"
            try:
                cleaned[name] = Decimal(number(cleaned[name])) if cleaned.get(name, "").strip() else Decimal(1)
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the action takes of the table."""
        return {name: self.cleaned_data[name] for name in SeasonForm.base_fields}

    def weights(self) -> dict[int, Decimal]:
        """What the action takes of the contests."""
        return {each.contest_id: self.cleaned_data[f"weight-{each.contest_id}"] for each in self.inclusions}


def _initial(season: Season | None) -> dict[str, Any]:
    if season is None:
        return {
            "collects": Collects.SECRETARIES.value,
            "places": "10, 8, 6, 5, 4, 3, 2",
            "others": "1",
            "told_apart": True,
        }
    return {
        "collects": season.collects,
        "places": ", ".join(season.places),
        "awards": "\n".join(f"{name} {points}" for name, points in season.awards),
        "others": format_decimal(season.others, "short") if season.others else "",
        "best": season.best,
        "told_apart": season.told_apart,
        "public": season.public,
    }


class RemoveSeasonForm(ButtonForm):
    """Take the points table away."""

    submit = pgettext_lazy("season", "Take the table away")
    danger = True
