"""From what was sent to sheets: an Excel workbook, a CSV file, or text that was pasted."""

from __future__ import annotations

from communities.refused import Refused

from .cells import LISTS, Limits, Sheet
from .text import sheet_of_text
from .workbook import sheets_of_workbook

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How Excel 97 files begin, and workbooks under a password."""


def sheets_of_text(text: str, limits: Limits = LISTS) -> list[Sheet]:
    """What was pasted, as one sheet; Refused("too-many-rows")."""
    return [sheet_of_text(text, limits)]


def sheets_of_file(content: bytes, limits: Limits = LISTS) -> list[Sheet]:
    """The sheets of a file.

    Refused: "file-too-large", "too-many-rows", "too-many-cells-in-all", "no-table", "unknown-encoding",
    "old-or-locked-file".
    """
    if len(content) > limits.packed:
        raise limits.too_large()
    if content.startswith(OLD_OR_LOCKED):
        raise Refused("old-or-locked-file")
    if content.startswith(b"PK"):
        return sheets_of_workbook(content, limits)
    return [sheet_of_text(_decoded(content), limits)]


def _decoded(content: bytes) -> str:
    """As text: UTF-8, UTF-16 with its mark, or GB 18030 of spreadsheets on Chinese systems."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("unknown-encoding")
