"""A list from a spreadsheet: pasted from it, or a file of it."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.files.uploadedfile import UploadedFile
from openpyxl import load_workbook

from communities.refused import Refused

from .roster import rows_of_csv

LARGEST = 2_000_000
LARGEST_UNPACKED = 20_000_000
"""Bytes. A workbook is packed: a small file can hold more than there is memory."""
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


def _refuse_bomb(content: bytes) -> None:
    """What a packed part says of its size holds: not more than that is unpacked of it."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (BadZipFile, ValueError, OSError) as error:
        raise Refused("no-table") from error
    if unpacked > LARGEST_UNPACKED:
        raise Refused("file-too-large", most="20 MB")


def _rows_of_workbook(content: bytes) -> Rows:
    _refuse_bomb(content)
    try:
        sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=50))
    except Exception as error:
        raise Refused("no-table") from error
    if not rows:
        raise Refused("no-table")
    headings = [str(cell or "") for cell in rows[0]]
    return [dict(zip(headings, row, strict=False)) for row in rows[1:]]
