"""Districts, streets, communities, secretaries, achievements."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Community, District, Pillar, Street
from communities.numbers import format_decimal
from communities.typed import number_or_none
from pages.forms.fields import NumberField
from pages.forms.plain import ButtonForm
from pages.forms.seen import CarriesSeen

COLUMNS = 4


class DistrictForm(CarriesSeen, ButtonForm):
    """A district, with its totals as lines."""

    name = forms.CharField(label=pgettext_lazy("place", "Name"), max_length=60)
    slug = forms.SlugField(
        label=_("Short name in the address"),
        max_length=40,
        help_text=_("Latin letters, digits, hyphens and underscores, such as tiexi."),
    )
    description = forms.CharField(label=_("Description"), required=False, widget=forms.Textarea({"rows": 3}))
    totals = forms.CharField(
        label=_("Totals of the district"),
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("One per line: pillar | what | quantity | unit. Pillars: linkage, team, service, position."),
    )
    totals_source = forms.CharField(label=_("Source of the totals"), max_length=200, required=False)

    def clean_totals(self) -> list[dict[str, str]]:
        """The lines as rows."""
        lines = [line for line in self.cleaned_data["totals"].splitlines() if line.strip()]
        return [_total(number, line) for number, line in enumerate(lines, start=1)]

    @staticmethod
    def initial_of(district: District) -> dict[str, Any]:
        """What the form shows of a district."""
        rows = (" | ".join((r["pillar"], r["title"], r["quantity"], r["unit"])) for r in district.totals)
        names = ("name", "slug", "description", "totals_source")
        return {**{name: getattr(district, name) for name in names}, "totals": "\n".join(rows)}


def _total(number: int, line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.replace("｜", "|").replace("\t", "|").split("|")]
    quantity = number_or_none(parts[2]) if len(parts) == COLUMNS else None
    pillar = _pillar(parts[0])
    if quantity is None or pillar is None or not parts[1]:
        raise ValidationError(
            _("Line %(number)s should look like: service | volunteer teams | 398 | teams"), params={"number": number}
        )
    return {"pillar": pillar, "title": parts[1], "quantity": format_decimal(quantity), "unit": parts[3]}


def _pillar(text: str) -> str | None:
    """A pillar by its key, or by its name or so much of it as only one pillar has."""
    if text in Pillar.values:
        return text
    found = [pillar.value for pillar in Pillar if text and text in str(pillar.label)]
    return found[0] if len(found) == 1 else None


class StreetForm(CarriesSeen, ButtonForm):
    """A street."""

    name = forms.CharField(label=pgettext_lazy("place", "Name"), max_length=60)


class CommunityForm(CarriesSeen, ButtonForm):
    """A community."""

    name = forms.CharField(
        label=pgettext_lazy("place", "Name"),
        max_length=60,
        help_text=_("The full name without district and street: certificates add the street."),
    )
    profile = forms.CharField(
        label=_("Profile"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Everybody can read it: who lives here, what is special."),
    )
    invented = forms.BooleanField(label=_("Invented, as a sample; pages say so"), required=False)


class MovedCommunityForm(CommunityForm):
    """A community that is there can move to another street of its district."""

    street = forms.ModelChoiceField(Street.objects.none(), label=_("Street"), empty_label=None)

    def __init__(self, community: Community, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["street"].queryset = community.street.district.streets.all()  # type: ignore[attr-defined]


class SecretaryForm(CarriesSeen, ButtonForm):
    """Who leads a community, and since when."""

    name = forms.CharField(label=_("Name"), max_length=60)
    since = forms.DateField(label=_("Since"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("Empty while in office."),
    )
    invented = forms.BooleanField(label=_("Invented, as a sample; pages say so"), required=False)


class AchievementForm(CarriesSeen, ButtonForm):
    """One countable thing a community has done."""

    pillar = forms.ChoiceField(label=_("Pillar"), choices=Pillar.choices)
    title = forms.CharField(label=_("What"), max_length=120)
    quantity = NumberField(label=_("Quantity"), least=Decimal(0))
    unit = forms.CharField(label=_("Unit"), max_length=20)
    period = forms.CharField(label=_("Period"), max_length=40, help_text=_("Such as 2026 or the first half of 2026."))
    evidence = forms.CharField(label=_("Evidence"), required=False, widget=forms.Textarea({"rows": 2}))
    evidence_link = forms.URLField(
        label=_("Address of the evidence"), max_length=400, required=False, assume_scheme="https"
    )
