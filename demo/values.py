"""Two years of invented values of the sample district, and some that wait for a second person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from random import Random

from communities.actions import confirm_values, enter_values, publish_values, take_starter_set
from communities.models import AddsUp, Community, District, Indicator
from communities.periods import Period
from communities.queries import communities_of, standing_values
from communities.rules.values import Entry

from .people import People

A_HALF = {
    "LD01": (8, 16),
    "LD02": (0, 2),
    "LD03": (4, 10),
    "LD04": (4, 10),
    "LD05": (2, 9),
    "LD06": (14, 27),
    "LD07": (2, 7),
    "TY01": (1, 2),
    "TY02": (0, 1),
    "TY03": (0, 2),
    "FW01": (2, 5),
    "FW02": (5, 13),
    "FW03": (8, 18),
    "FW04": (15, 36),
    "FW05": (1, 3),
    "FW06": (1, 2),
    "FW07": (2, 6),
}
"""The least and most of a community in half a year: a whole district comes to about what the report says of one."""
GROWS = 0.02
"""How often one more is there in the next half year."""
ONE_IN = {"ZD01": 8, "ZD02": 5, "ZD03": 12}
"""Of how many communities one has it."""
UNREPORTED = 9
"""Communities that have not reported the latest half year."""
WAITING = 7
"""Indicators of the first communities whose values of this year wait."""


def make_values(district: District, *, people: People, now: datetime, chance: Random) -> None:
    """The two years before this one are published, half by half; some of this year's first half waits."""
    indicators = take_starter_set(district=district, by=people.organiser, now=now)
    communities = list(communities_of(district).order_by("pk"))
    halves = [half for year in (now.year - 2, now.year - 1) for half in Period(year).parts]
    numbers = _Numbers(chance)
    entries = [
        numbers.entry(each, community, half)
        for half in halves
        for each in indicators
        for community in (communities[:-UNREPORTED] if half == halves[-1] else communities)
    ]
    _enter(district, entries, people, now)
    seen = list(standing_values(district).values_list("pk", flat=True))
    for state_of in (confirm_values, publish_values):
        state_of(district=district, seen=seen, by=people.second_organiser, now=now)
    this = Period(now.year, 1, 6)
    waiting = [numbers.entry(each, some, this) for each in indicators[:WAITING] for some in communities[:4]]
    waiting += [numbers.entry(each, some, this) for each in indicators[:WAITING] for some in communities[8:9]]
    _enter(district, waiting, people, now)


def _enter(district: District, entries: Sequence[Entry], people: People, now: datetime) -> None:
    enter_values(district=district, entries=entries, by=people.organiser, now=now, source="社区实绩样例.xlsx")


class _Numbers:
    """What communities say: of what is there hardly anything else than the half year before."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.there: dict[tuple[int, int], int] = {}

    def entry(self, indicator: Indicator, community: Community, period: Period) -> Entry:
        place, drawn = (indicator.pk, community.pk), self._drawn(indicator.code)
        if indicator.adds_up == AddsUp.LAST:
            drawn = self.there.get(place, drawn) + (self.chance.random() < GROWS)
            self.there[place] = drawn
        return Entry(*place, period, Decimal(drawn))

    def _drawn(self, code: str) -> int:
        if code in ONE_IN:
            return int(self.chance.randrange(ONE_IN[code]) == 0)
        return self.chance.randint(*A_HALF[code])
