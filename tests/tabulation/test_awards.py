"""Awards at the line: what each way with a tie does beside quota, cap, least score and what is used up."""

from __future__ import annotations

from typing import Any

import pytest

from tabulation import BadContestFile, read_contest, tabulate
from tests.tabulation.support import Document, by_contestant, contest, standings_of

SCORES = {"A": "9", "B": "8", "C": "8", "D": "7", "E": "6", "F": "5"}
STREETS = {"A": "东", "B": "东", "C": "西", "D": "西", "E": "东", "F": "北"}


def awarded(*awards: Document, marks: dict[str, str] = SCORES, order: str = "", **more: Any) -> str:
    """Who has which award: one letter each, a point for none; the last sign tells whether the result is final."""
    people = {who: {"street": street} for who, street in STREETS.items()}
    if order:
        more["decisions"] = [{"kind": "award", "order": list(order)}]
    document = contest({"stage": {who: [mark] for who, mark in marks.items()}}, awards=list(awards), people=people, **more)
    answer = standings_of(document)
    rows = by_contestant(answer)
    return "".join(rows[who]["award"] or "." for who in marks) + ("!" if answer["final"] else "?")


def award(name: str, quota: int, tie: str = "extend", **more: Any) -> Document:
    return {"name": name, "quota": quota, "tie": tie, **more}


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        # B and C share the second place and lie across the line
        (award("1", 2), "11122.!"),
        (award("1", 2, uses_up=True), "1112..!"),
        (award("1", 2, "withhold"), "122...!"),
        (award("1", 2, "withhold", uses_up=True), "122...!"),
        (award("1", 2, "decide"), "1.....?"),
        # the tie fits
        (award("1", 3, "withhold"), "11122.!"),
        (award("1", 3, "decide"), "11122.!"),
        (award("1", 0), "222...!"),
        # least scores: who is below is passed over, all who follow too
        (award("1", 4, min="8"), "11122.!"),
        (award("1", 2, "withhold", min="9"), "122...!"),
        (award("1", 2, "decide", min="8.5"), "122...!"),
        # caps by street: 东 A B E, 西 C D, 北 F
        # caps by street: A, B and E are of one, C and D of another, F of a third
        (award("1", 3, cap=1), "1212.1!"),
        (award("1", 3, "withhold", cap=1), "1212.1!"),
        (award("1", 9, "decide", cap=1), "1212.1!"),
        (award("1", 4, cap=2), "111122!"),
        (award("1", 2, "withhold", cap=1), "1212..!"),
        (award("1", 9, cap=1, min="7"), "1212..!"),
    ],
)
def test_what_two_awards_make_of_a_tie(first: Document, expected: str) -> None:
    assert awarded(first, award("2", 2)) == expected


ALL_EQUAL = dict.fromkeys("ABCDEF", "8")


@pytest.mark.parametrize(
    ("first", "order", "expected"),
    [
        (award("1", 6, cap=1), "", "111111!"),
        (award("1", 6, "withhold", cap=1), "", "222221!"),
        (award("1", 6, "decide", cap=1), "", "......?"),
        (award("1", 6, "decide", cap=1), "EDFABC", "222111!"),
        (award("1", 2, "decide", cap=1), "EADCBF", "222112!"),
        (award("1", 2, "decide"), "EADCBF", "122212!"),
        (award("1", 2, "decide", uses_up=True), "EADCBF", "122212!"),
        (award("1", 2, uses_up=True), "", "111111!"),
    ],
)
def test_what_becomes_of_all_equal(first: Document, order: str, expected: str) -> None:
    assert awarded(first, award("2", 6), marks=ALL_EQUAL, order=order) == expected


def test_what_is_used_up_is_taken_off_one_award_after_the_other() -> None:
    marks = {"A": "9", "B": "9", "C": "9", "D": "9", "E": "6", "F": "5"}
    assert awarded(award("1", 1, uses_up=True), award("2", 2), award("3", 2), marks=marks) == "11113.!"
    assert awarded(award("1", 1), award("2", 1), award("3", 1), marks=marks) == "111123!"


def test_what_waits_for_a_decision_holds_up_only_its_group() -> None:
    people = {who: {"group": "g" if who in "ABC" else "h"} for who in "ABCDE"}
    sheets = {"stage": {"A": ["9"], "B": ["9"], "C": ["8"], "D": ["7"], "E": ["6"]}}
    awards = [award("1", 1, "decide"), award("2", 1), {"name": "3", "named": ["C"]}]
    result = tabulate(read_contest(contest(sheets, people=people, awards=awards)))
    assert {s.contestant: s.awards for s in result.standings} == {"A": (), "B": (), "C": ("3",), "D": ("1",), "E": ("2",)}
    assert [(a.name, tied) for a, tied in result.awards.undecided] == [("1", (0, 1))]
    assert not result.final


def test_a_group_in_which_nobody_has_a_score_gets_no_award() -> None:
    document = contest({"stage": {"A": ["9"]}}, people={"A": {"group": "g"}, "B": {"group": "h"}}, awards=[award("1", 1)])
    rows = by_contestant(standings_of(document))
    assert (rows["A"]["award"], rows["B"]["award"]) == ("1", None)


def test_a_decision_about_some_of_the_tied_is_refused() -> None:
    marks = {**SCORES, "D": "8"}
    with pytest.raises(BadContestFile, match="are not all who are tied"):
        awarded(award("1", 2, "decide"), marks=marks, order="BC")


@pytest.mark.parametrize(
    ("awards", "expected"),
    [
        ([award("1", 2), award("2", 3)], []),
        ([award("1", 1), award("2", 9)], [("2", None, 4, ("nobody",))]),
        ([award("1", 2, uses_up=True), award("2", 1), award("3", 1)], [("2", None, 1, ("used-up",))]),
        ([award("1", 2, uses_up=True), award("2", 9)], [("2", None, 6, ("used-up", "nobody"))]),
        ([award("1", 2, "withhold")], [("1", None, 1, ("line",))]),
        ([award("1", 4, min="8")], [("1", None, 1, ("min",))]),
        ([award("1", 9, cap=1)], [("1", None, 6, ("cap",))]),
        ([award("1", 9, cap=1, min="7")], [("1", None, 7, ("min", "cap"))]),
        ([award("1", 2, "decide"), award("2", 9)], []),
        ([award("1", 0), award("2", 2, group="X"), award("3", 0, group="X")], [("2", "X", 2, ("nobody",))]),
    ],
)
def test_what_is_left_over_of_an_award_and_why(awards: list[Document], expected: list[tuple[Any, ...]]) -> None:
    people = {who: {"street": street} for who, street in STREETS.items()} | {"G": {"group": "X", "status": "withdrawn"}}
    document = contest({"stage": {who: [mark] for who, mark in SCORES.items()}}, awards=awards, people=people)
    found = tabulate(read_contest(document)).awards.vacant
    assert [(one.award.name, one.group, one.count, one.reasons) for one in found] == expected


def test_what_is_left_over_of_an_award_is_left_over_in_its_group() -> None:
    people = {"A": {"group": "g"}, "B": {"group": "g"}, "C": {"group": "h"}}
    marks: Document = {who: [mark] for who, mark in (("A", "9"), ("B", "8"), ("C", "7"))}
    found = tabulate(read_contest(contest({"stage": marks}, people=people, awards=[award("1", 2)]))).awards.vacant
    assert [(one.group, one.count) for one in found] == [("h", 1)]


@pytest.mark.parametrize(
    ("pass_mark", "expected", "left"),
    [
        ("7", {"B": ("1",), "C": ("2",)}, []),
        ("6.5", {"B": ("1",), "C": ("2",)}, []),
        ("6", {"A": ("1",), "B": ("2",)}, []),
        ("8", {"C": ("1",)}, [("2", 1, ("pass",))]),
    ],
)
def test_who_is_below_the_pass_mark_of_a_round_gets_no_award_by_place(
    pass_mark: str, expected: Document, left: list[tuple[str, int, tuple[str, ...]]]
) -> None:
    sheets = {"written": {"A": ["6"], "B": ["7"], "C": ["8"]}, "interview": {"A": ["10"], "B": ["8"], "C": ["5"]}}
    document = contest(
        sheets,
        rounds={"written": {"weight": "0.5", "rules": {"pass_mark": pass_mark}}, "interview": {"weight": "0.5"}},
        awards=[award("1", 1), award("2", 1), {"name": "named", "named": ["A"]}],
    )
    result = tabulate(read_contest(document))
    got = {s.contestant: tuple(each for each in s.awards if each != "named") for s in result.standings}
    assert {who: awards for who, awards in got.items() if awards} == expected
    assert [(one.award.name, one.count, one.reasons) for one in result.awards.vacant] == left
    assert next(s for s in result.standings if s.contestant == "A").awards[-1:] == ("named",)


def test_who_has_no_score_in_a_round_has_not_failed_it() -> None:
    sheets: Document = {"one": {"A": ["6"], "B": ["7"]}, "two": {"A": ["9"]}}
    rounds = {"one": {"weight": "0.5"}, "two": {"weight": "0.5", "rules": {"pass_mark": "9.5"}}}
    document = contest(sheets, rounds=rounds, rules={"best_rounds": 1}, awards=[award("1", 2)])
    result = tabulate(read_contest(document))
    assert {s.contestant: s.awards for s in result.standings} == {"A": (), "B": ("1",)}
