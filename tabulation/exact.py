"""Exact numbers: decimal text in, integers over one denominator inside, decimal text out.

A `Column` holds one number for every contestant, as integer numerators over one common
denominator. Sums, comparisons and roundings of a whole contest are then plain integer
arithmetic: exact, and quick enough for a million marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

MOST_DIGITS = 15
DECIMAL_TEXT = re.compile(rf"[+-]?[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,{MOST_DIGITS}}})?", re.ASCII)

Divide = Callable[[int, int], int]
"""Integer division under a rounding rule: numerator, positive denominator, quotient."""


@dataclass(frozen=True, slots=True)
class Column:
    """One exact number per contestant: `nums[i] / den`; None where there is no number."""

    nums: Sequence[int | None]
    den: int

    def value(self, index: int) -> Fraction | None:
        """The number of one contestant.

        >>> Column([9220, None], 100).value(0)
        Fraction(461, 5)
        """
        num = self.nums[index]
        return None if num is None else Fraction(num, self.den)

    def over(self, den: int) -> Sequence[int | None]:
        """The numerators over another denominator, a multiple of this column's own."""
        times = den // self.den
        return self.nums if times == 1 else [None if n is None else n * times for n in self.nums]

    def times(self, factor: Fraction) -> Column:
        """Every number multiplied by the same factor."""
        top, bottom = factor.numerator, factor.denominator
        if top == bottom:
            return self
        return Column([None if n is None else n * top for n in self.nums], self.den * bottom)

    def where(self, present: Sequence[bool]) -> Column:
        """The column with its numbers for those who are present and none for the others."""
        if all(present):
            return self
        return Column([n if there else None for n, there in zip(self.nums, present, strict=True)], self.den)


def column_of(values: Iterable[Fraction | Decimal | int | None]) -> Column:
    """Numbers of any exact kind as one column.

    >>> column_of([Fraction(1, 2), None, Decimal("0.25")])
    Column(nums=[2, None, 1], den=4)
    """
    fractions = [None if v is None else Fraction(v) for v in values]
    den = lcm(*(f.denominator for f in fractions if f is not None))
    return Column([None if f is None else f.numerator * (den // f.denominator) for f in fractions], den)


def from_ratios(ratios: Sequence[tuple[int, int] | None], den: int = 1) -> Column:
    """Pairs (numerator, divisor), all over `den` besides, as one column.

    >>> from_ratios([(5, 2), None, (7, 3)], 10)
    Column(nums=[15, None, 14], den=60)
    """
    common = lcm(*{r[1] for r in ratios if r is not None})
    return Column([None if r is None else r[0] * (common // r[1]) for r in ratios], common * den)


def total(columns: Sequence[Column]) -> Column:
    """The sums, contestant by contestant; no number where one of the columns has none.

    >>> total([Column([1, 2], 10), Column([3, None], 100)])
    Column(nums=[13, None], den=100)
    """
    if len(columns) == 1:
        return columns[0]
    den = lcm(*(c.den for c in columns))
    rows = zip(*(c.over(den) for c in columns), strict=True)
    return Column([None if None in row else sum(row) for row in rows], den)


def product(left: Column, right: Column) -> Column:
    """The products, contestant by contestant."""
    pairs = zip(left.nums, right.nums, strict=True)
    return Column([None if a is None or b is None else a * b for a, b in pairs], left.den * right.den)


def rounded(column: Column, decimals: int | None, divide: Divide) -> Column:
    """The numbers rounded to a number of decimal places; None leaves them as they are."""
    if decimals is None:
        return column
    scale: int = 10**decimals
    if scale % column.den == 0:
        return Column(column.over(scale), scale)
    den = column.den
    return Column([None if n is None else divide(n * scale, den) for n in column.nums], scale)


def clamped(column: Column, low: Decimal | None, high: Decimal | None) -> Column:
    """The numbers held within bounds; a bound of None is none.

    >>> clamped(Column([-5, 50, 130], 1), Decimal("0"), Decimal("99.5"))
    Column(nums=[0, 100, 199], den=2)
    """
    for bound, pick in ((low, max), (high, min)):
        if bound is not None:
            edge = Fraction(bound)
            den = lcm(column.den, edge.denominator)
            limit = edge.numerator * (den // edge.denominator)
            column = Column([None if n is None else pick(n, limit) for n in column.over(den)], den)
    return column


def round_fraction(value: Fraction, decimals: int | None, divide: Divide) -> Fraction:
    """One number rounded to a number of decimal places; None leaves it as it is."""
    if decimals is None:
        return value
    scale: int = 10**decimals
    return Fraction(divide(value.numerator * scale, value.denominator), scale)


def ratio_of(text: str) -> tuple[int, int]:
    """Checked decimal text as numerator and denominator.

    >>> ratio_of("36.5"), ratio_of("-2")
    ((365, 10), (-2, 1))
    """
    whole, _, part = text.partition(".")
    return int(whole + part), 10 ** len(part)


def plain(number: Decimal) -> str:
    """A decimal in its shortest form.

    >>> plain(Decimal("0.60")), plain(Decimal("100")), plain(Decimal("-0.0"))
    ('0.6', '100', '0')
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else text.removeprefix("+")


def with_decimals(num: int, decimals: int) -> str:
    """An integer count of 10**-places as decimal text.

    >>> with_decimals(9220, 2), with_decimals(-5, 2), with_decimals(92, 0)
    ('92.20', '-0.05', '92')
    """
    if decimals == 0:
        return str(num)
    whole, part = divmod(abs(num), 10**decimals)
    return f"{'-' if num < 0 else ''}{whole}.{part:0{decimals}d}"


def exact_text(value: Fraction) -> str:
    """A number as a decimal where it ends, as p/q where it does not.

    >>> exact_text(Fraction(461, 5)), exact_text(Fraction(22, 3))
    ('92.2', '22/3')
    """
    return ratio_text(value.numerator, value.denominator)


def ratio_text(num: int, den: int) -> str:
    """A numerator over a denominator as exact text; they may have common factors."""
    common = gcd(num, den)
    num, den = num // common, den // common
    decimals = decimals_needed(den)
    if decimals is None:
        return f"{num}/{den}"
    return with_decimals(num * 10**decimals // den, decimals)


@lru_cache(maxsize=1024)
def decimals_needed(den: int) -> int | None:
    """How many decimal places write 1/den exactly; None where no number does.

    >>> decimals_needed(8), decimals_needed(50), decimals_needed(7)
    (3, 2, None)
    """
    rest, twos, fives = den, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def texts_of(column: Column, decimals: int | None) -> list[str | None]:
    """The numbers of a column as they are printed: with the places of their stage, or exactly."""
    den = column.den
    if decimals is None or 10**decimals % den != 0:
        return [None if num is None else ratio_text(num, den) for num in column.nums]
    times = 10**decimals // den
    return [None if num is None else with_decimals(num * times, decimals) for num in column.nums]
