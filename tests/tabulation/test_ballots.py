"""A mass jury: counted ballots by class of voters, and the panel score that comes of them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from tabulation import Assumptions, BadContestFile, count_ties, forecast, read_contest, tabulate, write_contest
from tabulation.certainty import place_ranges
from tabulation.explain import explain
from tabulation.wording import as_text
from tests.tabulation.generated_ballots import documents_with_ballots
from tests.tabulation.good_ballots import Document, lin_shui, of_grades
from tests.tabulation.oracle import oracle
from tests.tabulation.support import by_contestant, standings_of
from tests.tabulation.test_explain import clerk_agrees

VALIDATOR = Draft202012Validator(
    json.loads((Path(__file__).parents[2] / "docs" / "contest-file.schema.json").read_text("utf-8"))
)
def told(document: Document, who: str = "01", language: str = "en") -> str:
    """How somebody's result came about."""
    return "\n".join(as_text(explain(tabulate(read_contest(document)), who), language))


def test_each_class_has_its_own_mean_and_enters_by_its_weight() -> None:
    answer = standings_of(lin_shui())
    assert answer["final"]
    assert answer["missing"] == []
    rows = by_contestant(answer)
    assert rows["01"]["score"] == "8.400"  # (9 + (0.6 × 8 + 0.4 × 7.5)) / 2
    assert rows["02"]["score"] == "9.500"


def test_what_a_round_drops_is_for_sheets_and_not_for_ballots() -> None:
    document = lin_shui()
    document["rounds"][0]["rules"] = {"drop_high": 1, "drop_low": 1, "pool": "sum", "clip": {"distance": "0.1"}}
    assert "ballots cast 3: ((9 × 2 + 6 × 1) ÷ 3 = 8" in told(document).replace(": (", ": ((")


def test_a_class_without_a_ballot_is_missing_and_not_zero() -> None:
    document = lin_shui()
    document["ballots"] = document["ballots"][:2] + document["ballots"][3:]
    answer = standings_of(document)
    assert not answer["final"]
    assert answer["missing"] == [["stage", None, "01", None]]
    assert "B: no ballot yet" in told(document)
    ranges = {found.contestant: found for found in place_ranges(tabulate(read_contest(document)))}
    assert not ranges["01"].certain
    document["marks"] = document["marks"][1:]
    assert standings_of(document)["missing"] == [["stage", "J1", "01", "points"], ["stage", None, "01", None]]
    assert not place_ranges(tabulate(read_contest(document)))[0].certain
    document["marks"], document["recusals"] = [], [["J1", "01", ""], ["J2", "01", ""]]
    assert ["stage", None, "01", None] in standings_of(document)["missing"]


def test_nothing_is_missing_of_who_does_not_compete_or_is_marked_in_another_room() -> None:
    document = lin_shui()
    document["ballots"] = document["ballots"][:3]
    document["contestants"][1]["status"] = "withdrawn"
    assert standings_of(document)["final"]
    document["contestants"] = [{"id": "01", "room": "1"}, {"id": "02", "room": "2"}]
    document["panels"][1]["rooms"] = ["1"]
    assert standings_of(document)["final"]


def test_grades_are_turned_into_points_and_named_in_the_explanation() -> None:
    rows = by_contestant(standings_of(of_grades()))
    assert [rows[who]["score"] for who in ("01", "02")] == ["85.000", "40.000"]
    words = told(of_grades(), language="zh")
    assert "优秀 × 1, 合格 × 2；（95 × 1 + 80 × 2）÷ 3 票 = 85" in words
    assert "评委组 大众评审" not in told(lin_shui(), language="zh")
    assert "各类票按权重：（8 × 0.6 + 7.5 × 0.4）÷ 1 = 7.8" in told(lin_shui(), language="zh")


def test_ties_look_at_judges_and_at_the_panel_as_a_whole() -> None:
    document = lin_shui()
    document["rules"]["tie_chain"] = ["panel:hall", "item:stage/points", "untrimmed", "median", "majority"]
    document["marks"][0][4] = "9.4"
    assert [row["place"] for row in standings_of(document)["standings"]] == [1, 2]
    document["marks"][0][4] = "9"
    document["ballots"][3:] = [["stage", "hall", "02", each, "7.8", 1] for each in ("A", "B")]
    document["panels"][1]["ballot"]["step"] = None
    assert standings_of(document)["standings"][0]["shared"]


@pytest.mark.parametrize("make", [lin_shui, of_grades])
def test_a_file_with_ballots_reads_as_it_was_written(make: Any) -> None:
    contest = read_contest(make())
    assert read_contest(write_contest(contest)) == contest
    assert VALIDATOR.is_valid(make())
    assert VALIDATOR.is_valid(json.loads(write_contest(contest)))


@pytest.mark.parametrize("make", [lin_shui, of_grades])
def test_ballots_can_be_foreseen_and_invented(make: Any) -> None:
    contest = read_contest(make())
    assert forecast(contest).exact is None
    assert count_ties(contest, Assumptions(runs=2)).runs == 2


def test_a_clerk_follows_every_line_about_ballots() -> None:
    lacking = lin_shui()
    lacking["ballots"] = lacking["ballots"][:2]
    told = {kind for document in (lin_shui(), of_grades(), lacking) for kind in clerk_agrees(document)}
    assert told >= {"ballots", "ballots-of-grades", "ballots-none", "ballots-weighed"}


@settings(deadline=None, max_examples=60)
@given(documents_with_ballots())
def test_two_ways_of_counting_agree(document: Document) -> None:
    answer, expected = standings_of(document), oracle(document)
    assert {key: answer[key] for key in ("final", "missing", "standings")} == {
        key: expected[key] for key in ("final", "missing", "standings")
    }
    clerk_agrees(document)


BAD: dict[str, tuple[str, Any, str]] = {
    "no classes": ("panels.1.ballot.classes", [], "expected at least one class of voters"),
    "class twice": ("panels.1.ballot.classes.1.id", "A", 'classes[1]: "A" is here twice'),
    "class without weight": ("panels.1.ballot.classes.0.weight", "0", "expected a weight above 0"),
    "neither": ("panels.1.ballot.max", None, "expected either the highest points or `grades`"),
    "both": ("panels.1.ballot.grades", [{"name": "好", "points": "9"}], "expected either the highest points or"),
    "step 0": ("panels.1.ballot.step", "0", '"0" is no step'),
    "range": ("panels.1.ballot.min", "10", "the maximum 10 is not above the minimum 10"),
    "no object": ("panels.1.ballot", 7, "panels[1].ballot: 7 where an object was expected"),
    "drops": ("panels.1.drop_low", 1, "takes the mean of all its ballots"),
    "pool": ("panels.1.pool", "median", "takes the mean of all its ballots"),
    "judge": ("judges.1.panel", "hall", "judges[1].panel: hall has a ballot; no judge sits on it"),
    "row": ("ballots.0", ["stage", "hall"], "ballots[0]: expected a row such as"),
    "count absent": ("ballots.0.5", None, "ballots[0]: expected a row such as"),
    "count 0": ("ballots.0.5", 0, "ballots[0][5]: 0 "),
    "count": ("ballots.0.5", 9223372036854775808, "ballots[0][5]"),
    "round": ("ballots.0.0", "x", 'ballots[0][0]: "x" is no round'),
    "panel": ("ballots.0.1", "jury", 'ballots[0][1]: "jury" is no panel with a ballot'),
    "contestant": ("ballots.0.2", "09", 'ballots[0][2]: "09" is no contestant'),
    "class": ("ballots.0.3", "C", 'ballots[0][3]: "C" is no class of voters of hall'),
    "points": ("ballots.0.4", "9.2", "ballots[0][4]: 9.2 is not a multiple of the step 0.5"),
    "points above": ("ballots.0.4", "10.5", "ballots[0][4]: 10.5 is not from 0 to 10"),
    "points number": ("ballots.0.4", 9, "ballots[0][4]: 9 is a number"),
    "twice": ("ballots.1", ["stage", "hall", "01", "A", "9.0", 1], "ballots[1]: \"A\" has 9.0 here twice"),
    "other round": ("panels.1.rounds", [], "ballots[0][1]: hall does not sit in stage"),
    "other room": ("panels.1.rooms", ["9"], "ballots[0][2]: hall does not mark the room of 01"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_ballots_are_refused_with_their_place(name: str) -> None:
    path, value, words = BAD[name]
    with pytest.raises(BadContestFile) as refused:
        read_contest(_changed(lin_shui(), path, value))
    assert any(words in line for line in refused.value.problems), refused.value.problems


def test_bad_grades_are_refused_with_their_place() -> None:
    for path, value, words in (
        ("panels.0.ballot.grades.1.points", "95", 'grades[1]: "95" is here twice'),
        ("panels.0.ballot.step", "1", "no `min` and no `step` beside grades"),
        ("ballots.0.4", "94", "94 is no grade's points"),
    ):
        with pytest.raises(BadContestFile) as refused:
            read_contest(_changed(of_grades(), path, value))
        assert any(words in line for line in refused.value.problems), refused.value.problems


WRONG = (True, 7, 1.5, "", [[]], {}, {"id": "x"}, "no such thing", "1" * 16)


def test_whatever_the_schema_refuses_is_refused() -> None:
    for make in (lin_shui, of_grades):
        for path in _paths(make()):
            for value in WRONG:
                document = _changed(make(), path, value)
                if not VALIDATOR.is_valid(document):
                    with pytest.raises(BadContestFile):
                        read_contest(document)


def _paths(document: Document) -> list[str]:
    """Every place of a ballot and of the counts."""
    found = []

    def walk(value: Any, path: str) -> None:
        found.append(path)
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, each in inner:
            walk(each, f"{path}.{key}")

    number = len(document["panels"]) - 1
    walk(document["panels"][number]["ballot"], f"panels.{number}.ballot")
    walk(document["ballots"], "ballots")
    return found


def _changed(document: Document, path: str, value: Any) -> Document:
    document = copy.deepcopy(document)
    *way, last = (int(key) if key.isdigit() else key for key in path.split("."))
    place: Any = document
    for key in way:
        place = place[key]
    place[last] = value
    return document
