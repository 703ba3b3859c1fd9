"""How many decimals a number has: those of one column have equally many on every page and paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from communities.numbers import aligned
from tabulation import Contest, Standing
from tabulation.exact import exact_text, with_decimals
from tabulation.forecast import Lattice, decimals_of, rounded_lattice
from tabulation.rules_in_force import rules_in_force
from tabulation.scores import stage_at

from .kept import Kept

MOST_DECIMALS = 3
"""Decimals of a number that was not rounded by a rule and does not end sooner."""


@dataclass(frozen=True, slots=True)
class LeastDecimals:
    """How many decimals numbers can need, as the rules and steps say before any mark: sheet totals and panel scores by
    round and panel, round scores, the final score. A number that has more keeps them."""

    totals: Mapping[tuple[str, str], int]
    panels: Mapping[tuple[str, str], int]
    rounds: Mapping[str, int]
    final: int


_found: Kept[LeastDecimals] = Kept(50)
"""By everything they depend on: marks come in all the time, and change none of it."""


def least_decimals(contest: Contest) -> LeastDecimals:
    """Those of the rules of a contest, so that what is told first looks like what is told later."""
    people = contest.contestants, contest.recusals, contest.factors, contest.adjustments
    depends_on = contest.rules, contest.panels, contest.rounds, contest.judges, *people
    key = contest.title, tuple(part.id for part in contest.rounds), len(contest.factors), len(contest.adjustments)
    return _found.get(key, depends_on, lambda: _least(contest))


def _least(contest: Contest) -> LeastDecimals:
    lattice, every = (
        Lattice(contest),
        [(force.round, sits) for force in rules_in_force(contest) for sits in force.sittings],
    )
    last = rounded_lattice(lattice.of(stage_at(contest, None)), contest.rules.round.final)
    return LeastDecimals(
        totals={(round_.id, s.panel.id): _needed(lattice.sheet(round_, s.rules)) for round_, s in every},
        panels={(round_.id, s.panel.id): _needed(lattice.panel(round_, s.panel)) for round_, s in every},
        rounds={round_.id: _needed(lattice.round(round_)) for round_ in contest.rounds},
        final=_needed(last),
    )


def _needed(step: Fraction | None) -> int:
    return decimals_of(step, MOST_DECIMALS)


def evened(contest: Contest, standings: Sequence[Standing]) -> list[Standing]:
    """Standings with their scores as they are shown: final scores, and those of a round, have equally
    many decimals, those that the rules need or else those of the longest."""
    least = least_decimals(contest)
    keys = dict.fromkeys(key for standing in standings for key in standing.rounds)
    rounds = {key: even((standing.rounds.get(key) for standing in standings), least.rounds.get(key, 0)) for key in keys}
    finals = even((standing.score for standing in standings), least.final)
    return [
        standing._replace(score=finals[n], rounds={key: rounds[key][n] for key in standing.rounds})
        for n, standing in enumerate(standings)
    ]


def even(texts: Iterable[str | None], least: int = 0) -> list[str | None]:
    """Exact numbers of one column for a screen, with at least so many decimals.

    >>> even(["70.4", None, "88"], 2), even(["1004/15", "88"])
    (['70.40', None, '88.00'], ['66.933…', '88.000'])
    """
    return aligned([readable(text) for text in texts], least)


def readable(text: str | None) -> str | None:
    """An exact number for a screen: cut after three decimals where it does not end there, and saying so.

    >>> readable("92.20"), readable("1004/15"), readable("-1/3"), readable(None)
    ('92.20', '66.933…', '-0.333…', None)
    """
    if text is None:
        return None
    value = Fraction(text)
    scaled = abs(value) * 10**MOST_DECIMALS
    if "/" not in text and len(text.partition(".")[2]) <= MOST_DECIMALS:
        return text
    if scaled.denominator == 1:
        return exact_text(value)
    return f"{'-' if value < 0 else ''}{with_decimals(int(scaled), MOST_DECIMALS)}…"
