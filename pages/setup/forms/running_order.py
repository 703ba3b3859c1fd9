"""Forms of the running order: drawn, entered as it was drawn by hand, and how it goes through the rounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.models import Contest, Round
from contests.rules.draw import LONGEST_CALLED
from pages.forms.plain import ButtonForm
from pages.forms.seen import CarriesSeen

from .people import refuse_both

if TYPE_CHECKING:
    from django.http import QueryDict


def _numbered(id: str) -> forms.BooleanField:
    return forms.BooleanField(
        widget=forms.CheckboxInput({"id": id}),
        label=_("The drawn order also gives the contestants their numbers"),
        required=False,
        help_text=_("Whoever comes first is number 01, on every card, paper, tablet and page."),
    )


class ReplacesOrder(CarriesSeen, ButtonForm):
    """Puts a running order in the place of the one there was; sent again after a question, of the one shown then."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def ask_again(self) -> None:
        """The next answer is given knowing the order that is there now."""
        data = cast("QueryDict", self.data).copy()
        for name in {"was", "sealed"} & set(self.fields):
            data[name] = self.initial[name]
        self.data = data


class DrawForm(ReplacesOrder):
    """What was called out in the hall, after the draw was sealed."""

    called = forms.CharField(
        label=_("Called out in the hall"),
        max_length=LONGEST_CALLED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "Let two or three people call out a number each, once the seal has been shown. Type what they say."
        ),
    )
    rooms = forms.BooleanField(label=_("The draw also says who goes into which room"), required=False)
    numbered = _numbered("id_drawn_numbers")
    sealed = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    submit = _("Draw the order")

    def __init__(self, rooms: Sequence[str], *args: Any, **kwargs: Any) -> None:
        """`rooms` are those of the panels."""
        super().__init__(*args, **kwargs)
        if len(rooms) < 2:
            del self.fields["rooms"]
        else:
            words = _(
                "In turn: the first drawn goes to %(first)s, the next to %(next)s, and so on through %(count)s rooms."
            )
            self.fields["rooms"].help_text = words % {"first": rooms[0], "next": rooms[1], "count": len(rooms)}


class TurnsForm(CarriesSeen, ButtonForm):
    """How the running order goes where there are several rounds."""

    by_contestant = forms.ChoiceField(
        label=_("Sequence"),
        choices=[
            ("", _("Round by round: everybody in the first round, then everybody in the next")),
            ("1", _("Contestant by contestant: each goes through all rounds before the next is called")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    submit = _("Save")

    def values(self) -> dict[str, bool]:
        """What the action takes."""
        return {"by_contestant": bool(self.cleaned_data["by_contestant"])}


class OrderForm(ReplacesOrder):
    """An order that was drawn by hand: numbers alone, or a list with headings."""

    lists = ("order",)

    order = forms.CharField(
        label=_("Numbers in the order of appearance"),
        required=False,
        max_length=500_000,
        widget=forms.Textarea({"rows": 3, "placeholder": "03 01 02"}),
        help_text=_("Separated by blanks, commas or new lines; or a list with headings, number and order."),
    )
    file = forms.FileField(label=_("Or a file (.xlsx, .csv)"), required=False)
    round = forms.ModelChoiceField(
        Round.objects.none(), label=_("For"), required=False, empty_label=_("all rounds on stage")
    )
    numbered = _numbered("id_hand_numbers")
    submit = _("Enter this order")

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = contest.rounds.filter(external=False)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """There must be one of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("order") and not cleaned.get("file"):
            self.add_error("order", _("Please fill this in."))
        refuse_both(self, "order")
        return cleaned
