"""The guards of all apps; and how a database with guards is emptied after a test that commits."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from django.apps import apps
from django.db import connection, transaction

from communities.triggers import run

APPS = [
    config.name for config in apps.get_app_configs() if config.name in {"communities", "contests", "scoring", "stage"}
]
GUARDS = [guard for app in APPS for guard in import_module(f"{app}.guards").GUARDS]


def guards_away():
    with connection.schema_editor() as editor:
        run(editor, [s for guard in GUARDS for s in guard.drop(connection.vendor)])


def guards_off(cursor, event: str, tables: Iterable[str]) -> list[str]:
    """Let rows of some tables come (`INSERT`) or go (`DELETE`) without asking; the statements that end this."""
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        return ["SET LOCAL session_replication_role = DEFAULT"]
    cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    asked = set(tables)
    found = [(name, sql) for name, sql, table in cursor.fetchall() if table in asked and f" BEFORE {event} ON " in sql]
    for name, _statement in found:
        cursor.execute(f"DROP TRIGGER {name}")
    return [statement for _name, statement in found]


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
        guards = guards_off(cursor, "DELETE", filled)
        for name in filled:
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608
        for statement in guards:
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name <> 'django_migrations'")
