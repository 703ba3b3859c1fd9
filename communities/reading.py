"""Rows read by statements that are made once: what is asked twice a second, or by a hundred people at once.

Django makes the statement of a query anew each time, and that takes longer than all the rest of an answer that nothing
has changed (decision 0025), and than half of what every judge is told when a contestant is called (decision 0058).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BigIntegerField, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
Rows = tuple[tuple[Any, ...], ...]
Values = tuple[Any, ...]
Converters = list[tuple[int, list[Callable[[Any, Any, Any], Any]], Any]]
"""Of those columns that Django reads otherwise than the database has them: the place, and how."""


def rows_asked(make: Callable[[], QuerySet[Any, Any]], asked: Mapping[Any, Any]) -> Rows:
    """The rows of a query as the database has them. `make` gives the query with stand-ins, such as -1, for what is
    asked; `asked` says what each stands for."""
    if _beyond_a_column(asked):
        return ()
    return _fetched(*_statement(make, connection.vendor), asked)


def models_asked(make: Callable[[], QuerySet[M]], asked: Mapping[Any, Any]) -> list[M]:
    """The rows of a query as Django loads them: with what `select_related` and `annotate` bring. Nothing is prefetched.
    What lies beside several rows, such as their round, is one and the same for all of them. `make` and `asked` as for
    `rows_asked`."""
    if _beyond_a_column(asked):
        return []
    loading: _Loading[M] = _loading(make, connection.vendor)
    beside: Beside = {}
    return [loading.loaded(row, beside) for row in _fetched(loading.sql, loading.values, asked)]


@dataclass(frozen=True, slots=True)
class Found:
    """The `rows` of a query of values as the database has them, to be compared, and to be read only where they differ
    from others."""

    rows: Rows
    names: tuple[str, ...]
    converters: Converters

    def read(self) -> list[dict[str, Any]]:
        """The rows as Django reads them."""
        return [dict(zip(self.names, _converted(row, self.converters), strict=True)) for row in self.rows]


def values_found(make: Callable[[], QuerySet[Any, Any]], asked: Mapping[Any, Any]) -> Found:
    """The rows of a query with `values`, not read yet. `make` and `asked` as for `rows_asked`."""
    statement = _values(make, connection.vendor)
    rows = () if _beyond_a_column(asked) else _fetched(statement.sql, statement.values, asked)
    return Found(rows, statement.names, statement.converters)


def put_beside(row: Model, name: str, rows: list[M]) -> None:
    """Let a row know those that belong to it by the relation of some name, so that nobody asks for them again; what
    `prefetch_related` does with rows that it has read itself."""
    known = getattr(row, name).all()
    known._result_cache, known._prefetch_done = rows, True  # noqa: SLF001 - as Django does
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known


def _beyond_a_column(asked: Mapping[Any, Any]) -> bool:
    """Whether what is asked is more than a column can hold; an address can."""
    return bool(max(asked.values()) > BigIntegerField.MAX_BIGINT)


def _fetched(sql: str, values: Values, asked: Mapping[Any, Any]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked.get(value, value) for value in values])
        return tuple(map(tuple, cursor.fetchall()))


@cache
def _statement(make: Callable[[], QuerySet[Any, Any]], _vendor: str) -> tuple[str, Values]:
    sql, values = make().query.sql_with_params()
    return str(sql), tuple(values)


def _converted(row: Values, converters: Converters) -> list[Any]:
    read = list(row)
    for place, own, expression in converters:
        for convert in own:
            read[place] = convert(read[place], expression, connection)
    return read


def _converters(compiler: SQLCompiler) -> Converters:
    found = compiler.get_converters([expression for expression, *_ in compiler.select])
    return [(place, convert, expression) for place, (convert, expression) in found.items()]


@dataclass(frozen=True, slots=True)
class _Valued:
    """A statement of values, the names of its columns, and what reads them: as `ValuesIterable` of Django does."""

    sql: str
    values: Values
    names: tuple[str, ...]
    converters: Converters


@cache
def _values(make: Callable[[], QuerySet[Any, Any]], _vendor: str) -> _Valued:
    query = make().query
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    sql, values = compiler.as_sql()
    return _Valued(str(sql), tuple(values), tuple(query.selected or ()), _converters(compiler))


Beside = dict[tuple[Any, ...], Model | None]
"""What lies beside rows, by its columns as the database has them."""


@dataclass(frozen=True, slots=True)
class _Related:
    """What makes a model of the columns beside a row, as `RelatedPopulator` of Django does, and of those beside it."""

    populator: Any
    columns: list[slice]
    converters: Converters

    def put(self, row: Values, found: Model, beside: Beside) -> None:
        """Let a row know what lies beside it, made where it is not there yet."""
        key = (self.populator, *(row[part] for part in self.columns))
        if key not in beside:
            beside[key] = self._made(_converted(row, self.converters))
        related = beside[key]
        self.populator.local_setter(found, related)
        if related is not None:
            self.populator.remote_setter(related, found)

    def _made(self, read: list[Any]) -> Model | None:
        populator = self.populator
        own = read[populator.cols_start : populator.cols_end]
        if own[populator.pk_idx] is None:
            return None
        made: Model = populator.model_cls.from_db(populator.db, populator.init_list, own)
        for further in populator.related_populators:
            further.populate(read, made)
        return made


@dataclass(frozen=True, slots=True)
class _Loading(Generic[M]):
    """A statement, and what makes models of its rows: as `ModelIterable` of Django does, from the same of its parts."""

    sql: str
    values: Values
    model: type[M]
    columns: slice
    names: list[str]
    converters: Converters
    related: list[_Related]
    annotations: list[tuple[str, int]]

    def loaded(self, row: Values, beside: Beside) -> M:
        """A row as Django loads it."""
        read = _converted(row, self.converters)
        found = self.model.from_db(DEFAULT_DB_ALIAS, self.names, read[self.columns])
        for related in self.related:
            related.put(row, found, beside)
        for name, place in self.annotations:
            setattr(found, name, read[place])
        return found


def _columns(populator: Any) -> list[slice]:
    """The columns of what lies beside a row, and of what lies beside that."""
    further = [part for other in populator.related_populators for part in _columns(other)]
    return [slice(populator.cols_start, populator.cols_end), *further]


@cache
def _loading(make: Callable[[], QuerySet[M]], _vendor: str) -> _Loading[M]:
    compiler = make().query.get_compiler(DEFAULT_DB_ALIAS)
    sql, values = compiler.as_sql()
    converters = _converters(compiler)
    beside: list[Any] = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
    places = {n: set[int]().union(*map(_places, _columns(one))) for n, one in enumerate(beside)}
    own = set[int]().union(*places.values())
    columns = slice(compiler.klass_info["select_fields"][0], compiler.klass_info["select_fields"][-1] + 1)
    return _Loading(
        sql=sql,
        values=tuple(values),
        model=compiler.klass_info["model"],
        columns=columns,
        names=[expression.target.attname for expression, *_ in compiler.select[columns]],
        converters=[one for one in converters if one[0] not in own],
        related=[
            _Related(populator, _columns(populator), [one for one in converters if one[0] in places[n]])
            for n, populator in enumerate(beside)
        ],
        annotations=list(compiler.annotation_col_map.items()),
    )


def _places(columns: slice) -> range:
    return range(columns.start, columns.stop)
