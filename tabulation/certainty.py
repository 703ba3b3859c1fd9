"""Which places are already certain, whatever the missing marks will be.

Every rule on the way from a mark to a score is monotone: a higher mark never lowers its owner's
score (dropping, pooling, clipping, weights and roundings all keep the order). So the score that
comes with every missing mark at its item's minimum, and that with every one at its maximum, bound
what the score can become. Two things are not bounded that way, and nothing is promised there: a
missing score of a sealed round or of a mass jury, and scores equalised between rooms. Neither is a place while a
cut is still open. A mark that is excused later is not foreseen either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import lcm

from .completeness import NO_SCORE, Gap, Missing
from .contest import Contest, Item, MarkKey, Points
from .exact import plain
from .places import Ranking
from .registry import function_of
from .scores import Scores, stage_at
from .tabulate import GroupResult, Tabulation


@dataclass(frozen=True, slots=True)
class PlaceRange:
    """The best and the worst place somebody can still take."""

    contestant: str
    best: int
    worst: int

    @property
    def certain(self) -> bool:
        """Whether the place can no longer change."""
        return self.best == self.worst


def place_ranges(result: Tabulation) -> tuple[PlaceRange, ...]:
    """For every competing contestant the places still possible, in the order of the file."""
    ranges: dict[int, tuple[int, int]] = {}
    for group in result.groups:
        ranges |= _ranges(result, group)
    ids = result.contest.ids
    return tuple(PlaceRange(ids[i], *ranges[i]) for i in sorted(ranges))


def _ranges(result: Tabulation, group: GroupResult) -> dict[int, tuple[int, int]]:
    contest = result.contest
    behind = {i for block in group.behind for i in block}
    members = [i for i, c in enumerate(contest.contestants) if c.competing and c.group == group.group]
    on = [i for i in members if i not in behind]
    if _cut_is_open(result, members):
        return dict.fromkeys(members, (1, len(members)))
    return _behind(result, group, len(on)) | _still_open(result, group, on)


def _behind(result: Tabulation, group: GroupResult, on: int) -> dict[int, tuple[int, int]]:
    """Who stayed behind a settled cut; where places are dense, those ahead may still tie or not."""
    if result.contest.rules.places == "competition" or not result.gaps:
        return {i: (result.places[i], result.places[i]) for block in group.behind for i in block}
    blocks = enumerate(group.behind, start=1)
    return {i: (min(on, 1) + k, on + k) for k, block in blocks for i in block}


def _cut_is_open(result: Tabulation, members: Sequence[int]) -> bool:
    """Whether a mark is missing that can still change who goes on at a cut."""
    contest, rounds = result.contest, [r.id for r in result.contest.rounds]
    ids = {contest.ids[i] for i in members}
    upto = max((rounds.index(cut.after) for cut in contest.cuts), default=-1)
    if contest.rules.rooms == "equalised":
        ids = set(contest.ids)  # a room may hold people of several groups
    missing = any(gap.contestant in ids and rounds.index(gap.round) <= upto for gap in result.gaps)
    return missing or any(cut.undecided for g in result.groups for cut in g.cuts)


@dataclass(frozen=True, slots=True)
class _Interval:
    """The bounds of a ranking score, as numerators over the one denominator of all."""

    low: int
    high: int
    complete: bool
    """Nothing of theirs is missing, so that both bounds are the score: the tie chain too has all it can ask for."""


def _still_open(result: Tabulation, group: GroupResult, who: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The ranges of those who are in to the end."""
    intervals = _intervals(result, who)
    unbounded = [i for i in who if i not in intervals]
    lows, highs = (sorted(side) for side in _sides(intervals.values()))
    ranges = dict.fromkeys(unbounded, (1, len(who)))
    shares = not result.contest.rules.tie_chain
    settled = {} if shares or unbounded else _tied_ahead(group.ranking, intervals)
    for i, interval in intervals.items():
        above = len(lows) - bisect_right(lows, interval.high)
        ahead = settled.get(i)
        if shares:  # an equal score never comes out ahead
            maybe = len(highs) - bisect_right(highs, interval.low) - (interval.low < interval.high)
        elif ahead is None:
            maybe = len(highs) - bisect_left(highs, interval.low) - 1
        else:
            above += ahead
            maybe = len(highs) - bisect_right(highs, interval.high) + ahead
        ranges[i] = _as_places(result, i, above, maybe + len(unbounded))
    return ranges


def _sides(intervals: Iterable[_Interval]) -> tuple[list[int], list[int]]:
    every = list(intervals)
    return [v.low for v in every], [v.high for v in every]


def _tied_ahead(ranking: Ranking, intervals: Mapping[int, _Interval]) -> dict[int, int]:
    """How many with an equal score the tie chain puts ahead; only of those whom nobody may join any more."""
    order = {i: k for k, block in enumerate(ranking.blocks) for i in block}
    lows, highs = (sorted(side) for side in _sides(v for v in intervals.values() if not v.complete))
    equal: dict[int, list[int]] = defaultdict(list)
    for i, v in intervals.items():
        if v.complete:
            equal[v.low].append(order[i])
    for places in equal.values():
        places.sort()
    return {
        i: bisect_left(equal[v.low], order[i])
        for i, v in intervals.items()
        if v.complete and bisect_right(lows, v.high) == bisect_left(highs, v.low)
    }


def _as_places(result: Tabulation, index: int, above: int, maybe: int) -> tuple[int, int]:
    """Numbers of people ahead as places; where places are dense, only the outer ones are told."""
    if result.contest.rules.places == "competition":
        return above + 1, maybe + 1
    if not result.gaps:
        return result.places[index], result.places[index]
    return min(above, 1) + 1, maybe + 1


def _intervals(result: Tabulation, who: Sequence[int]) -> dict[int, _Interval]:
    """Lowest and highest ranking score of everybody who has bounds.

    Nobody's bounds depend on what others get, unless rooms are equalised, where nobody has any while marks are missing.
    So they are computed for those who are waited for alone, and once for all of whom nothing is known that differs.
    """
    contest = result.contest
    stage = stage_at(contest, None)
    column_of = function_of("rank_on", contest.rules.rank_on)
    open_ended, waiting = _open_ended(contest, result.gaps), {gap.contestant for gap in result.gaps}
    bounded = [i for i in who if contest.ids[i] not in open_ended]
    alike = _alike(result, [i for i in bounded if contest.ids[i] in waiting])
    firsts = list(alike)
    sides = [column_of(result.scores.stage(stage))]
    sides += [column_of(_with_all(result, firsts, side).stage(stage)) for side in ("min", "max")]
    den = lcm(*(side.den for side in sides))
    known, lows, highs = (side.over(den) for side in sides)
    found = {i: (known[i], known[i], True) for i in bounded if contest.ids[i] not in waiting}
    for n, first in enumerate(firsts):
        found |= dict.fromkeys(alike[first], (lows[n], highs[n], False))
    return {
        i: _Interval(low, high, complete)
        for i, (low, high, complete) in found.items()
        if low is not None and high is not None
    }


def _alike(result: Tabulation, who: Sequence[int]) -> dict[int, list[int]]:
    """Those whose bounds are equal, with the first of them: nothing was given to any of them, and all are in the same
    rounds and room. Anybody else stands alone."""
    contest, given = result.contest, _given(result.contest)
    firsts: dict[Hashable, int] = {}
    found: dict[int, list[int]] = {}
    for i in who:
        one = contest.contestants[i]
        there = tuple(result.scores.present(round_.id)[i] for round_ in contest.rounds)
        first = firsts.setdefault(i if one.id in given else (one.room, there), i)
        found.setdefault(first, []).append(i)
    return found


def _given(contest: Contest) -> set[str]:
    """Of whom something is known that enters a score."""
    found = {who for column in contest.marks.values() for who in column}
    found |= {who for rows in (contest.recusals, contest.factors, contest.times) for _, who in rows}
    return found | {adjustment.contestant for adjustment in contest.adjustments}


def _with_all(result: Tabulation, who: Sequence[int], side: str) -> Scores:
    """The scores of some contestants if every missing mark of theirs comes at its item's `min` or `max`."""
    contest = result.contest
    people = tuple(contest.contestants[i] for i in who)
    theirs = {one.id for one in people}
    missing = [mark for gap in result.gaps if gap.contestant in theirs for mark in gap.marks()]
    scores = Scores(filled(replace(contest, contestants=people), missing, side))
    for round_ in contest.rounds:
        present = result.scores.present(round_.id)
        scores.enter(round_.id, [present[i] for i in who])
    return scores


def _open_ended(contest: Contest, gaps: Sequence[Gap]) -> set[str]:
    """Whose score has no bounds: a sealed score is missing, or rooms are equalised and marks missing."""
    if contest.rules.rooms == "equalised" and any(gap.sheets != NO_SCORE for gap in gaps):
        return set(contest.ids)
    return {gap.contestant for gap in gaps if NO_SCORE[0] in gap.sheets}


def filled(contest: Contest, missing: Sequence[Missing], side: str) -> Contest:
    """The contest with every missing mark at its item's `min` or `max`; each is a mark of a judge."""
    items: dict[tuple[str, str | None], Item] = {(r.id, item.id): item for r in contest.rounds for item in r.items}
    entered: dict[MarkKey, dict[str, Points]] = defaultdict(dict)
    for m in missing:
        entered[m.round, m.judge, m.item][m.contestant] = plain(getattr(items[m.round, m.item], side))
    columns = {key: {**contest.marks.get(key, {}), **column} for key, column in entered.items()}
    return replace(contest, marks={**contest.marks, **columns})
