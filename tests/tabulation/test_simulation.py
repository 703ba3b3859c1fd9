"""How often ties come: the same seed gives the same counts, and the counts are those of a simulation written apart."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.tabulation import Assumptions, TieCount, count_ties, read_contest
from scoring.tabulation.contest import Item
from scoring.tabulation.simulation import PER_MILLE, UNIT, bell, points
from tests.tabulation.support import Document, contest

AWARDS = [{"name": "一等奖", "quota": 1}, {"name": "二等奖", "quota": 2}, {"name": "三等奖", "quota": 3}]


def ten_with_seven_judges(step: str, **more: Any) -> Document:
    """Nothing marked yet; the final score is not rounded."""
    sheets = {"stage": {f"{number:02}": [None] * 7 for number in range(1, 11)}}
    more = {"rules": {"round": {"final": None}}, "awards": AWARDS, **more}
    return contest(sheets, items={"stage": {"mark": {"step": step}}}, drop=(1, 1), **more)


def counted(document: Document, **given: int) -> TieCount:
    return count_ties(read_contest(document), Assumptions(**given))


@pytest.mark.parametrize(
    ("step", "tied", "across"), [("1", 72, 32), ("0.5", 46, 18), ("0.1", 11, 4)], ids=["1", "0.5", "0.1"]
)
def test_the_counts_are_those_of_a_simulation_written_apart(step: str, tied: int, across: int) -> None:
    """Per cent of contests with a tie, and with one across an award line; 6 more or less are chance in 300 runs."""
    found = counted(ten_with_seven_judges(step), runs=300)
    assert found.runs == 300
    assert found.tied / 3 == pytest.approx(tied, abs=6)
    assert found.across_award / 3 == pytest.approx(across, abs=6)
    assert found.shared == found.tied


def test_the_same_seed_gives_the_same_counts() -> None:
    document = ten_with_seven_judges("1")
    counts = {seed: counted(document, runs=25, seed=seed) for seed in range(1, 6)}
    assert len(set(counts.values())) > 1
    assert all(counted(document, runs=25, seed=seed) == found for seed, found in counts.items())


def test_what_was_given_does_not_count() -> None:
    """Marks, times, adjustments and decisions of the contest are not those of the invented ones."""
    document = ten_with_seven_judges("1", cuts=[], rules={"tie_chain": ["lot"]})
    plain = counted(document, runs=20)
    happened = {
        "marks": [["stage", "J1", "01", "mark", "5"]],
        "times": [["stage", "01", 700]],
        "adjustments": [{"contestant": "01", "points": "-50"}],
    }
    rounds = [{**document["rounds"][0], "clock": {"limit": 480, "over": [[0, "-50"]]}}]
    assert counted({**document, **happened, "rounds": rounds}, runs=20) == plain


def test_a_chain_leaves_fewer_shared() -> None:
    """And ties are counted before the chain."""
    rules = {"round": {"final": None}, "tie_chain": ["untrimmed", "majority"]}
    found, without = (counted(ten_with_seven_judges("1", **more), runs=60) for more in ({"rules": rules}, {}))
    assert (found.tied, found.across_award) == (without.tied, without.across_award)
    assert found.shared < found.tied == without.shared


def test_everybody_alike_is_always_a_tie() -> None:
    found = counted(ten_with_seven_judges("1"), runs=3, quality=0, noise=0)
    assert found == TieCount(runs=3, tied=3, across_award=3, shared=3)


@pytest.mark.parametrize(
    ("awards", "across"),
    [
        ([], 0),
        ([{"name": "人气奖", "named": ["01"]}], 0),
        ([{"name": "一等奖", "quota": 1, "group": "other"}], 0),
        ([{"name": "优秀奖", "quota": 10}], 0),
        ([{"name": "一等奖", "quota": 0}], 0),
        ([{"name": "一等奖", "quota": 9, "group": "own"}], 3),
    ],
    ids=["none", "named", "other-group", "all", "nobody", "group"],
)
def test_a_line_lies_between_two_people(awards: list[Document], across: int) -> None:
    document = ten_with_seven_judges("1", awards=awards)
    for person in document["contestants"]:
        person["group"] = "own"
    document["contestants"].append({"id": "11", "group": "other"})
    assert counted(document, runs=3, quality=0, noise=0).across_award == across


def test_recused_judges_sealed_rounds_and_weightless_items() -> None:
    sheets = {"stage": {"A": [[None, None]] * 3, "B": [[None, None]] * 3}, "paper": {"A": "1"}}
    items = {"stage": {"mark": {"step": "1"}, "style": {"weight": "0"}}}
    rounds = {"paper": {"sealed": True}}
    recusals = [["J1", "A", "亲属"]]
    document = {**contest(sheets, items=items, rounds=rounds, recusals=recusals), "marks": []}
    assert counted(document, runs=20, quality=0, noise=0).tied == 20
    assert counted(document, runs=20).tied < 5


# The curve and the points


def test_bell_has_mean_nothing_and_spread_one() -> None:
    random = Random(7)  # noqa: S311
    drawn = [bell(random) / UNIT for _ in range(20_000)]
    assert sum(drawn) / len(drawn) == pytest.approx(0, abs=0.02)
    assert sum(value * value for value in drawn) / len(drawn) == pytest.approx(1, abs=0.03)
    for within, share in ((1, 0.6827), (2, 0.9545), (3, 0.9973)):
        assert sum(abs(value) <= within for value in drawn) / len(drawn) == pytest.approx(share, abs=0.01)


numbers = st.decimals(-200, 200, places=2)
steps = st.sampled_from([None, "0.01", "0.1", "0.3", "0.5", "1", "7"])


@given(numbers, st.decimals(14, 400, places=2), steps, st.integers(-1000, 2000))
def test_points_are_on_the_step_and_within_range(low: Decimal, width: Decimal, step: str | None, share: int) -> None:
    item = Item(id="mark", min=low, max=low + width, step=None if step is None else Decimal(step))
    given_ = Decimal(points(item, share * UNIT))
    assert item.min <= given_ <= item.max
    assert given_ % Decimal(step or "0.01") == 0
    wanted = min(max(low + width * share / PER_MILLE, low), low + width)
    assert abs(given_ - wanted) <= Decimal(step or "0.01")


@pytest.mark.parametrize(("share", "expected"), [(0, "0"), (874, "87"), (875, "88"), (1000, "100"), (-5, "0"), (1200, "100")])
def test_points_go_to_the_nearest_step(share: int, expected: str) -> None:
    assert points(Item(id="mark", max=Decimal(100), step=Decimal(1)), share * UNIT) == expected
