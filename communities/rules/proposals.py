"""Which indicator and period an achievement in words is likely to be a value of; a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communities.models import Achievement, Indicator
from communities.names import name_key
from communities.periods import Period, read_period
from communities.refused import Refused


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an achievement in words may be; None where nothing is likely."""

    achievement: Achievement
    indicator: Indicator | None
    period: Period | None


def proposal_of(achievement: Achievement, indicators: Sequence[Indicator]) -> Proposal:
    """The indicator with its name and unit, else the only one of its pillar and unit whose name holds its title or
    stands in it."""
    alike = [each for each in indicators if name_key(each.unit) == name_key(achievement.unit)]
    title = name_key(achievement.title)
    exact = [each for each in alike if name_key(each.name) == title]
    near = [each for each in alike if each.pillar == achievement.pillar and _holds(name_key(each.name), title)]
    found = exact or near
    return Proposal(achievement, found[0] if len(found) == 1 else None, _period(achievement.period))


def _holds(one: str, other: str) -> bool:
    return one in other or other in one


def _period(text: str) -> Period | None:
    try:
        return read_period(text)
    except Refused:
        return None
