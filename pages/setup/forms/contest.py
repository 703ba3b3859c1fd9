"""A contest as a whole: how it begins, and what describes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import District
from contests.columns import columns_among
from contests.models import Contest
from contests.rules.presets import PRESETS, Preset
from pages.forms.fields import TextLine
from pages.forms.plain import PlainForm
from pages.forms.seen import CarriesSeen
from scoring.results.public import announced_choices, level_choices

SEATS = (5, 7, 9)


def day_widget() -> forms.DateInput:
    """A date as the browser asks for it."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class ContestForm(PlainForm):
    """What describes a contest."""

    title = TextLine(label=gettext_lazy("Title"), longest=200)
    date = forms.DateField(label=gettext_lazy("Date"), required=False, widget=day_widget())
    theme = TextLine(label=gettext_lazy("Theme"), longest=200, required=False)
    host = TextLine(
        label=gettext_lazy("Host"),
        longest=200,
        required=False,
        help_text=gettext_lazy("Printed on papers and certificates."),
    )
    venue = TextLine(label=gettext_lazy("Venue"), longest=200, required=False)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in columns_among(Contest, self.fields)}


class BeginForm(ContestForm):
    """What a new contest needs beside its parts; `today` and `taken` propose its short name."""

    slug = forms.SlugField(
        label=gettext_lazy("Short name in the address"),
        required=False,
        help_text=gettext_lazy(
            "Latin letters, digits, hyphens and underscores, once in the district. Leave empty to use the date."
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["slug"].widget.attrs.pop("maxlength", None)

    def district(self) -> District:
        """Where the contest will be."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Propose a short name from the date, or tell that the one given is taken."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        taken = set(Contest.objects.filter(district=self.district()).values_list("slug", flat=True))
        if not cleaned["slug"]:
            cleaned["slug"] = proposed(cleaned["date"] or self.today, taken)
        elif cleaned["slug"] in taken:
            self.add_error("slug", _("Another contest of this district has this short name. Choose another."))
        return cleaned


class NewContestForm(BeginForm):
    """Begin from a preset, in one of the districts one organises."""

    preset = forms.ChoiceField(label=gettext_lazy("Kind of contest"), widget=forms.RadioSelect, initial="stage")
    seats = forms.TypedChoiceField(
        label=gettext_lazy("Judges"),
        coerce=int,
        choices=[("", gettext_lazy("As usual for this kind")), *((count, count) for count in SEATS)],
        required=False,
        empty_value=None,
        widget=forms.RadioSelect({"class": "form-check-input"}),
        help_text=gettext_lazy("Seats of each panel to begin with. Seats can be added and removed later."),
    )
    where = forms.TypedChoiceField(label=gettext_lazy("District"), coerce=int)
    field_order = ("preset", "seats", "where", "title", "date", "theme", "host", "venue", "slug")

    def __init__(self, *args: Any, districts: Sequence[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.districts = {district.pk: district for district in districts}
        self.offer("preset", [(preset.id, preset.name) for preset in PRESETS.values()])
        self.offer("where", [(pk, str(district)) for pk, district in self.districts.items()])
        if len(districts) == 1:
            self.fields["where"].widget = forms.HiddenInput()
            self.fields["where"].initial = districts[0].pk
        self.helper.render_hidden_fields = True

    def district(self) -> District:
        """The district that was chosen."""
        return self.districts[self.cleaned_data["where"]]

    def chosen_preset(self) -> Preset:
        """The preset that was chosen."""
        return PRESETS[self.cleaned_data["preset"]]


class CopyForm(BeginForm):
    """Begin as a copy of an earlier contest of the same district."""

    rehearsal = forms.BooleanField(
        label=gettext_lazy("This is a rehearsal"),
        required=False,
        help_text=gettext_lazy(
            "Contestants, running order and run sheet are copied as well. A rehearsal is never public."
        ),
    )
    field_order = ("rehearsal", "title", "date", "theme", "host", "venue", "slug")

    def __init__(self, *args: Any, source: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def district(self) -> District:
        """Where the earlier one was."""
        return self.source.district

    def clean_date(self) -> date | None:
        """A rehearsal is of the day it rehearses, unless another is given."""
        given: date | None = self.cleaned_data["date"]
        return self.source.date if given is None and self.cleaned_data.get("rehearsal") else given


class BasicsForm(CarriesSeen, ContestForm):
    """What describes a contest that is there; in a frozen one what decides nothing, and the title with a reason."""

    reason = TextLine(
        label=gettext_lazy("Reason for changing the title"),
        longest=200,
        required=False,
        help_text=gettext_lazy(
            "Only needed for another title. The fingerprint was made with the earlier one and stays as it is; the "
            "contest file names both."
        ),
    )
    announced = forms.ChoiceField(
        label=gettext_lazy("What residents see before the results are published"),
        choices=announced_choices,
        widget=forms.RadioSelect,
    )
    public_level = forms.ChoiceField(
        label=gettext_lazy("What residents see of the results"),
        choices=level_choices,
        widget=forms.RadioSelect,
    )
    rehearsal = forms.BooleanField(
        label=gettext_lazy("This is a rehearsal"),
        required=False,
        help_text=gettext_lazy(
            "A rehearsal is never public or published, and can be deleted at any time. This cannot be changed once "
            "the contest is open."
        ),
    )
    signatures = forms.BooleanField(
        label=gettext_lazy("Judges sign each sheet on the tablet"),
        required=False,
        help_text=gettext_lazy(
            "By finger or pen, before confirming. Only the desk and papers show it; paper sheets are signed on paper. "
            "This cannot be changed once the contest is open."
        ),
    )
    field_order = ("rehearsal", "title", "reason")

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = ["rehearsal", "signatures"] if contest.frozen else ["reason"]
        if contest.frozen and contest.rehearsal:
            gone += ["announced", "public_level"]
        for name in gone:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Another title needs a reason once the contest is open."""
        cleaned = super().clean() or self.cleaned_data
        if "reason" in self.fields and "title" in self.changed_data and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the title is changed."))
        return cleaned


def proposed(day: date, taken: set[str]) -> str:
    """A short name from a date that no other contest of the district has.

    >>> proposed(date(2026, 11, 20), {"2026-11-20"})
    '2026-11-20-2'
    """
    plain, count = day.isoformat(), 1
    name = plain
    while name in taken:
        count += 1
        name = f"{plain}-{count}"
    return name
