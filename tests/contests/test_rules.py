"""Draw and points: plain values in and out."""

from decimal import Decimal
from hashlib import sha256

import pytest

from contests.models import RubricItem
from contests.rules.draw import drawn
from contests.rules.points import points_fault


def by_the_book(numbers, seed):
    """The draw as its description reads, written a second time: take one out, put it at the end."""
    left = sorted(numbers)
    order = []
    while len(left) > 1:
        k = len(left)
        chosen = int(sha256(f"{seed}:{k}".encode()).hexdigest(), 16) % k
        order.insert(0, left[chosen])
        left[chosen] = left[-1]
        left.pop()
    return left + order


def test_a_draw_is_what_its_description_says():
    numbers = [f"{n:02d}" for n in range(1, 31)]
    for seed in ("", "两邻", "dice 3 5 1"):
        assert drawn(reversed(numbers), seed=seed) == by_the_book(numbers, seed)
    assert drawn([], seed="x") == []


def test_a_draw_that_was_made_once_stays_so():
    assert drawn(["01", "02", "03", "04", "05"], seed="two neighbourhoods") == ["04", "03", "01", "02", "05"]


def test_every_order_comes_up():
    orders = {tuple(drawn("abc", seed=str(n))) for n in range(100)}
    assert len(orders) == 6


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        ("40", None),
        ("40.0", None),
        ("0", None),
        ("36.5", None),
        ("41", "above"),
        ("-1", "below"),
        ("36.55", "step"),
        ("NaN", "above"),
    ],
)
def test_points_an_item_takes(points, fault):
    item = RubricItem(maximum=Decimal(40), step=Decimal("0.1"))
    assert points_fault(item, Decimal(points)) == fault


@pytest.mark.parametrize("points", ["1E-16", "0.0000000000000001"])
def test_points_that_no_column_takes(points):
    assert points_fault(RubricItem(maximum=Decimal(40)), Decimal(points)) == "step"


def test_any_decimal_without_a_step():
    assert points_fault(RubricItem(maximum=Decimal(40)), Decimal("36.123456789")) is None
