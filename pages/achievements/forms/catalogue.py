"""An indicator, and of which indicators achievements in words are values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import AddsUp, Indicator, Pillar
from communities.periods import Period, read_period
from communities.refused import Refused
from communities.rules.proposals import Proposal
from communities.typed import folded
from communities.wording import sentence
from pages.forms.plain import ButtonForm, PlainForm
from pages.forms.seen import CarriesSeen


class PeriodField(forms.CharField):
    """A period as people write it; its value is the period, None where nothing was written."""

    def clean(self, value: Any) -> Any:
        """The period."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_period(text)
        except Refused as refused:
            raise ValidationError(sentence(refused), code="period") from refused

    def prepare_value(self, value: Any) -> Any:
        """A period in words."""
        return str(value) if isinstance(value, Period) else value


class IndicatorForm(CarriesSeen, ButtonForm):
    """An indicator of the catalogue."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=12, help_text=gettext_lazy("Latin letters and digits, such as LD01.")
    )
    name = forms.CharField(label=gettext_lazy("What is counted"), max_length=60)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20)
    pillar = forms.ChoiceField(label=gettext_lazy("Pillar"), choices=Pillar.choices)
    adds_up = forms.ChoiceField(
        label=gettext_lazy("Adds up"),
        choices=AddsUp.choices,
        help_text=gettext_lazy("What the values of the parts of a period come to, and those of several communities."),
    )
    whole = forms.BooleanField(
        label=gettext_lazy("Counted in whole numbers"),
        required=False,
        initial=True,
        help_text=gettext_lazy("26.5 is then refused. Leave it unticked for areas, sums of money and percentages."),
    )
    meaning = forms.CharField(
        label=gettext_lazy("What counts as one"), required=False, widget=forms.Textarea({"rows": 2})
    )
    since = PeriodField(
        label=gettext_lazy("Counted since"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("A period such as 2026 or 2026-Q2; empty if always."),
    )

    def clean_code(self) -> str:
        """As it is stored: capital letters, plain digits."""
        return folded(self.cleaned_data["code"]).upper()

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        given = self.cleaned_data
        return {**given, "since": given["since"].code if given["since"] else ""}


class MappingForm(PlainForm):
    """For each achievement in words: whether it is a value, of which indicator, for which period."""

    def __init__(self, proposals: Sequence[Proposal], indicators: Sequence[Indicator], data: Any = None) -> None:
        super().__init__(data)
        self.proposals = proposals
        choices = [("", "–"), *((str(each.pk), f"{each.code} {each} ({each.unit})") for each in indicators)]
        for each in proposals:
            pk, title = each.achievement.pk, f"{each.achievement.community} · {each.achievement.title}"
            self.fields[f"take_{pk}"] = forms.BooleanField(label=title, required=False)
            self.fields[f"indicator_{pk}"] = forms.ChoiceField(
                label=_("Indicator of {title}").format(title=title),
                choices=choices,
                required=False,
                initial=str(each.indicator.pk) if each.indicator else "",
                widget=forms.Select({"class": "form-select"}),
            )
            self.fields[f"period_{pk}"] = PeriodField(
                label=_("Period of {title}").format(title=title),
                max_length=40,
                required=False,
                initial=each.period,
                widget=forms.TextInput({"class": "form-control"}),
            )

    def clean(self) -> dict[str, Any]:
        """What is ticked needs an indicator and a period; something is ticked."""
        cleaned = super().clean() or {}
        ticked = [each.achievement.pk for each in self.proposals if cleaned.get(f"take_{each.achievement.pk}")]
        for pk in ticked:
            for name in (f"indicator_{pk}", f"period_{pk}"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Please fill this in."))
        if not ticked:
            raise ValidationError(_("Nothing is ticked. Tick each achievement that is a value of an indicator."))
        return cleaned

    def meant(self) -> dict[int, tuple[int, Period]]:
        """Indicator and period of each that is ticked."""
        given = self.cleaned_data
        pks = (each.achievement.pk for each in self.proposals)
        return {pk: (int(given[f"indicator_{pk}"]), given[f"period_{pk}"]) for pk in pks if given.get(f"take_{pk}")}

    def rows(self) -> list[tuple[Proposal, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each proposal with its fields."""
        return [
            (each, *(self[f"{name}_{each.achievement.pk}"] for name in ("take", "indicator", "period")))  # type: ignore[misc]
            for each in self.proposals
        ]
