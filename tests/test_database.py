"""What must hold in the embedded SQLite and in PostgreSQL alike (`make test` runs it on both)."""

import os

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import OperationalError, connection

from communities.models import User

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
