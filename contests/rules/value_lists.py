"""A sheet of values of indicators: communities down and indicators across, or one value a row; out, and in again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from communities.models import Achievement, Community, Indicator
from communities.names import community_key, name_key, street_key, street_of
from communities.numbers import UNSIGNED, format_decimal
from communities.periods import Period, read_period
from communities.refused import Refused
from communities.rules.values import Entry, Place
from communities.typed import NumberFault, folded, read_number

from .lists import Columns, Left, Problem, Row, Sheet, table_of
from .lists.columns import COMMUNITY, STREET

PERIOD = ("时期", "期间", "统计时期", "period")
INDICATOR = ("指标", "指标编码", "指标名称", "indicator")
VALUE = ("数值", "数量", "value")
EVIDENCE = ("佐证", "佐证材料", "evidence")
LINK = ("佐证材料网址", "佐证网址", "网址", "link")
COMMUNITIES = tuple(word for word in COMMUNITY if "单位" not in word)
"""In a sheet of values 单位 is what is counted in, and no community."""
PLACES = {"street": STREET, "community": COMMUNITIES, "period": PERIOD}
LONG = Columns(
    {**PLACES, "indicator": INDICATOR, "value": VALUE, "evidence": EVIDENCE, "link": LINK},
    needed=("community", "indicator", "value"),
)
EXACT = 15
"""Digits of a number that a spreadsheet keeps; a longer one goes out as text."""
DEEPEST = 50
LONGEST_SHOWN = 40


class IndicatorColumns(Columns):
    """The columns of a sheet with an indicator in each: its code, its name, or both one below the other."""

    __slots__ = ()

    def meaning(self, heading: str) -> str:
        """The column a heading means; a code in its first line or in front says it, whatever follows."""
        first = folded(heading).partition("\n")[0].partition(" ")[0].upper()
        return first if first in self.headings else super().meaning(heading)


@dataclass(frozen=True, slots=True)
class ValueRead:
    """What a cell of a sheet says, and where it stands."""

    entry: Entry
    cell: str


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What a sheet says: values with their cells, what is refused, and what is left out."""

    values: list[ValueRead] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def wide_columns(indicators: Iterable[Indicator]) -> Columns:
    """The columns of a sheet with indicators across. A name that two have in common but for its brackets means none."""
    names = {each.code: (each.name, f"{each.code}{each.name}") for each in indicators}
    return IndicatorColumns({**PLACES, **names}, needed=("community",))


def is_long(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet has one value a row: some row of it names all that this needs."""
    rows = (row for sheet in sheets if not sheet.hidden for row in sheet.rows[:DEEPEST])
    return any(set(LONG.needed) <= {LONG.meaning(cell.text) for cell in row if cell.text} for row in rows)


def read_values(
    sheets: Sequence[Sheet],
    *,
    indicators: Sequence[Indicator],
    communities: Sequence[Community],
    period: Period | None = None,
) -> SheetRead:
    """What a sheet says of some indicators and communities, each with its street, in either form; empty cells nothing.

    `period` is that of rows that name none. Refused as `table_of` refuses: "no-rows", "missing-columns",
    "hidden-columns", "columns-twice".
    """
    long = is_long(sheets)
    table = table_of(sheets, LONG if long else wide_columns(indicators))
    found = SheetRead(problems=list(table.problems), left=list(table.left))
    reader = _Reader(indicators, communities, period, {place for place, _code, _facts in table.problems})
    for row in table.rows:
        (reader.long if long else reader.wide)(row, found)
    return found


class _Reader:
    def __init__(
        self,
        indicators: Sequence[Indicator],
        communities: Sequence[Community],
        period: Period | None,
        faulty: set[str],
    ) -> None:
        self.period, self.faulty = period, faulty
        self.by_code = {each.code: each for each in indicators}
        self.by_name = {name_key(each.name): each for each in indicators}
        self.places: dict[str, list[Community]] = {}
        for community in communities:
            self.places.setdefault(community_key(community.name), []).append(community)
        self.first: dict[Place, ValueRead] = {}

    def wide(self, row: Row, found: SheetRead) -> None:
        """A row of a sheet with indicators across."""
        filled = [each for code, each in self.by_code.items() if row[code]]
        where = self._where(row, found) if filled else None
        for indicator in filled if where else ():
            self._take(row, indicator.code, indicator, where, {}, found)

    def long(self, row: Row, found: SheetRead) -> None:
        """A row with one value."""
        where, text = self._where(row, found), row["indicator"]
        code = folded(text).partition(" ")[0].upper()
        indicator = self.by_code.get(code) or self.by_name.get(name_key(text))
        if indicator is None:
            found.problems.append((row.address("indicator"), "unknown-indicator", {"text": text[:LONGEST_SHOWN]}))
        elif where and row["value"]:
            there = {"evidence": "evidence", "link": "evidence_link"}
            evidence = {name: row[column] for column, name in there.items() if column in row.at}
            self._take(row, "value", indicator, where, evidence, found)

    def _where(self, row: Row, found: SheetRead) -> tuple[Community, Period] | None:
        community, period = self._community(row, found), self._period(row, found)
        return (community, period) if community and period else None

    def _community(self, row: Row, found: SheetRead) -> Community | None:
        text, cell = row["community"], row.address("community")
        street = street_of(row["street"], text)
        alike = self.places.get(community_key(text), []) if text else []
        there = [each for each in alike if not street or street_key(street) == street_key(each.street.name)]
        exact = [each for each in there if name_key(each.name) == name_key(text)] or there
        if len(exact) == 1:
            return exact[0]
        code = "several-communities" if exact else "unknown-community"
        found.problems.append((cell, code, {"text": text[:LONGEST_SHOWN], "street": street[:LONGEST_SHOWN]}))
        return None

    def _period(self, row: Row, found: SheetRead) -> Period | None:
        text, cell = row["period"], row.address("period")
        if cell in self.faulty:
            return None
        if not text and self.period is None:
            found.problems.append((cell, "no-period", {}))
        if not text:
            return self.period
        try:
            return read_period(text)
        except Refused as refused:
            found.problems.append((cell, "not-a-period", refused.facts))
            return None

    def _take(
        self,
        row: Row,
        column: str,
        indicator: Indicator,
        where: tuple[Community, Period] | None,
        evidence: Mapping[str, str],
        found: SheetRead,
    ) -> None:
        text, cell = row[column], row.address(column)
        number = read_number(text, UNSIGNED)
        if where is None or cell in self.faulty:
            return
        if isinstance(number, NumberFault):
            facts = {"column": str(indicator), "text": text[:LONGEST_SHOWN]}
            found.problems.append((cell, "not-a-number", facts))
            return
        entry = Entry(indicator.pk, where[0].pk, where[1], number, **evidence)
        first = self.first.setdefault(entry.place, ValueRead(entry, cell))
        if first.cell == cell:
            found.values.append(first)
        elif first.entry != entry:
            found.problems.append((cell, "value-twice", {"text": text[:LONGEST_SHOWN], "first": first.cell}))


# ---- Out


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
            period.code,
            *(_cell(values.get((i.pk, community.pk, period.code))) for i in indicators),
        ]
        for community, period in rows
    ]
    return _workbook(headings, lines)


def long_sheet(values: Iterable[Achievement]) -> bytes:
    """A workbook with one value a row, each with its evidence."""
    headings = [STREET[0], COMMUNITY[0], PERIOD[0], INDICATOR[0], VALUE[0], "单位", EVIDENCE[0], LINK[0]]
    lines = [
        [
            row.community.street.name,
            row.community.name,
            row.period,
            f"{of.code} {of.name}",
            _cell(row),
            of.unit,
            row.evidence or None,
            row.evidence_link or None,
        ]
        for row in values
        if (of := row.indicator) is not None
    ]
    return _workbook(headings, lines)


def _cell(row: Achievement | None) -> Decimal | str | None:
    if row is None:
        return None
    digits = format_decimal(row.quantity)
    return row.quantity if len(digits) <= EXACT else digits


def _format(number: Decimal | int) -> str:
    """How a cell displays a number: with all its decimals."""
    decimals = format_decimal(Decimal(number)).partition(".")[2]
    return f"0.{'0' * len(decimals)}" if decimals else "0"


def _workbook(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """Text stays text, so that no code becomes a date and nothing a formula; numbers are numbers, to be added up."""
    book = Workbook()
    page = book.worksheets[0]
    for n, line in enumerate([headings, *lines], start=1):
        for m, value in enumerate(line, start=1):
            if value is None:
                continue
            cell = page.cell(n, m)
            cell.value = value
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", "@"
            else:
                cell.number_format = _format(value)
    for cell in page[1]:
        cell.font = Font(bold=True)
    for m, heading in enumerate(headings, start=1):
        page.column_dimensions[get_column_letter(m)].width = 14 if len(heading) < 14 else 20
    page.freeze_panes = "D2"
    stored = BytesIO()
    book.save(stored)
    return stored.getvalue()
