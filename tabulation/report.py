"""Standings as the JSON of the command line, and as a table for a terminal."""

from __future__ import annotations

import json
from typing import Any
from unicodedata import east_asian_width

from .tabulate import Standing, Tabulation
from .vocabulary import Status, Words
from .whatif import WhatIf
from .wording import on_one_line, remark_text, said


def as_json(result: Tabulation) -> dict[str, Any]:
    """The result as the command line's JSON (docs/contest-file.md, "The command line")."""
    return {
        "final": result.final,
        "missing": [missing.row() for missing in result.missing],
        "warnings": [remark_text(remark, "en") for remark in result.warnings],
        "standings": [_as_dict(standing) for standing in result.standings],
    }


def _as_dict(standing: Standing) -> dict[str, Any]:
    values = standing._asdict()
    values["awards"] = list(standing.awards)
    return values


def as_line(result: Tabulation) -> str:
    """The results as JSON in one line of text."""
    return json.dumps(as_json(result), ensure_ascii=False)


def as_table(result: Tabulation, language: str) -> str:
    """The standings as columns for a terminal, remarks below."""
    names = {c.id: c.name for c in result.contest.contestants}
    columns = [key for key in HEADS if key != "group" or any(s.group for s in result.standings)]
    heads = [HEADS[key][language] for key in columns]
    cells = (_cells(standing, names[standing.contestant], language) for standing in result.standings)
    rows = [[on_one_line(row[key]) for key in columns] for row in cells]
    widths = [max(map(_width, column)) for column in zip(heads, *rows, strict=True)]
    lines = [_line(row, widths) for row in [heads, *rows]]
    title = on_one_line(result.contest.title)
    state = said(STATES["final" if result.final else "open"], language, {"count": str(result.missing_count)})
    remarks = [f"· {remark_text(remark, language)}" for remark in result.warnings]
    return "\n".join([title, *lines, state, *remarks])


def as_comparison(found: WhatIf, language: str) -> str:
    """Standings before and after, side by side; people whose result changes are marked."""
    heads = [head[language] for head in COMPARED]
    pairs = ((on_one_line(c.contestant), c) for c in found.changes)
    rows = [[who, _result(c.before), _result(c.after), "*" if c.changed else ""] for who, c in pairs]
    widths = [max(map(_width, column)) for column in zip(heads, *rows, strict=True)]
    lines = [_line(row, widths) for row in [heads, *rows]]
    return "\n".join([*lines, *([WITHOUT_DECISIONS[language]] if found.without_decisions else [])])


WITHOUT_DECISIONS = Words(
    "the recorded decisions do not fit the other rules and are left out", "记录的裁定不适用于另一规则，未予采用"
)

COMPARED = (Words("no.", "编号"), Words("today", "现行规则"), Words("what if", "另一规则"), Words("", ""))


def _result(standing: Standing) -> str:
    place = "–" if standing.place is None else f"{standing.place}{'=' if standing.shared else ''}"
    return f"{place}  {standing.score or '–'}  {on_one_line('、'.join(standing.awards))}".rstrip()


HEADS = {
    "group": Words("group", "组别"),
    "place": Words("place", "名次"),
    "contestant": Words("no.", "编号"),
    "name": Words("name", "姓名"),
    "score": Words("score", "得分"),
    "awards": Words("awards", "奖项"),
    "decided": Words("decided by", "同分依据"),
}
STATES = {
    "final": Words("final: nothing is missing", "结果完整"),
    "open": Words(
        "provisional: {count} marks missing, or a decision is waited for", "暂计：尚缺 {count} 个打分，或待裁定"
    ),
}


def _cells(standing: Standing, name: str, language: str) -> dict[str, str]:
    place = "–" if standing.place is None else f"{standing.place}{'=' if standing.shared else ''}"
    if standing.status != Status.COMPETING:
        place = Status.of(standing.status).words[language]
    return {
        "group": standing.group or "",
        "place": place,
        "contestant": standing.contestant,
        "name": name,
        "score": standing.score or "–",
        "awards": "、".join(standing.awards),
        "decided": standing.decided_by or "",
    }


def _width(text: str) -> int:
    """Columns a text takes in a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _line(row: list[str], widths: list[int]) -> str:
    return "  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip()
