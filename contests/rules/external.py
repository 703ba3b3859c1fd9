"""Scores that come in ready, such as those of a written test, from the rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from communities.numbers import written
from communities.refused import Refused

from .roster import MOST_LISTED, table_of

HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("编号", "序号", "选手编号", "准考证号", "no", "no."),
    "score": ("成绩", "得分", "分数", "总分", "points"),
}
Problem = tuple[int, str, dict[str, Any]]


def scores_of(rows: Iterable[Mapping[str, Any]], *, numbers: Iterable[str]) -> dict[str, Decimal]:
    """Number of a contestant: score, or Refused("bad-rows") with (row, code, facts); rows are counted from 2.

    `numbers` are those of the contest. A row without a score is left out.
    """
    known, found, problems = set(numbers), dict[str, Decimal](), list[Problem]()
    for n, row in table_of(rows, HEADINGS, needed=tuple(HEADINGS)):
        problem = _problem(row["number"], row["score"], known, found)
        if problem is not None:
            problems.append((n, *problem))
        elif (score := written(row["score"])) is not None:
            found[row["number"]] = score
    if problems:
        raise Refused("bad-rows", problems=problems[:MOST_LISTED])
    return found


def _problem(
    number: str, text: str, known: set[str], found: Mapping[str, Decimal]
) -> tuple[str, dict[str, Any]] | None:
    if not number:
        return "empty", {"column": "number"}
    if number not in known:
        return "unknown-number", {"number": number[:MOST_LISTED]}
    if number in found:
        return "number-taken", {"number": number}
    if text and written(text) is None:
        return "not-a-number", {"column": "score", "text": text[:MOST_LISTED]}
    return None
