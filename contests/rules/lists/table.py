"""The table in a sheet: its heading row, its rows by known columns, and everything it leaves out by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from communities.refused import Refused

from .cells import Cell, Sheet, address, letters
from .columns import CONTESTANTS, Columns

DEEPEST_HEADING = 50
MOST_LISTED = 50
LONGEST_SHOWN = 40
NOTE = re.compile(
    r"[（(\[【]?(注|备注|说明|附注|合计|总计|小计|共计|填表|制表|审核|联系人|填报|note|total)", re.IGNORECASE
)
SUM = re.compile(r"(合计|总计|小计|共计|平均|平均分|total|sum)[:：]?", re.IGNORECASE)
SIGNED = re.compile(
    r"[（(\[【]?(注|备注|说明|附注|制表|填表|填报|审核|复核|统计|统分|计分|核分|记录|监督|联系|负责|经办)?"
    r"[^\d：:]{0,10}(签名|签字|签章|盖章)|[（(\[【]?(注|备注|说明|附注|(制表|填表|填报|审核|复核|统计|统分|计分|核分|"
    r"记录|监督|联系|负责|经办)(人|员|单位)?)\s*[：:]"
)
"""Who is to sign below a list, or who has made it: no such cell is a number or a name, however full its row is."""
TO_SIGN = re.compile(r"[^\d：:]{0,10}[（(]?(签名|签字|签章|盖章)([）)][：:]?|[：:])")
LABEL = re.compile(r"[\u4e00-\u9fff]{1,8}\s*[：:]|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$")
Problem = tuple[str, str, dict[str, Any]]
"""The address of a cell, what is wrong with it as a code of a row, and the facts of the sentence."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something filled that is not taken: a "sheet", "column", "hidden-column", "row" or "hidden-row"; where; what."""

    kind: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list; `n` is its number in the sheet, `values` hold its cells by column, blank ones too;
    `displayed` has the numbers that cells display which hold other ones, and months that they made dates of; `spread`
    the columns in which one cell stands for several rows.
    """

    n: int
    values: dict[str, str]
    at: dict[str, str]
    displayed: dict[str, str] = field(default_factory=dict)
    spread: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def address(self, column: str) -> str:
        """The cell of a column, such as "C5"; the row where the list has no such column."""
        return self.at.get(column, str(self.n))


@dataclass(frozen=True, slots=True)
class Table:
    """What a list says: its rows by known columns, what it left out, and cells that cannot be taken.

    `headings` has the address and the text of what stands above each column that is taken.
    """

    rows: list[Row]
    left: list[Left]
    problems: list[Problem] = field(default_factory=list)
    known: Columns = CONTESTANTS
    headings: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading row: its sheet, its number, and the place of each known column, all from 1."""

    sheet: Sheet
    n: int
    columns: dict[str, int]
    known: Columns

    @property
    def cells(self) -> Sequence[Cell]:
        return self.sheet.rows[self.n - 1]

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """The address and text of each heading; where there are two rows of them, of the lower one that has any."""
        rows = self.sheet.rows
        lines = {name: self.n if _text_at(rows, self.n, at) else self.n - 1 for name, at in self.columns.items()}
        return {
            name: (address(n, at), _text_at(rows, n, at)) for name, n in lines.items() for at in [self.columns[name]]
        }

    @property
    def whole(self) -> bool:
        return all(name in self.columns for name in self.known.needed)

    @property
    def below(self) -> bool:
        """Whether there is anything below."""
        return any(any(row) for row in self.sheet.rows[self.n :])


def table_of(sheets: Sequence[Sheet], known: Columns) -> Table:
    """The table of the first sheet with the needed headings.

    Refused: "no-rows", "missing-columns", "hidden-columns", "columns-twice".
    """
    if not any(sheet.filled for sheet in sheets):
        raise Refused("no-rows")
    head = _head(sheets, known)
    rows, left, problems = list[Row](), _sheets_left(sheets, head.sheet) + _columns_left(head), list[Problem]()
    for n, cells in enumerate(head.sheet.rows, start=1):
        if n == head.n or not any(cells):
            continue
        kind = _kind_left(head, n, cells)
        if kind:
            left.append(Left(kind, str(n), _text(cells)))
        elif any(_taken(head, cells).values()):
            rows.append(_row(head, n, cells))
            problems += _faults(head, n, cells)
    if not rows:
        raise Refused("no-rows")
    return Table(rows, left, problems, known, head.texts)


def refuse_problems(problems: Iterable[Problem]) -> None:
    """Refused("bad-rows") with the first problems, in the order of the sheet, if there are any."""
    found = sorted(problems, key=lambda problem: (_row_of(problem[0]), len(problem[0]), problem[0]))
    if found:
        raise Refused("bad-rows", problems=found[:MOST_LISTED])


def _row_of(place: str) -> int:
    return int(re.sub(r"[^0-9]", "", place) or 0)


def _head(sheets: Sequence[Sheet], known: Columns) -> _Head:
    """The heading row: of all rows that name every needed column the first with something below, else the first.

    Headings in two rows, merged in part: the lower one, where it names more.
    """
    seen = [_Head(s, n, _places(s, n, known), known) for s in sheets if not s.hidden for n in range(1, _deep(s) + 1)]
    whole = [head for head in seen if head.whole]
    best = next((head for head in whole if head.below), whole[0] if whole else None)
    if best is None:
        best = max(seen, key=lambda head: len(head.columns), default=None)
        _refuse_missing(best, known)
    else:
        lower = [head for head in whole if head.sheet is best.sheet and head.n == best.n + 1]
        best = _continued(max((best, *lower), key=lambda head: len(head.columns)))
    assert best is not None  # noqa: S101 - refused above
    _refuse_twice(best)
    return best


def _continued(head: _Head) -> _Head:
    """A row of headings with those in the row below, where this names further columns and none of the needed ones: two
    rows of headings that nobody has merged."""
    n = head.n + 1
    further = _places(head.sheet, n, head.known) if n <= _deep(head.sheet) else {}
    beside = any(_text_at(head.sheet.rows, n, head.columns[name]) for name in head.known.needed)
    if beside or not further or further.keys() & head.columns.keys():
        return head
    return _Head(head.sheet, n, {**head.columns, **further}, head.known)


def _text_at(rows: Sequence[Sequence[Cell]], n: int, column: int) -> str:
    """What stands in a place of a sheet, both counted from 1; "" outside of it."""
    return rows[n - 1][column - 1].text if 0 < n <= len(rows) and column <= len(rows[n - 1]) else ""


def _deep(sheet: Sheet) -> int:
    return min(len(sheet.rows), DEEPEST_HEADING)


def _places(sheet: Sheet, n: int, known: Columns) -> dict[str, int]:
    found = _columns_named(sheet, n, known) if n not in sheet.hidden_rows else {}
    return {name: columns[0] for name, columns in found.items()}


def _columns_named(sheet: Sheet, n: int, known: Columns) -> dict[str, list[int]]:
    """The columns whose heading means each known one; those under a heading of its own are meant before others."""
    found, own = dict[str, list[int]](), dict[str, list[int]]()
    for column, cell in enumerate(sheet.rows[n - 1], start=1):
        name = known.meaning(cell.text) if cell.text and column not in sheet.hidden_columns else ""
        if name:
            found.setdefault(name, []).append(column)
        if name and known.owned(name, cell.text):
            own.setdefault(name, []).append(column)
    return {**found, **own}


def _refuse_missing(head: _Head | None, known: Columns) -> None:
    lacking = [name for name in known.needed if head is None or name not in head.columns]
    there = enumerate(head.cells if head else (), start=1)
    hidden = [
        letters(n)
        for n, cell in there
        if head and n in head.sheet.hidden_columns and known.meaning(cell.text) in lacking
    ]
    if hidden:
        raise Refused("hidden-columns", columns=hidden)
    raise Refused("missing-columns", columns=[(known.term(name), known.words(name)) for name in lacking])


def _refuse_twice(head: _Head) -> None:
    """Two columns with one meaning: nobody but the sender knows which is meant."""
    twice = [
        (head.known.term(name), [f"{address(head.n, at)} {_short(head.cells[at - 1].text)}" for at in columns])
        for name, columns in _columns_named(head.sheet, head.n, head.known).items()
        if len(columns) > 1
    ]
    if twice:
        raise Refused("columns-twice", columns=twice)


def _sheets_left(sheets: Sequence[Sheet], taken: Sheet) -> list[Left]:
    return [Left("sheet", sheet.name, "") for sheet in sheets if sheet is not taken and sheet.filled]


def _columns_left(head: _Head) -> list[Left]:
    """Columns with something in them, above or below, that mean nothing here or are hidden."""
    found, taken = list[Left](), set(head.columns.values())
    wide = max((len(row) for row in head.sheet.rows[head.n - 1 :]), default=0)
    for column in range(1, wide + 1):
        cells = [row[column - 1] for row in head.sheet.rows[head.n - 1 :] if column <= len(row)]
        if column not in taken and any(cells):
            kind = "hidden-column" if column in head.sheet.hidden_columns else "column"
            found.append(Left(kind, letters(column), _short(cells[0].text)))
    return found


def _kind_left(head: _Head, n: int, cells: Sequence[Cell]) -> str:
    """Why a row is left out: it stands above the headings, is hidden, repeats them, or is a note; else ""."""
    if n in head.sheet.hidden_rows:
        return "hidden-row"
    taken = _taken(head, cells)
    texts = {name: cell.text for name, cell in taken.items() if cell}
    repeats = bool(texts) and all(head.known.meaning(text) == name for name, text in texts.items())
    filled = [cell.text for cell in cells if cell]
    across = len(filled) == 1 and n in head.sheet.spanned_rows
    return (
        "row"
        if n < head.n or repeats or across or _is_note(filled, whole=all(taken[n] for n in head.known.needed))
        else ""
    )


def _is_note(filled: Sequence[str], *, whole: bool) -> bool:
    """Whether a row is a remark below a list, its sum, or for signatures; one that has every needed cell is only by a
    word for sums or signatures."""
    first = filled[0]
    if not any(map(str.isdigit, first)) and any(TO_SIGN.fullmatch(text) for text in filled):
        return True
    if whole:
        return bool(SUM.fullmatch(first) or SIGNED.match(first))
    alone = len(filled) == 1 and len(first) > LONGEST_SHOWN
    return alone or any(words.match(first) for words in (NOTE, SIGNED, LABEL))


def _taken(head: _Head, cells: Sequence[Cell]) -> dict[str, Cell]:
    return {name: cells[at - 1] if at <= len(cells) else Cell() for name, at in head.columns.items()}


def _row(head: _Head, n: int, cells: Sequence[Cell]) -> Row:
    taken = _taken(head, cells)
    values = {name: cell.text for name, cell in taken.items()}
    displayed = {name: cell.displayed for name, cell in taken.items() if cell.displayed}
    spread = frozenset(name for name, cell in taken.items() if cell.spread)
    return Row(n, values, {name: address(n, at) for name, at in head.columns.items()}, displayed, spread)


def _faults(head: _Head, n: int, cells: Sequence[Cell]) -> list[Problem]:
    """Cells that cannot be taken as they are; a row of text with more cells than there are headings has shifted."""
    taken = _taken(head, cells)
    found: list[Problem] = [
        (address(n, head.columns[name]), cell.fault, {"text": _short(cell.text)})
        for name, cell in taken.items()
        if cell.fault
    ]
    found += [
        (address(n, head.columns[name]), "shown-otherwise", {"text": _short(cell.text), "displayed": cell.displayed})
        for name, cell in taken.items()
        if cell.displayed and not cell.fault and name not in head.known.rounded
    ]
    found += [
        (address(n, head.columns[name]), "merged-value", {"text": _short(cell.text)})
        for name, cell in taken.items()
        if cell.spread and name in head.known.rounded
    ]
    counted = head.sheet.cells_a_row
    if counted and counted[n - 1] > counted[head.n - 1]:
        found.append((str(n), "too-many-cells", {"count": counted[n - 1], "most": counted[head.n - 1]}))
    return found


def _text(cells: Sequence[Cell]) -> str:
    return _short(" ".join(cell.text for cell in cells if cell))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
