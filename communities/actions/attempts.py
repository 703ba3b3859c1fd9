"""Attempts at what could be guessed, limited by name or contest: not by address, since a hall shares one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from communities.models import Attempt
from communities.queries import attempt_key, attempts_at
from communities.refused import Refused

LIMIT = 10
WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)


@transaction.atomic
def note_attempt(*, key: str, now: datetime, limit: int = LIMIT, window: timedelta = WINDOW) -> Attempt:
    """Use up one of `limit` attempts in any `window` of up to a day; if none is left, say how long to wait.

    Call it before the guess is looked at, so that guesses sent at once are counted one by one; what was right is
    forgotten (`forget_attempts`) or taken back (`take_back_attempt`, where others share the key). `key` is any text.
    Refused("too-many-attempts") with `wait_minutes`.
    """
    _one_by_one(key)
    made = list(attempts_at(key, since=now - window))
    if len(made) >= limit:
        free = made[len(made) - limit].at + window
        raise Refused("too-many-attempts", wait_minutes=max(1, -(-(free - now) // timedelta(minutes=1))))
    Attempt.objects.filter(at__lt=now - KEPT).delete()
    return Attempt.objects.create(key=attempt_key(key), at=now)


@transaction.atomic
def forget_attempts(*, key: str) -> None:
    """Count from nothing again, after the right password."""
    Attempt.objects.filter(key=attempt_key(key)).delete()


@transaction.atomic
def take_back_attempt(*, attempt: Attempt) -> None:
    """This one was no guess: the right code of one judge, under a key that all judges of a contest share."""
    Attempt.objects.filter(pk=attempt.pk).delete()


def _one_by_one(key: str) -> None:
    """Others with this key wait until the transaction ends. On SQLite every transaction that writes does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [attempt_key(key)])
