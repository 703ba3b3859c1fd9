"""An Excel workbook as sheets: looked through before anything is built of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import from_excel

from communities.refused import Refused

from .cells import EMPTY, Cell, Limits, Sheet, text_cell
from .layout import Layout, layout_of
from .number_format import CHINESE_DATES, displayed_month, displayed_otherwise

AT_ONCE = 1_000_000
"""Bytes that are looked through."""
DOCTYPES = [b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be")]


def sheets_of_workbook(content: bytes, limits: Limits) -> list[Sheet]:
    """Every worksheet.

    Refused: "file-too-large", "too-many-rows", "too-many-cells-in-all"; "no-table" where it is no sound workbook.
    """
    try:
        _look_through(content, limits)
        return _sheets(content, limits)
    except Refused:
        raise
    except Exception as error:
        raise Refused("no-table") from error


def _look_through(content: bytes, limits: Limits) -> None:
    """What a part says of its size holds: not more than that is unpacked of it. A workbook needs no DOCTYPE."""
    with ZipFile(BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > limits.unpacked:
            raise Refused("file-too-large", most=f"{limits.unpacked // 1_000_000} MB")
        for part in parts.infolist():
            if part.filename.endswith((".xml", ".rels")):
                with parts.open(part) as text:
                    _refuse_doctype(text)


def _refuse_doctype(part: IO[bytes]) -> None:
    """BadZipFile where a part has a DOCTYPE; a piece is looked through with the end of the one before."""
    end = b""
    while piece := part.read(AT_ONCE):
        text = (end + piece).upper()
        if any(mark in text for mark in DOCTYPES):
            raise BadZipFile
        end = piece[-len(DOCTYPES[-1]) :]


def _sheets(content: bytes, limits: Limits) -> list[Sheet]:
    reader = ExcelReader(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.read()
    layouts = {}
    for listing, part in reader.parser.find_sheets():
        if part.Type.endswith("/worksheet"):
            with reader.archive.open(part.target) as lines:
                layouts[listing.name] = (layout_of(lines, limits), listing.state != "visible")
    return [_sheet(page, *layouts[page.title]) for page in reader.wb.worksheets]


def _sheet(page: Any, layout: Layout, hidden: bool) -> Sheet:
    rows: list[list[Cell]] = []
    if layout.last_row:
        read = page.iter_rows(min_row=1, max_row=layout.last_row, max_col=layout.last_column)
        rows = [
            [_cell(field, (n, m) in layout.valueless) for m, field in enumerate(row, 1)]
            for n, row in enumerate(read, 1)
        ]
    for column, first, last in layout.merged:
        _fill(rows, column - 1, first - 1, last)
    return Sheet(
        page.title,
        rows,
        hidden,
        frozenset(layout.hidden_rows),
        frozenset(layout.hidden_columns),
        frozenset(layout.spanned_rows),
    )


def _fill(rows: list[list[Cell]], column: int, first: int, last: int) -> None:
    """What stands once for several rows stands in each of them."""
    if first >= len(rows) or column >= len(rows[first]):
        return
    spread = replace(rows[first][column], spread=bool(rows[first][column]))
    for row in rows[first:last]:
        if row is rows[first] or not row[column]:
            row[column] = spread


def _cell(field: Any, valueless: bool) -> Cell:
    """A cell as a person reads it; spreadsheets keep fifteen digits of a number."""
    value = field.value
    if valueless:
        return Cell("=", "formula-cell")
    if value is None:
        return EMPTY
    if field.data_type == "e":
        return Cell(str(value), "error-cell")
    form = CHINESE_DATES.get(field.style_array.numFmtId) or str(field.number_format)
    if field.style_array.numFmtId in CHINESE_DATES and isinstance(value, int | float):
        value = _date(value, field.parent.parent.epoch)
    if isinstance(value, date | datetime | time | timedelta):
        return Cell(str(value), "date-cell", displayed_month(value, form))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return text_cell(str(value))
    text = _number(value, form)
    return Cell(text, "percent-cell") if "%" in form else Cell(text, displayed=displayed_otherwise(text, form))


def _date(days: float, epoch: datetime) -> date | datetime | time | timedelta:
    """The date of a number of days; one that no calendar has is shown as such."""
    try:
        return from_excel(days, epoch) or timedelta(0)
    except (OverflowError, ValueError):
        return timedelta(0)


def _number(value: float, form: str) -> str:
    text = format(value, ".15g") if isinstance(value, float) else str(value)
    if set(form) == {"0"} and text.isdecimal():
        return text.zfill(len(form))
    return text
