"""Round scores: panels together, factor, rooms, clock, adjustments, rounding, bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import lcm

from .contest import Clock, Contest, Round
from .exact import Column, clamped, column_of, product, rounded, total
from .panels import PanelScore, panel_score
from .registry import function_of, rule
from .rounding import divide_of
from .rules_in_force import round_in_force, stages_of
from .vocabulary import Rooms


@dataclass(frozen=True)
class RoundScore:
    """The scores of one round, for every contestant in it, with the steps that led there."""

    contest: Contest
    round: Round
    present: Sequence[bool]
    panels: tuple[PanelScore, ...]
    base: Column
    factored: Column
    equalised: Column
    exact: Column
    rounded: Column
    score: Column

    def renamed(self, contest: Contest) -> RoundScore:
        """The scores for a copy of the contest in which people are called otherwise."""
        panels = tuple(replace(panel, contest=contest) for panel in self.panels)
        return replace(self, contest=contest, panels=panels)

    @property
    def decimals(self) -> int | None:
        """The decimal places of this stage; None is exact."""
        return stages_of(self.contest, self.round).round

    def panels_for(self, index: int) -> tuple[PanelScore, ...]:
        """The panels that mark one contestant."""
        room = self.contest.contestants[index].room
        return tuple(p for p in self.panels if p.panel.marks_room(room))

    @cached_property
    def panel_scores(self) -> Mapping[str, PanelScore]:
        """The panel scores by panel."""
        return {p.panel.id: p for p in self.panels}


def round_score(contest: Contest, round_: Round, present: Sequence[bool]) -> RoundScore:
    """One round of a contest; `present` says who is in it."""
    force = round_in_force(contest, round_)
    panels = tuple(panel_score(contest, round_, sitting.panel, sitting.rules) for sitting in force.sittings)
    base = (sealed_marks(contest, round_) if round_.sealed else _by_room(contest, panels)).where(present)
    factored = _factored(contest, round_, base)
    equalised: Column = function_of("rooms", force.rooms)(contest, factored)
    exact = _with_points(contest, round_, equalised)
    at_round = rounded(exact, force.stages.round, divide_of(contest.rules.rounding))
    score = clamped(at_round, *contest.rules.bounds.round)
    return RoundScore(contest, round_, present, panels, base, factored, equalised, exact, at_round, score)


def _by_room(contest: Contest, panels: Sequence[PanelScore]) -> Column:
    """For everybody the panels that mark their room; where no panel is bound to rooms, that is all of them."""
    if all(p.panel.rooms is None for p in panels):
        return panels_together(panels)
    rooms = {c.room: [p for p in panels if p.panel.marks_room(c.room)] for c in contest.contestants}
    scores = {room: panels_together(some) for room, some in rooms.items() if any(p.panel.weight for p in some)}
    den = lcm(*(column.den for column in scores.values()))
    nums = {room: column.over(den) for room, column in scores.items()}
    return Column([nums[c.room][i] if c.room in nums else None for i, c in enumerate(contest.contestants)], den)


def panels_together(panels: Sequence[PanelScore]) -> Column:
    """Σ panel score × panel weight ÷ Σ weights of the panels."""
    weights = [Fraction(p.panel.weight) for p in panels]
    whole = sum(weights)
    return total([p.score.times(weight / whole) for p, weight in zip(panels, weights, strict=True)])


def sealed_marks(contest: Contest, round_: Round) -> Column:
    """The scores of a round that was scored elsewhere."""
    marks = contest.marks.get((round_.id, None, None), {})
    texts = map(marks.get, contest.ids)
    return column_of([None if text is None else Fraction(text) for text in texts])


def _factored(contest: Contest, round_: Round, base: Column) -> Column:
    factors = {c: f for (r, c), f in contest.factors.items() if r == round_.id}
    if not factors:
        return base
    return product(base, column_of([factors.get(c, 1) for c in contest.ids]))


@rule(Rooms.RAW, source="contests in one room")
def raw(_: Contest, column: Column) -> Column:
    """The scores as they are."""
    return column


@rule(
    Rooms.EQUALISED,
    source="二次平均法: R = mean of the rooms' means, coefficient = R / own mean (110bbs.net thread 780725)",
)
def equalised(contest: Contest, column: Column) -> Column:
    """The scores with each room's mean brought to the mean of the rooms' means."""
    coefficients = room_coefficients(contest, column)
    one = Fraction(1)
    return product(column, column_of([coefficients.get(c.room, one) for c in contest.contestants]))


def room_means(contest: Contest, column: Column) -> dict[str | None, Fraction]:
    """Room → mean score of its competing contestants with a score."""
    rooms: dict[str | None, list[int]] = {}
    for contestant, num in zip(contest.contestants, column.nums, strict=True):
        if contestant.competing and num is not None:
            rooms.setdefault(contestant.room, []).append(num)
    return {room: Fraction(sum(nums), len(nums) * column.den) for room, nums in rooms.items()}


def room_coefficients(contest: Contest, column: Column) -> dict[str | None, Fraction]:
    """Room → what its scores are multiplied by."""
    means = room_means(contest, column)
    overall = sum(means.values(), Fraction(0)) / (len(means) or 1)
    return {room: overall / mean if mean else Fraction(1) for room, mean in means.items()}


def _with_points(contest: Contest, round_: Round, column: Column) -> Column:
    """Clock points and the round's adjustments added."""
    points = round_points(contest, round_)
    if not points:
        return column
    return total([column, column_of([sum(points.get(c, ()), Fraction(0)) for c in contest.ids])])


def round_points(contest: Contest, round_: Round) -> dict[str, list[Fraction]]:
    """Contestant → clock points and adjustments of a round, in this order."""
    points: dict[str, list[Fraction]] = {}
    for (where, contestant), seconds in contest.times.items():
        if where == round_.id and round_.clock is not None:
            points.setdefault(contestant, []).append(clock_points(round_.clock, seconds))
    for adjustment in contest.adjustments:
        if adjustment.round == round_.id:
            points.setdefault(adjustment.contestant, []).append(Fraction(adjustment.points))
    return points


def clock_points(clock: Clock, seconds: int) -> Fraction:
    """Points for time: the highest `over` row exceeded, the lowest `under` row not reached.

    Source: overtime tables such as 超时 10 秒以上扣 0.2, 30 秒以上扣 0.5 (tudiao.com).

    >>> from decimal import Decimal
    >>> over = ((10, Decimal("-0.2")), (30, Decimal("-0.5")))
    >>> [str(clock_points(Clock(limit=480, over=over), s)) for s in (490, 491, 511)]
    ['0', '-1/5', '-1/2']
    """
    limit = clock.limit or 0
    exceeded = [row for row in clock.over if seconds - limit > row[0]]
    not_reached = [row for row in clock.under if seconds < row[0]]
    late = max(exceeded)[1] if exceeded else 0
    early = min(not_reached)[1] if not_reached else 0
    return Fraction(late) + Fraction(early)
