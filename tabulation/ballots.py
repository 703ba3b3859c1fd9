"""Ballots of a mass jury: how many of a class of voters gave which points, and the score that comes of it.

Nobody's ballot is in a contest file, only counts. Each class has the mean of its own ballots; the panel's score is
the mean of the classes by their weights. A class without a ballot has no mean, so the panel has no score: missing is
not zero, and the others do not stand in for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .contest import Ballot, BallotKey, Ballots, Contest, Counts, Grade, Panel, Round, VoterClass
from .exact import Column, column_of, exact_text, plain
from .fields import Fields, Problems, is_text, number_fault, value_text
from .steps import Step

ROW = '["speech", "residents", "01", "A", "9", 12]'


def read_ballot(value: Any, path: str, problems: Problems) -> Ballot:
    """What a panel's ballot asks: points within a range, or one of some grades."""
    f = Fields(value, path, problems, {"classes", "min", "max", "step", "grades"})
    classes, grades = f.objects("classes", _class), f.objects("grades", read_grade)
    low, high, step = f.decimal("min", lowest=None), f.decimal("max", lowest=None), f.decimal("step")
    if not f.broken:
        if not classes:
            f.fault("classes", "expected at least one class of voters")
        refuse_twice(f, "classes", [each.id for each in classes])
        refuse_twice(f, "grades", [plain(each.points) for each in grades])
        if bool(grades) == (f.raw("max") is not None):
            f.fault("max", "expected either the highest points or `grades`")
        if grades and (f.raw("min") is not None or f.raw("step") is not None):
            f.fault("grades", "expected no `min` and no `step` beside grades")
        if step == 0:
            f.fault("step", '"0" is no step; expected a positive number such as "0.5"')
        if high is not None and not (low or 0) < high:
            f.fault("max", f"the maximum {high} is not above the minimum {low or 0}")
    return Ballot(classes=classes, min=low or Decimal(0), max=high, step=step or None, grades=grades, about=f.about())


def _class(value: Any, path: str, problems: Problems) -> VoterClass:
    f = Fields(value, path, problems, {"id", "name", "weight"})
    weight = f.decimal("weight")
    if weight == 0:
        f.fault("weight", "expected a weight above 0")
    weight = Decimal(1) if weight is None else weight
    return VoterClass(id=f.id(), name=f.text("name") or "", weight=weight, about=f.about())


def read_grade(value: Any, path: str, problems: Problems) -> Grade:
    """A grade and its points."""
    f = Fields(value, path, problems, {"name", "points"})
    return Grade(name=f.id("name"), points=f.needed_decimal("points", lowest=None), about=f.about())


def refuse_twice(f: Fields, key: str, names: list[str]) -> None:
    """Note which of a list of names are there already."""
    for k, name in enumerate(names):
        if name in names[:k]:
            f.fault(f"{key}[{k}]", f"{value_text(name)} is here twice")


def ballot_fault(ballot: Ballot, points: Decimal) -> str | None:
    """Why a ballot does not take these points; None if it does.

    >>> ballot = Ballot(classes=(), max=Decimal(10), step=Decimal("0.5"))
    >>> [ballot_fault(ballot, Decimal(points)) for points in ("9.5", "9.6", "11")]
    [None, '9.6 is not a multiple of the step 0.5', '11 is not from 0 to 10']
    """
    if ballot.grades:
        among = any(grade.points == points for grade in ballot.grades)
        return None if among else f"{plain(points)} is no grade's points"
    if ballot.max is None or not ballot.min <= points <= ballot.max:
        return f"{plain(points)} is not from {plain(ballot.min)} to {plain(ballot.max or Decimal(0))}"
    if ballot.step is not None and (Fraction(points) / Fraction(ballot.step)).denominator != 1:
        return f"{plain(points)} is not a multiple of the step {plain(ballot.step)}"
    return None


# ---- The counts


def read_ballots(top: Fields, contest: Contest) -> Ballots:
    """The counts of a file; what is wrong with them is noted."""
    asked = {panel.id: (panel, ballot) for panel in contest.panels if (ballot := panel.ballot) is not None}
    rounds = {round_.id: {panel.id for panel in contest.panels_of(round_)} for round_ in contest.rounds}
    rooms = {contestant.id: contestant.room for contestant in contest.contestants}
    found: dict[BallotKey, dict[tuple[str, str], int]] = {}
    seen: set[tuple[str, str, str, str, Decimal]] = set()
    for k, row in enumerate(top.rows("ballots")):
        where = f"ballots[{k}]"
        if not isinstance(row, list) or len(row) != 6 or not all(map(is_text, row[:4])) or row[5] is None:
            top.fault(where, f"expected a row such as {ROW}")
            continue
        round_, panel, who, group, points, count = row
        if round_ not in rounds:
            top.fault(f"{where}[0]", f"{value_text(round_)} is no round of this contest")
        elif panel not in asked:
            top.fault(f"{where}[1]", f"{value_text(panel)} is no panel with a ballot")
        elif panel not in rounds[round_]:
            top.fault(f"{where}[1]", f"{panel} does not sit in {round_}")
        elif who not in rooms:
            top.fault(f"{where}[2]", f"{value_text(who)} is no contestant of this contest")
        elif not asked[panel][0].marks_room(rooms[who]):
            top.fault(f"{where}[2]", f"{panel} does not mark the room of {who}")
        elif (fault := _row_fault(*asked[panel], group, points)) is not None:
            top.fault(f"{where}{fault[0]}", fault[1])
        elif (entry := (round_, panel, who, group, Decimal(points))) in seen:
            top.fault(where, f"{value_text(group)} has {points} here twice; write one row with the sum")
        else:
            seen.add(entry)
            cast = top.whole_in(count, f"{where}[5]", 1, MOST_BALLOTS) or 0
            found.setdefault((round_, panel, who), {})[group, plain(Decimal(points))] = cast
    return found


MOST_BALLOTS = 1_000_000


def _row_fault(panel: Panel, ballot: Ballot, group: str, points: Any) -> tuple[str, str] | None:
    if group not in {each.id for each in ballot.classes}:
        return "[3]", f"{value_text(group)} is no class of voters of {panel.id}"
    fault = number_fault(points) or ballot_fault(ballot, Decimal(points))
    return None if fault is None else ("[4]", fault)


# ---- The sums


def of_class(counts: Counts, group: str) -> list[tuple[Fraction, int]]:
    """What a class of voters gave: points and how many gave them, the highest first."""
    return sorted(((Fraction(points), n) for (each, points), n in counts.items() if each == group), reverse=True)


def class_mean(counts: Counts, group: str) -> Fraction | None:
    """The mean of a class's ballots; None where there is none.

    >>> class_mean({("A", "9"): 2, ("A", "6"): 1, ("B", "1"): 5}, "A")
    Fraction(8, 1)
    """
    given = of_class(counts, group)
    cast = sum(n for _, n in given)
    return sum((points * n for points, n in given), Fraction(0)) / cast if cast else None


def ballot_score(ballot: Ballot, counts: Counts) -> Fraction | None:
    """The mean of the classes by their weights; None while one has no ballot."""
    whole, total = Fraction(0), Fraction(0)
    for each in ballot.classes:
        mean = class_mean(counts, each.id)
        if mean is None:
            return None
        whole += Fraction(each.weight)
        total += mean * Fraction(each.weight)
    return total / whole


def counts_of(contest: Contest, round_: Round, panel: Panel, who: str) -> Counts:
    """What was counted of one panel for one performance."""
    return contest.ballots.get((round_.id, panel.id, who), NONE)


NONE: Mapping[tuple[str, str], int] = {}


def ballot_column(contest: Contest, round_: Round, panel: Panel, ballot: Ballot) -> Column:
    """A panel's score of everybody, from its ballots."""
    return column_of([ballot_score(ballot, counts_of(contest, round_, panel, who)) for who in contest.ids])


# ---- In words


def ballot_steps(ballot: Ballot, counts: Counts) -> Iterator[Step]:
    """How ballots became a panel's score: each class's count, then the classes by weight."""
    terms = []
    for each in ballot.classes:
        given, mean = of_class(counts, each.id), class_mean(counts, each.id)
        named = {"voters": each.name or each.id}
        if mean is None:
            yield Step("ballots-none", None, named)
            continue
        cast = sum(n for _, n in given)
        facts = {
            "terms": " + ".join(f"{exact_text(points)} × {n}" for points, n in given),
            "given": ", ".join(f"{_called(ballot, points)} × {n}" for points, n in given),
            "cast": str(cast),
        }
        yield Step("ballots-of-grades" if ballot.grades else "ballots", exact_text(mean), named | facts)
        terms.append(f"{exact_text(mean)} × {plain(each.weight)}")
    if len(terms) == len(ballot.classes) > 1:
        whole = sum((Fraction(each.weight) for each in ballot.classes), Fraction(0))
        facts = {"terms": " + ".join(terms), "weights": exact_text(whole)}
        yield Step("ballots-weighed", exact_text(ballot_score(ballot, counts) or Fraction(0)), facts)


def _called(ballot: Ballot, points: Fraction) -> str:
    """What these points stand for: the grade, or themselves."""
    return next((grade.name for grade in ballot.grades if grade.points == points), exact_text(points))
