"""A sheet of cells, whatever it was read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from communities.refused import Refused
from communities.typed import unfit_in, without_the_unseen


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read: filled rows and columns, places of a sheet, bytes of the file and of what it holds
    unpacked. A workbook is packed: a small file can hold more than there is memory."""

    rows: int
    columns: int
    places: int
    packed: int
    unpacked: int

    def refuse_outside(self, row: int, column: int) -> None:
        """Refused("too-many-rows") for a filled cell outside of what is read."""
        if row > self.rows or column > self.columns:
            raise Refused("too-many-rows", rows=self.rows, columns=self.columns, cell=address(row, column))

    def refuse_places(self, row: int, column: int) -> None:
        """Refused("too-many-cells-in-all") for a sheet whose last filled row and column lie too far out together."""
        if row * column > self.places:
            raise Refused("too-many-cells-in-all", most=self.places, cell=address(row, column))

    def too_large(self) -> Refused:
        """What is said of a file with more bytes than are read."""
        return Refused("file-too-large", most=f"{self.packed // 1_000_000} MB")


MOST_ROWS = 5_000
LISTS = Limits(MOST_ROWS, 100, 500_000, 2_000_000, 20_000_000)
"""Of a list of people, scores or questions."""
ERROR = re.compile(r"#(REF|N/A|NAME|NUM|NULL|VALUE|DIV/0|SPILL|CALC)[!?]?")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds; `fault` says why it cannot be taken, as a code of a row's problem.

    `displayed` is the number a person reads there, where the format of the cell makes another one of what it holds; of
    a date that is displayed as a month alone it is the month, as in 2026-06. `spread` is one of several cells that are
    merged downwards, with what stands once for all of them.
    """

    text: str = ""
    fault: str = ""
    displayed: str = ""
    spread: bool = False

    def __bool__(self) -> bool:
        return bool(self.text or self.fault)


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells from A1 on; rows and columns are counted from 1. `cells_a_row`: of text, its cells by line."""

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    spanned_rows: frozenset[int] = frozenset()
    cells_a_row: Sequence[int] = field(default_factory=tuple)

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(any(row) for row in self.rows)


def letters(column: int) -> str:
    """A column as spreadsheets call it.

    >>> letters(1), letters(26), letters(27), letters(100)
    ('A', 'Z', 'AA', 'CV')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """A cell as spreadsheets call it."""
    return f"{letters(column)}{row}"


@lru_cache(maxsize=4096)
def text_cell(text: str) -> Cell:
    """A cell that is text, without blanks around it; an error of a spreadsheet is one in text, too.

    Signs that are not seen but belong to a writing, such as marks of its direction, are left out; what belongs to none
    is a fault.
    """
    plain = without_the_unseen(text)
    fault = "unfit-cell" if unfit_in(text) else "error-cell" if ERROR.fullmatch(plain) else ""
    return Cell(plain, fault)
