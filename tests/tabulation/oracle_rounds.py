"""From marks to scores, in the contract's steps 1 to 5: marks, clip, panel scores, round scores, final score."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from tests.tabulation.oracle_book import (
    Book,
    Document,
    at_stage,
    bounds,
    competing,
    contestants,
    drop_rule,
    is_sealed,
    judges_for,
    listed,
    panels_for,
    pool_rule,
    round_rule,
    rounded_as,
    rounds,
    rule,
    takes_part,
    weight,
)
from tests.tabulation.oracle_numbers import clamped, mean, median, number

Scores = dict[tuple[str, str], Fraction | None]
Weights = dict[str, Fraction]


class Total(NamedTuple):
    """A final score, and the same before its last rounding."""

    score: Fraction
    exact: Fraction


# 1 Valid marks


def trims_items(book: Book, round_: Document) -> bool:
    """Are marks dropped item by item, and not sheet by sheet?"""
    return bool(round_rule(book, round_, "trim", "total") == "item")


def valid_marks(book: Book, round_: Document, panel: Document, contestant: str, item: Document) -> list[Fraction]:
    """What the judges of a panel gave for one item: no missing, no excused, no recused."""
    keys = [(round_["id"], judge, contestant, item["id"]) for judge in judges_for(book, panel, contestant)]
    found = [book.marks.get(key) for key in keys]
    return [points for points in found if points is not None]


def sheet_total(book: Book, round_: Document, judge: str, contestant: str) -> Fraction | None:
    """A judge's sum for one performance; None unless every item has points. Item trimming rounds no sheet."""
    total = Fraction(0)
    for item in round_["items"]:
        points = book.marks.get((round_["id"], judge, contestant, item["id"]))
        if points is None:
            return None
        total += weighted_mark(book, round_, item, points)
    return total if trims_items(book, round_) else at_stage(book, total, "sheet", round_)


def weighted_mark(book: Book, round_: Document, item: Document, points: Fraction) -> Fraction:
    """One mark as it goes into the sheet total."""
    if trims_items(book, round_):
        return points * weight(item)
    return at_stage(book, at_stage(book, points, "item", round_) * weight(item), "weighted", round_)


def valid_sheets(book: Book, round_: Document, panel: Document, contestant: str) -> list[Fraction]:
    """The sheet totals of a panel for one performance."""
    totals = [sheet_total(book, round_, judge, contestant) for judge in judges_for(book, panel, contestant)]
    return [total for total in totals if total is not None]


# 2 Clip, then drop, then pool


def clipped(book: Book, round_: Document, values: list[Fraction]) -> list[Fraction]:
    """The values, none further from their mean than the rule allows."""
    clip = round_rule(book, round_, "clip")
    if clip is None:
        return values
    centre, distance = mean(values), number(clip["distance"])
    moved = [min(max(value, centre - distance), centre + distance) for value in values]
    return [rounded_as(book, value, clip.get("round")) for value in moved]


def dropped(round_: Document, panel: Document, values: list[Fraction]) -> list[Fraction]:
    """The values in order without the highest and lowest ones; all of them where there are too few."""
    high, low = drop_rule(round_, panel, "drop_high"), drop_rule(round_, panel, "drop_low")
    ordered = sorted(values)
    if len(values) < drop_rule(round_, panel, "trim_from") or len(values) < high + low + 1:
        return ordered
    return ordered[low : len(ordered) - high]


def midrange(ordered: list[Fraction]) -> Fraction:
    """The mean, with (highest + lowest) / 2 counted as one mark beside the others."""
    if len(ordered) == 1:
        return ordered[0]
    return mean([*ordered[1:-1], (ordered[0] + ordered[-1]) / 2])


def pooled(book: Book, round_: Document, panel: Document, values: list[Fraction]) -> Fraction:
    """At least one value of a panel made into one."""
    kept = dropped(round_, panel, clipped(book, round_, values))
    pool = pool_rule(book, round_, panel)
    if pool == "sum":
        return sum(kept, Fraction(0))
    return {"mean": mean, "median": median, "midrange": midrange}[pool](kept)


# 3 Panel scores


def panel_score(book: Book, round_: Document, panel: Document, contestant: str) -> Fraction | None:
    """What a panel gives one performance; None as long as it has no valid value."""
    if panel.get("ballot"):
        score = what_voters_gave(book, round_, panel, contestant)
    elif trims_items(book, round_):
        score = sum_of_items(book, round_, panel, contestant)
    else:
        sheets = valid_sheets(book, round_, panel, contestant)
        score = pooled(book, round_, panel, sheets) if sheets else None
    return None if score is None else at_stage(book, score, "panel", round_)


def what_voters_gave(book: Book, round_: Document, panel: Document, contestant: str) -> Fraction | None:
    """The weighted mean of the means of the classes; None while one of them cast no ballot."""
    total, weights = Fraction(0), Fraction(0)
    for group in panel["ballot"]["classes"]:
        where = [round_["id"], panel["id"], contestant, group["id"]]
        cast = [number(row[4]) for row in listed(book, "ballots") if row[:4] == where for _ in range(row[5])]
        if not cast:
            return None
        total += mean(cast) * weight(group)
        weights += weight(group)
    return total / weights


def sum_of_items(book: Book, round_: Document, panel: Document, contestant: str) -> Fraction | None:
    """Item by item: pooled, weighted, summed; None while an item has no valid mark."""
    total = Fraction(0)
    for item in round_["items"]:
        marks = valid_marks(book, round_, panel, contestant, item)
        if not marks:
            return None
        pooled_item = at_stage(book, pooled(book, round_, panel, marks), "item", round_)
        total += at_stage(book, pooled_item * weight(item), "weighted", round_)
    return total


# 4 Round scores


def panels_together(book: Book, round_: Document, contestant: str) -> Fraction | None:
    """The weighted mean of the panel scores; None while a panel that marks the performance has none."""
    total, weights = Fraction(0), Fraction(0)
    for panel in panels_for(book, round_, contestant):
        score = panel_score(book, round_, panel, contestant)
        if score is None:
            return None
        total += score * weight(panel)
        weights += weight(panel)
    return total / weights if weights else None


def base_score(book: Book, round_: Document, contestant: str) -> Fraction | None:
    """The panels' score, or the mark of a sealed round, times the performance's factor."""
    if not takes_part(book, round_, contestant):
        return None
    if is_sealed(round_):
        score = book.marks.get((round_["id"], None, contestant, None))
    else:
        score = panels_together(book, round_, contestant)
    return None if score is None else score * factor(book, round_, contestant)


def factor(book: Book, round_: Document, contestant: str) -> Fraction:
    """How hard the performance was; 1 where nothing is said."""
    found = [row[2] for row in listed(book, "factors") if row[:2] == [round_["id"], contestant]]
    return number(found[0]) if found else Fraction(1)


def room_means(book: Book, bases: dict[str, Fraction | None]) -> dict[str, Fraction]:
    """The mean base score of each room, over those competing who have one."""
    rooms: dict[str, list[Fraction]] = {}
    for contestant in competing(book):
        base = bases[contestant["id"]]
        if base is not None:
            rooms.setdefault(contestant["room"], []).append(base)
    return {room: mean(values) for room, values in rooms.items()}


def room_coefficient(contestant: Document, means: dict[str, Fraction]) -> Fraction:
    """The mean of the rooms' means by the own room's; 1 where the own room has none, or 0."""
    own = means.get(contestant.get("room") or "")
    return mean(means.values()) / own if own else Fraction(1)


def clock_points(book: Book, round_: Document, contestant: str) -> Fraction:
    """Points for a performance too long or too short; none where it was not timed."""
    clock = round_.get("clock")
    found = [row[2] for row in listed(book, "times") if row[:2] == [round_["id"], contestant]]
    if not clock or not found:
        return Fraction(0)
    over = [row for row in clock.get("over") or [] if found[0] - clock["limit"] > row[0]]
    under = [row for row in clock.get("under") or [] if found[0] < row[0]]
    points = Fraction(0)
    if over:
        points += number(max(over, key=lambda row: row[0])[1])
    if under:
        points += number(min(under, key=lambda row: row[0])[1])
    return points


def adjustments(book: Book, round_id: str | None, contestant: str) -> Fraction:
    """Points on and off for one round, or for the whole contest with None."""
    rows = [row for row in listed(book, "adjustments") if row["contestant"] == contestant]
    return sum((number(row["points"]) for row in rows if row.get("round") == round_id), Fraction(0))


def scores_of_round(book: Book, round_: Document) -> dict[str, Fraction | None]:
    """The round score of everybody."""
    bases = {contestant["id"]: base_score(book, round_, contestant["id"]) for contestant in contestants(book)}
    equalised = rule(book, "rooms", "raw") == "equalised" and not is_sealed(round_)
    means = room_means(book, bases) if equalised else {}
    scores: dict[str, Fraction | None] = {}
    for contestant in contestants(book):
        name = contestant["id"]
        base = bases[name]
        if base is not None:
            base *= room_coefficient(contestant, means)
            base += clock_points(book, round_, name) + adjustments(book, round_["id"], name)
            base = clamped(at_stage(book, base, "round", round_), bounds(book, "round"))
        scores[name] = base
    return scores


@lru_cache(maxsize=16)
def round_scores(book: Book) -> Scores:
    """Every round score by (round, contestant); None where there is none."""
    found: Scores = {}
    for round_ in rounds(book):
        for contestant, score in scores_of_round(book, round_).items():
            found[round_["id"], contestant] = score
    return found


# 5 Final score


def own_weights(some_rounds: Iterable[Document]) -> Weights:
    """Rounds with the weights they carry."""
    return {round_["id"]: weight(round_) for round_ in some_rounds}


def total_of(book: Book, scores: Scores, contestant: str, weights: Weights) -> Total | None:
    """The sum over some rounds with some weights, as at the end or at a cut; None while too few have a score."""
    have = [(scores[round_id, contestant], by) for round_id, by in weights.items()]
    weighted = sorted((score * by for score, by in have if score is not None), reverse=True)
    needed = min(rule(book, "best_rounds", len(weights)), len(weights))
    if len(weighted) < needed:
        return None
    exact = sum(weighted[:needed], Fraction(0)) + adjustments(book, None, contestant)
    within = bounds(book, "final")
    return Total(clamped(at_stage(book, exact, "final"), within), clamped(exact, within))
