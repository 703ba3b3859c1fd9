"""Reading the marks: a million rows checked column by column, told row by row where one is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .contest import Contest, Item, Judge, MarkKey, Panel
from .exact import plain
from .fields import Fields, is_text, number_fault, shortened, value_text

ROWS: Mapping[str, str] = {
    "marks": '["speech", "J1", "01", "content", "36.5"]',
    "recusals": '["J1", "01", "…"]',
    "factors": '["speech", "01", "1.1"]',
    "times": '["speech", "01", 503]',
}
"""The lists of rows, each with a row as it may stand there."""

ROW = f"expected a row such as {ROWS['marks']}"
Columns = Mapping[MarkKey, Mapping[str, Any]]


def read_marks(top: Fields, contest: Contest, before: Columns | None = None) -> Contest:
    """The contest with its marks; what is wrong with them is noted. Columns that are as they were `before`, when they
    were right for the same contest, are not looked at again."""
    rows = top.rows("marks")
    checker = _Checker(contest, before or {})
    columns = _columns(rows, {who: who for who in contest.ids})
    if columns is None or not checker.sound(columns):
        columns = _sound_rows(top, rows, checker)
    return replace(contest, marks=columns)


class _Once(dict[Any, Any]):
    """Gives for equal values always the same one."""

    def __missing__(self, value: Any) -> Any:
        self[value] = value
        return value


def _columns(rows: list[Any], ids: Mapping[Any, str]) -> Columns | None:
    """The rows by round, judge and item; None if one is no row, of nobody, or stands twice.

    Every column has the contestants' own strings as keys, and equal points are one string: with a
    million lookups to come, that counts.
    """
    texts = _Once()
    if set(map(type, rows)) - {list}:
        return None
    columns: dict[Any, dict[Any, Any]] = defaultdict(dict)
    try:
        for round_, judge, contestant, item, points in rows:
            columns[round_, judge, item][ids[contestant]] = texts[points]
    except (KeyError, TypeError, ValueError):
        return None
    return dict(columns) if sum(map(len, columns.values())) == len(rows) else None


def _sound_rows(top: Fields, rows: list[Any], checker: _Checker) -> Columns:
    """Row by row: note what is wrong, keep what is right."""
    columns: dict[MarkKey, dict[str, Any]] = defaultdict(dict)
    for k, row in enumerate(rows):
        fault = checker.fault(row, columns)
        if fault is None:
            round_, judge, contestant, item, points = row
            columns[round_, judge, item][contestant] = points
        else:
            top.fault(f"marks[{k}]{fault[0]}", fault[1])
    return dict(columns)


Fault = tuple[str, str]
"""Where in the row ("[4]", or "" for all of it) and what is wrong."""


@dataclass
class _Checker:
    """What marks a contest allows."""

    contest: Contest
    before: Columns = field(default_factory=dict)
    judges: dict[str, Judge] = field(init=False)
    contestants: set[str] = field(init=False)
    items: dict[str, dict[str, Item]] = field(init=False)
    sealed: set[str] = field(init=False)
    panels: dict[str, set[str]] = field(init=False)
    elsewhere: dict[str, set[str]] = field(init=False)
    """Judges of panels that mark only some rooms: the contestants of all others."""

    def __post_init__(self) -> None:
        contest = self.contest
        self.judges = {j.id: j for j in contest.judges}
        self.contestants = set(contest.ids)
        self.items = {r.id: {i.id: i for i in r.items} for r in contest.rounds}
        self.sealed = {r.id for r in contest.rounds if r.sealed}
        bound = [p for p in contest.panels if p.rooms is not None]
        others = {p.id: {c.id for c in contest.contestants if not p.marks_room(c.room)} for p in bound}
        self.elsewhere = {j.id: others[j.panel] for j in contest.judges if j.panel in others}
        self.panels = {r.id: {p.id for p in contest.panels_of(r)} for r in contest.rounds}

    def sound(self, columns: Columns) -> bool:
        """Whether all columns are right: each key, each contestant, each different number once."""
        recused: dict[str, set[str]] = defaultdict(set)
        for judge, contestant in self.contest.recusals:
            recused[judge].add(contestant)
        for key, column in columns.items():
            if self.before.get(key) == column:
                continue
            if self.key_fault(*key):
                return False
            if key[1] in recused and recused[key[1]] & column.keys():
                return False
            if key[1] in self.elsewhere and self.elsewhere[key[1]] & column.keys():
                return False
            if any(self.points_fault(key[0], key[2], points) for points in set(column.values())):
                return False
        return True

    def fault(self, row: Any, before: Columns) -> Fault | None:
        """What is wrong with one row, given the rows before it."""
        if not isinstance(row, list) or len(row) != 5:
            return "", ROW
        round_, judge, contestant, item, points = row
        fault = self.key_fault(round_, judge, item)
        if fault is None and not (is_text(contestant) and contestant in self.contestants):
            fault = "[2]", f"{value_text(contestant)} is no contestant of this contest"
        if fault is None and (judge, contestant) in self.contest.recusals:
            fault = "", f"{judge} is recused from {contestant} and gives no mark"
        if fault is None and contestant in self.elsewhere.get(judge, ()):
            fault = "[2]", self.other_room(judge, contestant)
        if fault is None and contestant in before.get((round_, judge, item), {}):
            fault = "", "this mark is here twice"
        if fault is None and (message := self.points_fault(round_, item, points)):
            fault = "[4]", message
        return fault

    def other_room(self, judge: str, contestant: str) -> str:
        """That a judge's panel does not mark a contestant's room, and which it marks."""
        (panel,) = (p for p in self.contest.panels if p.id == self.judges[judge].panel)
        (room,) = (c.room for c in self.contest.contestants if c.id == contestant)
        where = "in no room" if room is None else f"in room {shortened(room)}"
        return f"{contestant} is {where}; {judge} sits on {panel.id}, which marks {_rooms_of(panel)}"

    def key_fault(self, round_: Any, judge: Any, item: Any) -> Fault | None:
        """What is wrong with round, judge and item."""
        if not is_text(round_) or round_ not in self.items:
            return "[0]", f"{value_text(round_)} is no round of this contest"
        if round_ in self.sealed:
            unwanted = next((k for k, value in ((1, judge), (3, item)) if value is not None), None)
            return None if unwanted is None else (f"[{unwanted}]", f"expected null: {round_} is sealed")
        if not is_text(judge) or judge not in self.judges:
            return "[1]", f"{value_text(judge)} is no judge of this contest"
        if not is_text(item) or item not in self.items[round_]:
            return "[3]", f"{value_text(item)} is no item of {round_}"
        panel = self.judges[judge].panel
        if panel not in self.panels[round_]:
            return "[1]", f"{judge} sits on {panel}, which does not sit in {round_}"
        return None

    def points_fault(self, round_: str, item: str | None, points: Any) -> str | None:
        """What is wrong with points; null is an excused mark."""
        if points is None:
            return "expected a score: a sealed one cannot be excused" if item is None else None
        fault = number_fault(points)
        if fault is not None or item is None:
            return fault
        return item_fault(self.items[round_][item], Decimal(points))


def _rooms_of(panel: Panel) -> str:
    rooms = ", ".join(map(shortened, panel.rooms or ()))
    return f"rooms {shortened(rooms)}" if rooms else "no room"


def item_fault(item: Item, points: Decimal) -> str | None:
    """Why an item does not take these points; None if it does.

    >>> item_fault(Item(id="content", max=Decimal(40), step=Decimal("0.1")), Decimal("36.55"))
    '36.55 is not a multiple of the step 0.1 of content'
    """
    points_texts = plain(points)
    if item.grades:
        among = any(grade.points == points for grade in item.grades)
        return None if among else f"{points_texts} is no grade's points of {item.id}"
    if points > item.max:
        return f"{points_texts} is above the maximum {plain(item.max)} of {item.id}"
    if points < item.min:
        return f"{points_texts} is below the minimum {plain(item.min)} of {item.id}"
    if item.step is not None and (Fraction(points) / Fraction(item.step)).denominator != 1:
        return f"{points_texts} is not a multiple of the step {plain(item.step)} of {item.id}"
    return None
