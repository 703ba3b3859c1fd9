"""The values of a district as they stand, for those who enter and confirm them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from communities.models import Achievement, Community, District, Indicator, Street, ValueState
from communities.numbers import format_decimal
from communities.periods import Period, period_of
from communities.queries import FILES, communities_of, standing_values
from communities.rules.values import Place

ON_THE_WAY = (ValueState.ENTERED, ValueState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands at one place: the value that waits, else the published one; `published` is the other of the two."""

    indicator: Indicator
    community: Community
    value: Achievement | None = None
    published: Achievement | None = None

    @property
    def quantity(self) -> Decimal | None:
        """The number that stands there."""
        return self.value.quantity if self.value else None

    @property
    def text(self) -> str | None:
        """It as text, to the letter."""
        return format_decimal(self.value.quantity) if self.value else None


@dataclass(frozen=True, slots=True)
class Grid:
    """Communities down, indicators across, for one period."""

    period: Period
    indicators: Sequence[Indicator]
    rows: Sequence[tuple[Community, list[GridCell]]]


def grid_of(
    district: District, period: Period, communities: Sequence[Community], indicators: Sequence[Indicator]
) -> Grid:
    """What stands at the places of some communities and indicators for a period. One query."""
    values = standing_values(district, [period.code]).filter(community__in=communities, indicator__in=indicators)
    there: dict[tuple[int, int], dict[str, Achievement]] = {}
    for row in values:
        there.setdefault((row.indicator_id or 0, row.community_id), {})[row.state] = row
    rows = [
        (
            community,
            [_cell(indicator, community, there.get((indicator.pk, community.pk), {})) for indicator in indicators],
        )
        for community in communities
    ]
    return Grid(period, indicators, rows)


def _cell(indicator: Indicator, community: Community, there: dict[str, Achievement]) -> GridCell:
    public = there.get(ValueState.PUBLISHED)
    value = next((there[state] for state in ON_THE_WAY if state in there), None)
    return GridCell(indicator, community, value or public, public if value else None)


@dataclass(frozen=True, slots=True)
class Batch:
    """The values of a street for a period that are on their way: how many are entered, how many confirmed."""

    street: int
    name: str
    period: Period
    entered: int
    confirmed: int


def batches_of(district: District, street: Street | None = None) -> list[Batch]:
    """Where values of a district, or of one street, wait, the earliest period first. One query."""
    rows = standing_values(district).filter(state__in=ON_THE_WAY).order_by()
    if street is not None:
        rows = rows.filter(community__street=street)
    by = ("community__street", "community__street__name", "period", "state")
    counted: dict[tuple[str, int, str], dict[str, int]] = {}
    for of_street, name, period, state, count in rows.values_list(*by).annotate(count=Count("pk")):
        counted.setdefault((period, of_street, name), {})[state] = count
    found = [
        Batch(of_street, name, period_of(period), of.get(ValueState.ENTERED, 0), of.get(ValueState.CONFIRMED, 0))
        for (period, of_street, name), of in counted.items()
    ]
    return sorted(found, key=lambda batch: (batch.period, batch.street))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What is confirmed for a period: the numbers of the values in the database, how many of each street, and of each
    indicator how many and what they come to as they stand."""

    numbers: Sequence[int]
    streets: Mapping[str, int]
    indicators: Sequence[tuple[Indicator, int, Decimal]]


def confirmed_of(district: District, period: Period) -> Confirmed:
    """What could be published of a period, of every street. Two queries."""
    rows = standing_values(district, [period.code]).filter(state=ValueState.CONFIRMED)
    of: dict[int, list[Decimal]] = {}
    numbers, streets = list[int](), dict[str, int]()
    by = ("pk", "indicator", "quantity", "community__street__name")
    for pk, indicator, quantity, street in rows.order_by("community__street", "pk").values_list(*by):
        numbers.append(pk)
        of.setdefault(indicator or 0, []).append(quantity)
        streets[street] = streets.get(street, 0) + 1
    there = (each for each in district.indicators.all() if each.pk in of)
    counted = [(each, len(of[each.pk]), sum(of[each.pk], Decimal(0))) for each in there]
    return Confirmed(numbers, streets, counted)


@dataclass(frozen=True, slots=True)
class Step:
    """A value that waits, and the published one it would take the place of."""

    value: Achievement
    published: Achievement | None


def steps_of(district: District, street: int, period: Period, states: Iterable[str]) -> list[Step]:
    """The values of a street for a period in some states, community by community, with their files. Two
    queries."""
    rows = standing_values(district, [period.code]).filter(community__street=street)
    people = ("entered_by", "confirmed_by")
    ordered = rows.select_related("indicator", "community", *people).order_by("community", "indicator")
    there: dict[tuple[int, int | None], dict[str, Achievement]] = {}
    for row in ordered.prefetch_related(FILES):
        there.setdefault((row.community_id, row.indicator_id), {})[row.state] = row
    wanted = set(states)
    return [
        Step(row, of.get(ValueState.PUBLISHED)) for of in there.values() for state, row in of.items() if state in wanted
    ]


def history_of(indicator: Indicator, community: Community, period: Period) -> list[Achievement]:
    """Every value that ever stood at a place, the latest first, each with its people and files. Two queries."""
    rows = Achievement.objects.filter(indicator=indicator, community=community, period=period.code)
    people = ("entered_by", "confirmed_by", "published_by")
    ordered = rows.select_related("indicator", "community", *people).order_by("-pk")
    return list(ordered.prefetch_related(FILES))


def periods_with_values(district: District, *, published: bool = False) -> list[Period]:
    """The periods that have a value, the latest first. One query."""
    rows = standing_values(district).order_by()
    if published:
        rows = rows.filter(state=ValueState.PUBLISHED)
    return sorted({period_of(code) for code in rows.values_list("period", flat=True).distinct()}, reverse=True)


def latest_values(district: District, periods: Iterable[Period] | None = None) -> dict[Place, Achievement]:
    """What stands at each place: the value that waits, else the published one; of some periods or all, with indicator,
    community and street. Three queries."""
    codes = None if periods is None else [period.code for period in periods]
    indicators = {each.pk: each for each in district.indicators.all()}
    communities = {each.pk: each for each in communities_of(district)}
    found: dict[Place, Achievement] = {}
    for row in standing_values(district, codes).order_by("community__street", "community", "indicator", "pk"):
        if row.state != ValueState.PUBLISHED or row.place not in found:
            row.indicator, row.community = indicators[row.indicator_id or 0], communities[row.community_id]
            found[row.place] = row
    return found
