"""Small tables read together: one query for all of them, every column as text.

A contest has a handful of rows in each of half a dozen tables. Text is what all columns can be made into alike on
both databases: decimal numbers and documents are kept as text anyway, and come to the letter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast

from communities.json_text import Reader

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table: which columns, and the whole numbers that put the rows in order."""

    rows: QuerySet[Any]
    columns: tuple[str, ...]
    order: tuple[str, ...] = ("pk",)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are asked for, those of the order first."""
        return (*self.order, *self.columns)


def together(parts: Mapping[str, Part]) -> dict[str, list[Row]]:
    """The rows of each part in its order; a column is a text or None. One query."""
    width = max(len(part.names) for part in parts.values())
    first, *others = (_as_text(name, part, width) for name, part in parts.items())
    found: dict[str, list[tuple[str, ...]]] = {name: [] for name in parts}
    for name, *values in first.union(*others, all=True):
        found[name].append(tuple(values))
    return {name: _rows(part, found[name]) for name, part in parts.items()}


def _as_text(name: str, part: Part, width: int) -> QuerySet[Any, tuple[str, ...]]:
    """The rows of a part, all as wide as the widest and with the name of the part in front."""
    lacking = [Value(None)] * (width - len(part.names))
    texts = {f"text{n}": Cast(column, TextField()) for n, column in enumerate((*part.names, *lacking))}
    named = part.rows.order_by().annotate(part=Value(name, TextField()), **texts)
    return named.values_list("part", *texts)


def _rows(part: Part, found: list[tuple[str, ...]]) -> list[Row]:
    numbers = len(part.order)
    ordered = sorted(found, key=lambda values: tuple(map(int, values[:numbers])))
    return [dict(zip(part.columns, values[numbers:], strict=False)) for values in ordered]


def whole(text: str | None) -> int | None:
    """A whole number from its text."""
    return None if text is None else int(text)


def yes(text: str) -> bool:
    """Yes or no from its text: the two databases write it differently."""
    return text in ("1", "true")


def plain(text: str | None) -> Any:
    """A part of a contest file from its text, as its column is read."""
    return None if text is None else json.loads(text, cls=Reader)
