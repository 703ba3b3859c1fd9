"""Attempts at what could be guessed: counted by thing and place before the thing alone, since others use its name."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from communities.limits import Limits
from communities.models import Attempt
from communities.queries import Places, attempt_key, attempts_made, places_that_wait
from communities.refused import Refused

KEPT = timedelta(days=1)


@transaction.atomic
def note_attempt(*, key: str, source: str, now: datetime, limits: Limits, known: bool = False) -> Attempt:
    """Use up one of the attempts that `limits` leave at `key` from `source`; if none is left, say how long to wait.

    Call it before the guess is looked at, so that guesses sent at once are counted one by one; what was right is
    taken back (`take_back_attempt`) or forgotten (`forget_attempts`). `key` and `source` are any texts; `known` is a
    device that was right before: only its own attempts count, whatever others do. Refused("too-many-attempts") with
    `wait_minutes`.
    """
    thing, place = attempt_key(key), attempt_key(source)
    _one_by_one(thing, place)
    made = Attempt.objects.filter(at__gt=now - limits.window).order_by("at", "pk")
    _refuse_from(made.filter(key=thing, source=place), limits.here, limits.window, now)
    if not known:
        _refuse_from(made.filter(key=thing), limits.in_all, limits.window, now)
        _refuse_from(made.filter(source=place), limits.from_here, limits.window, now)
    Attempt.objects.filter(at__lt=now - KEPT).delete()
    return Attempt.objects.create(key=thing, source=place, at=now)


@transaction.atomic
def forget_attempts(*, key: str, source: str | None = None) -> int:
    """Count from nothing again: from one place after the right password, from all (None) after a new one.

    How many were forgotten comes back.
    """
    made = Attempt.objects.filter(key=attempt_key(key))
    if source is not None:
        made = made.filter(source=attempt_key(source))
    return made.delete()[0]


@transaction.atomic
def forget_places(*, limits: Limits, now: datetime) -> int:
    """Count from nothing again at all places that have to wait with every name. How many these were comes back."""
    return forget_from(places=places_that_wait(attempts_made(limits.window, now=now), limits))


@transaction.atomic
def forget_from(*, places: Places | None) -> int:
    """Count from nothing again at some places. How many these were comes back."""
    if places is None:
        return 0
    Attempt.objects.filter(source__in=places.sources).delete()
    return places.count


@transaction.atomic
def take_back_attempt(*, attempt: Attempt) -> None:
    """This one was no guess: the right code of one judge, under a key that all judges of a contest share."""
    Attempt.objects.filter(pk=attempt.pk).delete()


def _refuse_from(made: QuerySet[Attempt], limit: int, window: timedelta, now: datetime) -> None:
    times = list(made.values_list("at", flat=True))
    if len(times) >= limit:
        free = times[len(times) - limit] + window
        raise Refused("too-many-attempts", wait_minutes=max(1, -(-(free - now) // timedelta(minutes=1))))


def _one_by_one(*hashes: str) -> None:
    """Others with one of these wait until the transaction ends. On SQLite every transaction that writes does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name in sorted(hashes):
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
