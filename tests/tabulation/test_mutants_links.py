"""Tie links compute the score again with a rule switched off: in every place where the rule may stand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tabulation import BadContestFile, read_contest
from tabulation.exact import exact_text, round_fraction
from tabulation.rounding import half_up
from tabulation.ties import find_item
from tests.tabulation.support import Document, contest, marks, standings_of


def decided(document: Document) -> list[tuple[str, int, str | None]]:
    """Who has which place, and the link that decided."""
    return [(row["contestant"], row["place"], row["decided_by"]) for row in standings_of(document)["standings"]]


def one_round(link: str, rules: dict[str, Any], a: str, b: str, **more: Any) -> Document:
    """A and B marked in one round, and a chain of one link."""
    sheets = {"talk": {"A": marks(a), "B": marks(b)}}
    return contest(sheets, rules={"round": {"final": 0}, **rules, "tie_chain": [link]}, **more)


TOLD_APART_BY = {
    "decimals reads the score without the rounding of the round": one_round(
        "decimals", {"round": {"round": 0, "final": 0}}, "90.1", "90.3"
    ),
    "decimals:N too": one_round("decimals:1", {"round": {"round": 0, "final": 0}}, "90.1", "90.3"),
    "decimals reads it without what a round rounds of its own": one_round(
        "decimals", {}, "90.1", "90.3", rounds={"talk": {"rules": {"round": {"round": 0}}}}
    ),
    "decimals leaves the clip unrounded": one_round(
        "decimals", {"clip": {"distance": "100", "round": 0}}, "90.1", "90.3"
    ),
    "decimals leaves a round's own clip unrounded": one_round(
        "decimals", {}, "90.1", "90.3", rounds={"talk": {"rules": {"clip": {"distance": "100", "round": 0}}}}
    ),
    "untrimmed keeps what the panel drops": one_round(
        "untrimmed", {}, "70 80 90", "71 80 92", panels={"jury": {"seats": 3, "drop_high": 1, "drop_low": 1}}
    ),
    "untrimmed keeps the high that the panel drops": one_round(
        "untrimmed", {}, "70 80 90", "70 80 92", panels={"jury": {"seats": 3, "drop_high": 1}}
    ),
    "untrimmed keeps the low that the panel drops": one_round(
        "untrimmed", {}, "70 80 90", "75 80 90", panels={"jury": {"seats": 3, "drop_low": 1}}
    ),
    "untrimmed keeps the high that a round drops": one_round(
        "untrimmed", {}, "70 80 90", "70 80 92", rounds={"talk": {"rules": {"drop_high": 1}}}
    ),
    "untrimmed keeps the low that a round drops": one_round(
        "untrimmed", {}, "70 80 90", "75 80 90", rounds={"talk": {"rules": {"drop_low": 1}}}
    ),
    "median compares sheet totals as they were rounded": one_round(
        "median", {"pool": "sum", "round": {"sheet": 0, "final": 0}}, "70.4 80.1 90.3", "69.3 81.4 90.1"
    ),
}


@pytest.mark.parametrize("document", TOLD_APART_BY.values(), ids=TOLD_APART_BY)
def test_the_link_tells_apart(document: Document) -> None:
    (link,) = document["rules"]["tie_chain"]
    assert len({row["score"] for row in standings_of(document)["standings"]}) == 1
    assert decided(document) == [("B", 1, link), ("A", 2, link)]


LEFT_EQUAL_BY = {
    "median, where the sheet totals are equal once rounded": one_round(
        "median", {"round": {"sheet": 0, "final": 0}}, "70.1 80.1 90.1", "70.3 80.3 90.3"
    ),
    "untrimmed, where the dropped marks are equal": one_round(
        "untrimmed", {}, "70 80 90", "70 80 90", panels={"jury": {"seats": 3, "drop_high": 1, "drop_low": 1}}
    ),
    "decimals, where the clip makes them equal": one_round(
        "decimals", {"pool": "median", "clip": {"distance": "0", "round": 0}}, "80 80 95", "85 85 85"
    ),
    "decimals, where a round's own clip does": one_round(
        "decimals", {"pool": "median"}, "80 80 95", "85 85 85", rounds={"talk": {"rules": {"clip": {"distance": "0"}}}}
    ),
}


@pytest.mark.parametrize("document", LEFT_EQUAL_BY.values(), ids=LEFT_EQUAL_BY)
def test_the_link_leaves_equal(document: Document) -> None:
    assert decided(document) == [("A", 1, None), ("B", 1, None)]


def test_decimals_reads_a_sealed_round_without_its_rounding() -> None:
    sheets = {"visit": {"A": "90.1", "B": "90.3"}}
    rules = {"round": {"round": 0, "final": 0}, "tie_chain": ["decimals"]}
    assert decided(contest(sheets, rounds={"visit": {"sealed": True}}, panels={}, rules=rules)) == [
        ("B", 1, "decimals"),
        ("A", 2, "decimals"),
    ]


def test_median_of_a_contest_trimmed_per_item_compares_whole_sheets() -> None:
    """Item by item the means are the same; the sheet totals are 75 85 89 against 70 90 89."""
    two = {"content": {"max": "60"}, "manner": {"max": "60"}}
    sheets = {
        "talk": {
            "A": [("40", "35"), ("50", "35"), ("45", "44")],
            "B": [("40", "30"), ("50", "40"), ("45", "44")],
        }
    }
    document = contest(sheets, items={"talk": two}, rules={"trim": "item", "tie_chain": ["median"]})
    assert decided(document) == [("B", 1, "median"), ("A", 2, "median")]


def test_marks_are_rounded_to_hundredths_before_they_are_weighed() -> None:
    document = contest({"talk": {"A": ["90.126"]}}, rules={"round": {"item": 2, "final": 3}})
    (row,) = standings_of(document)["standings"]
    assert row["score"] == "90.130"


def test_one_number_is_rounded_to_hundredths() -> None:
    assert round_fraction(Fraction("1.2345"), 2, half_up) == Fraction("1.23")


def test_thirty_decimals_are_written_out() -> None:
    """So many digits are beyond what a floating point number can tell apart."""
    assert exact_text(Fraction(1, 2 * 5**30)) == "0." + str(2**29).rjust(30, "0")
    assert exact_text(Fraction(1, 2**60)) == "0." + str(5**60).rjust(60, "0")


# What each link compares, worked out by hand. In every case the scores are equal to begin with.

TWO_PANELS = {"experts": {"seats": 2, "weight": "2"}, "residents": {"seats": 2, "weight": "1"}}


def best_of_two(a: Any, b: Any, link: str, **more: Any) -> Document:
    """A and B are equal in the first round, the better one; the link asks about the second."""
    sheets = {"first": {"A": [("99",)] * 4, "B": [("99",)] * 4}, "second": {"A": a, "B": b}}
    return contest(sheets, panels=TWO_PANELS, rules={"best_rounds": 1, "tie_chain": [link], **more})


def test_item_link_weighs_the_panels_that_gave_a_mark() -> None:
    """A: 80 from the experts alone. B: (2 × 70 + 100) / 3 = 80."""
    a, b = [("80",), ("80",), (None,), (None,)], [("70",), ("70",), ("100",), ("100",)]
    document = best_of_two(a, b, "item:second/mark")
    assert decided(document) == [("A", 1, None), ("B", 1, None)]


def test_item_link_takes_the_mean_of_the_marks_there_are() -> None:
    """A: (80 + 82) / 2 by both experts. B: 80.5 by one of them."""
    a, b = [("80",), ("82",), ("50",), ("50",)], [("80.5",), (None,), ("50",), ("50",)]
    document = best_of_two(a, b, "item:second/mark")
    assert decided(document) == [("A", 1, "item:second/mark"), ("B", 2, "item:second/mark")]


@pytest.mark.parametrize("link", ["item:second/mark", "round:second", "panel:experts", "median"])
def test_who_has_no_value_comes_last(link: str) -> None:
    nothing = [(None,)] * 4
    assert decided(best_of_two(nothing, [("1",)] * 4, link)) == [("B", 1, link), ("A", 2, link)]
    assert decided(best_of_two([("1",)] * 4, nothing, link)) == [("A", 1, link), ("B", 2, link)]


def test_panel_link_weighs_rounds() -> None:
    """Experts: A 80 + 2 × 90 = 260, B 90 + 2 × 86 = 262."""
    sheets = {
        "first": {"A": ["80", "90"], "B": ["90", "80"]},
        "second": {"A": ["90", "80"], "B": ["86", "84"]},
    }
    document = contest(
        sheets,
        panels={"experts": {"seats": 1, "weight": "1"}, "residents": {"seats": 1, "weight": "1"}},
        rounds={"second": {"weight": "2"}},
        rules={"tie_chain": ["panel:experts"]},
    )
    assert decided(document) == [("B", 1, "panel:experts"), ("A", 2, "panel:experts")]


def test_a_panel_that_never_sat_tells_nobody_apart() -> None:
    document = contest(
        {"first": {"A": ["80"], "B": ["80"]}, "second": {"A": ["70", "60"], "B": ["70", "60"]}},
        panels={
            "experts": {"seats": 1, "weight": "1"},
            "residents": {"seats": 1, "weight": "1", "rounds": ["second"]},
        },
        cuts=[{"after": "first", "keep": 1, "tie": "chain"}],
        rules={"tie_chain": ["panel:residents"]},
    )
    assert decided(document) == [("A", 1, None), ("B", 1, None)]


def test_median_puts_all_panels_and_rounds_together() -> None:
    """First: A 60 80 94 98 → 87, B 70 80 90 92 → 85. Second, weight 3: A 70, B 71. A 297, B 298."""
    sheets = {
        "first": {"A": ["60", "98", "80", "94"], "B": ["70", "92", "80", "90"]},
        "second": {"A": ["70", "70"], "B": ["71", "71"]},
    }
    document = contest(
        sheets,
        panels={
            "experts": {"seats": 2, "weight": "1"},
            "residents": {"seats": 2, "weight": "1", "rounds": ["first"]},
        },
        rounds={"second": {"weight": "3"}},
        rules={"tie_chain": ["median"]},
        adjustments=[{"contestant": "A", "points": "3"}],
    )
    assert decided(document) == [("B", 1, "median"), ("A", 2, "median")]


def test_median_of_a_sealed_round_is_its_score() -> None:
    sheets = {"visit": {"A": "80", "B": "70"}, "talk": {"A": ["70"], "B": ["81"]}}
    document = contest(
        sheets,
        rounds={"visit": {"sealed": True, "weight": "2"}},
        rules={"tie_chain": ["median"]},
        adjustments=[{"contestant": "B", "points": "9"}],
    )
    assert decided(document) == [("A", 1, "median"), ("B", 2, "median")]


def test_majority_at_a_cut_and_at_the_end_are_two_questions() -> None:
    """In the first round two of three judges put A above B, over both rounds two put B above A. Two put E above D."""
    sheets = {
        "first": {
            **{"A": ["80", "81", "70"], "B": ["79", "80", "72"]},
            **{"D": ["50", "52", "57"], "E": ["51", "53", "55"]},
        },
        "second": {"A": ["70", "70", "71"], "B": ["72", "72", "67"]},
    }
    document = contest(sheets, rules={"tie_chain": ["majority"]}, cuts=[{"after": "first", "keep": 2}])
    assert decided(document) == [(who, place, "majority") for place, who in enumerate("BAED", start=1)]


def test_majority_counts_how_often_a_judge_puts_one_above_another() -> None:
    """J1: A over B and C, B over C. J2: A over B and C, C over B. J3: B over C and A, C over A. A 4, B 3, C 2."""
    sheets = {"talk": {"A": ["90", "90", "60"], "B": ["80", "75", "85"], "C": ["75", "85", "80"]}}
    document = contest(sheets, rules={"tie_chain": ["majority"]})
    assert decided(document) == [("A", 1, "majority"), ("B", 2, "majority"), ("C", 3, "majority")]


def test_majority_weighs_the_rounds_of_each_judge() -> None:
    """J1 and J2: A 80 + 3 × 70 = 290, B 84 + 3 × 68 = 288. J3: A 290, B 294. Unweighted, B would have all three."""
    sheets = {
        "first": {"A": ["80", "80", "80"], "B": ["84", "84", "84"]},
        "second": {"A": ["70", "70", "70"], "B": ["68", "68", "70"]},
    }
    document = contest(sheets, rounds={"second": {"weight": "3"}}, rules={"tie_chain": ["majority"]})
    assert decided(document) == [("A", 1, "majority"), ("B", 2, "majority")]


def test_majority_leaves_out_a_judge_who_excused_one() -> None:
    """A and B have a mean of 85. Only J2 and J3 have a sheet of each: they are divided. J1's 86 for B beats nobody."""
    sheets = {"talk": {"A": [(None,), ("84",), ("86",)], "B": [("86",), ("85",), ("84",)]}}
    assert decided(contest(sheets, rules={"tie_chain": ["majority"]})) == [("A", 1, None), ("B", 1, None)]


def test_a_decision_about_some_of_the_tied_is_refused_although_the_chain_met_only_one_of_them() -> None:
    """A, B and C are tied; the round leaves A and C. The chair's word about A and B is not about both of these."""
    sheets = {
        "first": {"A": ["80"], "B": ["81"], "C": ["80"]},
        "second": {"A": ["80"], "B": ["79"], "C": ["80"]},
    }
    document = contest(
        sheets,
        rules={"tie_chain": ["round:first", "chair"]},
        decisions=[{"kind": "chair", "order": ["A", "B"]}],
    )
    with pytest.raises(BadContestFile, match=r"decisions\[0\].order: A, B are not all who are tied"):
        standings_of(document)


def test_an_item_that_is_not_there_is_named() -> None:
    with pytest.raises(LookupError, match="talk/manner"):
        find_item(read_contest(contest({"talk": {"A": ["1"]}})), "talk/manner")


def test_a_single_win_is_more_than_none() -> None:
    """One judge; B's adjustment makes the scores equal."""
    document = contest(
        {"talk": {"A": ["9"], "B": ["8"]}},
        rules={"tie_chain": ["majority"]},
        adjustments=[{"contestant": "B", "points": "1"}],
    )
    assert decided(document) == [("A", 1, "majority"), ("B", 2, "majority")]


def test_marks_are_clipped_item_by_item() -> None:
    """Content: 60 90 90 has the mean 80, so 75 85 85. Manner: 10 10 10. 245 / 3 + 10."""
    sheets = {"talk": {"A": [("60", "10"), ("90", "10"), ("90", "10")]}}
    items = {"talk": {"content": {"max": "100"}, "manner": {"max": "10"}}}
    document = contest(sheets, items=items, rules={"trim": "item", "clip": {"distance": "5"}})
    (row,) = standings_of(document)["standings"]
    assert row["score"] == "91.67"


def test_adjustments_at_the_end_add_up() -> None:
    given = [{"contestant": "A", "points": points} for points in ("-1", "-0.5", "+0.2")]
    (row,) = standings_of(contest({"talk": {"A": ["9"]}}, adjustments=given))["standings"]
    assert row["score"] == "7.70"


@pytest.mark.parametrize("places", ["13", "0013", "007", "000400", "٣", "1_2", "+3", ""])
def test_decimals_are_written_0_to_12(places: str) -> None:
    with pytest.raises(BadContestFile, match=r"rules.tie_chain\[0\]: .*: expected decimals or decimals:N with N from 0 to 12"):
        read_contest(one_round(f"decimals:{places}", {}, "90.1", "90.3"))


@pytest.mark.parametrize("places", ["1", "12"])
def test_decimals_up_to_12_tell_apart(places: str) -> None:
    assert decided(one_round(f"decimals:{places}", {}, "90.1", "90.3"))[0] == ("B", 1, f"decimals:{places}")
