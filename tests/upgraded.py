"""A program: rows from its input into the database as it was at SINCE, then up to date; what is there then.

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


def one_by_one(target):
    """Migrate as before there was a migration that replaces others; `target` may be an app: up to the last of these."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    last = {app: migration.replaces[-1] for (app, _name), migration in executor.loader.replacements.items()}
    executor.migrate([last.get(target, target)])
    executor.recorder.migration_qs.filter(name__contains="_squashed_").delete()


def without_show():
    """Take the app of the show away, tables and all, as if it had never been there."""
    from django.apps import apps  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    from communities.triggers import removed, run  # noqa: PLC0415

    with connection.schema_editor() as editor:
        removed("stage").database_forwards("stage", editor, None, None)
        tables = [model._meta.db_table for model in apps.get_app_config("stage").get_models(include_auto_created=True)]
        cascade = " CASCADE" if connection.vendor == "postgresql" else ""
        run(editor, [f'DROP TABLE "{table}"{cascade}' for table in tables])
    MigrationRecorder(connection).migration_qs.filter(app="stage").delete()


def main():
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from tests.guards import guards_away  # noqa: PLC0415
    from tests.remembered import lay_in, stored, tables  # noqa: PLC0415
    from tests.schema import schema  # noqa: PLC0415

    for target in SINCE:  # a migration puts up the guards of today, of columns that are not there yet
        one_by_one(target)
        guards_away()
    lay_in(dict(fitting(pickle.load(sys.stdin.buffer))))  # noqa: S301 - from our own test
    call_command("migrate", verbosity=0)
    connection.check_constraints()
    rows = {heading.partition(" ")[0]: len(some) for heading, some in stored(tables()).items()}
    since = schema()
    without_show()
    one_by_one("stage")
    call_command("migrate", verbosity=0)
    json.dump({"rows": rows, "since": since, "with_show": schema()}, sys.stdout)


if __name__ == "__main__":
    main()
