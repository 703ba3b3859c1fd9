"""Rounds with their clock, rubric items, and who goes on after a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.numbers import format_decimal, json_decimal
from contests.about import seconds_in
from contests.ballots import written_lines
from contests.columns import columns_among
from contests.models import Cut, CutTie, Round, RubricItem, choices
from pages.forms.fields import ClockField, CountField, NumberField, PointsOffField, TextLine, WeightField, points_off
from pages.forms.plain import PlainForm
from pages.forms.seen import CarriesSeen

from .jury import LinesField

SPARE = {"over": 2, "under": 1}
"""How many empty rows each table of the clock offers."""
NONE = Decimal(0)


class ClockRow(NamedTuple):
    """Two fields of a row of the clock's table."""

    seconds: BoundField
    points: BoundField


class SecondsField(CountField):
    """Seconds past the limit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=100_000, **options)


class RoundForm(CarriesSeen, PlainForm):
    """A round and its clock; `others` are the other rounds of the contest."""

    name = TextLine(label=gettext_lazy("Name of the round"), longest=120)
    weight = WeightField(
        label=gettext_lazy("Weight"),
        initial="1",
        help_text=gettext_lazy("The round score times this goes into the final score: 1 counts in full, 0.4 is 40 %."),
    )
    pass_mark = NumberField(
        required=False,
        label=gettext_lazy("Pass mark"),
        help_text=gettext_lazy("Whoever has less in this round gets no award by place. Leave empty for none."),
    )
    external = forms.BooleanField(
        label=gettext_lazy("Scores are entered directly"),
        required=False,
        help_text=gettext_lazy(
            "For a written test or an earlier visit: judges mark nothing here; the scores are entered, and count once "
            "a second person has confirmed them."
        ),
    )
    at_once = forms.BooleanField(
        label=gettext_lazy("All are marked at the same time"),
        required=False,
        help_text=gettext_lazy(
            "For a tour of sites: the desk opens the round once, and judges mark in any order, also for hours without "
            "a network. Nobody is called."
        ),
    )
    guidance = forms.CharField(
        label=gettext_lazy("What judges should know"), required=False, widget=forms.Textarea({"rows": 2})
    )
    limit = ClockField(
        required=False, label=gettext_lazy("Time limit"), help_text=gettext_lazy("Leave empty for no clock.")
    )
    warn_at = ClockField(required=False, label=gettext_lazy("Warn at"))

    def __init__(self, *args: Any, round_: Round | None = None, others: Sequence[Round] = (), **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(round_), **kwargs)
        self.round, self.others = round_, others
        clock = (round_.clock if round_ else None) or {}
        self.counts = {"over": self._rows("over", clock), "under": self._rows("under", clock)}
        self.units = tuple(
            tuple(f"{kind}_{what}_{n}" for n in range(count) for what in ("seconds", "points"))
            for kind, count in self.counts.items()
        )
        self.helper.layout = Layout(
            Field("name"),
            Div("weight", "pass_mark", "limit", "warn_at", css_class="setup-numbers"),
            Field("guidance"),
            Field("external"),
            Field("at_once"),
        )

    def _rows(self, kind: str, clock: dict[str, Any]) -> int:
        """Fields for the rows there are, and some to spare."""
        rows = clock.get(kind) or []
        sent = sum(1 for name in self.data if name.startswith(f"{kind}_seconds_"))
        for n in range(max(len(rows) + SPARE[kind], sent)):
            seconds, points = rows[n] if n < len(rows) else (None, None)
            self._row(kind, n, seconds, points)
        return max(len(rows) + SPARE[kind], sent)

    def _row(self, kind: str, n: int, seconds: int | None, points: str | None) -> None:
        row = _("row {number}").format(number=n + 1)
        past = _("Seconds over the limit") if kind == "over" else _("Spoken less than")
        taken = _("Deduction")
        time = SecondsField if kind == "over" else ClockField
        self.fields[f"{kind}_seconds_{n}"] = time(required=False, initial=seconds, label=f"{past}, {row}")
        points_text = None if points is None else points_off(points)
        self.fields[f"{kind}_points_{n}"] = PointsOffField(required=False, initial=points_text, label=f"{taken}, {row}")

    def label_of(self, names: tuple[str, ...]) -> str:
        """The table of the clock is asked about as a whole."""
        return _("Deductions for time") if len(names) > 1 else super().label_of(names)

    def over(self) -> Iterator[ClockRow]:
        """The rows of the table for who speaks too long."""
        return self._bound("over")

    def under(self) -> Iterator[ClockRow]:
        """The rows for who speaks too short."""
        return self._bound("under")

    def _bound(self, kind: str) -> Iterator[ClockRow]:
        for n in range(self.counts[kind]):
            yield ClockRow(self[f"{kind}_seconds_{n}"], self[f"{kind}_points_{n}"])

    def clean(self) -> dict[str, Any]:
        """Weights that count for something, a clock that makes sense."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("weight") == 0 and not any(other.weight for other in self.others):
            self.add_error(
                "weight", _("All weights would be 0, and no score would count. Give one round a weight above 0.")
            )
        if cleaned.get("external") and self.round is not None and self.round.items.exists():
            self.add_error("external", _("This round has rubric items. Remove them first, or leave this unticked."))
        if cleaned.get("external") and cleaned.get("at_once"):
            self.add_error(
                "at_once", _("Nobody marks in a round whose scores are entered directly: leave one unticked.")
            )
        limit, warn = cleaned.get("limit"), cleaned.get("warn_at")
        if warn is not None and (limit is None or warn >= limit):
            self.add_error("warn_at", _("The warning must come before the time limit."))
        for kind in ("over", "under"):
            self._whole_rows(kind, cleaned)
        if limit is None and self._table("over", cleaned) and "limit" not in self.errors:
            self.add_error("limit", _("To deduct points for overtime, enter a time limit."))
        return cleaned

    def _whole_rows(self, kind: str, cleaned: dict[str, Any]) -> None:
        """Both fields of a row, and no row twice."""
        seen: set[int] = set()
        for n in range(self.counts[kind]):
            names = f"{kind}_seconds_{n}", f"{kind}_points_{n}"
            seconds, points = (cleaned.get(name) for name in names)
            for name, value, other in zip(names, (seconds, points), (points, seconds), strict=True):
                if value is None and other is not None and name not in self.errors:
                    self.add_error(name, _("Fill in both fields of the row, or neither."))
            if seconds in seen:
                self.add_error(names[0], _("This is in the table twice."))
            if seconds is not None:
                seen.add(seconds)

    def _table(self, kind: str, cleaned: dict[str, Any]) -> list[list[Any]]:
        found = [
            [cleaned.get(f"{kind}_seconds_{n}"), cleaned.get(f"{kind}_points_{n}")] for n in range(self.counts[kind])
        ]
        return sorted((row for row in found if None not in row), key=lambda row: int(row[0]))

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        same = {name: self.cleaned_data[name] for name in columns_among(Round, self.fields)}
        rules = {key: value for key, value in (self.round.rules if self.round else {}).items() if key != "pass_mark"}
        mark = json_decimal(self.cleaned_data["pass_mark"])
        return same | {"clock": self._clock(), "rules": rules if mark is None else {**rules, "pass_mark": mark}}

    def _clock(self) -> dict[str, Any] | None:
        """The clock as a contest file has it; what this form does not know of stays."""
        before = dict((self.round.clock if self.round else None) or {})
        about = {key: value for key, value in (before.get("about") or {}).items() if key != "warn_at"}
        if self.cleaned_data["warn_at"] is not None:
            about["warn_at"] = self.cleaned_data["warn_at"]
        clock = {
            "limit": self.cleaned_data["limit"],
            "over": self._table("over", self.cleaned_data),
            "under": self._table("under", self.cleaned_data),
            "about": about,
        }
        kept = {key: value for key, value in clock.items() if value not in (None, [], {})}
        return kept or None


def _initial(round_: Round | None) -> dict[str, Any] | None:
    if round_ is None:
        return None
    clock = round_.clock or {}
    same = {name: getattr(round_, name) for name in columns_among(Round, RoundForm.base_fields)}
    times = {"limit": clock.get("limit"), "warn_at": seconds_in(clock.get("about"), "warn_at")}
    return same | times | {"pass_mark": round_.rules.get("pass_mark")}


class ItemForm(CarriesSeen, PlainForm):
    """A rubric item; `others` are the other items of its round."""

    name = TextLine(label=gettext_lazy("Name of the item"), longest=120)
    guidance = forms.CharField(
        label=gettext_lazy("What to look for"), required=False, widget=forms.Textarea({"rows": 2})
    )
    maximum = NumberField(label=gettext_lazy("Maximum"))
    minimum = NumberField(label=gettext_lazy("Minimum"), initial="0")
    step = NumberField(
        label=gettext_lazy("Step"),
        above=NONE,
        required=False,
        initial="0.1",
        help_text=gettext_lazy("Marks must be a multiple of this. Leave empty for any number."),
    )
    grades = LinesField(
        label=gettext_lazy("Grades, with the points each stands for"),
        required=False,
        help_text=gettext_lazy(
            "One a line: “Good 5”. Judges then choose one of them, and maximum, minimum and step follow from them. For "
            "yes or no leave this empty and give the step the maximum; for so many points each, give the step those."
        ),
    )
    weight = WeightField(label=gettext_lazy("Weight"), initial="1")

    def __init__(
        self, *args: Any, item: RubricItem | None = None, others: Sequence[RubricItem] = (), **kwargs: Any
    ) -> None:
        initial = {name: getattr(item, name) for name in columns_among(RubricItem, self.base_fields)} if item else None
        if item and initial:
            initial["grades"] = written_lines(item.grades, "points")
        super().__init__(*args, initial=initial, **kwargs)
        self.others = others
        self.helper.layout = Layout(
            Field("name"),
            Field("guidance"),
            Div("maximum", "minimum", "step", "weight", css_class="setup-numbers"),
            Field("grades"),
        )

    def clean(self) -> dict[str, Any]:
        """A range that holds points, and a step that reaches its end."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("grades"):
            self._grade(cleaned)
        most, least, step = (cleaned.get(name) for name in ("maximum", "minimum", "step"))
        if most is not None and least is not None and most <= least:
            self.add_error("maximum", _("The maximum must be above the minimum ({minimum}).").format(minimum=least))
        elif most is not None and step is not None and (Fraction(most) / Fraction(step)).denominator != 1:
            words = _("{maximum} is not a multiple of {step}: nobody could get the maximum.")
            self.add_error("step", words.format(maximum=most, step=step))
        if cleaned.get("weight") == 0 and not any(other.weight for other in self.others):
            self.add_error("weight", _("All weights of this round would be 0. Give one item a weight above 0."))
        return cleaned

    def _grade(self, cleaned: dict[str, Any]) -> None:
        """Grades that differ in name and points; the range follows from them."""
        names, worth = zip(*cleaned["grades"], strict=True)
        if len(set(names)) < len(names) or len(set(worth)) < max(2, len(worth)):
            self.add_error("grades", _("Write at least two grades, with names and points that differ."))
            return
        cleaned |= {"maximum": max(worth), "minimum": min(worth), "step": None}

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = {name: self.cleaned_data[name] for name in self.shown_fields()}
        if "grades" in given:
            rows = given["grades"] or ()
            given["grades"] = [{"name": name, "points": format_decimal(points)} for name, points in rows]
        return given


class CutForm(CarriesSeen, PlainForm):
    """How many go on after a round."""

    keep = CountField(label=gettext_lazy("How many go on"), least=1)
    tie = forms.ChoiceField(
        label=gettext_lazy("Equal scores across the line"), choices=choices(CutTie), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, cut: Cut | None = None, **kwargs: Any) -> None:
        initial = {"keep": cut.keep, "tie": cut.tie} if cut else {"tie": CutTie.EXTEND}
        super().__init__(*args, initial=initial, **kwargs)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in self.shown_fields()}
