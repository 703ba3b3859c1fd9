"""How a number loses its decimals: four rules, each an integer division."""

from __future__ import annotations

from .exact import Divide
from .registry import Words, function_of, rule


@rule(
    "rounding",
    "half-up",
    name=Words("half up", "四舍五入"),
    meaning=Words("to the nearest; a half goes away from zero", "四舍五入；恰为一半时远离零"),
    source="the norm in printed rules: 保留两位小数，四舍五入",
)
def half_up(num: int, den: int) -> int:
    """
    >>> half_up(90415, 10), half_up(-5, 10), half_up(4, 10)
    (9042, -1, 0)
    """
    nearest = (2 * abs(num) + den) // (2 * den)
    return nearest if num >= 0 else -nearest


@rule(
    "rounding",
    "half-even",
    name=Words("half to even", "四舍六入五成双"),
    meaning=Words("to the nearest; a half goes to the even digit", "四舍六入，恰为一半时取偶"),
    source="GB/T 8170, IEEE 754 roundTiesToEven",
)
def half_even(num: int, den: int) -> int:
    """
    >>> half_even(25, 10), half_even(35, 10), half_even(-25, 10)
    (2, 4, -2)
    """
    floor, rest = divmod(num, den)
    return floor + (2 * rest > den or (2 * rest == den and floor % 2 == 1))


@rule(
    "rounding",
    "down",
    name=Words("cut off", "截尾"),
    meaning=Words("further decimals are cut off", "多余小数位直接舍去"),
    source="printed rules that say 不四舍五入",
)
def down(num: int, den: int) -> int:
    """
    >>> down(99, 10), down(-99, 10)
    (9, -9)
    """
    return num // den if num >= 0 else -(-num // den)


@rule(
    "rounding",
    "up",
    name=Words("away from zero", "进一"),
    meaning=Words("any further decimal raises the last digit", "有余数即进一"),
    source="printed rules that say 进一法",
)
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
