"""How often ties are to be expected: the same rule sheet over many invented contests.

The assumptions are stated, not hidden: every contestant has a true quality, every judge sees it
with an error of their own, item by item; both are drawn from a bell curve built of fair coins, so
that the same seed gives the same contests on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import isqrt
from random import Random

from .contest import Award, Ballot, BallotKey, Contest, Counts, Grade, Item, MarkKey, Points, Round
from .exact import exact_text, plain, with_decimals
from .tabulate import GroupResult, Tabulation, tabulate

COINS = 1024
SPREAD = 16
"""The standard deviation of the number of heads among COINS: half the root of it."""
FINE = 1024
UNIT = SPREAD * FINE
PER_MILLE = 1000
VOTERS = 20
"""Invented voters in each class of a mass jury."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is invented: shares of an item's range in thousandths, and how many contests.

    `centre` is the usual mark, `quality` the standard deviation between contestants, `noise` that
    of one judge's error over a whole sheet.
    """

    runs: int = 400
    seed: int = 1
    centre: int = 880
    quality: int = 20
    noise: int = 18


@dataclass(frozen=True, slots=True)
class TieCount:
    """Of `runs` contests: how many had a tie, one across an award line, one the chain left shared."""

    runs: int
    tied: int
    across_award: int
    shared: int


def count_ties(contest: Contest, assumptions: Assumptions) -> TieCount:
    """Tabulate invented marks for a contest again and again, and count the ties."""
    random = Random(assumptions.seed)  # noqa: S311  a simulation, not a secret
    bare = replace(contest, marks={}, times={}, adjustments=(), decisions=(), cuts=())
    tied = across = shared = 0
    for _ in range(assumptions.runs):
        invented = dict(_marks(bare, random, assumptions))
        result = tabulate(replace(bare, marks=invented, ballots=dict(_ballots(bare, random, assumptions))))
        tied += any(group.ranking.ties for group in result.groups)
        across += any(_across_award(result, group) for group in result.groups)
        shared += any(len(block) > 1 for group in result.groups for block in group.blocks)
    return TieCount(assumptions.runs, tied, across, shared)


def _across_award(result: Tabulation, group: GroupResult) -> bool:
    """Whether a tie, before the chain, lies across the line of an award."""
    place = {i: k for k, i in enumerate(i for block in group.ranking.blocks for i in block)}
    lines = list(_lines(result.contest, group.group))
    for tie in group.ranking.ties:
        first, last = min(place[i] for i in tie), max(place[i] for i in tie)
        if any(first < line <= last for line in lines):
            return True
    return False


def _lines(contest: Contest, group: str | None) -> Iterator[int]:
    """How many people are above the line of each award."""
    above = 0
    for award in contest.awards:
        if _by_quota(award, group):
            above += award.quota or 0
            yield above


def _by_quota(award: Award, group: str | None) -> bool:
    return award.quota is not None and award.group in (None, group)


def bell(random: Random) -> int:
    """A number from a bell curve with mean 0 and standard deviation UNIT."""
    heads = random.getrandbits(COINS).bit_count() - COINS // 2
    return heads * FINE + random.randrange(-FINE // 2, FINE // 2)


def _marks(contest: Contest, random: Random, given: Assumptions) -> Iterator[tuple[MarkKey, Mapping[str, Points]]]:
    """Invented marks of everybody, round by round, judge by judge."""
    for round_ in contest.rounds:
        true = {who: given.centre * UNIT + given.quality * bell(random) for who in contest.ids}
        if round_.sealed:
            yield (round_.id, None, None), {who: with_decimals(share // (UNIT // 10), 2) for who, share in true.items()}
        for panel, item in product(contest.panels_of(round_), round_.items):
            error = _error(round_, item, given.noise)
            for judge in contest.official_judges(panel):
                seen = {c.id for c in contest.contestants if panel.marks_room(c.room)}
                seen = {who for who in seen if (judge.id, who) not in contest.recusals}
                column = {who: true[who] + error * bell(random) // PER_MILLE for who in contest.ids if who in seen}
                yield (round_.id, judge.id, item.id), {who: points(item, share) for who, share in column.items()}


def _ballots(contest: Contest, random: Random, given: Assumptions) -> Iterator[tuple[BallotKey, Counts]]:
    """Invented ballots: of each class as many as a small hall casts, around what a contestant is worth."""
    voted = ((round_, p, p.ballot) for round_ in contest.rounds for p in contest.panels_of(round_) if p.ballot)
    for round_, panel, ballot in voted:
        for contestant in (c for c in contest.contestants if panel.marks_room(c.room)):
            centre = given.centre * UNIT + given.quality * bell(random)
            shares = ((each.id, centre + given.noise * bell(random)) for each in ballot.classes for _ in range(VOTERS))
            yield (round_.id, panel.id, contestant.id), Counter((who, _vote(ballot, share)) for who, share in shares)


def _vote(ballot: Ballot, share: int) -> str:
    """The grade or the points nearest to a share of a ballot's range."""
    if not ballot.grades:
        return points(Item(id="", min=ballot.min, max=ballot.max or ballot.min, step=ballot.step), share)
    return _nearest(ballot.grades, share)


def _nearest(grades: Sequence[Grade], share: int) -> str:
    worth = sorted(grade.points for grade in grades)
    wanted = Fraction(worth[0]) + Fraction(worth[-1] - worth[0]) * Fraction(share, PER_MILLE * UNIT)
    return plain(min(worth, key=lambda each: abs(Fraction(each) - wanted)))


def _error(round_: Round, item: Item, noise: int) -> int:
    """One item's error in thousandths, in thousandths: smaller items err more, a whole sheet by `noise`."""
    whole = sum((Fraction(i.max - i.min) * Fraction(i.weight) for i in round_.items), Fraction(0))
    own = Fraction(item.max - item.min) * Fraction(item.weight)
    times = whole / own if own else Fraction(1)
    return isqrt(noise * noise * PER_MILLE * PER_MILLE * times.numerator // times.denominator)


def points(item: Item, share: int) -> str:
    """A share of an item's range, in thousandths of UNIT, as points on its step or of its nearest grade."""
    if item.grades:
        return _nearest(item.grades, share)
    step = Fraction(item.step) if item.step else Fraction(1, 100)
    low, high = Fraction(item.min), Fraction(item.max)
    wanted = low + (high - low) * Fraction(share, PER_MILLE * UNIT)
    steps = (min(max(wanted, low), high) / step + Fraction(1, 2)).__floor__()
    highest, lowest = (high / step).__floor__(), -((-low / step).__floor__())
    value = min(max(steps, lowest), highest) * step
    return exact_text(value)
