"""The examples and the example in the manual: each is a contest file, and each has a final result."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tabulation import as_json, read_contest, tabulate

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "contest-file.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
MANUAL = (ROOT / "docs" / "contest-file.md").read_text("utf-8")
EXAMPLES = sorted((ROOT / "examples").glob("*.json"))
WINNERS = {
    "tiexi": ["05"],
    "observation-tour": ["S1"],
    "five-standards": ["C5", "C1"],
    "reserve-selection": ["R15"],
    "mass-jury": ["03"],
}
"""Who is first in each example, group by group."""


def answer_to(source: bytes | dict[str, Any]) -> dict[str, Any]:
    """What the command line prints with --json, as it reads when it is loaded again."""
    answer: dict[str, Any] = json.loads(json.dumps(as_json(tabulate(read_contest(source)))))
    return answer


def rows_of(example: str) -> dict[str, dict[str, Any]]:
    """The standings of an example by contestant."""
    answer = answer_to((ROOT / "examples" / f"{example}.json").read_bytes())
    return {row["contestant"]: row for row in answer["standings"]}


def schema_errors(document: Any) -> list[str]:
    """What the schema says against a document."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)]


def test_every_preset_has_an_example() -> None:
    assert [path.stem for path in EXAMPLES] == sorted(WINNERS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_fits_the_schema(path: Path) -> None:
    assert schema_errors(json.loads(path.read_bytes())) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_says_that_it_is_invented(path: Path) -> None:
    assert "虚构" in json.loads(path.read_bytes())["about"]["invented"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_final_and_without_warnings(path: Path) -> None:
    answer = answer_to(path.read_bytes())
    assert (answer["final"], answer["missing"], answer["warnings"]) == (True, [], [])
    assert [row["contestant"] for row in answer["standings"] if row["place"] == 1] == WINNERS[path.stem]


def test_tie_of_the_stage_contest_is_settled_by_an_item() -> None:
    rows = rows_of("tiexi")
    third, fourth = rows["03"], rows["07"]
    assert third["exact"] == fourth["exact"] == "89.528"
    assert (third["place"], third["award"], fourth["place"], fourth["award"]) == (3, "二等奖", 4, "三等奖")
    assert {who for who, row in rows.items() if row["decided_by"] == "item:speech/content"} == {"03", "07"}


def test_tie_of_the_tour_is_settled_by_the_chair() -> None:
    rows = rows_of("observation-tour")
    assert {who: row["place"] for who, row in rows.items() if row["decided_by"] == "chair"} == {"S4": 3, "S5": 4}
    assert rows["S4"]["exact"] == rows["S5"]["exact"] == "88.42"


def test_reserves_are_ten_and_the_absent_is_not_placed() -> None:
    rows = rows_of("reserve-selection")
    assert sum(row["award"] == "后备人员" for row in rows.values()) == 10
    assert (rows["R17"]["status"], rows["R17"]["place"], rows["R17"]["award"]) == ("no-show", None, None)


def test_worked_example_of_the_manual() -> None:
    document, answer = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", MANUAL, re.DOTALL))
    assert schema_errors(document) == []
    assert answer_to(document) == answer


def test_manual_names_every_key_of_the_schema() -> None:
    """Also without its examples the manual names every key."""
    prose = re.sub(r"```json\n.*?```", "", MANUAL, flags=re.DOTALL)
    parts = [SCHEMA, *SCHEMA["$defs"].values(), *SCHEMA["$defs"]["rules"]["properties"].values()]
    keys = {key for part in parts for key in part.get("properties", {})}
    assert [key for key in sorted(keys) if not re.search(rf"[`\".]{key}[`\"]", prose)] == []
