"""Rows read by statements that are made once: what is asked twice a second, or by a hundred people at once.

Django makes the statement of a query anew each time, and that takes longer than all the rest of an answer that nothing
has changed (decision 0025).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, QuerySet

Rows = tuple[tuple[Any, ...], ...]


def rows_asked(make: Callable[[], QuerySet[Any, Any]], asked: Mapping[Any, Any]) -> Rows:
    """The rows of a query as the database has them. `make` gives the query with stand-ins, such as -1, for what is
    asked; `asked` says what each stands for."""
    if max(asked.values()) > BigIntegerField.MAX_BIGINT:  # an address can hold more than a column
        return ()
    sql, values = _statement(make, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked.get(value, value) for value in values])
        return tuple(map(tuple, cursor.fetchall()))


@cache
def _statement(make: Callable[[], QuerySet[Any, Any]], _vendor: str) -> tuple[str, tuple[Any, ...]]:
    sql, values = make().query.sql_with_params()
    return str(sql), tuple(values)
