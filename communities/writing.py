"""Rows written with statements that are made once: fifty judges send in the same second (decision 0020).

Making the statement for eight marks takes Django longer than running it, and what it does beside (signals, fields that
fill themselves) no table here asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from django.db import connection
from django.db.models import CharField, Field, ForeignKey, IntegerField, Model, TextField

Row = TypeVar("Row", bound=Model)
AnyField: TypeAlias = "Field[Any, Any]"


def insert(row: Row) -> Row:
    """Write a new row; it gets its number."""
    returned = connection.features.can_return_columns_from_insert  # not by SQLite before 3.35
    with connection.cursor() as cursor:
        returning = f" RETURNING {connection.ops.quote_name('id')}" if returned else ""
        cursor.execute(_insertion(type(row), 1) + returning, _values(row))
        row.pk = cursor.fetchone()[0] if returned else cursor.lastrowid
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - Django documents _state
    return row


def insert_all(rows: Sequence[Model]) -> None:
    """Write new rows of one table; their numbers stay unknown."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_insertion(type(rows[0]), len(rows)), [value for row in rows for value in _values(row)])


def update(row: Model) -> None:
    """Write the columns that were loaded of a stored row, under its lock: a row that is gone is not missed."""
    loaded = tuple(field for field in _fields(type(row)) if field.attname in row.__dict__)
    with connection.cursor() as cursor:
        cursor.execute(_change(type(row), loaded), [*_values(row, loaded), row.pk])


def _values(row: Model, fields: Sequence[AnyField] | None = None) -> list[Any]:
    """What the columns of a row hold, as the database takes it."""
    wanted = _fields(type(row)) if fields is None else fields
    return [_prepared(field, getattr(row, field.attname)) for field in wanted]


def _prepared(field: AnyField, value: Any) -> Any:
    if type(value) in _taken_as_it_is(field):
        return value
    return field.get_db_prep_save(value, connection)


@cache
def _taken_as_it_is(field: AnyField) -> frozenset[type]:
    """What both databases take as Python has it: asking Django for each column takes longer than writing the row."""
    if type(field) in (CharField, TextField):
        return frozenset({str})
    return frozenset({int}) if isinstance(field, ForeignKey | IntegerField) else frozenset()


@cache
def _fields(model: type[Model]) -> list[AnyField]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django documents _meta


@cache
def _insertion(model: type[Model], rows: int) -> str:
    columns = [_column(field) for field in _fields(model)]
    row = f"({', '.join(['%s'] * len(columns))})"
    return f"INSERT INTO {_table(model)} ({', '.join(columns)}) VALUES {', '.join([row] * rows)}"  # noqa: S608 - our names


@cache
def _change(model: type[Model], fields: Sequence[AnyField]) -> str:
    pairs = ", ".join(f"{_column(field)} = %s" for field in fields)
    return f"UPDATE {_table(model)} SET {pairs} WHERE {connection.ops.quote_name('id')} = %s"  # noqa: S608


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001


def _column(field: AnyField) -> str:
    return connection.ops.quote_name(str(field.column))
