"""A clerk with a pocket calculator goes through an explanation, from the marks up to a panel's score.

Each function takes the steps of one part in the order in which they must stand, recomputes every line from what the
line itself says, and holds what goes into it against what came out of the lines before and against the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tabulation.steps import Step
from tests.tabulation.oracle_book import (
    Book,
    Document,
    drop_rule,
    is_recused,
    listed,
    official_judges,
    places_of,
    pool_rule,
    round_rule,
    rule,
    weight,
)
from tests.tabulation.oracle_numbers import mean, median, rounded
from tests.tabulation.oracle_rounds import midrange, trims_items

Values = Counter[tuple[str, Fraction]]
"""Judge and value; judges may have the same name."""


@dataclass(frozen=True)
class Desk:
    """What the clerk has to hand: the document with who stayed behind, whose result it is, the printed standings."""

    book: Book
    who: str
    rows: dict[str, Document]
    seen: set[str] = field(default_factory=set)

    @property
    def row(self) -> Document:
        """The contestant's own row."""
        return self.rows[self.who]

    def points(self, round_: Document, judge: str, item: Document) -> Fraction | None:
        """What a judge gave; None where it is missing or excused."""
        return self.book.marks.get((round_["id"], judge, self.who, item["id"]))


class Reading:
    """Steps in the order in which they must stand."""

    def __init__(self, steps: Sequence[Step], desk: Desk) -> None:
        self.rest = list(steps)
        self.desk = desk

    def perhaps(self, *kinds: str) -> Step | None:
        """The next step if it is of one of these kinds."""
        if not self.rest or self.rest[0].kind not in kinds:
            return None
        self.desk.seen.add(self.rest[0].kind)
        return self.rest.pop(0)

    def several(self, *kinds: str) -> list[Step]:
        """All steps of these kinds that come next."""
        found = []
        while (step := self.perhaps(*kinds)) is not None:
            found.append(step)
        return found

    def one(self, *kinds: str) -> Step:
        """The next step, which must be of one of these kinds."""
        found = self.perhaps(*kinds)
        assert found is not None, (kinds, self.rest[:1])
        return found

    def end(self) -> None:
        """Nothing may be left."""
        assert self.rest == []


def called(thing: Document) -> str:
    """What a thing is called."""
    return str(thing.get("name") or thing["id"])


def value_of(step: Step) -> Fraction:
    """The number a step arrives at."""
    assert step.value is not None, step
    return Fraction(step.value)


def fact(step: Step, name: str) -> Fraction:
    """A number a step names."""
    return Fraction(step.facts[name])


def terms_of(step: Step) -> list[Fraction]:
    """The terms of a sum, as they are written."""
    return [Fraction(term) for term in step.facts["terms"].replace(" - ", " + -").split(" + ")]


def listed_numbers(text: str) -> list[Fraction]:
    """Numbers with commas between."""
    return [Fraction(each) for each in text.split(", ")]


def total(values: Sequence[Fraction]) -> Fraction:
    """The sum."""
    return sum(values, Fraction(0))


def after_rounding(reading: Reading, stage: str, value: Fraction, round_: Document | None = None) -> Fraction:
    """The value after the rounding at a stage: told exactly where the rules round there, and rounded as they say."""
    book, places = reading.desk.book, places_of(reading.desk.book, stage, round_)
    if places is None:
        return value
    step = reading.one("rounding")
    named = (step.facts["stage"], step.facts["places"], step.facts["rule"])
    assert named == (stage, str(places), rule(book, "rounding", "half-up"))
    assert fact(step, "before") == value
    assert fact(step, "after") == value_of(step) == rounded(value, places, named[2])
    return value_of(step)


# Marks and sheets


def check_mark(desk: Desk, step: Step, round_: Document, item: Document, points: Fraction) -> None:
    """One mark on a sheet: as it was given, or rounded and weighted."""
    assert step.facts["item"] == called(item)
    reading = Reading(step.steps, desk)
    if step.kind == "mark":
        value = points * weight(item)
    else:
        assert (fact(step, "points"), fact(step, "weight")) == (points, weight(item))
        value = after_rounding(reading, "item", points, round_) * weight(item)
        value = after_rounding(reading, "weighted", value, round_)
    assert value_of(step) == value
    reading.end()


def check_sheet(desk: Desk, step: Step, round_: Document, judge: Document) -> Fraction | None:
    """One judge's sheet; its total, or None where it does not count, with the true reason."""
    assert step.facts["judge"] == called(judge)
    given = [(item, desk.points(round_, judge["id"], item)) for item in round_["items"]]
    marks = Reading(step.steps, desk)
    for item, points in given:
        if points is not None:
            check_mark(desk, marks.one("mark", "mark-weighed"), round_, item, points)
    if step.kind != "sheet":
        marks.end()
        assert step.kind == f"sheet-{why_no_total(desk, round_, judge)}"
        assert step.value is None
        return None
    assert None not in [points for _, points in given]
    assert terms_of(step) == [value_of(mark) for mark in step.steps[: len(given)]]
    assert total(terms_of(step)) == fact(step, "sum")
    assert after_rounding(marks, "sheet", fact(step, "sum"), round_) == value_of(step)
    marks.end()
    return value_of(step)


def why_no_total(desk: Desk, round_: Document, judge: Document) -> str:
    """Recused, excused (a mark that is null), or missing."""
    if is_recused(desk.book, judge["id"], desk.who):
        return "recused"
    keys = [(round_["id"], judge["id"], desk.who, item["id"]) for item in round_["items"]]
    return "excused" if any(key in desk.book.marks and desk.book.marks[key] is None for key in keys) else "missing"


def why_no_mark(desk: Desk, round_: Document, judge: Document, item: Document) -> str:
    """The same of one mark."""
    if is_recused(desk.book, judge["id"], desk.who):
        return "recused"
    return "excused" if (round_["id"], judge["id"], desk.who, item["id"]) in desk.book.marks else "missing"


# From the judges' values to one


def check_pooling(reading: Reading, round_: Document, panel: Document, values: Values) -> Fraction | None:
    """Clip, drop and pool; what comes in are the judges' values, what goes out is the pooled one."""
    values = after_clip(reading, round_, values)
    count, high, low = values.total(), drop_rule(round_, panel, "drop_high"), drop_rule(round_, panel, "drop_low")
    needed = max(drop_rule(round_, panel, "trim_from"), high + low + 1) if high or low else 0
    none_dropped = reading.perhaps("not-dropped")
    assert (none_dropped is not None) == (0 < count < needed)
    if none_dropped is not None:
        assert (none_dropped.facts["count"], none_dropped.facts["needed"]) == (str(count), str(needed))
    highest, lowest = reading.several("dropped-high"), reading.several("dropped-low")
    assert (len(highest), len(lowest)) == ((high, low) if count >= max(needed, 1) else (0, 0))
    out = Counter((step.facts["judge"], value_of(step)) for step in highest + lowest)
    assert out <= values
    kept = [value for _, value in (values - out).elements()]
    assert all(value_of(step) >= max(kept) for step in highest)
    assert all(value_of(step) <= min(kept) for step in lowest)
    return check_pool(reading, pool_rule(reading.desk.book, round_, panel), kept) if kept else None


def after_clip(reading: Reading, round_: Document, values: Values) -> Values:
    """The values with those that the clip moved or rounded; who it changed is told, and nobody else."""
    clip = round_rule(reading.desk.book, round_, "clip")
    steps = reading.several("clipped")
    if clip is None or not values:
        assert steps == []
        return values
    centre, distance = mean(value for _, value in values.elements()), Fraction(clip["distance"])
    changed: Values = Counter()
    for judge, value in values.elements():
        clamped_value = min(max(value, centre - distance), centre + distance)
        changed[judge, rounded(clamped_value, clip.get("round"), rule(reading.desk.book, "rounding", "half-up"))] += 1
    told_before = Counter((step.facts["judge"], fact(step, "before")) for step in steps)
    told_after = Counter((step.facts["judge"], value_of(step)) for step in steps)
    assert values - told_before + told_after == changed
    for step in steps:
        assert (fact(step, "mean"), fact(step, "distance")) == (centre, distance)
        assert step.facts["places"] == ("" if clip.get("round") is None else str(clip["round"]))
        assert fact(step, "before") != value_of(step)
    return changed


def check_pool(reading: Reading, pool: str, kept: list[Fraction]) -> Fraction:
    """The values left made into one."""
    step = reading.one(f"pool-{pool}")
    assert sorted(terms_of(step)) == sorted(listed_numbers(step.facts["values"])) == sorted(kept)
    assert fact(step, "sum") == total(terms_of(step))
    assert int(step.facts["count"]) == len(kept)
    assert (fact(step, "low"), fact(step, "high")) == (min(kept), max(kept))
    if pool == "mean":
        assert fact(step, "sum") / int(step.facts["count"]) == value_of(step)
    else:
        assert value_of(step) == {"sum": total, "median": median, "midrange": midrange}[pool](sorted(kept))
    return value_of(step)


# Panels


def check_panel(desk: Desk, step: Step, round_: Document, panel: Document) -> Fraction | None:
    """One panel's score of one performance; None while it has none."""
    assert step.facts["panel"] == called(panel)
    official = official_judges(desk.book, panel)
    judges = [judge for judge in listed(desk.book, "judges") if judge["id"] in official]
    reading = Reading(step.steps, desk)
    if panel.get("ballot"):
        value = check_ballots(reading, round_, panel)
    elif trims_items(desk.book, round_):
        value = check_items(reading, round_, panel, judges)
    else:
        sheets = reading.several("sheet", "sheet-recused", "sheet-excused", "sheet-missing")
        values: Values = Counter()
        for sheet, judge in zip(sheets, judges, strict=True):
            found = check_sheet(desk, sheet, round_, judge)
            if found is not None:
                values[called(judge), found] += 1
        value = check_pooling(reading, round_, panel, values)
    if value is not None:
        value = after_rounding(reading, "panel", value, round_)
    reading.end()
    assert (None if step.value is None else value_of(step)) == value
    return value


def check_ballots(reading: Reading, round_: Document, panel: Document) -> Fraction | None:
    """Class by class, each line's own sum, then the classes by weight; None while one has no ballot."""
    classes, means = panel["ballot"]["classes"], []
    steps = reading.several("ballots", "ballots-of-grades", "ballots-none")
    for step, group in zip(steps, classes, strict=True):
        where = [round_["id"], panel["id"], reading.desk.who, group["id"]]
        given = Counter({Fraction(r[4]): r[5] for r in listed(reading.desk.book, "ballots") if r[:4] == where})
        assert step.facts["voters"] == called(group)
        assert (step.kind == "ballots-none") == (not given)
        if given:
            terms = [term.split(" × ") for term in step.facts["terms"].split(" + ")]
            assert Counter({Fraction(points): int(n) for points, n in terms}) == given
            assert int(step.facts["cast"]) == given.total()
            assert value_of(step) == mean(given.elements())
            means.append((value_of(step), weight(group)))
    if len(means) < len(classes):
        return None
    together = total([found * by for found, by in means]) / total([by for _, by in means])
    if len(classes) > 1:
        assert value_of(reading.one("ballots-weighed")) == together
    return together


def check_items(reading: Reading, round_: Document, panel: Document, judges: list[Document]) -> Fraction | None:
    """Item by item, then added up."""
    items = reading.several("item")
    values = [
        check_item(reading.desk, step, round_, panel, item, judges)
        for step, item in zip(items, round_["items"], strict=True)
    ]
    found = [value for value in values if value is not None]
    if len(found) < len(values):
        return None
    return added_up(reading, found)


def added_up(reading: Reading, terms: list[Fraction]) -> Fraction:
    """The sum of some terms; one alone is not told again."""
    if len(terms) > 1:
        step = reading.one("sum")
        assert terms_of(step) == terms
        assert value_of(step) == total(terms)
    return total(terms)


def check_item(
    desk: Desk, step: Step, round_: Document, panel: Document, item: Document, judges: list[Document]
) -> Fraction | None:
    """One item: the judges' marks, clipped, dropped and pooled, rounded, weighted."""
    assert step.facts["item"] == called(item)
    reading = Reading(step.steps, desk)
    values: Values = Counter()
    steps = reading.several("item-mark", "item-recused", "item-excused", "item-missing")
    for mark, judge in zip(steps, judges, strict=True):
        points = desk.points(round_, judge["id"], item)
        assert mark.facts["judge"] == called(judge)
        assert (None if mark.value is None else value_of(mark)) == points
        if points is None:
            assert mark.kind == f"item-{why_no_mark(desk, round_, judge, item)}"
        else:
            values[called(judge), points] += 1
    value = check_pooling(reading, round_, panel, values)
    if value is not None:
        value = after_weight(reading, round_, item, after_rounding(reading, "item", value, round_))
    reading.end()
    assert (None if step.value is None else value_of(step)) == value
    return value


def after_weight(reading: Reading, round_: Document, item: Document, value: Fraction) -> Fraction:
    """The value times the item's weight; a weight of 1 need not be told."""
    step = reading.perhaps("weight")
    if step is not None:
        assert (fact(step, "before"), fact(step, "weight")) == (value, weight(item))
        assert value_of(step) == value * weight(item)
    return after_rounding(reading, "weighted", value * weight(item), round_)
