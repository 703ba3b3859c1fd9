"""Contestants from the rows of a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from communities.refused import Refused

HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("编号", "序号", "选手编号", "no", "no."),
    "name": ("姓名", "选手", "书记"),
    "community": ("社区", "所在社区", "单位"),
    "street": ("街道", "所属街道"),
    "title": ("题目", "演讲题目", "presentation"),
    "theme": ("主题", "方向"),
    "group": ("组别", "分组"),
    "room": ("考场", "赛场"),
}
NEEDED = ("number", "name")
LONGEST = {"number": 40, "title": 200, "theme": 200, "room": 40}
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One contestant as a row has it."""

    number: str
    name: str
    community: str = ""
    street: str = ""
    title: str = ""
    theme: str = ""
    group: str = ""
    room: str = ""


def entries_of(rows: Iterable[Mapping[str, Any]], *, taken: Iterable[str] = ()) -> list[Entry]:
    """The contestants, or Refused("bad-rows") with (row, code, facts) for each problem; rows are counted from 2."""
    table = [row for row in ({_field(k): _cell(v) for k, v in row.items()} for row in rows) if any(row.values())]
    if not table:
        raise Refused("no-rows")
    lacking = [name for name in NEEDED if not any(name in row for row in table)]
    if lacking:
        raise Refused("missing-columns", columns=lacking)
    problems = [(n, *problem) for n, row in enumerate(table, start=2) for problem in _problems(row)]
    problems += _twice(table, set(taken))
    if problems:
        raise Refused("bad-rows", problems=sorted(problems, key=lambda p: p[0])[:SHOWN])
    return [Entry(**{name: value for name, value in row.items() if name in HEADINGS}) for row in table]


def _field(heading: Any) -> str:
    text = str(heading or "").strip().casefold()
    return next((name for name, others in HEADINGS.items() if text == name or text in others), text)


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _problems(row: Mapping[str, str]) -> list[tuple[str, dict[str, Any]]]:
    empty = [("empty", {"column": name}) for name in NEEDED if not row.get(name)]
    limits = {name: LONGEST.get(name, 60) for name in HEADINGS}
    return empty + [
        ("too-long", {"column": name, "most": most, "length": len(row[name])})
        for name, most in limits.items()
        if len(row.get(name, "")) > most
    ]


def _twice(table: list[dict[str, str]], seen: set[str]) -> list[tuple[int, str, dict[str, Any]]]:
    found = []
    for n, row in enumerate(table, start=2):
        number = row.get("number", "")
        if number and number in seen:
            found.append((n, "number-taken", {"number": number}))
        seen.add(number)
    return found


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file: UTF-8, or GB 18030 as spreadsheets on Chinese systems write it."""
    text = _decoded(content)
    separator = max(",;\t，", key=text.partition("\n")[0].count)
    return [{str(k): v or "" for k, v in row.items()} for row in csv.DictReader(text.splitlines(), delimiter=separator)]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("unknown-encoding")
