"""Adding a line to the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from communities.guards import CLOCK_SET_BACK
from communities.models import Journal, User
from communities.writing import insert

from .verb import Verb

LONGEST = 200
WAITED = timedelta(minutes=1)
"""Longer than two who did something at once wait for each other: what is dated further back had another clock."""
SYSTEM = "system"
"""Stands for who did it where nobody had signed in, as with the first administrator."""


def record(
    *,
    verb: Verb,
    at: datetime,
    who: User | None,
    label: str = "",
    district_id: int | None = None,
    contest_id: int | None = None,
    contest_label: str = "",
    object: str = "",  # noqa: A002 - the word of the journal
    detail: Mapping[str, Any] | None = None,
) -> Journal:
    """Write one line; `label` names who has no account, such as a judge's seat.

    No line is dated before the one that precedes it: one that had to wait for the other gets its time, and where the
    clock was set back a line of its own says so first.

    ValueError if `detail` has a key that the verb does not declare: nobody could read it in words.
    """
    undeclared = verb.undeclared(detail or ())
    if undeclared:
        raise ValueError(f"{verb.id} does not declare {undeclared}")
    line = Journal(
        at=_in_order(at, contest_id),
        who=who,
        who_label=(label or str(who or SYSTEM))[:120],
        district_id=district_id,
        contest_id=contest_id,
        contest_label=contest_label[:LONGEST],
        verb=verb.id,
        object=object[:LONGEST],
        detail=dict(detail or {}),
    )
    return insert(line)


def _in_order(at: datetime, contest_id: int | None) -> datetime:
    """When a line is dated, so that lines of a contest, and those of none, stand in the order of time."""
    before = _latest(contest_id)
    if before is None or at >= before:
        return at
    if before - at <= WAITED:
        return before
    detail = {"before": before.isoformat()}
    insert(Journal(at=at, who_label=SYSTEM, contest_id=contest_id, verb=CLOCK_SET_BACK, detail=detail))
    return at


def _latest(contest_id: int | None) -> datetime | None:
    """When the latest line of a contest, or of none, is dated; every sheet asks, so the statement is made once."""
    of = "IS NULL" if contest_id is None else "= %s"
    with connection.cursor() as cursor:
        sql = f"SELECT at FROM communities_journal WHERE contest_id {of} ORDER BY id DESC LIMIT 1"  # noqa: S608 - ours
        cursor.execute(sql, [] if contest_id is None else [contest_id])
        found = cursor.fetchone()
    at: datetime | None = found[0] if found else None
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at  # SQLite keeps UTC without saying so
