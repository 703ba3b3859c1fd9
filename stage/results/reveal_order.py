"""The order of releasing all scores at the end that keeps first place open longest: for the desk alone.

What the hall can work out is what the sums say of a contest in which all that is not released is missing. The more is
known the narrower the places are, so that a set of contestants that leaves first place open does so in any order: what
is looked for is the largest such set. Points off and on are taken as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from scoring.results import Tabulation, Values
from tabulation import tabulate
from tabulation.certainty import place_ranges

MOST_TRIED = 300
"""Sets that are tried: one of a usual contest is found among the first few."""


@dataclass(frozen=True, slots=True)
class RevealOrder:
    """Contestants by number in the order proposed, and after how many of them who is first is `certain`.

    `longest` says that no order keeps it open longer.
    """

    numbers: tuple[str, ...]
    certain: int
    longest: bool


def reveal_order(result: Tabulation) -> RevealOrder:
    """The order proposed for the results as they are: the last places first, the winner last wherever that keeps first
    place open as long as anything can. Raises BadContestFile as `tabulate` does."""
    people = [row.contestant for row in reversed(result.standings) if row.place is not None]
    for tried, left in enumerate(_left(people), start=1):
        known = [who for who in people if who not in left]
        if first_is_open(result.contest, known):
            return RevealOrder((*known, *left), len(known) + 1, longest=True)
        if tried == MOST_TRIED:
            break
    certain = certain_after(result.contest, people)
    return RevealOrder(tuple(people), certain, longest=certain == len(people) or len(people) < 2)


def _left(people: list[str]) -> Iterator[tuple[str, ...]]:
    """Who is released last: one, then two …, the best first of all; each in the order in which they are released."""
    for count in range(1, len(people) + 1):
        for left in combinations(reversed(people), count):
            yield left[::-1]


def certain_after(contest: Values, order: Collection[str]) -> int:
    """After how many of an order who is first is certain; all of them where only the last tells."""
    numbers = list(order)
    return next((n for n in range(len(numbers)) if not first_is_open(contest, numbers[:n])), len(numbers))


def first_is_open(contest: Values, known: Collection[str]) -> bool:
    """Whether somebody may or may not become first, as far as it is known from the scores of some contestants."""
    ranges = place_ranges(tabulate(_of(contest, known)))
    return any(found.best == 1 and found.worst > 1 for found in ranges)


def _of(contest: Values, known: Collection[str]) -> Values:
    """A contest in which the others were not marked yet; decisions between equals are made when all is known."""
    marks = {
        key: {who: points for who, points in column.items() if who in known} for key, column in contest.marks.items()
    }
    return replace(contest, marks=marks, decisions=(), awards=())
