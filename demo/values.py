"""Two years of invented values of the sample district, and some that wait for a second person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from random import Random

from communities.actions import confirm_values, enter_values, publish_values, take_starter_set
from communities.models import AddsUp, Community, District, Indicator
from communities.periods import Period
from communities.queries import communities_of, standing_values
from communities.rules.values import Entry

from .people import People

USUAL = {
    "LD01": (18, 46),
    "LD05": (24, 90),
    "LD06": (20, 60),
    "LD07": (4, 12),
    "TY01": (1, 4),
    "FW01": (4, 12),
    "FW04": (80, 420),
    "FW07": (8, 30),
    "ZD01": (0, 1),
}
"""The least and most of a half year; of the other indicators few."""
FEW = (1, 9)
UNREPORTED = 2
"""Communities that have not reported the latest half year."""


def make_values(district: District, *, people: People, now: datetime, chance: Random) -> None:
    """The year before last by halves and last year by quarters are published; this year's first half waits."""
    indicators = take_starter_set(district=district, by=people.organiser, now=now)
    communities = list(communities_of(district).order_by("street", "pk"))
    year = now.year - 2
    past = [*Period(year).parts, *(quarter for half in Period(year + 1).parts for quarter in half.parts)]
    latest = past.pop()
    _enter(district, _entries(past, communities, indicators, chance), people, now)
    _enter(district, _entries([latest], communities[:-UNREPORTED], indicators, chance), people, now)
    for state_of in (confirm_values, publish_values):
        seen = list(standing_values(district).values_list("pk", flat=True))
        state_of(district=district, seen=seen, by=people.second_organiser, now=now)
    _enter(district, _entries([Period(year + 2, 1, 6)], communities[:4], indicators[:7], chance), people, now)


def _enter(district: District, entries: Iterable[Entry], people: People, now: datetime) -> None:
    enter_values(district=district, entries=entries, by=people.organiser, now=now, source="社区实绩样例.xlsx")


def _entries(
    periods: Sequence[Period], communities: Sequence[Community], indicators: Sequence[Indicator], chance: Random
) -> list[Entry]:
    return [
        Entry(each.pk, community.pk, period, _number(each, period, chance))
        for period in periods
        for each in indicators
        for community in communities
    ]


def _number(indicator: Indicator, period: Period, chance: Random) -> Decimal:
    """What is there stands still; what is done is less in a shorter time."""
    least, most = USUAL.get(indicator.code, FEW)
    number = chance.randint(least, most)
    return Decimal(number if indicator.adds_up == AddsUp.LAST else max(1, number * period.months // 6))
