"""Contest documents from compact arguments, and their standings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tabulation import as_json, read_contest, tabulate

Document = dict[str, Any]
Fields = Mapping[str, Any]
Row = str | Sequence[str | None] | None
"""One judge's marks of one performance: points, or points item by item (None: excused); None: no marks at all."""

Sheets = Mapping[str, Mapping[str, str | Sequence[Row]]]
"""Round -> contestant -> one row per judge of the panels that sit in the round; in a sealed round the score."""

ONE_ITEM: Mapping[str, Fields] = {"mark": {"max": "100"}}


def standings_of(document: Document) -> Document:
    """The answer of the sums, as the command line prints it with --json."""
    return as_json(tabulate(read_contest(document)))


def by_contestant(answer: Document) -> dict[str, Document]:
    """The rows of an answer's standings by contestant."""
    return {row["contestant"]: row for row in answer["standings"]}


def told(answer: Document, expected: Mapping[str, Fields]) -> dict[str, Document]:
    """What an answer says about just the contestants and fields that are expected."""
    rows = by_contestant(answer)
    return {who: {field: rows[who][field] for field in fields} for who, fields in expected.items()}


def marks(text: str) -> list[str]:
    """One mark per judge, written in a row: "90 92 88"."""
    return text.split()


class Case(NamedTuple):
    """A printed rule as a contest, and what must come of it."""

    id: str
    source: str
    document: Document
    expected: dict[str, Fields]


def table(fields: str, **rows: Sequence[Any]) -> dict[str, Fields]:
    """Expected values by contestant: the fields are named once.

    >>> table("score place", A=("9.12", 2), B=("9.26", 1))
    {'A': {'score': '9.12', 'place': 2}, 'B': {'score': '9.26', 'place': 1}}
    """
    return {who: dict(zip(fields.split(), row, strict=True)) for who, row in rows.items()}


def contest(
    sheets: Sheets,
    *,
    items: Mapping[str, Mapping[str, Fields]] | None = None,
    rounds: Mapping[str, Fields] | None = None,
    panels: Mapping[str, Fields] | None = None,
    drop: tuple[int, int] = (0, 0),
    people: Mapping[str, Fields] | None = None,
    rules: Fields | None = None,
    **lists: Any,
) -> Document:
    """A contest document.

    `items` and `rounds` add to the rounds that `sheets` names (an item's default maximum is 100, a round's weight 1);
    `panels` says how many `seats` each panel has (default: one panel, as many as the longest column of rows needs,
    dropping `drop` marks high and low); `people` adds to the contestants; `lists` are lists of the document.
    """
    panels = panels or {"jury": _one_panel(sheets, drop)}
    judges = _judges(panels)
    rubric = {name: (items or {}).get(name, ONE_ITEM) for name in sheets}
    names = dict.fromkeys([*(who for of_round in sheets.values() for who in of_round), *(people or {})])
    return {
        "format": "leitai-contest/1",
        "title": "Contest",
        "rules": dict(rules or {}),
        "panels": [_panel(panel, fields) for panel, fields in panels.items()],
        "rounds": [_round(name, rubric[name], (rounds or {}).get(name, {})) for name in sheets],
        "judges": [{"id": judge, "panel": panel, "name": judge} for judge, panel in judges.items()],
        "contestants": [{"id": who, "name": who, **(people or {}).get(who, {})} for who in names],
        "marks": list(_marks(sheets, rubric, panels, judges)),
        **lists,
    }


def _one_panel(sheets: Sheets, drop: tuple[int, int]) -> Fields:
    columns = [rows for of_round in sheets.values() for rows in of_round.values() if not isinstance(rows, str)]
    seats = max((len(rows) for rows in columns), default=1)
    return {"seats": seats, "drop_high": drop[0], "drop_low": drop[1]}


def _judges(panels: Mapping[str, Fields]) -> dict[str, str]:
    seats = [panel for panel, fields in panels.items() for _ in range(fields["seats"])]
    return {f"J{number}": panel for number, panel in enumerate(seats, start=1)}


def _panel(panel: str, fields: Fields) -> Document:
    return {"id": panel, "name": panel, **{key: value for key, value in fields.items() if key != "seats"}}


def _round(name: str, items: Mapping[str, Fields], fields: Fields) -> Document:
    document: Document = {"id": name, "name": name, "weight": "1"}
    if not fields.get("sealed"):
        document["items"] = [{"id": item, "name": item, "max": "100", **more} for item, more in items.items()]
    return document | dict(fields)


def _marks(
    sheets: Sheets, rubric: Mapping[str, Mapping[str, Fields]], panels: Mapping[str, Fields], judges: Mapping[str, str]
) -> Iterator[list[str | None]]:
    for name, of_round in sheets.items():
        seated = [judge for judge, panel in judges.items() if name in panels[panel].get("rounds", [name])]
        for who, rows in of_round.items():
            if isinstance(rows, str):
                yield [name, None, who, None, rows]
                continue
            for judge, row in zip(seated, rows, strict=True):
                yield from _sheet(name, judge, who, rubric[name], row)


def _sheet(name: str, judge: str, who: str, items: Mapping[str, Fields], row: Row) -> Iterator[list[str | None]]:
    if row is None:
        return
    points = [row] if isinstance(row, str) else row
    for item, value in zip(items, points, strict=True):
        yield [name, judge, who, item, value]
