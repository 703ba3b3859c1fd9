"""Reading, value by value: what is told word for word, what counts as said, and that one fault does not hide the next."""

from __future__ import annotations

from typing import Any

import pytest

from tabulation import BadContestFile, read_contest
from tests.tabulation.good_contest import Change, Document, both, changed, put


def problems(given: Document | str) -> list[str]:
    """The problems that reading finds, in order."""
    try:
        read_contest(given)
    except BadContestFile as bad:
        return list(bad.problems)
    return []


RECUSAL = 'expected judge, contestant and reason such as ["J1", "01", "…"]'
TOLD: dict[str, tuple[Change, list[str]]] = {
    "each recusal that is no row": (
        put("recusals", [[], ["E2"], ["E2", 4], ["E2", "04", "x", "y"]]),
        [f"recusals[{k}]: {RECUSAL}" for k in range(4)],
    ),
    "a reason that is no text": (
        put("recusals", [["E2", "04", 5]]),
        ["recusals[0][2]: 5 where a reason was expected"],
    ),
    "each factor that is no row": (
        put("factors", [["talk", "01"], ["talk", "01", "1", "1"], ["talk", "01", None], "talk"]),
        [f'factors[{k}]: expected a row such as ["speech", "01", "1.1"]' for k in range(4)],
    ),
    "each time that is no row": (
        put("times", [["talk", 1, 5], {}]),
        [f'times[{k}]: expected a row such as ["speech", "01", 503]' for k in range(2)],
    ),
    "an about that is no object, in a mapping": (
        both(put("rounds[1].rules.round.about", "x"), put("cuts[0].weights.about", [])),
        [
            'rounds[1].rules.round.about: "x" where an object was expected',
            "cuts[0].weights.about: a list where an object was expected",
        ],
    ),
    "each clock row that is no row": (
        put("rounds[0].clock.over", [[10], {}, [20, None]]),
        [f'rounds[0].clock.over[{k}]: expected seconds and points such as [10, "-0.2"]' for k in range(3)],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_is_told_word_for_word(name: str) -> None:
    change, lines = TOLD[name]
    assert problems(changed(change)) == lines


@pytest.mark.parametrize("row", [["E2", "04"], ["E2", "04", None], ["E2", "04", ""]])
def test_a_recusal_without_a_reason_has_an_empty_one(row: list[Any]) -> None:
    assert read_contest(changed(put("recusals", [row]))).recusals == {("E2", "04"): ""}


def test_a_mark_from_another_room_tells_all_rooms_of_the_panel() -> None:
    """Everybody after 01, who is in room A, is in no room or in room C."""
    told = problems(changed(both(put("panels[1].rooms", ["A", "B"]), put("contestants[1].room", "C"))))
    assert told[0] == "marks[16][2]: 02 is in room C; R1 sits on residents, which marks rooms A, B"
    assert told[4] == "marks[26][2]: 03 is in no room; R1 sits on residents, which marks rooms A, B"


def test_bounds_may_be_equal() -> None:
    assert problems(changed(put("rules.bounds.final", ["100", "100"]))) == []
