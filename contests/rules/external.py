"""Scores entered directly and that a person should look at once more before they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any

from communities.numbers import format_decimal
from contests.models import Round
from contests.queries import set_up
from tabulation import read_draft, rules_in_force

TIMES = 3
"""A score this many times the usual one, or that part of it, is asked back."""
USUAL_HIGHEST = 100
USUAL_DECIMALS = 3
"""More are what a spreadsheet reckoned, and hardly what stands in the original."""
ENOUGH = 4
"""From how many scores on one can say what is usual."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the rules do to a score of a round: it is held between two bounds, and rounded to so many decimals."""

    low: Decimal | None
    high: Decimal | None
    decimals: int | None


@dataclass(frozen=True, slots=True)
class OddScore:
    """A score to be looked at: "negative", "unusual", "below-bound", "above-bound", "rounded" or "long"."""

    number: str
    score: Decimal
    code: str
    facts: dict[str, Any] = field(default_factory=dict)


def limits_of(round_: Round) -> Limits:
    """What the rules of the contest do to the scores of a round."""
    contest = read_draft(set_up(round_.contest_id))
    (force,) = (force for force in rules_in_force(contest) if force.round.id == round_.key)
    low, high = contest.rules.bounds.round
    return Limits(low, high, force.stages.round)


def odd_scores(scores: Mapping[str, Decimal], others: Iterable[Decimal], limits: Limits) -> list[OddScore]:
    """Those that should be looked at, each with the first reason; `others` are the scores that are there already."""
    every = [*scores.values(), *others]
    return [
        OddScore(number, score, *reason)
        for number, score in scores.items()
        if (reason := _reason(score, every, limits))
    ]


def _reason(score: Decimal, every: list[Decimal], limits: Limits) -> tuple[str, dict[str, Any]] | None:
    if limits.low is not None and score < limits.low:
        return "below-bound", {"bound": format_decimal(limits.low)}
    if limits.high is not None and score > limits.high:
        return "above-bound", {"bound": format_decimal(limits.high)}
    if score < 0:
        return "negative", {}
    if _is_unusual(score, every):
        return "unusual", {}
    places = -int(score.normalize().as_tuple().exponent)
    if limits.decimals is not None and places > limits.decimals:
        return "rounded", {"decimals": limits.decimals}
    return ("long", {"decimals": places}) if places > USUAL_DECIMALS else None


def _is_unusual(score: Decimal, every: list[Decimal]) -> bool:
    """Far from what is usual here: a point that was forgotten makes 950 of 95.0."""
    high = sum(1 for other in every if other > USUAL_HIGHEST)
    if score > USUAL_HIGHEST and 2 * high <= len(every):
        return True
    usual = median(every)
    return len(every) >= ENOUGH and usual > 0 and (score > TIMES * usual or score * TIMES < usual)
