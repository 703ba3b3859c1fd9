"""A mass jury: who votes in which classes, and what their ballot asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from communities.numbers import format_decimal
from communities.wording import listed
from contests.ballots import BadLine, Lines, ballot_document, ballot_faults, class_names, read_lines, written_lines
from contests.models import Contest, Panel, Round
from pages.forms.fields import NumberField, WeightField
from pages.forms.plain import ButtonForm
from pages.forms.seen import CarriesSeen
from scoring.models import VoterCard

POINTS = ("min", "max", "step")


class LinesField(forms.CharField):
    """Names, each with a number, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 4, "spellcheck": "false"}), max_length=2000, **options)

    def clean(self, value: Any) -> Lines:
        """The names with their numbers."""
        try:
            return read_lines(str(super().clean(value)))
        except BadLine as bad:
            words = _("“{line}”: write a name, a blank and a number such as 0.6, one a line and at most twelve.")
            raise ValidationError(words.format(line=bad.line), code="line") from bad


class JuryForm(CarriesSeen, ButtonForm):
    """A panel whose score comes from many people's ballots."""

    name = forms.CharField(label=pgettext_lazy("panel", "Name"), max_length=120)
    weight = WeightField(
        label=gettext_lazy("Weight"), initial="1", help_text=gettext_lazy("Beside the panels of judges.")
    )
    classes = LinesField(
        label=gettext_lazy("Classes of voters"),
        help_text=gettext_lazy(
            "One a line, its weight last: “A County leaders 0.6”. Each class has the mean of its own ballots. "
            "A class in which nobody has voted is missing and not zero: there is no result until it has."
        ),
    )
    grades = LinesField(
        label=gettext_lazy("Grades, with the points each stands for"),
        required=False,
        help_text=gettext_lazy("One a line: “Excellent 95”. Left empty, voters give points between the two below."),
    )
    min = NumberField(label=gettext_lazy("Lowest points"), required=False)
    max = NumberField(label=gettext_lazy("Highest points"), required=False)
    step = NumberField(label=gettext_lazy("In steps of"), required=False)
    rounds = forms.MultipleChoiceField(
        label=gettext_lazy("Votes in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: in all."),
    )
    units = (("grades", *POINTS),)

    def __init__(self, contest: Contest, panel: Panel | None, data: Any = None) -> None:
        panels, self.contest, self.panel = list(contest.panels.all()), contest, panel
        initial = self._of(panel) if panel else self._usual(contest)
        super().__init__(data, initial=initial, there=None if panel else {row.pk: str(row) for row in panels})
        self.rounds_there = list(contest.rounds.filter(external=False))
        self.fields["rounds"].choices = [(r.key, str(r)) for r in self.rounds_there]  # type: ignore[attr-defined]

    @staticmethod
    def _usual(contest: Contest) -> dict[str, Any]:
        """What most begin with: two classes, and points up to what a sheet of the first round comes to."""
        sums = [full_points(round_) for round_ in contest.rounds.filter(external=False)]
        lines = [_("A Leaders 0.6"), _("B All others 0.4")]
        return {
            "name": _("Mass jury"),
            "classes": "\n".join(lines),
            "min": "0",
            "max": (sums or ["100"])[0],
            "step": "1",
        }

    @staticmethod
    def _of(panel: Panel) -> dict[str, Any]:
        ballot: Mapping[str, Any] = panel.ballot or {}
        return {
            "name": panel.name,
            "weight": format_decimal(panel.weight),
            "classes": written_lines(ballot.get("classes") or (), "weight"),
            "grades": written_lines(ballot.get("grades") or (), "points"),
            "rounds": panel.rounds or [],
            **{key: ballot.get(key) or "" for key in POINTS},
        }

    def clean(self) -> dict[str, Any]:
        """Either grades or a range, such as can be computed; on the scale of the sheets it stands beside."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return given
        if not given["grades"] and None in (given["max"], given["step"]):
            raise ValidationError(_("Write grades, or the highest points and the step."))
        names = [name for name, _number in (*given["classes"], *given["grades"])]
        if len(set(names)) < len(names) or ballot_faults(self._ballot(given)):
            raise ValidationError(
                _("Every class and grade needs a name of its own, weights above 0, and points that differ.")
            )
        if printed := self._printed([name for name, _number in given["classes"]]):
            words = _("There are voting cards of {classes}. End their batches before that class goes or is renamed.")
            self.add_error("classes", words.format(classes=listed(printed)))
        return given

    def _printed(self, names: Collection[str]) -> list[str]:
        """The classes that go though there are valid cards with their names on them."""
        if self.panel is None:
            return []
        groups = VoterCard.objects.filter(panel=self.panel, void=False).order_by().values_list("voter_class", flat=True)
        printed = set(groups.distinct())
        return [
            name for letter, name in class_names(self.panel.ballot).items() if letter in printed and name not in names
        ]

    def _ballot(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        points = {key: given[key] for key in POINTS}
        return ballot_document(
            given["classes"], grades=given["grades"], points=points, before=self.panel.ballot if self.panel else None
        )

    def values(self) -> dict[str, Any]:
        """The columns of the panel; it drops nothing."""
        given = self.cleaned_data
        kept = {"name": given["name"], "weight": given["weight"], "rounds": given["rounds"] or None}
        return {**kept, "ballot": dict(self._ballot(given))}


def full_points(round_: Round) -> str:
    """What a sheet of a round comes to at most."""
    return format_decimal(sum((item.maximum * item.weight for item in round_.items.all()), Decimal(0)), "short")
