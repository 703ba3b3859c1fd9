"""One migration in a run: the worker that comes first migrates, the others begin with a copy of its database.

A copy has every table, guard and row that the migrations have left.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def alone(base: Path) -> Iterator[Path]:
    """No other worker meanwhile; the folder that all workers of this run share."""
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield shared


def set_up(base: Path, **options: Any) -> tuple[Any, bool]:
    """Make the database of this process; what `teardown_databases` is to be given, and whether others copy it."""
    with alone(base) as shared:
        copied = (shared / "migrated").exists()
        if copied:
            copy(shared)
        config = setup_databases(interactive=False, serialized_aliases=(), keepdb=copied, **options)
        kept = not copied and "PYTEST_XDIST_WORKER" in os.environ
        if kept:
            keep(shared)
        return config, kept


def take_away(base: Path, config: Any, kept: bool, **options: Any) -> None:
    """Whoever comes later still, migrates anew."""
    teardown_databases(config, **options)
    if kept:
        with alone(base) as shared:
            (shared / "migrated").unlink()
            if connection.vendor == "postgresql":
                beside(f"DROP DATABASE {pattern()}")


def keep(shared: Path) -> None:
    if connection.vendor == "postgresql":
        mine = connection.settings_dict["NAME"]
        connection.close()  # a database that somebody uses cannot be copied
        beside(f"DROP DATABASE IF EXISTS {pattern()}", f'CREATE DATABASE {pattern()} TEMPLATE "{mine}"')
        (shared / "migrated").touch()
    else:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(shared / "migrated")])


def copy(shared: Path) -> None:
    mine = connection.settings_dict["TEST"]["NAME"]
    if connection.vendor == "postgresql":
        beside(f'DROP DATABASE IF EXISTS "{mine}"', f'CREATE DATABASE "{mine}" TEMPLATE {pattern()}')
    else:
        for left in ("-wal", "-shm"):
            Path(f"{mine}{left}").unlink(missing_ok=True)
        shutil.copyfile(shared / "migrated", mine)


def pattern() -> str:
    """What PostgreSQL copies; of this run alone, whatever runs beside it."""
    return f'"leitai_migrated_{os.environ["PYTEST_XDIST_TESTRUNUID"]}"'


def beside(*statements: str) -> None:
    """Statements about whole databases, asked from another one."""
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
