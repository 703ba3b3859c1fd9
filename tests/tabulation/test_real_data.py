"""Real marks with official results: every row must come out to the digit.

The marks are other people's and stay outside the project: in the folder that LEITAI_REAL_DATA names, or in
`shared/data` beside the project's folder. What they are and who publishes them stands in the README there.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.tabulation.support import Document, by_contestant, contest, standings_of

Record = dict[str, str]
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"
NAMED = os.environ.get("LEITAI_REAL_DATA")
FOLDER = Path(NAMED or BESIDE)

NOTHING, WHOLE, HALF, QUARTER = "0.0", "1", "0.5", "0.25"


@cache
def records(name: str) -> tuple[Record, ...]:
    """The rows of one of the files."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def grouped_by(rows: Iterable[Record], *columns: str) -> dict[tuple[str, ...], list[Record]]:
    """The rows that agree in these columns."""
    groups: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return groups


class Result(NamedTuple):
    """What was published about one row, and what our sums say."""

    row: str
    official: Decimal
    ours: Decimal


def result(row: str, official: str, ours: str | int) -> Result:
    return Result(row, Decimal(official), Decimal(ours))


# Figure skating: ISU events of 2016-17, per component one high and one low mark dropped; 0.0 is no mark.


def skating_row(record: Record) -> list[str | None]:
    points = [record[f"J{judge}"] for judge in range(1, 10)]
    return [None if mark == NOTHING else mark for mark in points]


def component_document(rows: list[Record]) -> Document:
    """One segment, each component a round of its own: the round score is the panel score of the component."""
    sheets: dict[str, dict[str, list[list[str | None]]]] = defaultdict(dict)
    for record in rows:
        sheets[record["component"]][record["performance_id"]] = [[mark] for mark in skating_row(record)]
    items = {component: {"mark": {"max": "10", "step": QUARTER}} for component in sheets}
    return contest(sheets, items=items, drop=(1, 1), rules={"round": {"round": 2}})


def skating_components() -> Iterator[Result]:
    for rows in grouped_by(records("skating_components.csv"), "competition", "program").values():
        ours = by_contestant(standings_of(component_document(rows)))
        for record in rows:
            name, component = record["performance_id"], record["component"]
            yield result(f"{name} {component}", record["official_panel_score"], ours[name]["rounds"][component])


def component_sheets(rows: list[Record]) -> dict[str, list[tuple[str | None, ...]]]:
    """Performance -> one row per judge, one column per component."""
    return {
        name: list(zip(*map(skating_row, components), strict=True))
        for (name,), components in grouped_by(rows, "performance_id").items()
    }


def deduction(record: Record) -> Document:
    points = f"-{record['total_deductions']}"
    return {"contestant": record["performance_id"], "round": None, "points": points, "reason": "deductions"}


def segment_document(rows: list[Record], components: list[Record]) -> Document:
    """One segment: the elements as published, the components from the marks, deductions, and the rule for ties."""
    factors = {record["component"]: record["factor"] for record in components}
    first = "components" if "FREE" in rows[0]["program"] else "elements"
    return contest(
        {
            "elements": {record["performance_id"]: record["total_element_score"] for record in rows},
            "components": component_sheets(components),
        },
        items={"components": {name: {"max": "10", "step": QUARTER, "weight": f} for name, f in factors.items()}},
        rounds={"elements": {"sealed": True}, "components": {"rules": {"round": {"round": 2}}}},
        drop=(1, 1),
        rules={"trim": "item", "round": {"item": 2, "weighted": 2}, "tie_chain": [f"round:{first}"]},
        adjustments=[deduction(record) for record in rows if Decimal(record["total_deductions"])],
    )


def skating_performances() -> Iterator[Result]:
    components = grouped_by(records("skating_components.csv"), "competition", "program")
    for segment, rows in grouped_by(records("skating_performances.csv"), "competition", "program").items():
        ours = by_contestant(standings_of(segment_document(rows, components[segment])))
        for record in rows:
            name = record["performance_id"]
            answer = ours[name]
            yield result(f"{name} components", record["total_component_score"], answer["rounds"]["components"])
            yield result(f"{name} score", record["total_segment_score"], answer["score"])
            yield result(f"{name} rank", record["rank"], answer["place"])


# Diving: two high and two low awards dropped, the sum of the other three x difficulty; six dives added.


def diving_document(rows: list[Record]) -> Document:
    dives: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for record in rows:
        dives[record["Round_Number"]][record["Diver_Name"]] = [record[f"Judge{judge}"] for judge in range(1, 8)]
    return contest(
        dives,
        items={dive: {"mark": {"max": "10", "step": HALF}} for dive in dives},
        drop=(2, 2),
        rules={"pool": "sum"},
        factors=[[record["Round_Number"], record["Diver_Name"], record["Difficulty"]] for record in rows],
    )


def diving() -> Iterator[Result]:
    rows = records("diving_paris2024_men10m.csv")
    ours = by_contestant(standings_of(diving_document(list(rows))))
    for (name,), dives in grouped_by(rows, "Diver_Name").items():
        for record in dives:
            dive = record["Round_Number"]
            yield result(f"{name} dive {dive}", record["Round_Score"], ours[name]["rounds"][dive])
        total = sum(Decimal(record["Round_Score"]) for record in dives)
        yield result(f"{name} total", str(total), ours[name]["score"])


# Ski jumping: the middle three style marks + length + gate + wind, never below 0.


def jump_document(jumps: dict[str, Record]) -> Document:
    extras = {"lengthPoints": "length", "gatePoints": "gate", "windPoints": "wind"}
    return contest(
        {"style": {name: [record[f"judge{letter}"] for letter in "ABCDE"] for name, record in jumps.items()}},
        items={"style": {"mark": {"max": "20", "step": HALF}}},
        drop=(1, 1),
        rules={"pool": "sum", "round": {"final": 1}, "bounds": {"final": ["0", None]}},
        adjustments=[
            {"contestant": name, "round": None, "points": record[column], "reason": reason}
            for name, record in jumps.items()
            for column, reason in extras.items()
            if record[column]
        ],
    )


def ski_jumping() -> Iterator[Result]:
    for (event,), rows in grouped_by(records("ski_jumping_2016.csv"), "fileid").items():
        jumps = {str(number): record for number, record in enumerate(rows, start=1)}
        ours = by_contestant(standings_of(jump_document(jumps)))
        for name, record in jumps.items():
            yield result(f"{event} {name} style", record["stylePoints"], ours[name]["rounds"]["style"])
            yield result(f"{event} {name} total", record["totalPoints"], ours[name]["score"])


# Strictly: the sum of the marks; a 0 under a judge who did not sit that week is no mark.


def evening_document(dances: dict[str, Record], sitting: list[str]) -> Document:
    return contest(
        {"dance": {name: [record[judge] for judge in sitting] for name, record in dances.items()}},
        items={"dance": {"mark": {"max": "10", "step": WHOLE}}},
        rules={"pool": "sum", "round": {"final": 0}},
    )


def strictly() -> Iterator[Result]:
    for evening, rows in grouped_by(records("strictly.csv"), "series", "week").items():
        judges = [column for column in rows[0] if column.startswith("score_")]
        sitting = [judge for judge in judges if any(record[judge] != "0" for record in rows)]
        dances = {str(number): record for number, record in enumerate(rows, start=1)}
        ours = by_contestant(standings_of(evening_document(dances, sitting)))
        for name, record in dances.items():
            yield result(f"{evening} dance {name}", record["total"], ours[name]["score"])


SOURCES: list[tuple[Callable[[], Iterator[Result]], int]] = [
    (skating_components, 8630),
    (skating_performances, 3 * 1726),
    (diving, 72 + 12),
    (ski_jumping, 2 * 1017),
    (strictly, 1734),
]


@pytest.mark.skipif(not (NAMED or FOLDER.is_dir()), reason="real marks not present: set LEITAI_REAL_DATA")
@pytest.mark.parametrize(("source", "published"), SOURCES, ids=[source.__name__ for source, _ in SOURCES])
def test_official_results_come_out_to_the_digit(source: Callable[[], Iterator[Result]], published: int) -> None:
    results = list(source())
    assert [row for row in results if row.official != row.ours] == []
    assert len(results) == published
