"""How a number loses its decimals: four rules, each an integer division."""

from __future__ import annotations

from .exact import Divide
from .registry import function_of, rule
from .vocabulary import Rounding


@rule(Rounding.HALF_UP, source="the norm in printed rules: 保留两位小数，四舍五入")
def half_up(num: int, den: int) -> int:
    """
    >>> half_up(90415, 10), half_up(-5, 10), half_up(4, 10)
    (9042, -1, 0)
    """
    nearest = (2 * abs(num) + den) // (2 * den)
    return nearest if num >= 0 else -nearest


@rule(Rounding.HALF_EVEN, source="GB/T 8170, IEEE 754 roundTiesToEven")
def half_even(num: int, den: int) -> int:
    """
    >>> half_even(25, 10), half_even(35, 10), half_even(-25, 10)
    (2, 4, -2)
    """
    floor, rest = divmod(num, den)
    return floor + (2 * rest > den or (2 * rest == den and floor % 2 == 1))


@rule(Rounding.DOWN, source="printed rules that say 不四舍五入")
def down(num: int, den: int) -> int:
    """
    >>> down(99, 10), down(-99, 10)
    (9, -9)
    """
    return num // den if num >= 0 else -(-num // den)


@rule(Rounding.UP, source="printed rules that say 进一法")
def up(num: int, den: int) -> int:
    """
    >>> up(91, 10), up(90, 10), up(-91, 10)
    (10, 9, -10)
    """
    return -(-num // den) if num >= 0 else num // den


def divide_of(rounding: str) -> Divide:
    """The division of a chosen rounding rule."""
    divide: Divide = function_of("rounding", rounding)
    return divide
