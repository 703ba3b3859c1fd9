"""The results of formulas beside them, as a spreadsheet program stores them.

openpyxl writes a formula without its value. Whoever only shows a workbook, such as a phone, or reads it, such as our
own reader of lists, would find nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?/?>(?:</v>)?</c>')


def with_values(book: bytes, values: Sequence[Mapping[str, Decimal]]) -> bytes:
    """A workbook whose formulas have their values: `values` are those of each worksheet, by the address of the cell."""
    stored = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(stored, "w", ZIP_DEFLATED) as new:
        of = {f"xl/worksheets/sheet{n}.xml": found for n, found in enumerate(values, start=1) if found}
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in of:
                content = _filled(content.decode("utf-8"), of[entry.filename]).encode("utf-8")
            new.writestr(entry, content)
    return stored.getvalue()


def _filled(text: str, values: Mapping[str, Decimal]) -> str:
    def cell(found: re.Match[str]) -> str:
        address, look, formula = found.groups()
        return f'<c r="{address}"{look}><f>{formula}</f><v>{values[address]:f}</v></c>'

    return FORMULA.sub(cell, text)
