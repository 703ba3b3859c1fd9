"""What a rule will do, before the first mark: how close two scores can come, and which links idle.

Marks are multiples of a step, so sheet totals, pooled and weighted scores are multiples of
something too: a lattice. Two different scores differ by at least one lattice step. Where the last
rounding keeps the whole lattice, comparing more decimals can never tell anybody apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd

from .contest import Contest, Item, Panel, Round, Stages
from .exact import MOST_DIGITS
from .registry import function_of
from .rules_in_force import PanelRules, round_in_force, rules_in_force, rules_of
from .scores import Stage, stage_at

FINEST = Fraction(1, 10**MOST_DIGITS)
"""The lattice of an item without a step."""


@dataclass(frozen=True, slots=True)
class IdleLink:
    """A link of the tie chain that can never tell anybody apart; `reason` names a sentence."""

    link: str
    reason: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the rule sheet will do.

    `exact` is the lattice step of final scores before their last rounding, `printed` after it:
    two different scores differ by at least that. None where scores may lie arbitrarily close
    (rooms are equalised, values are clipped).
    """

    exact: Fraction | None
    printed: Fraction | None
    idle: tuple[IdleLink, ...]


def forecast(contest: Contest) -> Forecast:
    """The lattice of final scores, and the links that idle."""
    exact = Lattice(contest).of(stage_at(contest, None))
    bounds = (Fraction(b) for b in contest.rules.bounds.final if b is not None)
    printed = common([rounded_lattice(exact, contest.rules.round.final), *bounds])
    return Forecast(exact, printed, tuple(_idle(contest)))


def common(steps: Iterable[Fraction | None]) -> Fraction | None:
    """The coarsest lattice that holds all of these; None where one has no lattice.

    >>> common([Fraction(1, 2), Fraction(1, 5)])
    Fraction(1, 10)
    """
    found = list(steps)
    if any(step is None for step in found):
        return None
    return reduce(_both, (step for step in found if step is not None), Fraction(0))


def _both(a: Fraction, b: Fraction) -> Fraction:
    return Fraction(gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator)


def rounded_lattice(step: Fraction | None, decimals: int | None) -> Fraction | None:
    """The lattice after a rounding: kept where it lies on the grid of the places, else that grid.

    >>> rounded_lattice(Fraction(1, 5), 2), rounded_lattice(Fraction(1, 7), 2)
    (Fraction(1, 5), Fraction(1, 100))
    """
    if decimals is None:
        return step
    grid = Fraction(1, 10**decimals)
    return step if step is not None and (step / grid).denominator == 1 else grid


def decimals_of(step: Fraction | None, most: int) -> int:
    """How many decimals the numbers of a lattice need: `most` where they do not end, 0 where they end later.

    >>> [decimals_of(step, 3) for step in (Fraction(1, 50), Fraction(5), Fraction(1, 30), Fraction(1, 10**4), None)]
    [2, 0, 3, 0, 3]
    """
    ends = next((n for n in range(MOST_DIGITS + 1) if step is not None and (step * 10**n).denominator == 1), None)
    return most if ends is None else ends if ends <= most else 0


def on_grid(step: Fraction | None, decimals: int | None) -> bool:
    """Whether a rounding loses nothing of a lattice."""
    return decimals is None or (step is not None and (step * 10**decimals).denominator == 1)


def _scaled(step: Fraction | None, factor: Fraction) -> Fraction | None:
    return None if step is None and factor else (step or Fraction(0)) * factor


class Lattice:
    """The lattices of a contest's scores, stage by stage; `lost` once a rounding can lose something."""

    def __init__(self, contest: Contest) -> None:
        self.contest = contest
        self.lost = False

    def of(self, stage: Stage) -> Fraction | None:
        """Of the scores at a stage, before their last rounding."""
        rounds = {r.id: r for r in self.contest.rounds}
        weighted = [_scaled(self.round(rounds[r]), Fraction(w)) for r, w in stage.weights]
        bounds = [Fraction(b) for b in self.contest.rules.bounds.final if b is not None]
        ends = [Fraction(a.points) for a in self.contest.adjustments if a.round is None]
        return common([*weighted, *ends, *bounds])

    def round(self, round_: Round) -> Fraction | None:
        """Of one round's scores: panels, factors, clock, adjustments, rounding, bounds."""
        contest, force = self.contest, round_in_force(self.contest, round_)
        bound = any(s.panel.rooms is not None for s in force.sittings)
        rooms = {c.room for c in contest.contestants} if bound else {None}
        base = (self._together(round_, [s.panel for s in force.sittings_for(room)]) for room in rooms)
        step = FINEST if round_.sealed else common(base)
        factors = [Fraction(f) for (r, _), f in contest.factors.items() if r == round_.id]
        step = common(_scaled(step, factor) for factor in (Fraction(1), *factors))
        if force.rooms == "equalised":
            step = None
        step = self._rounded(common([step, *_points(contest, round_)]), force.stages.round)
        return common([step, *(Fraction(b) for b in contest.rules.bounds.round if b is not None)])

    def _together(self, round_: Round, panels: Sequence[Panel]) -> Fraction | None:
        """Of the panels that mark a contestant; of nobody who is marked by none."""
        whole = sum((Fraction(p.weight) for p in panels), Fraction(0))
        return common(_scaled(self.panel(round_, p), Fraction(p.weight) / whole) for p in panels if whole)

    def panel(self, round_: Round, panel: Panel) -> Fraction | None:
        """Of one panel's scores, for every number of judges that may count."""
        rules = rules_of(self.contest, round_, panel)
        if panel.ballot is not None:  # a mean of as many ballots as are cast may lie anywhere
            return self._rounded(None, rules.stages.panel)
        steps = [self._pooled(round_, rules, count) for count in judge_counts(self.contest, panel)]
        return self._rounded(common(steps), rules.stages.panel)

    def sheet(self, round_: Round, rules: PanelRules) -> Fraction | None:
        """Of one judge's sheet totals."""
        return self._rounded(common([self._mark(item, rules.stages) for item in round_.items]), rules.stages.sheet)

    def _rounded(self, step: Fraction | None, decimals: int | None) -> Fraction | None:
        self.lost = self.lost or not on_grid(step, decimals)
        return rounded_lattice(step, decimals)

    def _pooled(self, round_: Round, rules: PanelRules, count: int) -> Fraction | None:
        kept = count - (rules.dropping.high + rules.dropping.low if count >= rules.dropping.needed else 0)
        divisor = function_of("pool", rules.pool)([0] * kept)[1]
        if rules.trim == "total":
            return self._clipped(self.sheet(round_, rules), rules, divisor)
        parts = []
        for item in round_.items:
            pooled = self._clipped(own_lattice(item), rules, divisor)
            at_item = _scaled(self._rounded(pooled, rules.stages.item), Fraction(item.weight))
            parts.append(self._rounded(at_item, rules.stages.weighted))
        return common(parts)

    def _mark(self, item: Item, stages: Stages) -> Fraction | None:
        """Of one mark on a sheet: rounded, weighted, rounded."""
        at_item = self._rounded(own_lattice(item), stages.item)
        return self._rounded(_scaled(at_item, Fraction(item.weight)), stages.weighted)

    def _clipped(self, step: Fraction | None, rules: PanelRules, divisor: int) -> Fraction | None:
        """A value moved to mean ± distance lies anywhere, unless it is rounded then."""
        if rules.clip is not None:
            step = self._rounded(None, rules.clip.round)
        return None if step is None else step / divisor


def _points(contest: Contest, round_: Round) -> Iterator[Fraction]:
    """Every number of points that clock and adjustments can add."""
    if round_.clock is not None:
        yield from (Fraction(points) for _, points in (*round_.clock.over, *round_.clock.under))
    yield from (Fraction(a.points) for a in contest.adjustments if a.round == round_.id)


def judge_counts(contest: Contest, panel: Panel) -> set[int]:
    """How many judges mark a contestant, over all contestants: fewer where one is recused."""
    judges = [judge.id for judge in contest.official_judges(panel)]
    marked = [c.id for c in contest.contestants if panel.marks_room(c.room)]
    return {sum((judge, who) not in contest.recusals for judge in judges) for who in marked} - {0}


def own_lattice(item: Item) -> Fraction:
    """The lattice of the marks of an item as they are given."""
    if item.grades:
        return common(Fraction(grade.points) for grade in item.grades) or FINEST
    return FINEST if item.step is None else Fraction(item.step)


def _idle(contest: Contest) -> Iterator[IdleLink]:
    """The links that can never matter, with the reason."""
    chain, lossless = contest.rules.tie_chain, nothing_lost(contest)
    unbounded = contest.rules.bounds.final == (None, None)
    for k, link in enumerate(chain):
        name, _, argument = link.partition(":")
        if name == "decimals" and lossless and (unbounded or not argument):
            yield IdleLink(link, "lattice")
        elif name == "decimals" and "decimals" in chain[:k] and unbounded:
            yield IdleLink(link, "after-decimals")
        elif name == "untrimmed" and not _drops(contest):
            yield IdleLink(link, "nothing-dropped")
        elif name == "round" and lossless and unbounded and _only_round(contest, argument):
            yield IdleLink(link, "only-round")


def nothing_lost(contest: Contest) -> bool:
    """Whether the score people are ranked on is always the unrounded one, at every cut and at the end."""
    last = None if contest.rules.rank_on == "exact" else contest.rules.round.final
    found = Lattice(contest)
    stages = [stage_at(contest, cut) for cut in (*contest.cuts, None)]
    return all(on_grid(found.of(stage), last) for stage in stages) and not found.lost


def _drops(contest: Contest) -> bool:
    """Whether any panel drops anything in any round, with the judges it has."""
    return any(
        count >= sitting.rules.dropping.needed > 0
        for force in rules_in_force(contest)
        for sitting in force.sittings
        for count in judge_counts(contest, sitting.panel)
    )


def _only_round(contest: Contest, round_: str) -> bool:
    """Whether every score people are ranked on is this round's score times a weight."""
    others = any(r.weight for r in contest.rounds if r.id != round_)
    more = contest.cuts or contest.rules.best_rounds is not None or any(a.round is None for a in contest.adjustments)
    return not others and not more
