"""Awards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contests.columns import columns_among
from contests.models import Award, AwardTie, Contestant, choices
from pages.forms.fields import CountField, NumberField, TextLine
from pages.forms.plain import PlainForm
from pages.forms.seen import CarriesSeen

BY_PLACE, BY_NAME = "places", "named"


class AwardForm(CarriesSeen, PlainForm):
    """An award: for so many people down the places, or for people who are named."""

    units = (("way", "quota", "named"),)

    name = TextLine(label=gettext_lazy("Name of the award"), longest=60)
    way = forms.ChoiceField(
        label=gettext_lazy("Who gets it"),
        choices=[
            (BY_PLACE, gettext_lazy("By place: so many people, going down the ranking")),
            (BY_NAME, gettext_lazy("Named: people chosen outside the ranking, such as the favourite of the audience")),
        ],
        widget=forms.RadioSelect,
        initial=BY_PLACE,
    )
    quota = CountField(label=gettext_lazy("Quota"), least=1, required=False)
    minimum = NumberField(
        label=gettext_lazy("Pass mark"),
        required=False,
        help_text=gettext_lazy("Final scores below it do not get the award."),
    )
    cap = CountField(
        label=gettext_lazy("At most from one street"),
        least=1,
        required=False,
        help_text=gettext_lazy("Leave empty for no limit."),
    )
    tie = forms.ChoiceField(
        label=gettext_lazy("Equal places across the line"),
        choices=choices(AwardTie),
        widget=forms.RadioSelect,
        initial=AwardTie.EXTEND,
    )
    uses_up = forms.BooleanField(
        label=gettext_lazy("Who gets it on top of the quota takes it from the next award"), required=False
    )
    group = forms.ChoiceField(label=gettext_lazy("Only for the group"), required=False)
    named = forms.MultipleChoiceField(
        label=gettext_lazy("Winners"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, award: Award | None = None, contestants: Sequence[Contestant] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_initial(award, contestants), **kwargs)
        groups = sorted({person.group for person in contestants if person.group} | _group(award))
        self.offer("group", [("", _("everybody")), *((group, group) for group in groups)])
        self.offer("named", [(_choice(person), str(person)) for person in contestants])
        named, opened = _("Who is named"), " open" if self["way"].value() == BY_NAME else ""
        self.helper.layout = Layout(
            Field("name"),
            Field("way"),
            Div("quota", "minimum", "cap", css_class="setup-numbers"),
            Field("tie"),
            Field("uses_up"),
            *([Field("group")] if groups else []),
            *(
                [HTML(f"<details{opened}><summary>{named}</summary>"), "named", HTML("</details>")]
                if contestants
                else []
            ),
        )

    def clean(self) -> dict[str, Any]:
        """A quota where it goes by place."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("way") == BY_PLACE and cleaned.get("quota") is None and "quota" not in self.errors:
            self.add_error("quota", _("How many people get this award?"))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = {name: self.cleaned_data[name] for name in columns_among(Award, self.fields)}
        other = "quota" if self.cleaned_data["way"] == BY_NAME else "named"
        given["named"] = [choice.partition(" ")[2] for choice in given["named"]]
        return given | {"group": given["group"] or None, other: None}


def _group(award: Award | None) -> set[str]:
    return {award.group} if award and award.group else set()


def _choice(person: Contestant) -> str:
    """Somebody under a number: no choice any more once the number is another's."""
    return f"{person.pk} {person.number}"


def _initial(award: Award | None, contestants: Sequence[Contestant]) -> dict[str, Any] | None:
    if award is None:
        return None
    same = {name: getattr(award, name) for name in columns_among(Award, AwardForm.base_fields)}
    named = [_choice(person) for person in contestants if person.number in (award.named or ())]
    return same | {"way": BY_PLACE if award.named is None else BY_NAME, "named": named}
