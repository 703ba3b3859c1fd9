"""Places that are certain already: held against every way, or many ways, in which missing marks can turn out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tabulation import BadContestFile, PlaceRange, place_ranges, read_contest, tabulate
from tests.tabulation.generated import documents
from tests.tabulation.oracle_numbers import exact_text
from tests.tabulation.support import Document, contest

Ranges = dict[str, tuple[int, int]]
Places = dict[str, int]
fewer = settings(max_examples=settings.default.max_examples * 2 // 5 or 1)


def ranges_of(document: Document) -> Ranges:
    """The best and worst place of everybody who competes."""
    found = place_ranges(tabulate(read_contest(document)))
    return {each.contestant: (each.best, each.worst) for each in found}


# All that can still come


def grid(item: Document) -> list[str]:
    """All points an item allows; without a step only the ends and the middle."""
    low, high = Fraction(item.get("min") or "0"), Fraction(item["max"])
    if not item.get("step"):
        return [exact_text(each) for each in (low, (low + high) / 2, high)]
    step = Fraction(item["step"])
    first, last = -((-low / step).__floor__()), (high / step).__floor__()
    return [exact_text(k * step) for k in range(first, last + 1)]


def choices(document: Document, row: list[str | None]) -> list[str]:
    """What may still be given for a missing row."""
    (round_,) = (each for each in document["rounds"] if each["id"] == row[0])
    if row[3] is None:
        return ["0", "8.5", "1000"] if round_.get("sealed") else []
    (item,) = (each for each in round_["items"] if each["id"] == row[3])
    return grid(item)


def filled(document: Document, rows: list[list[str | None]], points: tuple[str, ...]) -> Places | None:
    """The places after these marks came in; None where a recorded decision no longer fits."""
    given_now = [[*row, value] for row, value in zip(rows, points, strict=True)]
    try:
        result = tabulate(read_contest({**document, "marks": [*document["marks"], *given_now]}))
    except BadContestFile:
        return None
    return {standing.contestant: standing.place for standing in result.standings if standing.place}


def missing_of(document: Document) -> list[list[str | None]]:
    """The rows that may still come."""
    rows = [missing.row() for missing in tabulate(read_contest(document)).missing]
    return [row for row in rows if choices(document, row)]


def all_fills(document: Document) -> Iterator[Places]:
    rows = missing_of(document)
    for points in product(*(choices(document, row) for row in rows)):
        places = filled(document, rows, points)
        if places is not None:
            yield places


def attained(document: Document) -> Ranges:
    """The best and worst places that really occur."""
    every = list(all_fills(document))
    return {who: (min(p[who] for p in every), max(p[who] for p in every)) for who in every[0]}


def unsound(ranges: Mapping[str, tuple[int, int]], places: Places) -> dict[str, Any]:
    """Whose place lies outside of what was promised."""
    return {who: (place, ranges[who]) for who, place in places.items() if not ranges[who][0] <= place <= ranges[who][1]}


# Every fill of small contests

COARSE = {"mark": {"max": "4", "step": "1"}}
points = st.sampled_from(["0", "1", "2", "3", "4"])
CHAINS: list[list[str]] = [[], ["decimals"], ["majority", "median"], ["untrimmed", "item:stage/mark"]]


@st.composite
def small_contests(draw: st.DrawFn, waited_for: int) -> Document:
    """Three or four contestants and three judges; `waited_for` marks are missing, in what order ever."""
    people = ["A", "B", "C", "D"][: draw(st.integers(3, 4))]
    sheets: dict[str, list[str | None]] = {who: [draw(points) for _ in range(3)] for who in people}
    for _ in range(waited_for):
        sheets[draw(st.sampled_from(people))][draw(st.integers(0, 2))] = None
    rules = {
        "tie_chain": draw(st.sampled_from(CHAINS)),
        "places": draw(st.sampled_from(["competition", "competition", "dense"])),
        "pool": draw(st.sampled_from(["mean", "sum", "median", "midrange"])),
        "rank_on": draw(st.sampled_from(["rounded", "exact"])),
        "round": {"final": draw(st.sampled_from([0, 2]))},
    }
    if draw(st.booleans()):
        rules["clip"] = {"distance": "1", "round": draw(st.sampled_from([None, 0]))}
    drop = draw(st.sampled_from([(0, 0), (1, 1), (1, 0)]))
    document = contest({"stage": sheets}, items={"stage": COARSE}, drop=drop, rules=rules)
    return {**document, "marks": [row for row in document["marks"] if row[4] is not None]}


@pytest.mark.no_cover
@fewer
@given(small_contests(2))
def test_no_place_that_can_come_lies_outside(document: Document) -> None:
    ranges = ranges_of(document)
    for places in all_fills(document):
        assert not unsound(ranges, places)


@st.composite
def waits_for_one(draw: st.DrawFn) -> Document:
    """A small contest in which only marks of A are missing, and nobody ties when A gets the least or the most."""
    document = draw(small_contests(0))
    for key in ("clip", "places"):
        document["rules"].pop(key, None)
    gone = set(draw(st.lists(st.sampled_from(["J1", "J2", "J3"]), min_size=1, max_size=2, unique=True)))
    document["marks"] = [row for row in document["marks"] if row[2] != "A" or row[1] not in gone]
    rows = missing_of(document)
    for value in ("0", "4"):
        marks = [*document["marks"], *([*row, value] for row in rows)]
        scores = {s.contestant: s.score for s in tabulate(read_contest({**document, "marks": marks})).standings}
        assume(len(set(scores.values())) == len(scores))
    return document


@pytest.mark.no_cover
@settings(fewer, suppress_health_check=[HealthCheck.filter_too_much])
@given(waits_for_one())
def test_what_is_promised_is_attained_where_one_is_waited_for(document: Document) -> None:
    assert ranges_of(document) == attained(document)


@st.composite
def waits_for_some_and_shares(draw: st.DrawFn) -> Document:
    """A small contest without a tie chain, in which every mark of one judge may be missing."""
    document = draw(small_contests(0))
    document["rules"] = {**document["rules"], "tie_chain": [], "places": "competition"}
    document["rules"].pop("clip", None)
    gone = set(draw(st.lists(st.sampled_from(["A", "B", "C"]), min_size=1, max_size=3, unique=True)))
    document["marks"] = [row for row in document["marks"] if row[2] not in gone or row[1] != "J1"]
    return document


@pytest.mark.no_cover
@fewer
@given(waits_for_some_and_shares())
def test_where_equal_scores_share_every_place_promised_can_come(document: Document) -> None:
    assert ranges_of(document) == attained(document)


def test_a_first_place_that_can_only_be_shared_is_certain() -> None:
    document = contest({"talk": {"A": ["10"], "B": [None], "C": ["3"]}}, items={"talk": {"mark": {"max": "10"}}})
    document["marks"] = [row for row in document["marks"] if row[4] is not None]
    assert ranges_of(document) == {"A": (1, 1), "B": (1, 3), "C": (2, 3)}
    document["rules"] = {"tie_chain": ["lot"]}
    assert ranges_of(document) == {"A": (1, 2), "B": (1, 3), "C": (2, 3)}


# Some fills of contests of every kind


@pytest.mark.no_cover
@fewer
@given(documents(), st.randoms(use_true_random=True))
def test_no_place_that_comes_by_chance_lies_outside(document: Document, rng: Random) -> None:
    held_back = rng.sample(range(len(document["marks"])), min(len(document["marks"]), rng.choice([0, 1, 2, 6])))
    marks = [row for k, row in enumerate(document["marks"]) if k not in held_back]
    document = {**document, "marks": marks, "decisions": []}
    ranges, rows = ranges_of(document), missing_of(document)
    for _ in range(4):
        chosen = tuple(rng.choice(choices(document, row)) for row in rows)
        places = filled(document, rows, chosen)
        assert places is not None
        assert not unsound(ranges, places)
        if not rows:
            break


# Named cases: one judge, marks up to 10, unless said otherwise

TEN = {"mark": {"max": "10", "step": "1"}}


def one_judge(marks: Mapping[str, str | None], **more: Any) -> Document:
    """One mark of each; None is not there yet."""
    document = contest({"stage": {who: [mark or "0"] for who, mark in marks.items()}}, items={"stage": TEN}, **more)
    return {**document, "marks": [row for row in document["marks"] if marks[str(row[2])] is not None]}


def test_a_first_place_that_can_no_longer_be_lost() -> None:
    document = contest({"stage": {"A": ["9", "9"], "B": ["3", "0"], "C": ["1", "1"]}}, items={"stage": TEN})
    document["marks"] = [row for row in document["marks"] if row[1:3] != ["J2", "B"]]
    assert ranges_of(document) == {"A": (1, 1), "B": (2, 2), "C": (3, 3)}
    assert PlaceRange("A", 1, 1).certain


def test_a_first_place_that_can_still_be_lost() -> None:
    assert ranges_of(one_judge({"A": "9", "B": None, "C": "3"})) == {"A": (1, 2), "B": (1, 3), "C": (2, 3)}
    assert not PlaceRange("A", 1, 2).certain


def test_only_those_who_compete_have_a_place_to_come() -> None:
    document = one_judge({"A": "9", "B": None}, people={"B": {"status": "guest"}})
    assert ranges_of(document) == {"A": (1, 1)}


def test_groups_do_not_wait_for_each_other() -> None:
    people = {"A": {"group": "g"}, "B": {"group": "g"}, "C": {"group": "h"}, "D": {"group": "h"}}
    document = one_judge({"A": "9", "B": "8", "C": None, "D": "5"}, people=people)
    assert ranges_of(document) == {"A": (1, 1), "B": (2, 2), "C": (1, 2), "D": (1, 2)}


@pytest.mark.parametrize(
    ("chain", "decisions", "expected"),
    [
        ([], [], {"A": (1, 1), "B": (1, 1), "C": (3, 3)}),
        (["lot"], [{"kind": "lot", "order": ["B", "A"]}], {"A": (2, 2), "B": (1, 1), "C": (3, 3)}),
    ],
    ids=["shared", "lot"],
)
def test_a_tie_that_nobody_can_join_is_certain(chain: list[str], decisions: Any, expected: Ranges) -> None:
    document = one_judge({"A": "9", "B": "9", "C": "5"}, rules={"tie_chain": chain}, decisions=decisions)
    assert ranges_of(document) == expected


def test_a_tie_that_somebody_can_still_join_is_open() -> None:
    document = one_judge({"A": "9", "B": "9", "C": None}, rules={"tie_chain": ["median"]})
    assert ranges_of(document) == {"A": (1, 3), "B": (1, 3), "C": (1, 3)}


def test_a_missing_mark_without_weight_changes_no_score_but_may_decide_a_tie() -> None:
    """The item weighs nothing, but the chain asks for it."""
    items = {"stage": {"main": {"max": "10"}, "style": {"max": "10", "step": "1", "weight": "0"}}}
    rules = {"tie_chain": ["item:stage/style"]}
    document = contest({"stage": {"A": [["5", "4"]], "B": [["5", "9"]]}}, items=items, rules=rules)
    document["marks"] = [row for row in document["marks"] if row[2:4] != ["B", "style"]]
    assert ranges_of(document) == attained(document) == {"A": (1, 2), "B": (1, 2)}


@pytest.mark.parametrize(
    ("waited_for", "expected"),
    [
        ({"C": "5", "D": "3"}, {"A": (1, 1), "B": (1, 1), "C": (2, 2), "D": (3, 3)}),
        ({"C": "5", "D": None}, {"A": (1, 2), "B": (1, 2), "C": (2, 4), "D": (1, 4)}),
    ],
    ids=["complete", "open"],
)
def test_dense_places_are_told_at_the_ends(waited_for: dict[str, str | None], expected: Ranges) -> None:
    assert ranges_of(one_judge({"A": "9", "B": "9", **waited_for}, rules={"places": "dense"})) == expected


def two_rounds(first: dict[str, str | None], last: dict[str, str | None], **more: Any) -> Document:
    """One judge marks two rounds; two go on after the first."""
    sheets = {
        "first": {who: [mark or "0"] for who, mark in first.items()},
        "last": {who: [mark or "0"] for who, mark in last.items()},
    }
    more = {"cuts": [{"after": "first", "keep": 2}], "items": {"first": TEN, "last": TEN}, **more}
    document = contest(sheets, **more)
    there = {"first": first, "last": last}
    kept = [row for row in document["marks"] if there[row[0]][row[2]] is not None]
    return {**document, "marks": kept}


def test_while_a_cut_is_open_every_place_is() -> None:
    document = two_rounds({"A": "9", "B": "8", "C": None}, {})
    assert ranges_of(document) == {"A": (1, 3), "B": (1, 3), "C": (1, 3)}


def test_while_a_cut_waits_for_a_decision_every_place_is_open() -> None:
    document = two_rounds({"A": "9", "B": "8", "C": "8"}, {}, cuts=[{"after": "first", "keep": 2, "tie": "decide"}])
    assert ranges_of(document) == {"A": (1, 3), "B": (1, 3), "C": (1, 3)}


def test_who_stayed_behind_is_placed_after_all_who_went_on_though_they_have_no_score_yet() -> None:
    document = two_rounds({"A": "9", "B": "8", "C": "7", "D": "6"}, {})
    assert ranges_of(document) == attained(document) == {"A": (1, 2), "B": (1, 2), "C": (3, 3), "D": (4, 4)}


def test_behind_a_cut_dense_places_wait_for_ties_ahead() -> None:
    document = two_rounds({"A": "9", "B": "8", "C": "7", "D": "6"}, {}, rules={"places": "dense"})
    assert ranges_of(document) == attained(document) == {"A": (1, 2), "B": (1, 2), "C": (2, 3), "D": (3, 4)}
    document = two_rounds({"A": "9", "B": "8", "C": "7", "D": "6"}, {"A": "1", "B": "2"}, rules={"places": "dense"})
    assert ranges_of(document) == {"A": (1, 1), "B": (1, 1), "C": (2, 2), "D": (3, 3)}


def sealed(scores: Mapping[str, str]) -> Document:
    """A round marked here, and one scored elsewhere; A and B are equal here."""
    sheets = {"stage": {"A": ["5", "6"], "B": ["6", "5"], "C": ["4", "9"]}, "paper": dict(scores)}
    rules = {"tie_chain": ["majority"]}
    return contest(sheets, items={"stage": TEN}, rounds={"paper": {"sealed": True}}, rules=rules)


def test_a_missing_sealed_score_has_no_bounds() -> None:
    assert ranges_of(sealed({"A": "50", "B": "40"})) == {"A": (1, 2), "B": (2, 3), "C": (1, 3)}


def test_who_has_no_bounds_may_join_a_tie_and_turn_it() -> None:
    """Majority counts wins over all who are tied: a third one changes the order of the two."""
    assert ranges_of(sealed({"A": "50", "B": "50"})) == {"A": (1, 3), "B": (1, 3), "C": (1, 3)}


def rooms(marks: Mapping[str, str | None], **more: Any) -> Document:
    people = {who: {"room": "left" if who in "AB" else "right"} for who in marks}
    return one_judge(marks, people=people, rules={"rooms": "equalised"}, **more)


def test_equalised_rooms_wait_for_every_mark() -> None:
    assert ranges_of(rooms({"A": "9", "B": "1", "C": "8", "D": None})) == dict.fromkeys("ABCD", (1, 4))
    complete = {"A": (1, 1), "B": (4, 4), "C": (2, 2), "D": (3, 3)}
    assert ranges_of(rooms({"A": "9", "B": "1", "C": "8", "D": "2"})) == complete


def test_with_equalised_rooms_a_cut_waits_for_the_other_groups() -> None:
    """X of the other group is in the room of A: a low mark of X brings A above B, who goes on so far."""
    people = {"A": "left", "B": "right", "X": "left", "Y": "right", "Z": "left"}
    document = two_rounds(
        {"A": "6", "B": "5", "X": None, "Y": "5", "Z": "8"},
        {"A": "5", "B": "5"},
        cuts=[{"after": "first", "keep": 1}],
        rules={"rooms": "equalised"},
        people={who: {"room": room, "group": "g" if who in "AB" else "h"} for who, room in people.items()},
    )
    ranges = ranges_of(document)
    assert ranges == {"A": (1, 2), "B": (1, 2), "X": (1, 3), "Y": (1, 3), "Z": (1, 3)}
    for mark, place in (("0", 1), ("10", 2)):
        assert (filled(document, [["first", "J1", "X", "mark"]], (mark,)) or {})["A"] == place


def test_who_is_excused_by_a_panel_has_no_bounds_until_all_is_told() -> None:
    """One panel is recused: even when the other has marked, there will be no score."""
    panels = {"near": {"seats": 1, "weight": "1"}, "far": {"seats": 1, "weight": "1"}}
    document = contest({"stage": {"A": ["5", "5"], "B": ["4", "4"]}}, items={"stage": TEN}, panels=panels)
    document["marks"] = [row for row in document["marks"] if row[2] != "A"]
    document["recusals"] = [["J2", "A", "亲属"]]
    assert ranges_of(document) == {"A": (1, 2), "B": (1, 2)}
