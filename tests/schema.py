"""What the tables of a database are: what two databases are compared by."""

import re

from django.db import connection

PARTS = re.compile(r', (?="\w+" \w|CONSTRAINT )')
SQLITE = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"
POSTGRESQL = """
SELECT 'column ' || c.table_name || '.' || c.column_name, concat_ws(
    ' ', c.data_type, c.character_maximum_length, c.is_nullable, c.column_default, c.is_identity, c.collation_name)
FROM information_schema.columns c WHERE c.table_schema = 'public'
UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
UNION ALL SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger ' || tgname, pg_get_triggerdef(t.oid) || prosrc
FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid WHERE NOT tgisinternal
"""
"""What is not null is told with its column: the name of that constraint is the one the column had at first."""


def schema() -> dict[str, str]:
    """Columns, constraints, indexes and triggers by name, each as the database tells it.

    The order of columns is not told. SQLite makes a table anew for most changes and puts a changed column last,
    PostgreSQL leaves it where it was; statements name their columns.
    """
    with connection.cursor() as cursor:
        cursor.execute(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)
        return {name: plain(definition) for name, definition in cursor.fetchall()}


def plain(definition: str) -> str:
    """A table's columns and constraints in the order of their names; anything else as it is."""
    if not definition.startswith("CREATE TABLE"):
        return definition
    return ", ".join(sorted(PARTS.split(definition.partition("(")[2].rpartition(")")[0])))
