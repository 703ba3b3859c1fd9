"""What a rule will do, before the first mark: how close two scores can come, and which links idle.

Marks are multiples of a step, so sheet totals, pooled and weighted scores are multiples of
something too: a lattice. Two different scores differ by at least one lattice step. Where the last
rounding keeps the whole lattice, comparing more decimals can never tell anybody apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd

from .contest import Contest, Item, Panel, Round, Stages
from .exact import MOST_DIGITS
from .panels import PanelRules, rules_of, stages_of
from .registry import function_of
from .scores import unrounded

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
    exact = lattice(contest)
    printed = rounded_lattice(exact, contest.rules.round.final)
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


def rounded_lattice(step: Fraction | None, places: int | None) -> Fraction | None:
    """The lattice after a rounding: kept where it lies on the grid of the places, else that grid.

    >>> rounded_lattice(Fraction(1, 5), 2), rounded_lattice(Fraction(1, 7), 2)
    (Fraction(1, 5), Fraction(1, 100))
    """
    if places is None:
        return step
    grid = Fraction(1, 10**places)
    return step if step is not None and (step / grid).denominator == 1 else grid


def lattice(contest: Contest) -> Fraction | None:
    """The lattice of final scores before their last rounding."""
    bounds = [Fraction(b) for b in contest.rules.bounds.final if b is not None]
    ends = [Fraction(a.points) for a in contest.adjustments if a.round is None]
    weighted = [_scaled(round_lattice(contest, r), Fraction(r.weight)) for r in contest.rounds]
    return common([*weighted, *ends, *bounds])


def _scaled(step: Fraction | None, factor: Fraction) -> Fraction | None:
    return None if step is None and factor else (step or Fraction(0)) * factor


def round_lattice(contest: Contest, round_: Round) -> Fraction | None:
    """The lattice of one round's scores: panels, factors, clock, adjustments, rounding, bounds."""
    panels = contest.panels_of(round_)
    whole = sum((Fraction(p.weight) for p in panels), Fraction(0))
    base = [_scaled(panel_lattice(contest, round_, p), Fraction(p.weight) / whole) for p in panels]
    step = FINEST if round_.sealed else common(base)
    factors = [Fraction(f) for (r, _), f in contest.factors.items() if r == round_.id]
    step = common(_scaled(step, factor) for factor in (Fraction(1), *factors))
    if contest.rules.rooms == "equalised" and not round_.sealed:
        step = None
    step = common([step, *_points(contest, round_)])
    step = rounded_lattice(step, stages_of(contest, round_).round)
    return common([step, *(Fraction(b) for b in contest.rules.bounds.round if b is not None)])


def _points(contest: Contest, round_: Round) -> Iterator[Fraction]:
    """Every number of points that clock and adjustments can add."""
    if round_.clock is not None:
        yield from (Fraction(points) for _, points in (*round_.clock.over, *round_.clock.under))
    yield from (Fraction(a.points) for a in contest.adjustments if a.round == round_.id)


def panel_lattice(contest: Contest, round_: Round, panel: Panel) -> Fraction | None:
    """The lattice of one panel's scores, for every number of judges that may count."""
    rules = rules_of(contest, round_, panel)
    steps = [_pooled_lattice(round_, rules, count) for count in judge_counts(contest, panel)]
    return rounded_lattice(common(steps), rules.stages.panel)


def judge_counts(contest: Contest, panel: Panel) -> set[int]:
    """How many judges mark a contestant, over all contestants: fewer where one is recused."""
    judges = [judge.id for judge in contest.official_judges(panel)]
    return {sum((judge, who) not in contest.recusals for judge in judges) for who in contest.ids} - {0}


def _pooled_lattice(round_: Round, rules: PanelRules, count: int) -> Fraction | None:
    kept = count - (rules.dropping.high + rules.dropping.low if count >= rules.dropping.needed else 0)
    divisor = function_of("pool", rules.pool)([0] * kept)[1]
    if rules.trim == "total":
        marks = [item_lattice(item, rules.stages) for item in round_.items]
        sheet = rounded_lattice(common(marks), rules.stages.sheet)
        return _clipped(sheet, rules, divisor)
    parts = []
    for item in round_.items:
        pooled = _clipped(own_lattice(item), rules, divisor)
        at_item = _scaled(rounded_lattice(pooled, rules.stages.item), Fraction(item.weight))
        parts.append(rounded_lattice(at_item, rules.stages.weighted))
    return common(parts)


def _clipped(step: Fraction | None, rules: PanelRules, divisor: int) -> Fraction | None:
    """A value moved to mean ± distance lies anywhere, unless it is rounded then."""
    if rules.clip is not None:
        step = rounded_lattice(None, rules.clip.round)
    return None if step is None else step / divisor


def item_lattice(item: Item, stages: Stages) -> Fraction | None:
    """The lattice of one mark on a sheet: rounded, weighted, rounded."""
    at_item = rounded_lattice(own_lattice(item), stages.item)
    return rounded_lattice(_scaled(at_item, Fraction(item.weight)), stages.weighted)


def own_lattice(item: Item) -> Fraction:
    """The lattice of the marks of an item as they are given."""
    return FINEST if item.step is None else Fraction(item.step)


def _idle(contest: Contest) -> Iterator[IdleLink]:
    """The links that can never matter, with the reason."""
    chain = contest.rules.tie_chain
    free = lattice(unrounded(contest))
    nothing_lost = free is not None and rounded_lattice(free, contest.rules.round.final) == free
    unrounded_before = lattice(contest) == free
    same_score = unrounded_before and (nothing_lost or contest.rules.rank_on == "exact")
    for k, link in enumerate(chain):
        name = link.partition(":")[0]
        if name == "decimals" and same_score:
            yield IdleLink(link, "lattice")
        elif name == "decimals" and "decimals" in chain[:k]:
            yield IdleLink(link, "after-decimals")
        elif name == "untrimmed" and not _drops(contest):
            yield IdleLink(link, "nothing-dropped")
        elif name == "round" and _only_round(contest, link.partition(":")[2]) and same_score:
            yield IdleLink(link, "only-round")


def _drops(contest: Contest) -> bool:
    """Whether any panel drops anything in any round, with the judges it has."""
    pairs = ((r, p) for r in contest.rounds for p in contest.panels_of(r))
    return any(
        count >= needed > 0
        for r, p in pairs
        for needed in [rules_of(contest, r, p).dropping.needed]
        for count in judge_counts(contest, p)
    )


def _only_round(contest: Contest, round_: str) -> bool:
    """Whether the final score is this round's score times its weight, and nothing else."""
    ends = any(a.round is None for a in contest.adjustments)
    others = any(r.weight for r in contest.rounds if r.id != round_)
    return not ends and not others and contest.rules.bounds.final == (None, None)
