"""A paper as plain values, before anybody has decided whether it becomes a PDF or a workbook.

Both are drawn from the same cells, so that they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

MOST_DECIMALS = 3
"""Of a number that does not end, such as 22/3, this many places are printed as on screens, then …"""
FINE = 4
"""The same for a coefficient."""

AS_GIVEN = "as given"
"""The kind of a column whose numbers do not compare, such as marks of several items."""


class Form(StrEnum):
    """What a paper is handed out as; the value is the ending of a file's name."""

    PDF = "pdf"
    XLSX = "xlsx"

    @property
    def mime(self) -> str:
        """The content type."""
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return "application/pdf" if self is Form.PDF else sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; with a `number` the workbook can go on computing.

    `out` is the word for a value that was dropped: it is struck through and hatched besides. `note` is a smaller
    second line. `closed` is a place where nothing is to be written; `strong` is what the row is about. `formula` is how
    a workbook computes the number: "AVERAGE({2},{3})", each place the cell in that column of the row, from 0. `drawn`
    is a picture (SVG) that stands on paper in the place of the text.
    """

    text: str = ""
    number: Decimal | None = None
    out: str = ""
    note: str = ""
    closed: bool = False
    strong: bool = False
    formula: str = ""
    drawn: str = ""


OF_A_CELL = ("text", "out", "note", "closed", "strong", "drawn")
"""What of a cell is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, a smaller line below it, and its width in millimetres; 0 takes what is left.

    Numbers in a column are printed with equally many places, and so are those in all columns of one `kind`;
    AS_GIVEN leaves them alone. `below` is the heading of what stands below in smaller letters: a workbook has a column
    for it. Numbers have at least so many `decimals`.
    """

    head: str
    note: str = ""
    width: int = 0
    align: str = "left"
    kind: str = ""
    below: str = ""
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under columns; `row_height` in millimetres leaves room for handwriting."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    caption: str = ""
    row_height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What begins on a new page, and is a worksheet of its own: a title, facts, tables, remarks, lines to sign.

    A `poster` is read from a few steps away: its only table is as large as the page takes. `pictures` stand small below
    the tables, each as the name of a file of the paper and what it shows.
    """

    title: str
    tables: Sequence[Table]
    tab: str = ""
    facts: Sequence[tuple[str, str]] = ()
    remarks: Sequence[str] = ()
    signatures: Sequence[str] = ()
    qr: str = ""
    qr_note: str = ""
    poster: bool = False
    pictures: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper; `files` are the pictures it prints, by name.

    `loud` is what nobody may miss (not final, not published); `state` says it when all is well.
    """

    contest: str
    kind: str
    sheets: Sequence[Sheet]
    printed: datetime
    printed_words: str
    fingerprint_words: str
    language: str
    loud: str = ""
    watermark: str = ""
    state: str = ""
    landscape: bool = False
    words: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many cells all tables have together."""
        return sum(len(table.rows) * len(table.columns) for sheet in self.sheets for table in sheet.tables)

    def as_data(self) -> dict[str, Any]:
        """The paper as JSON values for the template."""
        return {key: value for key, value in _said(self).items() if key not in {"printed", "files"}} | {
            "sheets": self._sheets()
        }

    def _sheets(self) -> list[dict[str, Any]]:
        return [_said(sheet) | {"tables": [_table(table) for table in sheet.tables]} for sheet in self.sheets]


def _said(part: Paper | Sheet | Table | Column) -> dict[str, Any]:
    """The fields of a part as they stand; what it consists of is not copied, since a paper has thousands of cells."""
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _table(table: Table) -> dict[str, Any]:
    columns, rows = [_said(column) for column in table.columns], [[_cell(cell) for cell in row] for row in table.rows]
    return _said(table) | {"columns": columns, "rows": rows}


def _cell(cell: Cell) -> dict[str, Any]:
    return {name: value for name in OF_A_CELL if (value := getattr(cell, name))}


def number_cell(text: str | None, *, most: int = MOST_DECIMALS, decimals: int = 0, **look: Any) -> Cell:
    """An exact number of the sums as a cell: as it stands, or cut off after `most` decimals with … where it does not
    end; none is a dash. It has at least so many `decimals`.

    >>> number_cell("92.20").text, number_cell("22/3").text, number_cell(None).text
    ('92.20', '7.333…', '–')
    """
    if not text:
        return Cell(text="–", **look)
    if "/" not in text:
        return padded(Cell(text=text, number=Decimal(text), **look), decimals)
    value = Fraction(text)
    cut = Decimal(int(value * 10**most)).scaleb(-most)
    return Cell(text=f"{cut:f}…", number=Decimal(value.numerator) / Decimal(value.denominator), **look)


def in_parts(count: int, most: int) -> list[slice]:
    """So many things in as few parts as possible, all about equally long; one part where there is nothing.

    >>> in_parts(15, 13)
    [slice(0, 8, None), slice(8, 15, None)]
    """
    parts = max(1, -(-count // most))
    ends = [-(-count * n // parts) for n in range(parts + 1)]
    return [slice(start, end) for start, end in pairwise(ends)]


def aligned(table: Table) -> Table:
    """A table whose numbers stand under each other: those of a column or kind have equally many decimals.

    >>> cells = [number_cell(text) for text in ("68", "65.28", "7/3")]
    >>> table = Table(columns=[Column(head="")], rows=[[cell] for cell in cells])
    >>> [row[0].text for row in aligned(table).rows]
    ['68.000', '65.280', '2.333…']
    """
    kinds = [column.kind or str(n) for n, column in enumerate(table.columns)]
    found = dict.fromkeys(kinds, 0)
    for kind, column in zip(kinds, table.columns, strict=True):
        found[kind] = max(found[kind], column.decimals)
    for row in table.rows:
        for kind, cell in zip(kinds, row, strict=True):
            found[kind] = max(found[kind], decimals_of(cell) if cell.number is not None else 0)
    most = [0 if kind == AS_GIVEN else found[kind] for kind in kinds]
    rows = [[padded(cell, decimals) for cell, decimals in zip(row, most, strict=True)] for row in table.rows]
    return replace(table, rows=rows)


def padded(cell: Cell, decimals: int) -> Cell:
    """A number with at least so many decimals; one that does not end stays as it is."""
    lacking = decimals - decimals_of(cell)
    if cell.number is None or lacking <= 0 or cell.text.endswith("…"):
        return cell
    return replace(cell, text=f"{cell.text}{'' if '.' in cell.text else '.'}{'0' * lacking}")


def decimals_of(cell: Cell) -> int:
    """How many decimal places a cell prints.

    >>> decimals_of(number_cell("92.20")), decimals_of(number_cell("22/3")), decimals_of(number_cell("7"))
    (2, 3, 0)
    """
    return len(cell.text.rstrip("…").partition(".")[2])
