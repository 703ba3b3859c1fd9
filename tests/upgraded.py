"""A program: rows from its input into the database as it was at SINCE, then up to date; how many rows there are then.

`tests/test_upgrade.py` runs it on a database of its own: migrations are no part of a test's transaction.
"""

import json
import pickle
import sys

import django

SINCE = [("communities", "0010_names_once"), ("contests", "0014_numbers_that_fit"), ("scoring", "0008_holders")]
"""Since then no column was renamed: the rows of today fit, without what has come since."""


def fitting(rows):
    """The part of some rows that there is room for now: tables and columns that are still to come are left out."""
    from django.db import connection  # noqa: PLC0415 - these need Django's settings

    known = set(connection.introspection.table_names())
    for heading, some in rows.items():
        table, _, names = heading.partition(" ")
        if table not in known:
            continue
        with connection.cursor() as cursor:
            here = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        columns = [(n, name) for n, name in enumerate(names.strip("()").split(", ")) if name.strip('"') in here]
        shorter = f"{table} ({', '.join(name for _n, name in columns)})"
        yield shorter, [tuple(row[n] for n, _name in columns) for row in some]


def main():
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from tests.guards import guards_away  # noqa: PLC0415
    from tests.remembered import lay_in, stored, tables  # noqa: PLC0415

    for target in SINCE:  # a migration puts up the guards of today, of columns that are not there yet
        MigrationExecutor(connection).migrate([target])
        guards_away()
    lay_in(dict(fitting(pickle.load(sys.stdin.buffer))))  # noqa: S301 - from our own test
    call_command("migrate", verbosity=0)
    connection.check_constraints()
    json.dump({heading.partition(" ")[0]: len(rows) for heading, rows in stored(tables()).items()}, sys.stdout)


if __name__ == "__main__":
    main()
