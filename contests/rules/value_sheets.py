"""Sheets of values as they go out: what `value_lists` reads again and finds unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from communities.models import Achievement, Community, Indicator
from communities.numbers import format_decimal
from communities.periods import Period, period_of
from communities.rules.values import Place

from .lists.columns import COMMUNITY, STREET
from .value_lists import EVIDENCE, INDICATOR, LINK, PERIOD, UNIT, VALUE

EXACT = 15
"""Digits of a number that a spreadsheet keeps; a longer one goes out as text."""


def wide_sheet(
    indicators: Sequence[Indicator],
    rows: Iterable[tuple[Community, Period]],
    values: Mapping[Place, Achievement],
) -> bytes:
    """A workbook with communities down and indicators across, each heading with code, name and unit."""
    headings = [STREET[0], COMMUNITY[0], PERIOD[0], *(f"{i.code}\n{i.name}（{i.unit}）" for i in indicators)]
    lines = [
        [
            community.street.name,
            community.name,
            str(period),
            *(_cell(values.get((i.pk, community.pk, period.code))) for i in indicators),
        ]
        for community, period in rows
    ]
    return workbook_of(headings, lines)


def long_sheet(values: Iterable[Achievement]) -> bytes:
    """A workbook with one value a row, each with its evidence."""
    headings = [STREET[0], COMMUNITY[0], PERIOD[0], INDICATOR[0], VALUE[0], UNIT[0], EVIDENCE[0], LINK[0]]
    lines = [
        [
            row.community.street.name,
            row.community.name,
            str(period_of(row.period)),
            f"{of.code} {of.name}",
            _cell(row),
            of.unit,
            row.evidence or None,
            row.evidence_link or None,
        ]
        for row in values
        if (of := row.indicator) is not None
    ]
    return workbook_of(headings, lines)


def _cell(row: Achievement | None) -> Decimal | str | None:
    if row is None:
        return None
    digits = format_decimal(row.quantity)
    return row.quantity if len(digits) <= EXACT else digits


def _format(number: Decimal | int) -> str:
    """How a cell displays a number: with all its decimals."""
    decimals = format_decimal(Decimal(number)).partition(".")[2]
    return f"0.{'0' * len(decimals)}" if decimals else "0"


def _styled(page: Any, value: Decimal | str, font: Font | None = None) -> Any:
    cell: Any = WriteOnlyCell(page)
    cell.value = value
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
    else:
        cell.number_format = _format(value)
    if font is not None:
        cell.font = font
    return cell


def workbook_of(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """Text stays text, so that no code becomes a date and nothing a formula; numbers are numbers, to be added up."""
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.freeze_panes = "D2"
    for m, heading in enumerate(headings, start=1):
        page.column_dimensions[get_column_letter(m)].width = 14 if len(heading) < 14 else 20
    page.append([_styled(page, heading, Font(bold=True)) for heading in headings])
    for line in lines:
        page.append([None if value is None else _styled(page, value) for value in line])
    stored = BytesIO()
    book.save(stored)
    return stored.getvalue()
