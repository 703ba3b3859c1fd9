"""Who goes on at a cut, and who is still waited for: what each way with a tie does at the line."""

from __future__ import annotations

from typing import Any

import pytest

from tabulation import BadContestFile, read_contest, tabulate
from tests.tabulation.support import Document, contest, standings_of

Sheets = dict[str, list[Any]]
TIED: Sheets = {"A": ["9", "9"], "B": ["9", "7"], "C": ["8", "8"], "D": ["6", "10"], "E": ["5", "5"]}
"""B, C and D are equal."""


def placed(cut: Document, first: Sheets = TIED, **more: Any) -> tuple[list[str], bool]:
    """Who stayed behind, each with the place, and whether the result is final; the last round is marked for all."""
    sheets = {"first": first, "last": {who: ["5", "5"] for who in first}}
    rounds = {"first": {"weight": "0.5"}, "last": {"weight": "0.5"}}
    document = contest(sheets, rounds=rounds, cuts=[{"after": "first", **cut}], **more)
    answer = standings_of(document)
    rows = sorted(answer["standings"], key=lambda row: row["contestant"])
    return [f"{row['contestant']}{row['place']}" for row in rows if row["cut"]], answer["final"]


def cut_decision(order: str) -> list[Document]:
    return [{"kind": "cut", "order": list(order)}]


@pytest.mark.parametrize(
    ("cut", "more", "behind", "final"),
    [
        ({"keep": 1}, {}, ["B2", "C2", "D2", "E5"], True),
        ({"keep": 2}, {}, ["E5"], True),
        ({"keep": 4}, {}, ["E5"], True),
        ({"keep": 5}, {}, [], True),
        ({"keep": 9}, {}, [], True),
        ({"keep": 2, "tie": "chain"}, {}, ["E5"], True),
        ({"keep": 2, "tie": "chain"}, {"rules": {"tie_chain": ["lot"]}}, ["E5"], True),
        ({"keep": 2, "tie": "chain"}, {"rules": {"tie_chain": ["round:last"]}}, ["E5"], True),
        ({"keep": 2, "tie": "decide"}, {}, ["E5"], False),
        ({"keep": 4, "tie": "decide"}, {}, ["E5"], True),
        ({"keep": 4, "tie": "decide"}, {"decisions": cut_decision("DCB")}, ["E5"], True),
        ({"keep": 2, "tie": "decide"}, {"decisions": cut_decision("DCB")}, ["B3", "C3", "E5"], True),
        ({"keep": 3, "tie": "decide"}, {"decisions": cut_decision("DCB")}, ["B4", "E5"], True),
    ],
)
def test_what_becomes_of_a_tie_at_the_line(cut: Document, more: Document, behind: list[str], final: bool) -> None:
    assert placed(cut, **more) == (behind, final)


LOT = {"rules": {"tie_chain": ["lot"]}, "decisions": [{"kind": "lot", "order": ["C", "D", "B"]}]}


@pytest.mark.parametrize(
    ("keep", "behind"), [(2, ["B4", "D3", "E5"]), (3, ["B4", "E5"])], ids=["one-of-the-tied", "two-of-the-tied"]
)
def test_a_chain_that_orders_all_fills_the_line(keep: int, behind: list[str]) -> None:
    assert placed({"keep": keep, "tie": "chain"}, **LOT) == (behind, True)


@pytest.mark.parametrize(("keep", "behind"), [(1, ["B2", "C2"]), (2, []), (3, [])])
def test_who_the_chain_leaves_together_goes_on_together(keep: int, behind: list[str]) -> None:
    """With nothing dropped A is first; B and C stay together."""
    first = {"A": ["9", "8", "7"], "B": ["8", "8", "7"], "C": ["8", "8", "7"]}
    sheets = {"first": first, "last": {who: ["5", "5", "5"] for who in first}}
    cuts = [{"after": "first", "keep": keep, "tie": "chain"}]
    document = contest(sheets, drop=(1, 1), cuts=cuts, rules={"tie_chain": ["untrimmed"]})
    rows = sorted(standings_of(document)["standings"], key=lambda row: row["contestant"])
    assert [f"{row['contestant']}{row['place']}" for row in rows if row["cut"]] == behind


def test_a_decision_stays_right_when_the_line_moves() -> None:
    """At a cut with the chain all who share a score are tied; elsewhere the chain is not asked."""
    marks: Sheets = {"A": ["9", "9"], "B": ["8", "8"], "C": ["8", "8"], "D": ["5", "5"]}
    lot = {"rules": {"tie_chain": ["lot"]}, "decisions": [{"kind": "lot", "order": ["C", "B"]}]}
    assert [placed({"keep": keep, "tie": "chain"}, marks, **lot)[0] for keep in (1, 2, 3)] == [
        ["B3", "C2", "D4"],
        ["B3", "D4"],
        ["D4"],
    ]
    sheets = {"first": marks, "last": {"A": ["5", "5"], "B": ["7", "7"], "C": ["5", "5"], "D": ["4", "4"]}}
    rounds = {"first": {"weight": "0.5"}, "last": {"weight": "0.5"}}
    for keep, tie, fits in ((3, "chain", True), (9, "chain", True), (3, "extend", False)):
        document = contest(sheets, rounds=rounds, cuts=[{"after": "first", "keep": keep, "tie": tie}], **lot)
        if fits:
            assert standings_of(document)["final"]
        else:
            with pytest.raises(BadContestFile, match="not tied"):
                standings_of(document)


def test_a_line_that_waits_names_who_is_tied_there() -> None:
    document = contest({"first": TIED, "last": {}}, cuts=[{"after": "first", "keep": 2, "tie": "decide"}])
    result = tabulate(read_contest(document))
    (cut,) = result.groups[0].cuts
    assert (cut.line, cut.undecided, cut.behind) == ((1, 2, 3), True, [(4,)])
    assert result.undecided


HELD: Sheets = {"A": ["9", "9"], "B": ["8", "8"], "C": ["8", "8"], "D": ["7", "7"], "E": ["5", "5"]}


def left(
    who: str, keep: int, order: str = "", tie: str = "extend", status: str = "withdrawn", last: str = ""
) -> Document:
    """The standings after somebody left who was in the last round, or all of `last` were."""
    sheets = {"first": HELD, "last": {name: ["5", "5"] for name in last or "ABCD"[:keep]}}
    document = contest(
        sheets,
        cuts=[{"after": "first", "keep": keep, "tie": tie}],
        rounds={"first": {"weight": "0.5"}, "last": {"weight": "0.5"}},
        people={who: {"status": status}},
        decisions=cut_decision(order) if order else [],
    )
    answer = standings_of(document)
    rows = [row for row in answer["standings"] if row["status"] == "competing" and not row["cut"]]
    in_it = "".join(sorted(row["contestant"] for row in rows))
    return {"in": in_it, "final": answer["final"], "due": "".join(sorted({row[2] for row in answer["missing"]}))}


@pytest.mark.parametrize(
    ("who", "keep", "more", "expected"),
    [
        ("A", 3, {}, {"in": "BC", "final": True, "due": ""}),
        ("B", 2, {"last": "ABC"}, {"in": "AC", "final": True, "due": ""}),
        ("A", 3, {"status": "guest"}, {"in": "BCD", "final": False, "due": "D"}),
        ("A", 3, {"last": "BC"}, {"in": "BCD", "final": False, "due": "D"}),
        ("E", 2, {"last": "ABE"}, {"in": "A", "final": True, "due": ""}),
        ("A", 3, {"order": "DA"}, {"in": "BCD", "final": False, "due": "D"}),
        ("A", 3, {"order": "DA", "last": "ABCD"}, {"in": "BCD", "final": True, "due": ""}),
        ("B", 2, {"order": "BC", "tie": "decide", "last": "AB"}, {"in": "A", "final": True, "due": ""}),
        ("B", 2, {"order": "CB", "tie": "decide", "last": "AB"}, {"in": "AC", "final": False, "due": "C"}),
    ],
    ids=["in places only", "with a tie at the line", "a guest", "before the round", "below the line", "given away",
         "given away and marked", "decided on the day", "decided anew"],
)
def test_a_round_that_was_held_stays_as_it_was(who, keep, more, expected):
    assert left(who, keep, **more) == expected


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("EA", "decisions[0].order: E is not next; name who stands first behind the line"),
        ("BA", "decisions[0].order: B is not next; name who stands first behind the line"),
    ],
)
def test_a_place_in_a_held_round_is_given_to_the_next(order, told):
    with pytest.raises(BadContestFile) as error:
        left("A", 3, order=order)
    assert error.value.problems == (told,)


def test_a_place_that_nobody_fills_cannot_be_given_away():
    with pytest.raises(BadContestFile) as error:
        left("A", 3, order="DA", last="BC")
    assert error.value.problems == ("decisions[0].order: A fills no place that D could take",)


@pytest.mark.parametrize("tie", ["decide", "chain"])
@pytest.mark.parametrize("group", [None, "one"])
def test_a_decision_of_the_day_stays_when_a_place_it_gave_is_given_away(tie, group):
    """B went on before C by a decision and left before the last round; C moves up. X has no score at the cut and fills a
    place; what the chair decided about D and E behind the line stays as well."""
    first = {**HELD, "E": ["7", "7"]}
    sheets = {"first": first, "second": {who: ["5", "5"] for who in "ABCX"}, "last": {who: ["5", "5"] for who in "AC"}}
    chair = {"kind": "chair", "order": ["D", "E"]}
    day = {"kind": "cut" if tie == "decide" else "chair", "order": ["B", "C"]}
    people = {who: {"group": group} for who in "ACDE"}
    answer = standings_of(
        contest(
            sheets,
            rules={"tie_chain": ["chair"]},
            cuts=[{"after": "first", "keep": 3, "tie": tie}],
            people=people | {who: {"group": group, "status": "withdrawn"} for who in "BX"},
            decisions=[day, *cut_decision("CB"), chair],
        )
    )
    assert [row["contestant"] for row in answer["standings"] if row["cut"]] == ["D", "E"]
    assert answer["final"]


def test_who_left_and_has_no_score_at_the_cut_fills_a_place():
    sheets = {"first": HELD, "last": {"A": ["5", "5"], "X": ["5", "5"]}}
    cut, gone = {"after": "first", "keep": 2}, {"X": {"status": "withdrawn"}}
    answer = standings_of(contest(sheets, cuts=[cut], people=gone))
    assert [row["contestant"] for row in answer["standings"] if row["cut"]] == ["B", "C", "D", "E"]


def test_a_place_is_given_away_beside_another_that_stays_filled():
    """A and B left a group after the round: D takes the place of A, B's stays filled."""
    sheets = {"first": HELD, "last": {who: ["5", "5"] for who in "ABCD"}}
    people = {who: {"group": "one"} for who in "CDE"} | {who: {"group": "one", "status": "withdrawn"} for who in "AB"}
    cut = {"after": "first", "keep": 3}
    answer = standings_of(contest(sheets, cuts=[cut], people=people, decisions=cut_decision("DA")))
    assert [row["contestant"] for row in answer["standings"] if row["cut"]] == ["E"]


@pytest.mark.parametrize("order", ["", "CB"], ids=["never decided", "decided on the day"])
def test_nothing_waits_for_a_tie_at_the_line_of_which_nobody_is_left(order):
    sheets = {"first": HELD, "last": {name: ["5", "5"] for name in "ABC"}}
    gone = {who: {"status": "withdrawn"} for who in "ABC"}
    cut = {"after": "first", "keep": 2, "tie": "decide"}
    answer = standings_of(contest(sheets, cuts=[cut], people=gone, decisions=cut_decision(order) if order else []))
    assert [row["contestant"] for row in answer["standings"] if row["cut"]] == ["D", "E"]
    assert answer["final"]


def test_who_takes_a_given_place_settles_no_tie_among_those_behind_the_line():
    sheets = {"first": HELD, "last": {"A": ["5", "5"]}}
    cut = {"after": "first", "keep": 1, "tie": "decide"}
    gone = {"A": {"status": "withdrawn"}}
    up, both = cut_decision("BA"), cut_decision("BC")
    answers = [standings_of(contest(sheets, cuts=[cut], people=gone, decisions=order)) for order in (up, up + both)]
    stayed = [[row["contestant"] for row in answer["standings"] if row["cut"]] for answer in answers]
    assert stayed == [["D", "E"], ["C", "D", "E"]]
    assert [sorted({row[2] for row in answer["missing"]}) for answer in answers] == [["B", "C"], ["B"]]


def test_two_who_left_and_stand_below_the_line_fill_a_place_each():
    """The line of four held A to D; with E and D gone from below it, A is on, and B and C share the place left."""
    sheets = {"first": HELD, "last": {name: ["5", "5"] for name in "ABCDE"}}
    gone = {who: {"status": "withdrawn"} for who in "DE"}
    answer = standings_of(contest(sheets, cuts=[{"after": "first", "keep": 4}], people=gone))
    assert [row["contestant"] for row in answer["standings"] if row["cut"]] == []


def test_a_mark_up_to_the_cut_fills_no_place_after_it():
    rounds = {name: {who: ["5"] for who in "AB"} for name in ("first", "second", "last")}
    rounds["second"] = {"A": ["9"], "B": ["5"], "C": ["9"]}
    cut, gone = {"after": "second", "keep": 1}, {"C": {"status": "withdrawn"}}
    answer = standings_of(contest(rounds, cuts=[cut], people=gone))
    assert [row["contestant"] for row in answer["standings"] if row["cut"]] == ["B"]


def test_a_line_of_which_nobody_is_left_leaves_other_decisions_to_be_checked():
    sheets = {"first": HELD, "last": {name: ["5", "5"] for name in "ABC"}}
    gone = {who: {"status": "withdrawn"} for who in "ABC"}
    cut = {"after": "first", "keep": 2, "tie": "decide"}
    with pytest.raises(BadContestFile, match="D, E are not tied"):
        standings_of(contest(sheets, cuts=[cut], people=gone, decisions=cut_decision("CB") + cut_decision("DE")))


@pytest.mark.parametrize(("order", "told"), [("DA", ""), ("EA", "E is not next"), ("DG", "G fills no place that D")])
def test_a_place_is_given_away_within_its_group(order, told):
    """G of another group left as well: nobody here takes that place."""
    sheets = {"first": {**HELD, "G": ["9", "9"]}, "last": {name: ["5", "5"] for name in "ABCDG"}}
    people = {who: {"group": "one"} for who in "ABCDE"} | {"F": {"group": "two"}, "G": {"group": "two"}}
    for who in "AG":
        people[who]["status"] = "withdrawn"
    document = contest(sheets, cuts=[{"after": "first", "keep": 3}], people=people, decisions=cut_decision(order))
    if told:
        with pytest.raises(BadContestFile, match=told):
            standings_of(document)
    else:
        in_it = [row["contestant"] for row in standings_of(document)["standings"] if row["place"] and not row["cut"]]
        assert in_it == ["B", "C", "D"]
