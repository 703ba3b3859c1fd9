"""What published values come to: of a community for a period, of its street, of the district.

Missing is not zero. A community has reported an indicator for a period if it has a value for just that period, or,
where the indicator adds up, for parts that make up the whole of it, from the first period on that the catalogue counts
it for; a total says of how many communities that holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import lru_cache

from communities.models import AddsUp, Community, District, Indicator, Street, ValueState
from communities.names import name_key
from communities.numbers import format_decimal
from communities.periods import YEAR, Period, period_of
from communities.queries import standing_values
from communities.typed import number_or_none
from tabulation.exact import MOST_DIGITS

Quantities = Mapping[Period, Decimal]
Published = Mapping[tuple[int, int], Quantities]
"""The published quantities of a district, by the numbers in the database of indicator and community."""
EXACT = Context(prec=4 * MOST_DIGITS, traps=[Inexact])
DECIMALS = 2
"""Of a mean that does not end sooner."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What values come to, exactly, and the periods they are of."""

    number: Fraction
    periods: tuple[Period, ...]

    @property
    def text(self) -> str:
        """It as a decimal number; a long one is cut off, and ends with … to say so."""
        return number_text(self.number)


@dataclass(frozen=True, slots=True)
class Share:
    """What a community has reported of an indicator for a period; None where it has not."""

    community: Community
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Total:
    """What several communities come to: the number where there is one, and the shares it is made of."""

    indicator: Indicator
    shares: Sequence[Share]
    number: Fraction | None

    @property
    def reported(self) -> int:
        """Of how many communities there is a number."""
        return sum(1 for share in self.shares if share.amount is not None)

    @property
    def complete(self) -> bool:
        """Whether every community has reported."""
        return self.reported == len(self.shares)

    @property
    def text(self) -> str | None:
        """The number as text."""
        return None if self.number is None else number_text(self.number)


def number_text(number: Fraction) -> str:
    """A number as text, never rounded.

    >>> [number_text(number) for number in (Fraction(1247), Fraction(9, 2), Fraction(2, 3), Fraction(-1, 3))]
    ['1247', '4.5', '0.66…', '-0.33…']
    """
    whole = abs(number) * 10**DECIMALS
    digits = Decimal(whole.numerator // whole.denominator).scaleb(-DECIMALS)
    sign = "-" if number < 0 else ""
    if whole.denominator == 1:
        return sign + format_decimal(digits, "short")
    return f"{sign}{format_decimal(digits)}…"


def amount_of(quantities: Quantities, period: Period, adds_up: str, since: Period | None = None) -> Amount | None:
    """What the values of one community come to for a period; None where it has not reported the whole of it, or that
    of it which lies after the beginning of `since`."""
    if period in quantities:
        return Amount(Fraction(quantities[period]), (period,))
    match adds_up:
        case AddsUp.LAST:
            return _latest(quantities, period)
        case AddsUp.SUM | AddsUp.MEAN:
            parts = _parts_reported(frozenset(quantities), period, since)
            if not parts:
                return None
            if adds_up == AddsUp.SUM:
                return Amount(_sum(quantities[part] for part in parts), parts)
            weighed = sum((Fraction(quantities[part]) * part.months for part in parts), Fraction(0))
            return Amount(weighed / sum(part.months for part in parts), parts)
    return None


@lru_cache(maxsize=1024)
def _parts_reported(there: frozenset[Period], period: Period, since: Period | None) -> tuple[Period, ...]:
    """The periods that make up one, from `since` on; none where they do not. Most communities report alike."""
    if period in there:
        return (period,)
    due = [part for part in period.parts if since is None or not part.ends_before(since)]
    found = [_parts_reported(there, part, since) for part in due]
    return tuple(each for parts in found for each in parts) if all(found) else ()


def _sum(numbers: Iterable[Decimal]) -> Fraction:
    """The exact sum: in decimal numbers, with more digits than any of them can have."""
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return Fraction(total)


def _latest(quantities: Quantities, period: Period) -> Amount | None:
    inside = [each for each in quantities if period.contains(each)]
    if not inside:
        return None
    latest = max(inside, key=lambda each: (each.end, each.months))
    return Amount(Fraction(quantities[latest]), (latest,))


def total_of(indicator: Indicator, communities: Iterable[Community], published: Published, period: Period) -> Total:
    """What an indicator comes to over some communities."""
    since = period_of(indicator.since) if indicator.since else None
    shares = [
        Share(each, amount_of(published.get((indicator.pk, each.pk), {}), period, indicator.adds_up, since))
        for each in communities
    ]
    numbers = [share.amount.number for share in shares if share.amount is not None]
    return Total(indicator, shares, _over_communities(numbers, indicator.adds_up))


def _over_communities(numbers: Sequence[Fraction], adds_up: str) -> Fraction | None:
    if not numbers or adds_up == AddsUp.NONE:
        return None
    whole = all(number.denominator == 1 for number in numbers)
    total = Fraction(sum(number.numerator for number in numbers)) if whole else sum(numbers, Fraction(0))
    return total / len(numbers) if adds_up == AddsUp.MEAN else total


def by_street(total: Total, published: Published, period: Period) -> list[tuple[Street, Total]]:
    """The parts a total consists of, street by street."""
    streets: dict[Street, list[Community]] = {}
    for share in total.shares:
        streets.setdefault(share.community.street, []).append(share.community)
    return [(street, total_of(total.indicator, some, published, period)) for street, some in streets.items()]


def published_values(
    district: District, periods: Collection[Period] | None = None, indicator: Indicator | None = None
) -> Published:
    """What residents may read, of some periods or all, of one indicator or all. One query."""
    codes = None if periods is None else [period.code for period in periods]
    rows = standing_values(district, codes).filter(state=ValueState.PUBLISHED).select_related(None).order_by()
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    found: dict[tuple[int, int], dict[Period, Decimal]] = {}
    known: dict[str, Period] = {}
    for of, community, code, quantity in rows.values_list("indicator_id", "community_id", "period", "quantity"):
        period = known.get(code) or known.setdefault(code, period_of(code))
        found.setdefault((of or 0, community), {})[period] = quantity
    return found


def usual_period(periods: Collection[Period]) -> Period | None:
    """What to show first: the latest year if the periods there are make it up, else what of it ends last, the longest
    of these."""
    latest = max((Period(period.year) for period in periods), default=None)
    if latest is None or _made_up(latest, periods):
        return latest
    return max((each for each in periods if latest.contains(each)), key=lambda each: (each.end, each.months))


def offered_periods(periods: Collection[Period], asked: Period) -> list[Period]:
    """The periods one can go to from one of them: those of its own year and what is shown first of every year, the
    latest first."""
    of_year: dict[int, list[Period]] = {}
    for period in periods:
        of_year.setdefault(period.year, []).append(period)
    first = filter(None, map(usual_period, of_year.values()))
    return sorted({*of_year.get(asked.year, ()), asked, *first}, reverse=True)


def _made_up(period: Period, periods: Collection[Period]) -> bool:
    return period in periods or (bool(period.parts) and all(_made_up(part, periods) for part in period.parts))


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure the district has published itself; `difference` is ours less it, where both count one unit in a year."""

    quantity: str
    unit: str
    difference: str | None


def own_figure(district: District, total: Total, period: Period) -> OwnFigure | None:
    """The district's own figure of an indicator, found by its name; it is never changed by what communities report."""
    name = name_key(total.indicator.name)
    row = next((row for row in district.totals if name_key(str(row.get("title", ""))) == name), None)
    if row is None:
        return None
    quantity, unit = str(row.get("quantity", "")), str(row.get("unit", ""))
    number = number_or_none(quantity)
    alike = name_key(unit) == name_key(total.indicator.unit) and period.months == YEAR
    if number is None or total.number is None or not alike:
        return OwnFigure(quantity, unit, None)
    difference = total.number - Fraction(number)
    return OwnFigure(quantity, unit, f"{'+' if difference > 0 else ''}{number_text(difference)}".replace("-", "−"))
