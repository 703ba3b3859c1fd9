"""Rooms with panels of their own: who is asked, who is missing, what is refused, and what a reader is told."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

from tabulation import (
    Assumptions,
    BadContestFile,
    as_text,
    count_ties,
    explain,
    fingerprint,
    forecast,
    place_ranges,
    read_contest,
    tabulate,
    under_rules_of,
    what_if,
    write_contest,
)
from tabulation.simulation import _marks
from tests.tabulation.support import Document, by_contestant, contest, standings_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "reserve-selection.json"


def heat(**more: object) -> Document:
    """Room A has one judge (J1), room B two (J2, J3) of whom one is dropped high; J4 marks everybody at 30 %."""
    given = {
        "sheets": {"heat": {
            "A1": ["90", None, None, "80"], "A2": ["70", None, None, "60"],
            "B1": [None, "80", "90", "90"], "B2": [None, "70", "60", "60"],
        }},
        "panels": {
            "A": {"seats": 1, "rooms": ["A"], "weight": "0.7"}, "B": {"seats": 2, "rooms": ["B"], "weight": "0.7", "drop_high": 1},
            "all": {"seats": 1, "weight": "0.3"},
        },
        "people": {who: {"room": who[0]} for who in ("A1", "A2", "B1", "B2")},
    }  # fmt: skip
    document = contest(**{**given, **more})  # type: ignore[arg-type]
    return {**document, "marks": [row for row in document["marks"] if row[4] is not None]}


def without(document: Document, judge: str, who: str) -> Document:
    """The same without a judge's marks of somebody."""
    return {**document, "marks": [row for row in document["marks"] if row[1:3] != [judge, who]]}


def problems(document: Document) -> tuple[str, ...]:
    """What is wrong with a document."""
    with pytest.raises(BadContestFile) as refused:
        read_contest(document)
    return refused.value.problems


def test_everybody_is_scored_by_the_panels_of_their_room() -> None:
    answer = standings_of(heat())
    assert answer["final"]
    assert {who: row["score"] for who, row in by_contestant(answer).items()} == {
        **{"A1": "87.00", "A2": "67.00"},
        **{"B1": "83.00", "B2": "60.00"},
    }


def test_weights_are_divided_by_those_of_the_own_panels() -> None:
    document = heat()
    document["panels"][0]["weight"] = "0.1"
    scores = {who: row["exact"] for who, row in by_contestant(standings_of(document)).items()}
    assert scores == {"A1": "82.5", "A2": "62.5", "B1": "83", "B2": "60"}


def test_only_judges_of_the_own_room_are_missing() -> None:
    document = without(without(heat(), "J1", "A1"), "J2", "B2")
    assert standings_of(document)["missing"] == [["heat", "J1", "A1", "mark"], ["heat", "J2", "B2", "mark"]]


def test_a_guest_in_no_room_has_no_score_and_harms_nobody() -> None:
    document = heat()
    document["contestants"].append({"id": "G", "status": "guest"})
    document["panels"].pop()
    document["judges"].pop()
    document["marks"] = [row for row in document["marks"] if row[1] != "J4"]
    for panel in document["panels"]:
        del panel["weight"]
    answer = standings_of(document)
    assert answer["final"]
    assert by_contestant(answer)["G"]["score"] is None
    assert by_contestant(answer)["A1"]["score"] == "90.00"


def test_a_panel_without_weight_beside_it_gives_guests_no_score() -> None:
    document = heat()
    document["panels"][2]["weight"] = "0"
    document["contestants"].append({"id": "G", "status": "guest"})
    document["marks"].append(["heat", "J4", "G", "mark", "9"])
    assert by_contestant(standings_of(document))["G"]["score"] is None


def test_a_mark_for_another_room_is_refused() -> None:
    document = heat()
    document["marks"].append(["heat", "J1", "B1", "mark", "50"])
    said = "marks[10][2]: B1 is in room B; J1 sits on A, which marks rooms A"
    assert problems(document) == (said,)
    document["judges"][0]["kind"] = "practice"
    document["judges"].append({"id": "J5", "panel": "A"})
    assert said in problems(document)
    document["panels"][0]["rooms"] = []
    assert any(line.endswith("which marks no room") for line in problems(document))


def test_a_room_in_which_nobody_is_is_told() -> None:
    document = heat()
    document["panels"][0]["rooms"] = ["A", "C"]
    assert standings_of(document)["warnings"] == ["A: nobody is in room C"]


def test_a_weight_is_needed_only_beside_another_panel_of_the_room() -> None:
    document = heat()
    del document["panels"][0]["weight"], document["panels"][2]["weight"]
    assert problems(document) == (
        "panels[0].weight: missing; A is not the only panel of its rounds",
        "panels[2].weight: missing; all is not the only panel of its rounds",
    )
    document = contest(
        {"heat": {"A1": ["9", None], "B1": [None, "8"]}},
        panels={who: {"seats": 1, "rooms": [who]} for who in "AB"},
        people={"A1": {"room": "A"}, "B1": {"room": "B"}},
    )
    document["marks"] = [row for row in document["marks"] if row[4] is not None]
    assert {who: row["score"] for who, row in by_contestant(standings_of(document)).items()} == {"A1": "9.00", "B1": "8.00"}


def test_a_tie_link_to_a_panel_puts_other_rooms_last() -> None:
    document = heat(rules={"tie_chain": ["panel:A"]}, adjustments=[{"contestant": "B1", "points": "4"}])
    rows = by_contestant(standings_of(document))
    assert [rows[who]["place"] for who in ("A1", "B1")] == [1, 2]
    assert rows["B1"]["decided_by"] == "panel:A"


def test_places_are_certain_when_the_own_room_is_done() -> None:
    document = without(heat(items={"heat": {"mark": {"max": "100", "min": "0"}}}), "J3", "B2")
    found = {each.contestant: (each.best, each.worst) for each in place_ranges(tabulate(read_contest(document)))}
    assert found == {"A1": (1, 1), "B1": (2, 2), "A2": (3, 3), "B2": (3, 4)}


def test_forecast_asks_each_room() -> None:
    document = heat(items={"heat": {"mark": {"max": "100", "step": "1"}}}, rules={"round": {"final": None}})
    assert str(forecast(read_contest(document)).exact) == "1/10"
    for panel in document["panels"][:2]:
        panel["weight"] = "0.6"
    assert str(forecast(read_contest(document)).exact) == "1/3"
    document["panels"][1]["drop_high"] = 0
    assert str(forecast(read_contest(document)).exact) == "1/3"
    document["panels"][0]["weight"] = "0.2"
    assert str(forecast(read_contest(document)).exact) == "1/15"


def test_invented_marks_are_those_of_the_own_room() -> None:
    values = read_contest(heat())
    columns = dict(_marks(values, Random(1), Assumptions()))  # noqa: S311  invented marks, no secret
    assert {judge: set(column) for (_, judge, _), column in columns.items()} == {
        **{"J1": {"A1", "A2"}, "J2": {"B1", "B2"}, "J3": {"B1", "B2"}},
        **{"J4": {"A1", "A2", "B1", "B2"}},
    }
    assert count_ties(values, Assumptions(runs=3)).runs == 3


def test_another_rule_sheet_leaves_the_rooms() -> None:
    other = heat()
    for panel in other["panels"]:
        panel.pop("rooms", None)
    other["marks"] = []
    found = what_if(read_contest(heat()), under_rules_of(read_contest(other)))
    assert [change.changed for change in found.changes] == [False] * 4


def test_rooms_are_written_and_sealed() -> None:
    values = read_contest(heat())
    assert read_contest(write_contest(values)) == values
    assert json.loads(write_contest(values))["panels"][0]["rooms"] == ["A"]
    assert "rooms" not in json.loads(write_contest(values))["panels"][2]
    other = heat()
    other["panels"][0]["rooms"] = ["A", "B"]
    other["panels"][1]["rooms"] = ["B", "A"]
    assert fingerprint(read_contest(other)) != fingerprint(values)


def test_an_explanation_tells_only_of_the_own_panels() -> None:
    found = [line.strip() for line in as_text(explain(tabulate(read_contest(heat())), "B1"), "en")]
    assert [line for line in found if line.startswith("Panel")] == ["Panel B: 80", "Panel all: 90"]
    assert "(80 × 0.7 + 90 × 0.3) ÷ 1 = 83" in found
    open_ = tabulate(read_contest(without(heat(), "J1", "A1")))
    assert [line.strip() for line in as_text(explain(open_, "A1"), "en") if "Panel" in line] == ["Panel A: –", "Panel all: 80"]


def with_shared_seats(document: Document) -> Document:
    """The example as if the examiners of all rooms shared five seats, a different person in each room."""
    found = deepcopy(document)
    seats = [judge["id"] for judge in found["judges"]]
    found["panels"] = [{key: value for key, value in found["panels"][0].items() if key != "rooms"}]
    found["judges"] = [{"id": f"S{n}", "panel": found["panels"][0]["id"]} for n in range(5)]
    for row in found["marks"]:
        row[1] = row[1] and f"S{seats.index(row[1]) % 5}"
    return found


def test_examiners_of_the_own_room_give_what_shared_seats_gave() -> None:
    document = json.loads(EXAMPLE.read_bytes())
    answer = standings_of(document)
    assert [panel["rooms"] for panel in document["panels"]] == [["第一考场"], ["第二考场"], ["第三考场"]]
    assert answer == standings_of(with_shared_seats(document))
    assert (answer["final"], len(document["judges"])) == (True, 15)


def test_in_the_example_only_the_own_room_is_waited_for() -> None:
    document = json.loads(EXAMPLE.read_bytes())
    found = standings_of({**document, "marks": [row for row in document["marks"] if row[2] != "R02" or row[1] is None]})
    assert {row[1] for row in found["missing"]} == {"J6", "J7", "J8", "J9", "J10"}
