"""From the values of a panel's judges to one: clip, drop, pool.

A value is an integer numerator over a denominator that the whole table shares. A pool gives a
pair (numerator, divisor), so that nothing is divided before it must be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from .contest import Clip
from .exact import Column, Divide, from_ratios, rounded
from .registry import function_of, rule
from .vocabulary import Pool

Row = Sequence[int | None]
"""One contestant's values, judge by judge; None is no valid value."""

PoolFunction = Callable[[Sequence[int]], tuple[int, int]]
"""Kept values in ascending order, at least one → (numerator, divisor)."""


@dataclass(frozen=True, slots=True)
class Table:
    """Values of one panel: a row for each contestant, over one denominator."""

    rows: Sequence[Row]
    den: int


@dataclass(frozen=True, slots=True)
class Dropping:
    """How many of the highest and lowest are dropped, and from how many valid values on."""

    high: int
    low: int
    trim_from: int

    @property
    def needed(self) -> int:
        """With fewer valid values than this nothing is dropped.

        >>> Dropping(high=1, low=1, trim_from=0).needed
        3
        """
        return max(self.trim_from, self.high + self.low + 1) if self.high or self.low else 0

    def kept(self, values: Sequence[int]) -> Sequence[int]:
        """The values left, in ascending order; of equal extremes just as many go as are named.

        Source: 郫县 2016, one highest and one lowest dropped even when several are equal.

        >>> Dropping(high=1, low=1, trim_from=0).kept([95, 88, 95, 90])
        [90, 95]
        """
        return self.keeper()(values)

    def keeper(self) -> Callable[[Sequence[int]], Sequence[int]]:
        """`kept` as a function, for many rows."""
        needed, low, high = self.needed, self.low, self.high

        def kept(values: Sequence[int]) -> Sequence[int]:
            ascending = sorted(values)
            return ascending if len(ascending) < needed else ascending[low : len(ascending) - high]

        return kept

    def dropped(self, values: Row) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Which judges' values go: positions of the highest, positions of the lowest.

        Of equal values those of the judges listed first go as highest, listed last as lowest.

        >>> Dropping(high=1, low=1, trim_from=0).dropped([95, 88, None, 95, 90])
        ((0,), (1,))
        """
        valid = [i for i, value in enumerate(values) if value is not None]
        if len(valid) < self.needed:
            return (), ()
        ascending = sorted(valid, key=lambda i: (values[i], -i))
        high = ascending[len(ascending) - self.high :]
        return tuple(reversed(high)), tuple(ascending[: self.low])


@rule(Pool.MEAN, source="the norm: 去掉一个最高分和一个最低分，取平均分")
def mean(kept: Sequence[int]) -> tuple[int, int]:
    """
    >>> mean([76, 81, 81, 85, 87])
    (410, 5)
    """
    return sum(kept), len(kept)


@rule(Pool.SUM, source="World Aquatics diving; speech contests that add the remaining marks")
def sum_of(kept: Sequence[int]) -> tuple[int, int]:
    """
    >>> sum_of([70, 75, 75])
    (220, 1)
    """
    return sum(kept), 1


@rule(Pool.MEDIAN, source="pretalx issue 656; majority of small panels")
def median(kept: Sequence[int]) -> tuple[int, int]:
    """
    >>> median([7, 8, 10]), median([7, 8, 10, 11])
    ((8, 1), (18, 2))
    """
    middle, odd = divmod(len(kept), 2)
    return (kept[middle], 1) if odd else (kept[middle - 1] + kept[middle], 2)


@rule(Pool.MIDRANGE, source="IYPT regulations: (max + min) / 2 counted as one mark")
def midrange(kept: Sequence[int]) -> tuple[int, int]:
    """
    >>> midrange([5, 7, 8, 10])  # (7.5 + 7 + 8) / 3
    (45, 6)
    >>> midrange([6])
    (6, 1)
    """
    if len(kept) == 1:
        return kept[0], 1
    return 2 * sum(kept) - kept[0] - kept[-1], 2 * (len(kept) - 1)


def pool_of(pool: str) -> PoolFunction:
    """The function of a chosen pool."""
    function: PoolFunction = function_of("pool", pool)
    return function


def pooled(table: Table, dropping: Dropping, pool: str) -> Column:
    """Drop and pool every row; None where a row has no valid value."""
    combine, kept = pool_of(pool), dropping.keeper()
    valid_rows = ([value for value in row if value is not None] for row in table.rows)
    return from_ratios([combine(kept(valid)) if valid else None for valid in valid_rows], table.den)


def clipped(table: Table, clip: Clip | None, divide: Divide) -> Table:
    """Each value further than the distance from its row's mean moved to mean ± distance.

    Source: held scores of technical events; the mean is that of the valid values, exact.

    >>> from decimal import Decimal
    >>> from .rounding import half_up
    >>> clipped(Table([[90, 90, 60]], 1), Clip(distance=Decimal(10), round=0), half_up).rows
    [[90, 90, 70]]
    """
    if clip is None:
        return table
    counts = lcm(*{sum(v is not None for v in row) or 1 for row in table.rows})
    edge = Fraction(clip.distance)
    den = lcm(table.den * counts, edge.denominator)
    distance = edge.numerator * (den // edge.denominator)
    rows = [_clipped_row(row, den // table.den, distance) for row in table.rows]
    if clip.round is None:
        return Table(rows, den)
    decimals = clip.round
    return Table([rounded(Column(row, den), decimals, divide).nums for row in rows], 10**decimals)


def _clipped_row(row: Row, times: int, distance: int) -> Row:
    valid = [value * times for value in row if value is not None]
    if not valid:
        return row
    centre = sum(valid) // len(valid)
    low, high = centre - distance, centre + distance
    return [None if value is None else min(max(value * times, low), high) for value in row]
