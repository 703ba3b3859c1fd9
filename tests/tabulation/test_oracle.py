"""The oracle on examples worked out by hand: from marks to final scores."""

from fractions import Fraction
from typing import Any

import pytest

from tests.tabulation.oracle import oracle
from tests.tabulation.oracle_examples import Document, column, exact, one_round, row_of, score, sealed_rounds, two_items
from tests.tabulation.oracle_numbers import clamped, exact_text, median, rounded, written

# Numbers


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("half-up", ["2", "3", "3", "4", "-3", "-2"]),
        ("half-even", ["2", "2", "3", "4", "-2", "-2"]),
        ("down", ["2", "2", "2", "3", "-2", "-2"]),
        ("up", ["3", "3", "3", "4", "-3", "-3"]),
    ],
)
def test_four_ways_of_rounding(mode: str, expected: list[str]) -> None:
    values = ["2.1", "2.5", "2.51", "3.5", "-2.5", "-2.1"]
    assert [exact_text(rounded(Fraction(value), 0, mode)) for value in values] == expected


def test_rounding_to_places() -> None:
    assert rounded(Fraction("90.415"), 2, "half-up") == Fraction("90.42")
    assert rounded(Fraction("90.425"), 2, "half-even") == Fraction("90.42")
    assert rounded(Fraction("0.005"), None, "half-up") == Fraction("0.005")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("922/10", "92.2"),
        ("1/3", "1/3"),
        ("-1/6", "-1/6"),
        ("100", "100"),
        ("-1/20", "-0.05"),
        ("0", "0"),
        ("1/8", "0.125"),
    ],
)
def test_exact_numbers_as_text(value: str, text: str) -> None:
    assert exact_text(Fraction(value)) == text


def test_numbers_with_the_places_of_their_stage() -> None:
    assert written(Fraction("92.2"), 2) == "92.20"
    assert written(Fraction("-0.5"), 1) == "-0.5"
    assert written(Fraction(7), 0) == "7"
    assert written(rounded(Fraction("-0.001"), 2, "half-up"), 2) == "0.00"
    assert written(Fraction(1, 3), None) == "1/3"
    assert written(None, 2) is None


def test_bounds_and_median() -> None:
    assert clamped(Fraction(-1), ["0", None]) == 0
    assert clamped(Fraction(11), [None, "10"]) == 10
    assert median([Fraction(9), Fraction(1), Fraction(4)]) == 4
    assert median([Fraction(9), Fraction(1), Fraction(4), Fraction(5)]) == Fraction("4.5")


# Sheets of one panel: 10 8 7 7 3


SHEETS = {"A": ["10", "8", "7", "7", "3"]}


@pytest.mark.parametrize(
    ("panel", "rules", "expected"),
    [
        ({}, {}, "7.00"),  # 35 / 5
        ({"drop_high": 1, "drop_low": 1}, {}, "7.33"),  # 22 / 3
        ({"drop_high": 2}, {}, "5.67"),  # 7 7 3: 17 / 3
        ({"drop_low": 3}, {}, "9.00"),  # 10 8, though one of the equal 7s goes as well
        ({"drop_low": 2}, {}, "8.33"),  # 10 8 7: only one of the equal 7s goes
        ({"drop_high": 1, "drop_low": 1, "trim_from": 6}, {}, "7.00"),  # five are fewer than six
        ({"drop_high": 1, "drop_low": 1, "trim_from": 5}, {}, "7.33"),
        ({"drop_high": 2, "drop_low": 2}, {}, "7.00"),  # leaves one: the middle 7
        ({"drop_high": 3, "drop_low": 2}, {}, "7.00"),  # would leave none: nothing is dropped, the mean of all
        ({"drop_high": 1, "drop_low": 1}, {"pool": "sum"}, "22.00"),
        ({"drop_high": 1}, {"pool": "median"}, "7.00"),  # 8 7 7 3: (7 + 7) / 2
        ({"drop_low": 1}, {"pool": "median"}, "7.50"),  # 10 8 7 7: (8 + 7) / 2
        ({}, {"pool": "midrange"}, "7.13"),  # 8 7 7 and (10 + 3) / 2 = 6.5: 28.5 / 4 = 7.125
        ({"drop_high": 2, "drop_low": 1}, {"pool": "midrange"}, "7.00"),  # 7 7: (7 + 7) / 2 alone
        ({"pool": "sum"}, {"pool": "median"}, "35.00"),  # the panel's own way goes first
    ],
)
def test_drops_and_pools(panel: Document, rules: Document, expected: str) -> None:
    assert score(one_round(SHEETS, panel=panel, rules=rules)) == expected


def test_a_round_has_its_own_drops_and_pool() -> None:
    document = one_round(SHEETS, panel={"drop_high": 0, "drop_low": 2, "trim_from": 9}, rules={"pool": "sum"})
    document["rounds"][0]["rules"] = {"drop_high": 1, "trim_from": 5}
    assert score(document) == "15.00"  # 10 and, as the panel says, 3 and 7 go; 8 + 7
    document["rounds"][0]["rules"] = {"drop_high": 0, "drop_low": 0, "pool": "mean", "trim_from": None}
    assert score(document) == "7.00"


@pytest.mark.parametrize(
    ("clip", "expected"),
    [
        ({"distance": "1"}, "7.2"),  # mean 7: 8 8 7 7 6 -> 36 / 5
        ({"distance": "3"}, "7.2"),  # mean 7: 10 is not further than 3; 3 -> 4: 36 / 5
        ({"distance": "0"}, "7"),
        ({"distance": "0.25", "round": 1}, "7.1"),  # 7.25 7.25 7 7 6.75 -> 7.3 7.3 7 7 6.8: 35.4 / 5 = 7.08
    ],
)
def test_clip(clip: Document, expected: str) -> None:
    assert score(one_round(SHEETS, rules={"clip": clip, "round": {"final": 1}})) == written(Fraction(expected), 1)


def test_clip_comes_before_drops() -> None:
    # mean 7, distance 1: 8 8 7 7 6; one 8 and the 6 dropped: 22 / 3
    rules = {"clip": {"distance": "1"}}
    assert exact(one_round(SHEETS, panel={"drop_high": 1, "drop_low": 1}, rules=rules)) == "22/3"


# Sheets and items

PAIRS = {"A": [("9", "1"), ("5", "6"), ("1", "2")]}  # sheet totals 10 11 3; items 9 5 1 and 1 6 2


def test_trimming_sheets_and_items() -> None:
    panel = {"drop_high": 1, "drop_low": 1}
    assert score(two_items(PAIRS, "total", panel=panel)) == "10.00"
    assert score(two_items(PAIRS, "item", panel=panel)) == "7.00"  # 5 + 2
    assert score(two_items(PAIRS, "item", panel=panel, item={"weight": "0.5"})) == "3.50"


def test_rounding_stages_of_sheets() -> None:
    sheets = {"A": [("1.25", "2.25"), ("1.24", "2.24")]}
    # item 1: 1.3 2.3 | 1.2 2.2; x 0.75 = .975 1.725 | .9 1.65; weighted 2: .98 1.73 | .90 1.65 -> 2.71 | 2.55
    rules: Document = {"round": {"item": 1, "weighted": 2, "final": 4}}
    assert score(two_items(sheets, "total", item={"weight": "0.75"}, rules=rules)) == "2.6300"
    # sheet 1: 2.7 | 2.6 (2.55 away from zero) -> 2.65; panel 1: 2.7
    rules = {"round": {"item": 1, "weighted": 2, "sheet": 1, "final": 4}}
    assert score(two_items(sheets, "total", item={"weight": "0.75"}, rules=rules)) == "2.6500"
    rules = {"round": {"item": 1, "weighted": 2, "sheet": 1, "panel": 1, "final": 4}}
    assert score(two_items(sheets, "total", item={"weight": "0.75"}, rules=rules)) == "2.7000"


def test_rounding_stages_of_items() -> None:
    sheets = {"A": [("1.25", "2.25"), ("1.24", "2.24")]}
    # means 1.245 2.245 -> item 2: 1.25 2.25; x 0.5 = 0.625 1.125 -> weighted 1: 0.6 1.1 -> 1.7; sheet has no say
    rules = {"round": {"item": 2, "weighted": 1, "sheet": 0, "final": 3}}
    assert score(two_items(sheets, "item", item={"weight": "0.5"}, rules=rules)) == "1.700"


def test_a_rounds_own_places_stand_one_by_one() -> None:
    document = one_round({"A": ["1.26", "1.27"]}, rules={"round": {"item": 1, "panel": 0, "round": 2}})
    assert row_of(document)["rounds"] == {"r": "1.00"}  # 1.3 1.3 -> 1.3 -> panel 1
    document["rounds"][0]["rules"] = {"round": {"panel": None, "round": None}}
    assert row_of(document)["rounds"] == {"r": "1.3"}  # the contest's item 1 still holds
    assert row_of(document)["score"] == "1.30"


# Missing, excused, recused


def test_a_missing_mark_is_named_and_not_zero() -> None:
    result = oracle(one_round({"A": ["8", "-"], "B": ["-", "-"]}))
    assert not result["final"]
    assert result["missing"] == [["r", "J2", "A", "i"], ["r", "J1", "B", "i"], ["r", "J2", "B", "i"]]
    assert [row["score"] for row in result["standings"]] == ["8.00", None]
    assert [row["place"] for row in result["standings"]] == [1, None]


def test_an_unfinished_sheet_does_not_count_under_total_but_under_item() -> None:
    sheets = {"A": [("4", "4"), ("6", "-")]}
    assert score(two_items(sheets, "total")) == "8.00"
    assert score(two_items(sheets, "item")) == "9.00"  # (4 + 6) / 2 + 4
    assert oracle(two_items(sheets, "item"))["missing"] == [["r", "J2", "A", "b"]]


def test_an_excused_item_takes_out_the_sheet_under_total_only() -> None:
    sheets = {"A": [("4", "4"), ("6", None), (None, "-")]}
    assert score(two_items(sheets, "total")) == "8.00"
    assert oracle(two_items(sheets, "total"))["missing"] == []
    assert oracle(two_items(sheets, "item"))["missing"] == [["r", "J3", "A", "b"]]
    assert score(two_items(sheets, "item")) == "9.00"


def test_nobody_who_may_mark() -> None:
    document = one_round({"A": ["-"], "B": ["7"]}, recusals=[["J1", "A", "…"]])
    assert oracle(document)["missing"] == [["r", None, "A", None]]
    assert not oracle(document)["final"]
    assert oracle(one_round({"A": [None]}))["missing"] == [["r", None, "A", None]]
    assert oracle(sealed_rounds({"r": "1"}, {"A": [None]}))["missing"] == [["r", None, "A", None]]


def test_recused_practising_and_observing_judges_do_not_count() -> None:
    document = one_round({"A": ["8", "-", "1", "2"]}, recusals=[["J2", "A", "…"]])
    document["judges"][2]["kind"], document["judges"][3]["kind"] = "practice", "observer"
    assert score(document) == "8.00"
    assert oracle(document)["final"]


def test_nothing_is_missing_of_those_who_do_not_compete() -> None:
    document = one_round({"A": ["-"], "B": ["7"]}, people={"A": {"status": "withdrawn"}})
    assert oracle(document)["missing"] == []
    assert column(document, "place") == {"B": 1, "A": None}


# Round scores


def two_panels(**rest: Any) -> Document:
    """Panels p (J1) of weight 3 and q (J2) of weight 1."""
    document = one_round({"A": ["8", "4"]}, **rest)
    document["panels"] = [{"id": "p", "name": "p", "weight": "3"}, {"id": "q", "name": "q", "weight": "1"}]
    document["judges"][1]["panel"] = "q"
    return document


def test_panels_are_weighted_over_those_that_sit() -> None:
    assert score(two_panels()) == "7.00"  # (8 x 3 + 4 x 1) / 4
    document = two_panels()
    document["rounds"].append({"id": "s", "name": "s", "items": [{"id": "i", "name": "i", "max": "10"}]})
    document["rounds"][0]["weight"], document["rounds"][1]["weight"] = "0.5", "2"
    document["panels"][0]["rounds"] = ["r"]
    document["marks"].append(["s", "J2", "A", "i", "6"])
    assert row_of(document)["rounds"] == {"r": "7", "s": "6"}
    assert score(document) == "15.50"  # 7 x 0.5 + 6 x 2; the weights are used as they stand


def test_a_panel_without_a_value_leaves_no_round_score() -> None:
    document = two_panels()
    document["marks"].pop()
    assert score(document) is None
    assert oracle(document)["missing"] == [["r", "J2", "A", "i"]]


def test_factor_clock_and_adjustments_in_this_order() -> None:
    document = one_round({"A": ["8"]}, factors=[["r", "A", "1.1"]], times=[["r", "A", 95]])
    document["rounds"][0]["clock"] = {"limit": 60, "over": [[30, "-0.5"], [10, "-0.2"]]}
    document["adjustments"] = [
        {"contestant": "A", "round": "r", "points": "-0.25", "reason": "…"},
        {"contestant": "A", "round": "r", "points": "0.05", "reason": "…"},
        {"contestant": "A", "round": None, "points": "-1", "reason": "…"},
    ]
    assert row_of(document)["rounds"] == {"r": "8.1"}  # 8 x 1.1 - 0.5 - 0.25 + 0.05
    assert score(document) == "7.10"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (299, "7.70"), (300, "7.90"), (359, "7.90"), (360, "8.00"), (480, "8.00"),
        (490, "8.00"), (491, "7.80"), (510, "7.80"), (511, "7.50"), (9999, "7.50"),
    ],
)  # fmt: skip
def test_the_clock_at_its_boundaries(seconds: int, expected: str) -> None:
    document = one_round({"A": ["8"]}, times=[["r", "A", seconds]])
    clock = {"limit": 480, "over": [[10, "-0.2"], [30, "-0.5"]], "under": [[360, "-0.1"], [300, "-0.3"]]}
    document["rounds"][0]["clock"] = clock
    assert score(document) == expected


def test_bounds_hold_after_rounding() -> None:
    minus = [{"contestant": "A", "round": "r", "points": "-9", "reason": "…"}]
    assert score(one_round({"A": ["8"]}, adjustments=minus)) == "0.00"
    assert score(one_round({"A": ["8"]}, adjustments=minus, rules={"bounds": {"round": [None, None]}})) == "-1.00"
    assert score(one_round({"A": ["8"]}, adjustments=minus, rules={"bounds": {"round": None}})) == "0.00"
    document = one_round({"A": ["8.996"]}, rules={"bounds": {"final": [None, "9"]}})
    assert (score(document), exact(document)) == ("9.00", "8.996")
    document = one_round({"A": ["9.5"]}, rules={"bounds": {"final": [None, "9"]}})
    assert (score(document), exact(document)) == ("9.00", "9")


def test_a_sealed_round_has_its_score_as_a_mark() -> None:
    document = sealed_rounds({"visit": "0.5"}, {"A": ["88.50"]}, factors=[["visit", "A", "0.5"]])
    assert row_of(document)["rounds"] == {"visit": "44.25"}
    assert score(document) == "22.13"  # 22.125 away from zero


def test_rooms_are_equalised() -> None:
    # rooms 1: 80 and 100, mean 90; 2: 60, mean 60; mean of means 75; room 1 x 75/90, room 2 x 75/60
    people = {name: {"room": room} for name, room in {"A": "1", "B": "1", "C": "2", "D": "2"}.items()}
    people["D"]["status"] = "guest"  # counts in no mean, but is equalised with the room
    sheets = {"A": ["80"], "B": ["100"], "C": ["60"], "D": ["40"]}
    document = one_round(sheets, people=people, rules={"rooms": "equalised"})
    assert column(document, "exact") == {"B": "250/3", "C": "75", "A": "200/3", "D": "50"}
    document["factors"] = [["r", "C", "1.5"]]  # the factor comes before: 90; both means are 90
    assert column(document, "exact") == {"B": "100", "C": "90", "A": "80", "D": "40"}


def test_rooms_without_a_mean_or_with_mean_zero_stay_as_they_are() -> None:
    people = {"A": {"room": "1"}, "B": {"room": "2"}, "C": {"room": "3", "status": "guest"}}
    document = one_round({"A": ["0"], "B": ["60"], "C": ["50"]}, people=people, rules={"rooms": "equalised"})
    assert column(document, "exact") == {"B": "30", "A": "0", "C": "50"}  # mean of the means 30


# Final scores


def test_the_best_rounds_after_weighting() -> None:
    scores = {"A": ["10", "50", "20"]}  # weighted 20 25 20
    document = sealed_rounds({"r": "2", "s": "0.5", "t": "1"}, scores, rules={"best_rounds": 2})
    assert score(document) == "45.00"
    assert score(sealed_rounds({"r": "2", "s": "0.5", "t": "1"}, scores, rules={"best_rounds": 5})) == "65.00"


def test_the_best_rounds_can_do_without_a_missing_one() -> None:
    document = sealed_rounds({"r": "2", "s": "1"}, {"A": ["10", None]}, rules={"best_rounds": 1})
    assert score(document) == "20.00"
    assert not oracle(document)["final"]
    assert score(sealed_rounds({"r": "2", "s": "1"}, {"A": ["10", None]})) is None


def test_places_of_the_final_score() -> None:
    document = sealed_rounds({"r": "1"}, {"A": ["8.125"]})
    assert (score(document), exact(document)) == ("8.13", "8.125")
    document["rules"] = {"round": {"final": None}}
    assert score(document) == "8.125"
    document["rules"] = {"round": {"final": 2}, "rounding": "half-even"}
    assert score(document) == "8.12"
    document["rules"] = {"round": {"round": 1}}
    assert (row_of(document)["rounds"], score(document), exact(document)) == ({"r": "8.1"}, "8.10", "8.1")
