"""What must hold in the embedded SQLite and in PostgreSQL alike (`make test` runs it on both)."""

import logging
import os
from contextlib import contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from communities.faults import Kept
from communities.models import User
from tests.tablet import send, stored

pytestmark = pytest.mark.django_db


def test_it_is_the_database_that_was_asked_for():
    assert connection.vendor == ("postgresql" if os.environ.get("DATABASE_URL") else "sqlite")


def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_migration_is_applied():
    call_command("migrate", "--check", verbosity=0)


def test_our_own_user_signs_in(client):
    user = get_user_model().objects.create_user("wang", password="two neighbourhoods")
    assert isinstance(user, User)
    assert client.login(username="wang", password="two neighbourhoods")
    assert not client.login(username="wang", password="two neighbors")


def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_sqlite_keeps_what_it_has_confirmed():
    if connection.vendor == "sqlite":
        assert (pragma("journal_mode"), pragma("synchronous")) == ("wal", 2)
        assert connection.transaction_mode == "IMMEDIATE"


def test_who_cannot_write_in_time_is_told_to_try_again(client, monkeypatch):
    def locked(*_args, **_kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("pages.account.forms.note_attempt", locked)
    response = client.post("/account/sign-in/", {"username": "wang", "password": "x"})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "2"
    assert "没有保存" in response.content.decode()


@contextmanager
def nothing_written():
    """A database of which nothing can be written any more, as on a disk that failed."""
    lite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute("PRAGMA query_only = ON" if lite else "SET LOCAL transaction_read_only = on")
                yield
                transaction.set_rollback(True)
        finally:
            if lite:
                cursor.execute("PRAGMA query_only = OFF")


def test_a_mark_that_cannot_be_written_is_refused_for_that_reason_and_taken_afterwards(tablet, sheet):
    with nothing_written():
        response = send(tablet, sheet)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "2"
        assert "服务器的磁盘已满或无法写入" in response.content.decode()
    assert stored() == (0, 0)
    assert send(tablet, sheet).status_code == 302
    assert stored() == (1, 1)


def test_a_fault_that_cannot_be_kept_says_no_word_in_the_terminal(tmp_path, capsys):
    """With fifty tablets that send again every two seconds, the terminal would show nothing else."""
    kept = Kept(tmp_path / "faults.jsonl", delay=True)
    (tmp_path / "faults.jsonl").mkdir()
    kept.emit(logging.makeLogRecord({"msg": "fault"}))
    kept.close()
    assert capsys.readouterr().err == ""
