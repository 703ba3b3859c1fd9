"""Formulas of a workbook: how a number follows from its row, so that a clerk can trace it and compute on.

A formula is written only where it gives the very number of the sums: what a rule makes in another way stays a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from .paper import Cell, decimals_of

NEAR = Fraction(1, 10**15)
"""Numbers that do not end, such as 22/3, are kept with this many places and more."""
WIDE = Context(prec=60)


def mean_of(cell: Cell, row: Sequence[Cell], columns: Sequence[int]) -> Cell:
    """A cell that is the mean of cells of its row, or their sum."""
    numbers = [(n, row[n].number) for n in columns]
    known = [(n, Fraction(number)) for n, number in numbers if number is not None]
    if not known:
        return cell
    names, whole = ",".join(_name(n) for n, _ in known), sum((number for _, number in known), Fraction(0))
    mean = _computed(cell, f"AVERAGE({names})", whole / len(known))
    return mean if mean.formula else _computed(cell, f"SUM({names})", whole)


def sum_of(cell: Cell, row: Sequence[Cell], terms: Sequence[tuple[int, Decimal]]) -> Cell:
    """A cell that is the sum of cells of its row, each times its weight."""
    words, whole = [], Fraction(0)
    for n, weight in terms:
        number = row[n].number
        if number is None:
            continue
        words.append(_name(n) if weight == 1 else f"{_name(n)}*{weight:f}")
        whole += Fraction(number) * Fraction(weight)
    return _computed(cell, "+".join(words), whole) if words else cell


def product_of(cell: Cell, row: Sequence[Cell], factors: Sequence[int], added: Sequence[int]) -> Cell:
    """A cell that is the product of cells of its row, and others added to it."""
    numbers, more = ([(n, row[n].number) for n in columns] for columns in (factors, added))
    words, whole = [], Fraction(1)
    for n, number in numbers:
        if number is not None:
            words.append(_name(n))
            whole *= Fraction(number)
    if not words:
        return cell
    plus = [(n, Fraction(number)) for n, number in more if number is not None]
    text = "*".join(words) + "".join(f"+{_name(n)}" for n, _ in plus)
    return _computed(cell, text, whole + sum((number for _, number in plus), Fraction(0)))


def _name(column: int) -> str:
    return f"{{{column}}}"


def _computed(cell: Cell, text: str, value: Fraction) -> Cell:
    """The cell with a formula that gives its number, as it stands or rounded to the places it has."""
    if cell.number is None:
        return cell
    number, places = Fraction(cell.number), decimals_of(cell)
    if abs(number - value) < NEAR:
        return replace(cell, formula=text)
    whole = WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = whole.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=WIDE)
    return replace(cell, formula=f"ROUND({text},{places})") if Fraction(rounded) == number else cell
