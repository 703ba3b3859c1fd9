"""A workbook to be filled in and sent back: headings the reader knows, and what is there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font


def template(headings: Sequence[str], rows: Iterable[Sequence[str]] = ()) -> bytes:
    """The bytes of an .xlsx file; every cell is text, so that 01 stays 01 and 1-2 no date."""
    book = Workbook(write_only=False)
    page = book.worksheets[0]
    for row in (headings, *rows):
        page.append(["" if text is None else str(text) for text in row])
    for column in page.columns:
        for cell in column:
            cell.number_format = "@"
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    stored = BytesIO()
    book.save(stored)
    return stored.getvalue()
