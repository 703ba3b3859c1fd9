"""Worked examples with known answers: each a contest in compact form (the arguments of `contest`) and its results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.tabulation.support import contest, standings_of, told

VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_worked_example_has_its_known_answer(vector: dict[str, Any]) -> None:
    answer = standings_of(contest(**vector["contest"]))
    assert told(answer, vector["expected"]) == vector["expected"]
    assert answer["final"]
