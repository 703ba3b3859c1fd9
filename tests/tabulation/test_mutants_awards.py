"""Caps by street, least scores of those who stayed behind, decisions at a line, rows without a place."""

from __future__ import annotations

from typing import Any

import pytest

from tabulation import BadContestFile
from tests.tabulation.support import Document, by_contestant, contest, standings_of

EAST = {"street": "东"}
WEST = {"street": "西"}


def winners(marks: dict[str, str], award: Document, streets: dict[str, Any], order: str = "") -> str:
    """Who gets the award, as letters."""
    more = {"decisions": [{"kind": "award", "order": list(order)}]} if order else {}
    sheets = {"stage": {who: [mark] for who, mark in marks.items()}}
    document = contest(sheets, people=streets, awards=[{"name": "1", **award}], **more)
    return "".join(sorted(row["contestant"] for row in standings_of(document)["standings"] if row["award"]))


EQUAL = dict.fromkeys("ABCD", "8")


def test_a_decision_meets_a_cap_that_is_partly_used() -> None:
    """One of the east has the award already, so of the next two only the first named fits."""
    streets = {"A": EAST, "B": EAST, "C": EAST, "D": WEST}
    marks = {"A": "9", "B": "8", "C": "8", "D": "8"}
    assert winners(marks, {"quota": 4, "tie": "decide", "cap": 2}, streets, "BCD") == "ABD"


def test_a_decision_fills_a_cap_of_two() -> None:
    streets = {"A": EAST, "B": EAST, "C": EAST, "D": WEST}
    assert winners(EQUAL, {"quota": 4, "tie": "decide", "cap": 2}, streets, "CBAD") == "BCD"


@pytest.mark.parametrize("tie", ["extend", "withhold", "decide"])
def test_who_has_no_street_meets_no_cap(tie: str) -> None:
    assert winners(EQUAL, {"quota": 4, "tie": tie, "cap": 1}, {}) == "ABCD"


def test_withheld_from_a_crowded_street_the_others_may_just_fill_the_quota() -> None:
    streets = {"A": EAST, "B": EAST, "C": WEST, "D": {"street": "北"}}
    assert winners(EQUAL, {"quota": 2, "tie": "withhold", "cap": 1}, streets) == "CD"


def test_who_stayed_behind_is_held_to_the_least_score_with_the_score_at_the_cut() -> None:
    """B has 80 at the cut; over both rounds it would be 40."""
    document = contest(
        {"first": {"A": ["90"], "B": ["80"]}, "second": {"A": ["90"]}},
        rounds={"first": {"weight": "0.5"}, "second": {"weight": "0.5"}},
        cuts=[{"after": "first", "keep": 1, "weights": {"first": "1"}}],
        awards=[{"name": "1", "quota": 2, "min": "80"}],
    )
    rows = by_contestant(standings_of(document))
    assert [(row["award"], row["score"]) for row in rows.values()] == [("1", "90.00"), ("1", "80.00")]


def test_each_group_is_cut_by_itself() -> None:
    people = {who: {"group": "g" if who in "AB" else "h"} for who in "ABCD"}
    first = {"A": ["9"], "B": ["8"], "C": ["5"], "D": ["4"]}
    sheets = {"first": first, "second": {"A": ["1"], "C": ["1"]}}
    answer = standings_of(contest(sheets, people=people, cuts=[{"after": "first", "keep": 1}]))
    assert [(r["contestant"], r["place"], r["cut"]) for r in answer["standings"]] == [
        ("A", 1, None),
        ("B", 2, "first"),
        ("C", 1, None),
        ("D", 2, "first"),
    ]
    assert answer["final"]


def cut_with(decision: str, first: dict[str, str], keep: int) -> Document:
    sheets = {"first": {who: [mark] for who, mark in first.items()}, "second": {}}
    return contest(
        sheets,
        cuts=[{"after": "first", "keep": keep, "tie": "decide"}],
        decisions=[{"kind": "cut", "order": list(decision)}],
    )


def test_a_decision_about_people_behind_the_line_is_refused() -> None:
    with pytest.raises(BadContestFile, match=r"decisions\[0\].order: C, D are not tied"):
        standings_of(cut_with("CD", {"A": "9", "B": "8", "C": "7", "D": "7"}, keep=2))


def test_a_decision_about_people_who_just_fit_is_accepted_and_changes_nothing() -> None:
    rows = by_contestant(standings_of(cut_with("CB", {"A": "9", "B": "8", "C": "8", "D": "7"}, keep=3)))
    assert [who for who, row in rows.items() if row["cut"]] == ["D"]


def test_of_many_wrong_decisions_fifty_are_told() -> None:
    document = contest(
        {"stage": {"A": ["9"], "B": ["8"], "C": ["7"]}},
        rules={"tie_chain": ["lot"]},
        decisions=[{"kind": "lot", "order": ["A", "C"]}] * 60,
    )
    with pytest.raises(BadContestFile) as refusal:
        standings_of(document)
    expected = [f"decisions[{k}].order: A, C are not tied; a decision lists people who are" for k in range(50)]
    assert list(refusal.value.problems) == expected


def test_rows_without_a_place_come_in_order() -> None:
    """The competing by group, none last, then id; then all others by id, whatever their group."""
    people = {
        "A": {"group": "g", "status": "withdrawn"},
        "B": {"status": "guest"},
        "C": {"group": "f", "status": "no-show"},
        **{"D": {}, "E": {"group": "h"}, "F": {"group": "g"}, "G": {"group": "h"}, "H": {}},
    }
    document = contest({"stage": {}}, panels={"jury": {"seats": 1}}, people=dict(reversed(people.items())))
    assert [row["contestant"] for row in standings_of(document)["standings"]] == list("FEGDHABC")


def test_a_lot_among_people_whom_the_cut_sent_on_together_is_refused() -> None:
    """All who share the line go on, so the chain was never asked; at the end they are not tied."""
    document = contest(
        {"first": {"A": ["9"], "B": ["9"], "C": ["1"]}, "second": {"A": ["5"], "B": ["4"]}},
        rules={"tie_chain": ["lot"]},
        cuts=[{"after": "first", "keep": 1}],
        decisions=[{"kind": "lot", "order": ["B", "A"]}],
    )
    with pytest.raises(BadContestFile, match="B, A are not tied"):
        standings_of(document)


def test_a_lot_between_two_at_the_line_is_heard() -> None:
    document = contest(
        {"first": {"A": ["9"], "B": ["9"], "C": ["1"]}, "second": {"B": ["5"]}},
        rules={"tie_chain": ["lot"]},
        cuts=[{"after": "first", "keep": 1, "tie": "chain"}],
        decisions=[{"kind": "lot", "order": ["B", "A"]}],
    )
    rows = standings_of(document)["standings"]
    assert [(row["contestant"], row["cut"]) for row in rows] == [("B", None), ("A", "first"), ("C", "first")]


def test_a_street_with_an_empty_name_is_not_that_of_people_without_one() -> None:
    streets = {"A": {}, "B": {"street": ""}, "C": WEST}
    marks = dict.fromkeys("ABC", "8")
    assert winners(marks, {"quota": 2, "tie": "decide", "cap": 1}, streets, "ABC") == "AB"
