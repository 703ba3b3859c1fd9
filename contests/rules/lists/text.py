"""Pasted text and CSV as a sheet: a quotation mark without its partner swallows nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .cells import Cell, Limits, Sheet, text_cell

SEPARATORS = "\t,;，"
LONGEST_QUOTED = 2_000


def sheet_of_text(text: str, limits: Limits) -> Sheet:
    """Rows of separated cells; the separator is the one most lines have. Refused("too-many-rows")."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    separator = _separator(lines)
    usual = (
        max(1, Counter(line.count(separator) for line in lines.split("\n") if line.strip()).most_common(1)[0][0])
        if lines.strip()
        else 1
    )
    rows = list(_rows(lines, separator, usual))
    for n, row in enumerate(rows, start=1):
        filled = [column for column, cell in enumerate(row, start=1) if cell]
        if filled:
            limits.refuse_outside(n, filled[-1])
    return Sheet("", rows, cells_a_row=[len(row) for row in rows])


def _separator(lines: str) -> str:
    counted = {mark: sum(1 for line in lines.split("\n") if mark in line) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: counted[mark])


def _rows(lines: str, separator: str, usual: int) -> Iterator[list[Cell]]:
    """Row by row. A cell in quotation marks ends where its partner stands before a separator or the end of a line."""
    quoted = re.compile(rf'"((?:[^"]|""){{0,{LONGEST_QUOTED}}}+)"(?=[{separator}\n]|\Z)')
    plain = re.compile(rf"[^{separator}\n]*")
    row, at = list[Cell](), 0
    while at <= len(lines):
        found = quoted.match(lines, at)
        if found is not None and not _swallows(found[1], separator, usual):
            row.append(text_cell(found[1].replace('""', '"')))
        else:
            found = plain.match(lines, at)
            assert found is not None  # noqa: S101 - it matches nothing as well
            row.append(_of_plain(found[0]))
        at = found.end() + 1
        if lines[found.end() : at] != separator:
            yield row
            row = []


def _swallows(text: str, separator: str, usual: int) -> bool:
    """Whether these are rows that stray marks hold together: lines with as many separators as a row has."""
    return "\n" in text and text.count(separator) >= usual


def _of_plain(text: str) -> Cell:
    cell = text_cell(text)
    stray = cell.text.startswith('"') and cell.text.count('"') % 2
    return Cell(cell.text, "stray-quote") if stray else cell
