"""Whatever is put in: a contest comes out, or problems that name their place. Nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tabulation import BadContestFile, read_contest, tabulate, with_marks
from tests.tabulation.bad_input import BAD, LAST_MARK, UNTIED, Bad
from tests.tabulation.bad_texts import RAW, Raw
from tests.tabulation.good_contest import (
    ALSO_GOOD,
    GOOD,
    Change,
    Document,
    add,
    at,
    both,
    changed,
    nested,
    path_of,
    paths,
    place_of,
    put,
    text,
)

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "contest-file.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
MOST_PROBLEMS = 50
LONGEST_LINE = 300
SOME_MARKS = (0, LAST_MARK - 4, LAST_MARK - 1)
"""A counted mark, an excused one and a sealed one."""

WRONG: dict[str, Any] = {
    **{"null": None, "true": True, "whole number": 7, "number": 1.5, "negative number": -1, "text": "no such thing"},
    **{"no text": "", "no list": [], "list": [[]], "no object": {}, "object": {"id": "x"}},
    **{"NaN": float("nan"), "infinity": float("inf"), "sixteen digits": 10**15},
}


def read_problems(given: Document | str | bytes) -> tuple[str, ...]:
    """The problems that reading finds."""
    try:
        read_contest(given)
    except BadContestFile as bad:
        return bad.problems
    return ()


def all_problems(given: Document | str | bytes) -> tuple[str, ...]:
    """The problems that reading finds, or else computing."""
    try:
        tabulate(read_contest(given))
    except BadContestFile as bad:
        return bad.problems
    return ()


def points_there(line: str, place: str, words: tuple[str, ...]) -> bool:
    """Whether a problem line names the place and holds the words."""
    where, colon, message = line.partition(": ")
    return bool(colon and message) and place in where and all(word in line for word in words)


def assert_well_told(problems: tuple[str, ...]) -> None:
    """One to fifty problems, each of them one printable line of a sensible length."""
    assert 1 <= len(problems) <= MOST_PROBLEMS
    assert [line for line in problems if len(line) > LONGEST_LINE or len(line.splitlines()) != 1] == []
    "\n".join(problems).encode()


def assert_points_there(problems: tuple[str, ...], place: str, words: tuple[str, ...]) -> None:
    """Well told, and one of the lines is the one expected."""
    assert_well_told(problems)
    assert any(points_there(line, place, words) for line in problems), problems


def slim(document: Any) -> Any:
    """The same for the schema, with few of the marks."""
    marks = document.get("marks")
    if not isinstance(marks, list) or len(marks) <= max(SOME_MARKS):
        return document
    return {**document, "marks": [marks[index] for index in SOME_MARKS]}


def places(*, objects_only: bool = False) -> Iterator[str]:
    """The places of the good contest, with few of the marks."""
    good = GOOD()
    for path in paths(good):
        if path[0] == "marks" and len(path) > 1 and path[1] not in SOME_MARKS:
            continue
        if not objects_only or isinstance(at(good, path), dict):
            yield place_of(path)


def removed(place: str) -> Document:
    """The good contest without what stands at a place."""
    document = GOOD()
    *way, last = path_of(place)
    del at(document, tuple(way))[last]
    return document


def not_refused(documents: dict[str, Document]) -> list[str]:
    """Documents the schema refuses and reading does not; each document is read, and may not raise anything else."""
    found = {place: all_problems(document) for place, document in documents.items()}
    for problems in filter(None, found.values()):
        assert_well_told(problems)
    taken = (place for place, problems in found.items() if not problems)
    return sorted(place for place in taken if not VALIDATOR.is_valid(slim(documents[place])))


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_good_is_accepted_and_final() -> None:
    assert VALIDATOR.is_valid(GOOD())
    assert all_problems(GOOD()) == all_problems(text(GOOD())) == all_problems(text(GOOD()).encode()) == ()
    assert tabulate(read_contest(GOOD())).final


def test_a_byte_order_mark_is_no_harm() -> None:
    assert all_problems(b"\xef\xbb\xbf" + text(GOOD()).encode()) == ()


def test_reading_changes_nothing() -> None:
    document = GOOD()
    before = copy.deepcopy(document)
    all_problems(document)
    assert document == before


@pytest.mark.parametrize("change", [pytest.param(change, id=id) for id, change in ALSO_GOOD])
def test_what_may_be_said_otherwise(change: Change) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(changed(change))] == []
    assert all_problems(changed(change)) == ()


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.id)
def test_bad_input_is_refused_at_its_place(bad: Bad) -> None:
    assert_points_there(all_problems(changed(bad.change)), bad.place, bad.words)


@pytest.mark.parametrize("bad", UNTIED, ids=lambda bad: bad.id)
def test_decision_that_does_not_fit_the_result(bad: Bad) -> None:
    contest = read_contest(changed(bad.change))
    with pytest.raises(BadContestFile) as caught:
        tabulate(contest)
    assert_points_there(caught.value.problems, bad.place, bad.words)


@pytest.mark.parametrize("raw", RAW, ids=lambda raw: raw.id)
def test_bad_text_is_refused(raw: Raw) -> None:
    assert_points_there(read_problems(raw.make()), raw.place, raw.words)


@pytest.mark.no_cover
@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_type_in_every_place(wrong: str) -> None:
    assert not_refused({place: changed(put(place, WRONG[wrong])) for place in places()}) == []


@pytest.mark.no_cover
@pytest.mark.parametrize("monster", [nested(100_000), 10**5000, -(10**5000)], ids=["deep", "huge", "huge below zero"])
def test_monster_in_every_place(monster: Any) -> None:
    outside = [place for place in places() if not place.endswith("about")]
    assert [place for place in outside if not read_problems(changed(put(place, monster)))] == []


@pytest.mark.no_cover
def test_every_place_left_out() -> None:
    assert not_refused({place: removed(place) for place in places()}) == []


def test_unknown_key_in_every_object() -> None:
    inside = [place for place in places(objects_only=True) if not place.endswith("about")]
    documents = {place: changed(put(f"{place}.colour", "red")) for place in inside}
    assert not_refused(documents) == []
    silent = [place for place, document in documents.items() if "colour" not in " ".join(read_problems(document))]
    assert silent == []


def test_about_in_every_object() -> None:
    documents = {place: changed(put(f"{place}.about", {"x": 1})) for place in places(objects_only=True)}
    assert {place: found for place, document in documents.items() if (found := all_problems(document))} == {}
    assert [place for place, document in documents.items() if not VALIDATOR.is_valid(slim(document))] == []


def test_about_is_an_object_in_every_object() -> None:
    inside = [place for place in places(objects_only=True) if not place.endswith("about")]
    documents = {place: changed(put(f"{place}.about", "text")) for place in inside}
    assert [place for place, document in documents.items() if not read_problems(document)] == []


def test_huge_number_in_about_does_no_harm() -> None:
    huge = text(GOOD()).replace('"invented": true', '"invented": ' + "9" * 5000, 1)
    assert len(all_problems(huge)) <= 1


def test_fifty_problems_and_no_more() -> None:
    rows = [["talk", f"nobody {n}", "01", "content", "30"] for n in range(200)]
    problems = read_problems(changed(add("marks", *rows)))
    assert len(problems) == MOST_PROBLEMS
    assert_well_told(problems)
    assert [line for line in problems if not line.startswith("marks[")] == []


def test_several_problems_of_one_file_together() -> None:
    wrong = both(put("panels[0].weight", 0.6), put("marks[0][4]", "41"), put("rules.tie_chain[2]", "round:final"))
    problems = read_problems(changed(both(wrong, put("awards[0].quota", -1))))
    for place in ("panels[0].weight", "marks[0][4]", "rules.tie_chain[2]", "awards[0].quota"):
        assert any(points_there(line, place, ()) for line in problems), (place, problems)


def test_a_line_end_in_an_id_stays_on_the_line() -> None:
    assert_well_told(read_problems(changed(put("marks[0][1]", "E1\nE2\u2028E3"))))


def test_problem_reads_as_the_manual_says() -> None:
    assert read_problems(changed(put("marks[12][4]", "41"))) == ("marks[12][4]: 41 is above the maximum 40 of content",)


def test_marks_that_come_later_are_checked_as_those_of_a_file() -> None:
    good = GOOD()
    without, marks = read_contest({**good, "marks": []}), good["marks"]
    assert with_marks(without, marks) == read_contest(good)
    twice = [*marks, marks[0]]
    with pytest.raises(BadContestFile) as bad:
        with_marks(without, twice)
    assert bad.value.problems == read_problems({**good, "marks": twice}) != ()


def test_marks_that_were_right_before_may_have_changed_to_wrong_ones() -> None:
    good = GOOD()
    without = read_contest({**good, "marks": []})
    before = with_marks(without, good["marks"]).marks
    assert with_marks(without, good["marks"], before) == read_contest(good)
    first, *others = good["marks"]
    wrong = [[*first[:4], "1000"], *others]
    with pytest.raises(BadContestFile) as bad:
        with_marks(without, wrong, before)
    assert bad.value.problems == read_problems({**good, "marks": wrong}) != ()
