"""The order that keeps first place open: held against every order and every mark that could still come."""

from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from stage.results.reveal_order import certain_after, reveal_order
from tabulation import read_contest, tabulate
from tests.tabulation.support import contest

fewer = settings(max_examples=settings.default.max_examples * 2 // 5 or 1)
MOST = 3


def scored(points):
    sheets = {"r": {who: [str(mark)] for who, mark in points.items()}}
    items = {"r": {"mark": {"max": str(MOST), "step": "1"}}}
    return tabulate(read_contest(contest(sheets, items=items, rules={"tie_chain": []})))


def open_after(points, known):
    """Whether somebody comes first with some of the marks that could still be given, and not with others."""
    waiting = [who for who in points if who not in known]
    firsts = {who: set() for who in points}
    for given_now in product(range(MOST + 1), repeat=len(waiting)):
        whole = {who: points[who] for who in known} | dict(zip(waiting, given_now, strict=True))
        for who, mark in whole.items():
            firsts[who].add(mark == max(whole.values()))
    return any(len(found) == 2 for found in firsts.values())


def open_for(points, order):
    return next((n for n in range(len(order)) if not open_after(points, order[:n])), len(order))


@fewer
@given(st.lists(st.integers(0, MOST), min_size=2, max_size=4))
def test_no_order_keeps_first_place_open_longer_than_the_one_proposed(marks):
    points = {f"{n:02d}": mark for n, mark in enumerate(marks, 1)}
    result = scored(points)
    found = reveal_order(result)
    assert sorted(found.numbers) == sorted(points)
    assert found.longest
    assert found.certain == open_for(points, found.numbers)
    assert found.certain == certain_after(result.contest, found.numbers)
    assert found.certain == max(open_for(points, order) for order in permutations(points))


def test_the_winner_comes_last_where_that_keeps_first_place_open():
    found = reveal_order(scored({"01": 1, "02": 2, "03": 0, "04": 1}))
    assert (found.numbers[0], found.numbers[-1], found.certain) == ("03", "02", 4)
