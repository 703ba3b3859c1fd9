"""A sheet of values of indicators, read: communities down and indicators across, or one value a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from communities.models import Community, Indicator
from communities.names import community_key, name_key, street_key, street_of
from communities.numbers import UNSIGNED
from communities.periods import Period, read_period
from communities.refused import Refused
from communities.rules.values import LONGEST_EVIDENCE, Entry, Place, evidence_fault, is_whole, too_early
from communities.typed import NumberFault, folded, read_number

from .lists import Columns, Left, Limits, Problem, Row, Sheet, Table, table_of
from .lists.columns import BRACKETED, COMMUNITY, STREET, bare

PERIOD = ("时期", "期间", "统计时期", "period")
INDICATOR = ("指标", "指标编码", "指标名称", "indicator")
VALUE = ("数值", "数量", "value")
UNIT = ("单位", "计量单位", "unit")
EVIDENCE = ("佐证", "佐证材料", "evidence")
LINK = ("佐证材料网址", "佐证网址", "网址", "link")
COMMUNITIES = tuple(word for word in COMMUNITY if "单位" not in word)
"""In a sheet of values 单位 is what is counted in, and no community."""
PLACES = {"street": STREET, "community": COMMUNITIES, "period": PERIOD}
LONG = Columns(
    {**PLACES, "indicator": INDICATOR, "value": VALUE, "unit": UNIT, "evidence": EVIDENCE, "link": LINK},
    needed=("community", "indicator", "value"),
)
VALUES = Limits(rows=100_000, columns=400, places=1_000_000, packed=10_000_000, unpacked=100_000_000)
"""Of a sheet of values: two hundred communities, forty indicators and eight periods, one value a row, and more."""
DEEPEST = 50
LONGEST_SHOWN = 40
NOTHING = re.compile(r"[-–—―‐‑−/／\\＼]*")
"""What stands in cells that say nothing."""
LAST_REMARK = re.compile(rf"{BRACKETED.pattern}\s*\Z")
COUNTED = re.compile(r"[0-9][0-9.,' ]*(?=[^\W\d_]+\Z|[%‰]\Z)")
"""A number with nothing behind it but the word of a unit."""
TIMES = re.compile(r"(单位)?[：:]?(十|百|千|万|亿|[%％‰])+")


@dataclass(frozen=True, slots=True)
class IndicatorColumns(Columns):
    """The columns of a sheet with an indicator in each: its code, its name, or both one below the other.

    Of indicators that are `alike`, their names differ by remarks in brackets alone.
    """

    alike: frozenset[str] = frozenset()

    def meaning(self, heading: str) -> str:
        """The column a heading means; a code in its first line or in front says it, whatever follows."""
        first = folded(heading).partition("\n")[0].partition(" ")[0].upper()
        if first in self.headings:
            return first
        found = Columns.meaning(self, heading)
        return "" if found in self.alike and self.by_word.get(bare(heading)) != found else found


@dataclass(frozen=True, slots=True)
class ValueRead:
    """What a cell of a sheet says, and where it stands."""

    entry: Entry
    cell: str


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What a sheet says: values with their cells, what is refused, what is left out, and the rows of other streets."""

    values: list[ValueRead] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    others: set[int] = field(default_factory=set)


def wide_columns(indicators: Sequence[Indicator]) -> Columns:
    """The columns of a sheet with indicators across, under code, name or both, and the unit in brackets.

    Of two whose names differ by a remark in brackets, another remark means neither. Where one is called like a place,
    such as 社区, the place is meant: its code says it.
    """
    names = {
        each.code: tuple(
            f"{code}{each.name}{unit}" for code in ("", each.code) for unit in ("", each.unit, f"单位：{each.unit}")
        )
        for each in indicators
    }
    short = {code: bare(BRACKETED.sub("", folded(of[0]))) for code, of in names.items()}
    counted = Counter(short.values())
    alike = frozenset(code for code, name in short.items() if counted[name] > 1)
    return IndicatorColumns({**names, **PLACES}, needed=("community",), alike=alike)


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
    street: int | None = None,
) -> SheetRead:
    """What a sheet says of some indicators and communities, each with its street, in either form; empty cells nothing.

    `period` is that of rows that name none. For a `street`, by its number, those of others are left out. Refused as
    `table_of` refuses: "no-rows", "missing-columns", "hidden-columns", "columns-twice"; "period-needed"
    where there is none for any row.
    """
    long = is_long(sheets)
    table = table_of(sheets, LONG if long else wide_columns(indicators))
    if period is None and "period" not in table.headings:
        raise Refused("period-needed")
    reader = _Reader(table, indicators, communities, period)
    reader.street = street
    found = SheetRead(problems=reader.cells_refused(), left=list(table.left))
    if not long:
        reader.check_headings(found)
    for row in table.rows:
        (reader.long if long else reader.wide)(row, found)
    return found


class _Reader:
    def __init__(
        self, table: Table, indicators: Sequence[Indicator], communities: Sequence[Community], period: Period | None
    ) -> None:
        self.table, self.period = table, period
        self.street: int | None = None
        self.known = wide_columns(indicators)
        self.by_code = {each.code: each for each in indicators}
        self.by_name = {name_key(each.name): each for each in indicators}
        self.named: dict[str, Indicator | None] = {}
        self.found: dict[tuple[str, str], Community | Problem] = {}
        self.meant: dict[str, Period | Refused] = {}
        self.otherwise: dict[tuple[str, str], Problem | None] = {}
        self.places: dict[str, list[Community]] = {}
        for community in communities:
            self.places.setdefault(community_key(community.name), []).append(community)
        self.months = {
            row.address("period"): row.displayed["period"] for row in table.rows if row.displayed.get("period")
        }
        self.faulty = {place for place, _code, _facts in self.cells_refused()}
        self.first: dict[Place, ValueRead] = {}

    def cells_refused(self) -> list[Problem]:
        """Cells that cannot be taken as they are. A date that is displayed as a month is one where periods stand."""
        of_table = self.table.problems
        return [each for each in of_table if each[1] != "date-cell" or each[0] not in self.months]

    def check_headings(self, found: SheetRead) -> None:
        """Take no column whose heading says something else than the catalogue."""
        for code, (cell, text) in self.table.headings.items():
            indicator = self.by_code.get(code)
            if indicator and self._says_otherwise(text, indicator, found, cell):
                del self.by_code[code]

    def wide(self, row: Row, found: SheetRead) -> None:
        """A row of a sheet with indicators across."""
        filled = [each for code, each in self.by_code.items() if not _says_nothing(row[code])]
        if not row["community"] and not any(any(map(str.isdigit, row[each.code])) for each in filled):
            found.left.append(Left("row", str(row.n), " ".join(filter(None, row.values.values()))[:LONGEST_SHOWN]))
            return
        where = self._where(row, found) if filled else None
        for indicator in filled if where else ():
            self._take(row, indicator.code, indicator, where, {}, found)

    def long(self, row: Row, found: SheetRead) -> None:
        """A row with one value."""
        where, text = self._where(row, found), row["indicator"]
        indicator = self._indicator(text)
        if indicator is None:
            found.problems.append((row.address("indicator"), "unknown-indicator", {"text": text[:LONGEST_SHOWN]}))
        elif where and not _says_nothing(row["value"]):
            if self._says_otherwise(text, indicator, found, row.address("indicator")):
                return
            if row["unit"] and name_key(row["unit"]) != name_key(indicator.unit):
                found.problems.append((row.address("unit"), *_other_unit(row["unit"], indicator)[1:]))
                return
            there = {"evidence": "evidence", "link": "evidence_link"}
            evidence = {name: row[column] for column, name in there.items() if column in row.at}
            self._take(row, "value", indicator, where, evidence, found)

    def _indicator(self, text: str) -> Indicator | None:
        """The one a cell names, in any of the ways a heading may."""
        if text not in self.named:
            self.named[text] = self.by_code.get(self.known.meaning(text)) or self.by_name.get(name_key(text))
        return self.named[text]

    def _says_otherwise(self, text: str, indicator: Indicator, found: SheetRead, cell: str) -> bool:
        """Whether a heading has a code and the name of another indicator, or counts in ten thousands of the unit."""
        key = text, indicator.code
        if key not in self.otherwise:
            self.otherwise[key] = self._contradiction(text, indicator)
        if problem := self.otherwise[key]:
            found.problems.append((cell, *problem[1:]))
        return problem is not None

    def _contradiction(self, text: str, indicator: Indicator) -> Problem | None:
        rest = folded(text).upper().removeprefix(indicator.code)
        names = [name_key(rest), name_key(LAST_REMARK.sub("", rest))]
        known = {name_key(folded(each.name).upper()): each for each in self.by_name.values()}
        other = next((known[name] for name in names if name in known), indicator)
        if other != indicator and name_key(folded(indicator.name).upper()) not in names:
            facts = {"text": text[:LONGEST_SHOWN], "code": indicator.code, "name": indicator.name, "other": other.code}
            return "", "code-of-another", facts
        remarks = [each[1:-1].strip().removesuffix(indicator.unit) for each in BRACKETED.findall(folded(text))]
        counts_many = any(map(TIMES.fullmatch, remarks)) and not TIMES.fullmatch(indicator.unit)
        return _other_unit(text, indicator) if counts_many else None

    def _where(self, row: Row, found: SheetRead) -> tuple[Community, Period] | None:
        community = self._community(row, found)
        if community and self.street not in {None, community.street_id}:
            found.others.add(row.n)
            return None
        period = self._period(row, found)
        return (community, period) if community and period else None

    def _community(self, row: Row, found: SheetRead) -> Community | None:
        key = row["street"], row["community"]
        if key not in self.found:
            self.found[key] = self._community_called(*key)
        there = self.found[key]
        if isinstance(there, Community):
            return there
        found.problems.append((row.address("community"), *there[1:]))
        return None

    def _community_called(self, street: str, text: str) -> Community | Problem:
        street = street_of(street, text)
        alike = self.places.get(community_key(text), []) if text else []
        there = [each for each in alike if not street or street_key(street) == street_key(each.street.name)]
        exact = [each for each in there if name_key(each.name) == name_key(text)] or there
        if len(exact) == 1:
            return exact[0]
        code = "several-communities" if exact else "unknown-community"
        return "", code, {"text": text[:LONGEST_SHOWN], "street": street[:LONGEST_SHOWN]}

    def _period(self, row: Row, found: SheetRead) -> Period | None:
        cell = row.address("period")
        text = self.months.get(cell) or row["period"]
        if cell in self.faulty:
            return None
        if not text and self.period is None:
            found.problems.append((cell, "no-period", {}))
        if not text:
            return self.period
        if text not in self.meant:
            self.meant[text] = _period_called(text)
        meant = self.meant[text]
        if isinstance(meant, Period):
            return meant
        found.problems.append((cell, "not-a-period", meant.facts))
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
        cell = row.address(column)
        if where is None or cell in self.faulty:
            return
        text = folded(row[column]).removesuffix(indicator.unit)
        number = read_number(text, UNSIGNED)
        if isinstance(number, NumberFault):
            found.problems.append((cell, *_no_number(row[column], text, indicator)[1:]))
            return
        entry = Entry(indicator.pk, where[0].pk, where[1], number, **evidence)
        if fault := self._fault(row, column, indicator, entry):
            found.problems.append(fault)
            return
        first = self.first.setdefault(entry.place, ValueRead(entry, cell))
        if first.cell == cell:
            found.values.append(first)
        elif first.entry != entry:
            found.problems.append((cell, "value-twice", {"text": text[:LONGEST_SHOWN], "first": first.cell}))

    def _fault(self, row: Row, column: str, indicator: Indicator, entry: Entry) -> Problem | None:
        """Why a number cannot be taken though it is one."""
        facts: dict[str, Any] = {"text": row[column][:LONGEST_SHOWN], "column": str(indicator)}
        if column in row.spread:
            return row.address(column), "merged-value", facts
        if indicator.whole and entry.quantity is not None and not is_whole(entry.quantity):
            return row.address(column), "not-whole", facts
        if too_early(entry.period, indicator):
            return row.address(column), "before-since", {**facts, "period": str(entry.period)}
        if name := evidence_fault(entry):
            column, code = ("link", "bad-link") if name == "evidence_link" else ("evidence", "long-evidence")
            return row.address(column), code, {"text": row[column][:LONGEST_SHOWN], "most": LONGEST_EVIDENCE}
        return None


def _says_nothing(text: str) -> bool:
    return bool(NOTHING.fullmatch("".join(text.split())))


def _no_number(said: str, text: str, indicator: Indicator) -> Problem:
    """Why a cell is refused that says no number, or one in another unit: 7件 where 项 are counted."""
    number = COUNTED.match(text)
    if number and indicator.unit not in text and not isinstance(read_number(number[0], UNSIGNED), NumberFault):
        return _other_unit(said, indicator)
    return "", "not-a-value", {"text": said[:LONGEST_SHOWN], "column": str(indicator), "unit": indicator.unit}


def _other_unit(text: str, indicator: Indicator) -> Problem:
    facts = {"text": text[:LONGEST_SHOWN], "column": str(indicator), "unit": indicator.unit}
    return "", "other-unit", facts


def _period_called(text: str) -> Period | Refused:
    try:
        return read_period(text)
    except Refused as refused:
        return refused
