"""Scores of a whole contest: rounds, the sums at a cut and at the end, under variants of the rules.

A tie link such as `decimals` asks for the same computation with a rule switched off. A variant is
therefore nothing but the same contest with other rules, put through the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import lcm
from typing import Any, TypeVar

from .contest import Clip, Contest, Cut, Round, Rules, Stages
from .exact import Column, clamped, column_of, rounded, total
from .rounding import divide_of
from .rounds import RoundScore, round_score
from .rules_in_force import rules_of, stages_of

Kept = TypeVar("Kept")

UNROUNDED_STAGES = Stages(item=None, weighted=None, sheet=None, panel=None, round=None, final=None)


@dataclass(frozen=True, slots=True)
class Stage:
    """A point at which people are ranked: after a cut's round, or at the end (`cut` None)."""

    weights: tuple[tuple[str, Decimal], ...]
    cut: Cut | None = field(default=None, hash=False)

    @property
    def rounds(self) -> tuple[str, ...]:
        """The rounds that count here."""
        return tuple(round_ for round_, _ in self.weights)


def stage_at(contest: Contest, cut: Cut | None) -> Stage:
    """The end, or a cut: its own weights, or those of all rounds up to it."""
    if cut is None:
        return Stage(tuple((r.id, r.weight) for r in contest.rounds))
    upto = [r.id for r in contest.rounds].index(cut.after) + 1
    rounds = contest.rounds[:upto]
    if cut.weights is None:
        return Stage(tuple((r.id, r.weight) for r in rounds), cut)
    return Stage(tuple((r.id, cut.weights[r.id]) for r in rounds if r.id in cut.weights), cut)


@dataclass(frozen=True, slots=True)
class StageScore:
    """The final score, or the score at a cut, for every contestant, with the steps."""

    weighted: Mapping[str, Column]
    summed: Column
    adjusted: Column
    exact: Column
    rounded: Column
    score: Column


def unrounded(contest: Contest) -> Contest:
    """A contest with no rounding at any stage.

    Source: 分数相同者取小数点后三位，以此类推 (speech contests).
    """
    rules = replace(contest.rules, round=UNROUNDED_STAGES, clip=_unrounded_clip(contest.rules.clip))
    return replace(contest, rules=rules, rounds=tuple(map(_unrounded_round, contest.rounds)))


def _unrounded_clip(clip: Clip | None) -> Clip | None:
    return None if clip is None else replace(clip, round=None)


def _unrounded_round(round_: Round) -> Round:
    own = replace(round_.rules, round={}, clip=_unrounded_clip(round_.rules.clip))
    return replace(round_, rules=own)


def untrimmed(contest: Contest) -> Contest:
    """A contest with nothing dropped: what a round says goes before what its panels say."""
    rounds = (replace(r, rules=replace(r.rules, drop_high=0, drop_low=0)) for r in contest.rounds)
    return replace(contest, rounds=tuple(rounds))


def ordinary(contest: Contest) -> Contest:
    """The contest as it is."""
    return contest


VARIANTS = {"ordinary": ordinary, "unrounded": unrounded, "untrimmed": untrimmed}


class Scores:
    """The scores of one contest, computed when asked for and kept.

    `enter` says who is in a round; that is decided once, by the ordinary computation.
    """

    def __init__(self, contest: Contest) -> None:
        self.contest = contest
        self._present: dict[str, Sequence[bool]] = {}
        self._kept: dict[tuple[Hashable, ...], Any] = {}

    def renamed(self, contest: Contest) -> Scores:
        """The scores for a copy of the contest in which people are called otherwise; no round is computed again."""
        copy = Scores(contest)
        for name, present in self._present.items():
            copy.enter(name, present)
            copy.once(("round", name, "ordinary"), partial(self.round(name).renamed, contest))
        return copy

    def enter(self, round_: str, present: Sequence[bool]) -> None:
        """Say who is in a round."""
        self._present[round_] = present

    def present(self, round_: str) -> Sequence[bool]:
        """Who is in a round, in the order of the contestants."""
        return self._present[round_]

    def variant(self, name: str) -> Contest:
        """The contest under a variant of its rules."""
        return self.once(("variant", name), lambda: VARIANTS[name](self.contest))

    def once(self, key: tuple[Hashable, ...], compute: Callable[[], Kept]) -> Kept:
        """What `compute` gives, computed once."""
        if key not in self._kept:
            self._kept[key] = compute()
        kept: Kept = self._kept[key]
        return kept

    def round(self, round_: str, variant: str = "ordinary") -> RoundScore:
        """The scores of one round."""
        return self.once(("round", round_, variant), lambda: self._round(round_, variant))

    def _round(self, round_: str, variant: str) -> RoundScore:
        contest = self.variant(variant)
        (found,) = (r for r in contest.rounds if r.id == round_)
        if contest is not self.contest and self._as_ordinary(contest, found):
            return self.round(round_)
        return round_score(contest, found, self._present[round_])

    def _as_ordinary(self, contest: Contest, round_: Round) -> bool:
        """Whether a variant changes nothing in a round, so that its scores need no second look."""
        (own,) = (r for r in self.contest.rounds if r.id == round_.id)
        pairs = zip(contest.panels_of(round_), self.contest.panels_of(own), strict=True)
        return stages_of(contest, round_) == stages_of(self.contest, own) and all(
            rules_of(contest, round_, panel) == rules_of(self.contest, own, ordinary) for panel, ordinary in pairs
        )

    def stage(self, stage: Stage, variant: str = "ordinary") -> StageScore:
        """The score at a stage: Σ round score × weight, adjustments, rounding, bounds."""
        return self.once(("stage", stage, variant), lambda: self._stage(stage, variant))

    def _stage(self, stage: Stage, variant: str) -> StageScore:
        rules = self.variant(variant).rules
        weighted = {r: self.round(r, variant).score.times(Fraction(w)) for r, w in stage.weights}
        summed = best_of(list(weighted.values()), rules.best_rounds)
        adjusted = self._with_adjustments(summed)
        at_end = rounded(adjusted, rules.round.final, divide_of(rules.rounding))
        exact, score = (clamped(column, *rules.bounds.final) for column in (adjusted, at_end))
        return StageScore(weighted, summed, adjusted, exact, at_end, score)

    def _with_adjustments(self, column: Column) -> Column:
        points: dict[str, Fraction] = {}
        for adjustment in self.contest.adjustments:
            if adjustment.round is None:
                who = adjustment.contestant
                points[who] = points.get(who, Fraction(0)) + Fraction(adjustment.points)
        if not points:
            return column
        return total([column, column_of([points.get(c, 0) for c in self.contest.ids])])

    def with_decimals(self, stage: Stage, decimals: int) -> Column:
        """The score with no rounding before the end and `decimals` there."""
        rules: Rules = self.contest.rules
        column = self.stage(stage, "unrounded").adjusted
        return clamped(rounded(column, decimals, divide_of(rules.rounding)), *rules.bounds.final)


def best_of(weighted: Sequence[Column], best: int | None) -> Column:
    """The sum of all weighted rounds, or of the `best` highest; that many must have a score.

    >>> best_of([Column([30, 10], 1), Column([20, None], 1), Column([5, 7], 1)], 2).nums
    [50, 17]
    """
    if best is None or best >= len(weighted):
        return total(weighted)
    den = lcm(*(column.den for column in weighted))
    rows = zip(*(column.over(den) for column in weighted), strict=True)
    return Column([_highest([n for n in row if n is not None], best) for row in rows], den)


def _highest(nums: list[int], count: int) -> int | None:
    return sum(sorted(nums, reverse=True)[:count]) if len(nums) >= count else None
