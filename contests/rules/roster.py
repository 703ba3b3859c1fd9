"""Contestants from the rows of a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
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
MOST_LISTED = 50


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
    table = table_of(rows, HEADINGS, needed=NEEDED)
    problems = [(n, *problem) for n, row in table for problem in _problems(row)]
    problems += _twice(table, set(taken))
    if problems:
        raise Refused("bad-rows", problems=sorted(problems, key=lambda p: p[0])[:MOST_LISTED])
    return [Entry(**row) for _, row in table]


def table_of(
    rows: Iterable[Mapping[str, Any]], headings: Mapping[str, tuple[str, ...]], *, needed: Collection[str]
) -> list[tuple[int, dict[str, str]]]:
    """The rows that are not blank, each with its number (the first below the headings is 2), by known columns.

    Of two columns with one meaning the first that is filled in counts. Refused("no-rows"), Refused("missing-columns").
    """
    table, there = list[tuple[int, dict[str, str]]](), set[str]()
    for n, row in enumerate(rows, start=2):
        found: dict[str, str] = {}
        for heading, value in row.items():
            name = _field(heading, headings)
            found[name] = found.get(name) or _cell(value)
        there.update(found)
        if any(found.values()):
            table.append((n, {name: value for name, value in found.items() if name in headings}))
    if not table:
        raise Refused("no-rows")
    lacking = [name for name in needed if name not in there]
    if lacking:
        raise Refused("missing-columns", columns=lacking)
    return [(n, dict.fromkeys(needed, "") | row) for n, row in table]


def _field(heading: Any, headings: Mapping[str, tuple[str, ...]]) -> str:
    text = str(heading or "").strip().casefold()
    return next((name for name, others in headings.items() if text == name or text in others), text)


def _cell(value: Any) -> str:
    """A cell as a person reads it; spreadsheets keep fifteen digits of a number."""
    if isinstance(value, float):
        return format(value, ".15g")
    return "" if value is None else str(value).strip()


def _problems(row: Mapping[str, str]) -> list[tuple[str, dict[str, Any]]]:
    empty = [("empty", {"column": name}) for name in NEEDED if not row.get(name)]
    limits = {name: LONGEST.get(name, 60) for name in HEADINGS}
    return empty + [
        ("too-long", {"column": name, "most": most, "length": len(row[name])})
        for name, most in limits.items()
        if len(row.get(name, "")) > most
    ]


def _twice(table: list[tuple[int, dict[str, str]]], seen: set[str]) -> list[tuple[int, str, dict[str, Any]]]:
    found = []
    for n, row in table:
        number = row["number"]
        if number and number in seen:
            found.append((n, "number-taken", {"number": number[:MOST_LISTED]}))
        seen.add(number)
    return found


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    """The rows below the headings of a CSV file, blank ones too; in UTF-8, or as spreadsheets write it elsewhere."""
    text = _decoded(content)
    separator = max(",;\t，", key=text.partition("\n")[0].count)
    try:
        headings, *rows = [*csv.reader(StringIO(text, newline=""), delimiter=separator)] or [[]]
    except csv.Error as error:
        raise Refused("no-table") from error
    return [dict(reversed([*zip(headings, row, strict=False)])) for row in rows]


def _decoded(content: bytes) -> str:
    """As text: UTF-8, UTF-16 with its mark, or GB 18030 of spreadsheets on Chinese systems."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("unknown-encoding")
