"""The guards of all apps; and how a database with guards is emptied after a test that commits."""

import _sqlite3
import ctypes
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module

from django.apps import apps
from django.db import connection, transaction

from communities.triggers import run

APPS = [
    config.name for config in apps.get_app_configs() if config.name in {"communities", "contests", "scoring", "stage"}
]
GUARDS = [guard for app in APPS for guard in import_module(f"{app}.guards").GUARDS]

ENABLE_TRIGGER = 1003
"""SQLITE_DBCONFIG_ENABLE_TRIGGER."""


def guards_away():
    with connection.schema_editor() as editor:
        run(editor, [s for guard in GUARDS for s in guard.drop(connection.vendor)])


@contextmanager
def guards_off(cursor, event: str, tables: Iterable[str]) -> Iterator[None]:
    """Let rows of some tables come (`INSERT`) or go (`DELETE`) without asking."""
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    elif run_triggers(connection.connection, on=False):
        try:
            yield
        finally:
            run_triggers(connection.connection, on=True)
    else:
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        asked = set(tables)
        found = [
            (name, sql) for name, sql, table in cursor.fetchall() if table in asked and f" BEFORE {event} ON " in sql
        ]
        for name, _statement in found:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, statement in found:
            cursor.execute(statement)


def run_triggers(connected: sqlite3.Connection, *, on: bool) -> bool:
    """Whether SQLite could be told to run triggers or to leave them. Where they are dropped and made again instead, it
    reads the whole schema anew whenever a savepoint is rolled back afterwards, which takes longer than most requests.
    """
    if hasattr(connected, "setconfig"):  # since Python 3.12
        connected.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, on)
        return True
    configure = configuring()
    if configure is None:
        return False
    handle = ctypes.c_void_p.from_address(id(connected) + object.__basicsize__)  # the first that a connection holds
    now = ctypes.c_int(-1)
    return configure(handle, ENABLE_TRIGGER, int(on), ctypes.byref(now)) == 0 and now.value == on


@cache
def configuring() -> Callable[..., int] | None:
    """The function of the library that Python's own module of SQLite has loaded."""
    try:
        return ctypes.CDLL(_sqlite3.__file__).sqlite3_db_config
    except (AttributeError, OSError):
        return None


@cache
def to_empty() -> tuple[str, ...]:
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return tuple(sorted(models - {"django_content_type", "auth_permission"}))


def empty_the_database():
    """Take the rows out of all tables that have some, past the guards: `flush` takes ten times as long, as PostgreSQL
    makes every table anew. SQLite begins again with the first key; PostgreSQL counts on.
    """
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in to_empty())  # noqa: S608 - names of ours
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asked)
        filled = [name for (name,) in cursor.fetchall()]
        if not filled:
            return
        with guards_off(cursor, "DELETE", filled):
            for name in filled:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name <> 'django_migrations'")
