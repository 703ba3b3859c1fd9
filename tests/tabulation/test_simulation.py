"""How often ties come: the same seed gives the same counts, and the counts are those of a simulation written apart."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabulation import Assumptions, Contest, Tabulation, TieCount, count_ties, read_contest, tabulate
from tabulation.contest import Item
from tabulation.simulation import PER_MILLE, UNIT, bell, points
from tests.tabulation.support import Document, contest

AWARDS = [{"name": "一等奖", "quota": 1}, {"name": "二等奖", "quota": 2}, {"name": "三等奖", "quota": 3}]


def ten_with_seven_judges(step: str, **more: Any) -> Document:
    """Nothing marked yet; the final score is not rounded."""
    sheets = {"stage": {f"{number:02}": [None] * 7 for number in range(1, 11)}}
    more = {"rules": {"round": {"final": None}}, "awards": AWARDS, **more}
    return contest(sheets, items={"stage": {"mark": {"step": step}}}, drop=(1, 1), **more)


def counted(document: Document, **given: int) -> TieCount:
    return count_ties(read_contest(document), Assumptions(**given))


@pytest.mark.no_cover
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


@pytest.mark.no_cover
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
        ([{"name": "优秀奖", "quota": 10}, {"name": "鼓励奖", "quota": 5}], 0),
        ([{"name": "一等奖", "quota": 0}], 0),
        ([{"name": "一等奖", "quota": 9, "group": "own"}], 3),
    ],
    ids=["none", "named", "other-group", "all", "after-all", "nobody", "group"],
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


# What is invented


def invented(document: Document, monkeypatch: pytest.MonkeyPatch, **given: int) -> list[Contest]:
    """The contests that are counted."""
    found: list[Contest] = []

    def seen(each: Contest) -> Tabulation:
        found.append(each)
        return tabulate(each)

    monkeypatch.setattr("tabulation.simulation.tabulate", seen)
    counted(document, **given)
    return found


def test_a_whole_sheet_errs_as_much_as_was_said_whatever_its_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items of 60, of 20 and of 5 that count four times: together 100 points, and 1.8 off on a usual sheet."""
    items = {"stage": {"most": {"max": "60"}, "some": {"max": "20"}, "few": {"max": "5", "weight": "4"}}}
    document = contest({"stage": {"A": [[None] * 3] * 7}}, items=items)
    weights = {"most": 1, "some": 1, "few": 4}
    errors, levels = [], []
    for each in invented(document, monkeypatch, runs=500, centre=500):
        sheets: dict[str | None, float] = {}
        for (_, judge, item), column in each.marks.items():
            sheets[judge] = sheets.get(judge, 0) + weights[str(item)] * float(column["A"] or 0)
        mean = sum(sheets.values()) / 7
        levels.append(mean)
        errors += [(sheet - mean) ** 2 for sheet in sheets.values()]
    assert (sum(errors) / (500 * 6)) ** 0.5 == pytest.approx(1.8, rel=0.03)
    assert sum(levels) / 500 == pytest.approx(50, abs=0.3)
    spread = sum((level - 50) ** 2 for level in levels) / 500
    assert spread**0.5 == pytest.approx((2**2 + 1.8**2 / 7) ** 0.5, rel=0.08)


def test_who_is_recused_gives_no_mark_and_who_only_watches_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    document = {**contest({"stage": {"A": [None] * 3, "B": [None] * 3}}, recusals=[["J1", "A", "亲属"]]), "marks": []}
    document["judges"][2]["kind"] = "observer"
    (found,) = invented(document, monkeypatch, runs=1)
    given = {(judge, who) for (_, judge, _), column in found.marks.items() for who in column}
    assert given == {("J1", "B"), ("J2", "A"), ("J2", "B")}


def test_a_sealed_score_is_the_quality_out_of_a_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    document = contest({"paper": {"A": "1", "B": "2"}}, rounds={"paper": {"sealed": True}}, panels={})
    (found,) = invented(document, monkeypatch, runs=1, quality=0, centre=875)
    ((key, column),) = found.marks.items()
    assert key == ("paper", None, None)
    assert [points and points[:3] for points in column.values()] == ["87.", "87."]
    assert [len(points or "") for points in column.values()] == [5, 5]


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
