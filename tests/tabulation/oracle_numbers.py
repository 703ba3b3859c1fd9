"""Exact numbers as a clerk writes them: from text, rounded, and back to text."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

HALF = Fraction(1, 2)


@lru_cache(maxsize=1000)
def number(text: str) -> Fraction:
    """The exact value of a decimal text such as "-0.50"."""
    return Fraction(text)


def goes_away_from_zero(whole: int, rest: Fraction, mode: str) -> bool:
    """Does the last digit go up, when `rest` of a unit is left after `whole` units?"""
    if mode == "down":
        return False
    if mode == "up":
        return rest > 0
    if mode == "half-even" and rest == HALF:
        return whole % 2 == 1
    return rest >= HALF


def rounded(value: Fraction, places: int | None, mode: str) -> Fraction:
    """The value with so many places; no places named, no rounding. Signs are set aside: -2.5 goes as 2.5 does."""
    if places is None:
        return value
    units = abs(value) * 10**places
    whole = units.numerator // units.denominator
    if goes_away_from_zero(whole, units - whole, mode):
        whole += 1
    size = Fraction(whole, 10**places)
    return -size if value < 0 else size


def fixed(value: Fraction, places: int) -> str:
    """A value that fits into so many places, written with all of them."""
    units = value * 10**places
    assert units.denominator == 1, "does not fit"
    digits = str(abs(units.numerator)).rjust(places + 1, "0")
    cut = len(digits) - places
    sign = "-" if value < 0 else ""
    return sign + digits[:cut] + ("." + digits[cut:] if places else "")


def decimals_of(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator has; None where they never end."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def exact_text(value: Fraction) -> str:
    """The shortest decimal that is exactly the value, or `p/q` where there is none."""
    decimals = decimals_of(value.denominator)
    return f"{value.numerator}/{value.denominator}" if decimals is None else fixed(value, decimals)


def written(value: Fraction | None, places: int | None) -> str | None:
    """A score as printed: with the places of its stage; exactly where the stage has none, or a bound has more."""
    if value is None:
        return None
    if places is None or (value * 10**places).denominator != 1:
        return exact_text(value)
    return fixed(value, places)


def clamped(value: Fraction, bounds: list[str | None]) -> Fraction:
    """The value, or the bound it went past."""
    low, high = bounds
    if low is not None and value < number(low):
        return number(low)
    if high is not None and value > number(high):
        return number(high)
    return value


def mean(values: Iterable[Fraction]) -> Fraction:
    """The mean of at least one value."""
    values = list(values)
    return sum(values, Fraction(0)) / len(values)


def median(values: Iterable[Fraction]) -> Fraction:
    """The middle one of at least one value, or the mean of the two middle ones."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
