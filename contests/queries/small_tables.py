"""Small tables read together: one query for all of them.

A contest has a handful of rows in each of a dozen tables, and so has a sheet. The database makes text of every column,
which all columns can be alike on both databases, and here each becomes again what its field holds; decimal numbers and
parts of a contest file are kept as text anyway and come to the letter. Making the statement takes ten times as long as
running it, so that it is made once for all contests and all sheets (decision 0020).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BooleanField, DateTimeField, JSONField, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from communities.reading import Rows

ANY = -1
"""Stands for the contest or the sheet where a statement is made; no part asks for this number itself."""
Row = dict[str, Any]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table: which columns, and those that put the rows in order, which are never empty."""

    rows: QuerySet[Any]
    columns: tuple[str, ...]
    order: tuple[str, ...] = ("position", "pk")

    @property
    def names(self) -> tuple[str, ...]:
        """All columns that are asked for, those of the order first."""
        return (*self.order, *self.columns)


Tables = Callable[[int], Mapping[str, Part]]
"""The parts of what has a number, such as a contest or a sheet."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the database is asked; `readers` make of texts what the columns of each part hold."""

    sql: str
    values: tuple[Any, ...]
    parts: Mapping[str, Part]
    readers: Mapping[str, list[Callable[[str], Any]]]


@dataclass(frozen=True, slots=True)
class Texts:
    """The `rows` of small tables as the database has them, to be compared, and to be read only where they differ from
    others."""

    rows: Rows
    statement: Statement

    def read(self) -> dict[str, list[Row]]:
        """The rows of each part, in its order."""
        statement, found = self.statement, dict[str, list[list[Any]]]()
        for name, *texts in self.rows:
            read = zip(statement.readers[name], texts, strict=False)
            found.setdefault(name, []).append([text if text is None else reader(text) for reader, text in read])
        return {name: _rows(part, found.get(name, [])) for name, part in statement.parts.items()}


def texts_found(tables: Tables, number: int) -> Texts:
    """The rows of all parts, not read yet. One query."""
    statement = _statement(tables, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, [number if value == ANY else value for value in statement.values])
        return Texts(tuple(map(tuple, cursor.fetchall())), statement)


def read_tables(tables: Tables, number: int) -> dict[str, list[Row]]:
    """The rows of each part, in its order. One query."""
    return texts_found(tables, number).read()


def as_models(model: type[M], rows: Iterable[Row]) -> list[M]:
    """Rows with their `id` as Django would have loaded them; a column that was not read is when it is asked for."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django documents _meta
    names = [field.attname for field in fields]  # `from_db` takes columns in their order
    return [model.from_db(DEFAULT_DB_ALIAS, row, [row[name] for name in names if name in row]) for row in rows]


@cache
def _statement(tables: Tables, _vendor: str) -> Statement:
    parts = tables(ANY)
    width = max(len(part.names) for part in parts.values())
    first, *others = (_as_text(name, part, width) for name, part in parts.items())
    sql, values = first.union(*others, all=True).query.sql_with_params()
    readers = {name: [_reader(part.rows.model, column) for column in part.names] for name, part in parts.items()}
    return Statement(sql, values, parts, readers)


def _as_text(name: str, part: Part, width: int) -> QuerySet[Any, Any]:
    """The rows of a part, all as wide as the widest and with the name of the part in front."""
    columns: list[str | Value] = [*part.names, *[Value(None)] * (width - len(part.names))]
    texts = {f"text{n}": Cast(column, TextField()) for n, column in enumerate(columns)}
    named: QuerySet[Any] = part.rows.order_by().annotate(part=Value(name, TextField()), **texts)
    return named.values_list("part", *texts)


def _rows(part: Part, found: list[list[Any]]) -> list[Row]:
    first = len(part.order)
    ordered = sorted(found, key=lambda values: values[:first])
    return [dict(zip(part.columns, values[first:], strict=True)) for values in ordered]


def _reader(model: Any, column: str) -> Callable[[str], Any]:
    """What makes of a text what a column holds."""
    name, _, rest = column.partition("__")
    known = model._meta  # noqa: SLF001 - Django documents _meta
    field = known.pk if name == "pk" else known.get_field(name)
    if rest:
        return _reader(field.related_model, rest)
    if isinstance(field, JSONField):
        return lambda text: json.loads(text, cls=field.decoder)
    if isinstance(field, BooleanField):
        return lambda text: text in ("1", "true")  # SQLite and PostgreSQL
    if isinstance(field, DateTimeField):
        return _moment
    reader: Callable[[str], Any] = field.to_python
    return reader


def _moment(text: str) -> datetime:
    """A time as either database writes it: in UTC, or with its offset."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
