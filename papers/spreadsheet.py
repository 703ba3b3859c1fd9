"""A paper as an Excel workbook: numbers as numbers, text never as a formula, ready to print on A4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import cast

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Field
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from communities.typed import UNFIT

from .paper import Cell, Column, Paper, Sheet, Table, decimals_of
from .stored_values import with_values

MILLIMETRES_A_CHARACTER = 2
WIDEST, NARROWEST, REMAINING = 60, 7, 24
THIN = Side(style="thin", color="B9AFA3")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD = PatternFill("solid", start_color="EFE9E1")
HATCHED = PatternFill("lightUp", start_color="A09890")
VERMILION = "B3261E"
NOT_IN_A_TAB = re.compile(r"[\[\]:*?/\\]")
LONGEST_TAB = 31
PLACE = re.compile(r"\{([0-9]+)\}")
"""Where a formula names a cell of its row."""


def xlsx_of(paper: Paper) -> bytes:
    """The bytes of the workbook: a worksheet for each sheet of the paper."""
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = "Leitai"
    book.properties.title = _clean(paper.contest)
    book.properties.created = book.properties.modified = timezone.make_naive(paper.printed)
    if book.active is not None:
        book.remove(book.active)
    taken: set[str] = set()
    pages = [book.create_sheet(_tab(sheet.tab or sheet.title, taken)) for sheet in paper.sheets]
    values = [_worksheet(page, paper, sheet) for page, sheet in zip(pages, paper.sheets, strict=True)]
    stored = BytesIO()
    book.save(stored)
    return with_values(stored.getvalue(), values)


def _tab(title: str, taken: set[str]) -> str:
    """A name Excel takes for a worksheet, and takes once."""
    name = NOT_IN_A_TAB.sub(" ", _clean(title)).strip(" '")[:LONGEST_TAB].strip(" '") or "1"
    tries = [name, *(f"{name[: LONGEST_TAB - 4]} {n}" for n in range(2, 1000))]
    found = next(tab for tab in tries if tab.lower() not in taken)
    taken.add(found.lower())
    return found


def _worksheet(page: Worksheet, paper: Paper, sheet: Sheet) -> dict[str, Decimal]:
    """Fills a worksheet; the values of its formulas by the address of the cell."""
    tables = [_apart(table) for table in sheet.tables]
    values: dict[str, Decimal] = {}
    wide = max((len(table.columns) for table in tables), default=4)
    row = _lines(page, wide, 1, _opening(paper, sheet))
    for n, table in enumerate(tables):
        if table.caption:
            row = _lines(page, wide, row, [(table.caption, Font(bold=True))])
        row = _table(page, row, table, values)
        if n == 0:
            _freeze(page, row - len(table.rows), len(tables))
        row += 1
    closing = [*sheet.remarks, *(f"{label}：____________" for label in sheet.signatures)]
    closing += [paper.fingerprint_words, paper.printed_words]
    _lines(page, wide, row, [(text, Font(size=10)) for text in closing])
    _widths(page, tables)
    _printing(page, paper)
    return values


def _apart(table: Table) -> Table:
    """A table in which what stands below in smaller letters has a column of its own, where its column has a heading."""
    twice = [n for n, column in enumerate(table.columns) if column.below]
    if not twice:
        return table
    place = {n: n + sum(1 for before in twice if before < n) for n in range(len(table.columns))}
    columns = [
        each
        for column in table.columns
        for each in ((column, Column(head=column.below)) if column.below else (column,))
    ]
    rows = [
        [
            replace(each, formula=_moved(each.formula, place))
            for n, cell in enumerate(row)
            for each in ((replace(cell, note=""), Cell(text=cell.note)) if n in twice else (cell,))
        ]
        for row in table.rows
    ]
    return replace(table, columns=columns, rows=rows)


def _moved(formula: str, place: Mapping[int, int]) -> str:
    return PLACE.sub(lambda found: f"{{{place[int(found[1])]}}}", formula)


def _opening(paper: Paper, sheet: Sheet) -> Iterable[tuple[str, Font]]:
    yield paper.contest, Font(bold=True, size=15)
    yield f"{paper.kind} · {sheet.title}" if sheet.title != paper.kind else paper.kind, Font(bold=True, size=12)
    if paper.loud:
        yield paper.loud, Font(bold=True, size=13, color=VERMILION)
    if paper.state:
        yield paper.state, Font(size=10)
    for label, value in sheet.facts:
        yield f"{label}：{value}", Font(size=10)


def _lines(page: Worksheet, wide: int, row: int, lines: Iterable[tuple[str, Font]]) -> int:
    """Lines of text across the whole width; the row after them."""
    for text, font in lines:
        if wide > 1:
            page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=wide)
        field = _at(page, row, 1)
        _write(field, text)
        field.font = font
        field.alignment = Alignment(vertical="center", wrap_text=True)
        characters = max(20, wide * 11)
        page.row_dimensions[row].height = 1.4 * (font.size or 11) * (1 + _length(text) // characters)
        row += 1
    return row


def _table(page: Worksheet, row: int, table: Table, values: dict[str, Decimal]) -> int:
    """Head and rows; the row after them."""
    for n, column in enumerate(table.columns, start=1):
        _head(_at(page, row, n), column)
    for line, cells in enumerate(table.rows, start=row + 1):
        for n, cell in enumerate(cells, start=1):
            field = _at(page, line, n)
            _field(field, cell, table.columns[n - 1])
            if cell.formula and cell.number is not None:
                field.value = f"={_in_row(cell.formula, line)}"
                values[field.coordinate] = cell.number
        if table.row_height:
            page.row_dimensions[line].height = table.row_height * 2.8
    return row + 1 + len(table.rows)


def _in_row(formula: str, row: int) -> str:
    return PLACE.sub(lambda found: f"{get_column_letter(int(found[1]) + 1)}{row}", formula)


def _at(page: Worksheet, row: int, column: int) -> Field:
    """A field that is not hidden under a merged one."""
    return cast(Field, page.cell(row, column))


def _head(field: Field, column: Column) -> None:
    _write(field, f"{column.head}\n{column.note}" if column.note else column.head)
    field.font, field.fill, field.border = Font(bold=True), HEAD, GRID
    field.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _field(field: Field, cell: Cell, column: Column) -> None:
    if cell.number is not None:
        field.value = cell.number
        field.number_format = _format(cell)
    else:
        _write(field, f"{cell.text}\n{cell.note}" if cell.note and cell.text else cell.text or cell.note)
    field.border = GRID
    field.font = Font(strike=bool(cell.out), bold=cell.strong)
    field.alignment = Alignment(horizontal=column.align, vertical="center", wrap_text=True)
    if cell.out or cell.closed:
        field.fill = HATCHED


def _format(cell: Cell) -> str:
    """As many places as are printed; the word for a dropped value, and a note, stand beside the number."""
    decimals = decimals_of(cell)
    words = "".join(f" {word}" for word in (cell.out, cell.note) if word).replace('"', "”")
    return ("0." + "0" * decimals if decimals else "0") + (f'"{_clean(words)[:120]}"' if words else "")


def _write(field: Field, text: str) -> None:
    """Text that stays text, whatever sign it begins with."""
    field.value = _clean(text) or None
    if field.value is not None:
        field.data_type = "s"
        field.quotePrefix = text[:1] in "=+-@"


def _clean(text: str) -> str:
    return UNFIT.sub("", text)  # a row from before they were refused may hold one


def _length(text: str) -> int:
    """Columns a text takes: Chinese characters take two."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def _freeze(page: Worksheet, first: int, tables: int) -> None:
    """The head of the first table stays in sight, and is printed on every page where it is the only one."""
    page.freeze_panes = f"A{first}"
    if tables == 1:
        page.print_title_rows = f"{first - 1}:{first - 1}"


def _widths(page: Worksheet, tables: Iterable[Table]) -> None:
    columns = [table.columns for table in tables]
    for n in range(max(map(len, columns), default=0)):
        found = [_width(row[n]) for row in columns if n < len(row)]
        page.column_dimensions[get_column_letter(n + 1)].width = max(found)


def _width(column: Column) -> int:
    wanted = column.width // MILLIMETRES_A_CHARACTER if column.width else REMAINING
    return min(WIDEST, max(NARROWEST, wanted))


def _printing(page: Worksheet, paper: Paper) -> None:
    """A4, across, one page wide, with page numbers."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    footer = cast(HeaderFooterItem, page.oddFooter)
    footer.center.text = "&P / &N"
    footer.right.text = _clean(paper.loud).replace("&", "&&")[:200]
