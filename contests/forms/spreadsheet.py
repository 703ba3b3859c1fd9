"""A list from a spreadsheet: pasted from it, or a file of it."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from django.core.files.uploadedfile import UploadedFile
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from communities.refused import Refused
from contests.rules.roster import rows_of_csv

LARGEST = 2_000_000
MOST_ROWS = 5_000
Rows = list[dict[str, Any]]


def rows_of_text(text: str) -> Rows:
    """The rows of what was pasted."""
    return list(rows_of_csv(text.encode()))


def rows_of_file(upload: UploadedFile[bytes]) -> Rows:
    """The rows of an Excel or CSV file; Refused where it is neither or too large."""
    if (upload.size or 0) > LARGEST:
        raise Refused("file-too-large", most="2 MB")
    content = upload.read()
    return _rows_of_workbook(content) if content.startswith(b"PK") else list(rows_of_csv(content))


def _rows_of_workbook(content: bytes) -> Rows:
    try:
        sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=50))
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, OSError, SyntaxError) as error:
        raise Refused("no-table") from error
    if not rows:
        raise Refused("no-table")
    headings = [str(cell or "") for cell in rows[0]]
    return [dict(zip(headings, row, strict=False)) for row in rows[1:]]
