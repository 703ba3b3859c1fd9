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
ACCOUNT = "account"
"""The key of a line's `detail` that keeps the user name of whom it is about, as it was then."""
SYSTEM = "system"
"""Stands for who did it where nobody had signed in, as with the first administrator."""


def record(
    *,
    verb: Verb,
    at: datetime,
    who: User | None,
    label: str = "",
    device: str = "",
    person: User | None = None,
    seat: int | None = None,
    district_id: int | None = None,
    contest_id: int | None = None,
    contest_label: str = "",
    object: str = "",  # noqa: A002 - the word of the journal
    detail: Mapping[str, Any] | None = None,
) -> Journal:
    """Write one line; `label` names who has no account, such as a judge's seat, and `device` the tablet it came from.

    `person` is whose account it is about, and names the object; `seat` the number of the judge whose seat it is about.

    No line is dated before the one that precedes it: one that had to wait for the other gets its time, and where the
    clock was set back a line of its own says so first.

    ValueError if `detail` has a key that the verb does not declare: nobody could read it in words.
    """
    detail = {**(detail or {}), **({ACCOUNT: person.username} if person else {})}
    undeclared = verb.undeclared(detail)
    if undeclared:
        raise ValueError(f"{verb.id} does not declare {undeclared}")
    line = Journal(
        at=_in_order(at, contest_id, district_id),
        who=who,
        who_label=(label or str(who or SYSTEM))[:120],
        account=who.username if who else "",
        device=device,
        person=person,
        seat=seat,
        district_id=district_id,
        contest_id=contest_id,
        contest_label=contest_label[:LONGEST],
        verb=verb.id,
        object=(str(person) if person else object)[:LONGEST],
        detail=detail,
    )
    return insert(line)


def _in_order(at: datetime, contest_id: int | None, district_id: int | None) -> datetime:
    """When a line is dated, so that lines of a contest, and those of none, stand in the order of time."""
    before = _latest(contest_id)
    if before is None or at >= before:
        return at
    if before - at <= WAITED:
        return before
    detail = {"before": before.isoformat()}
    where = {"contest_id": contest_id, "district_id": district_id}
    insert(Journal(at=at, who_label=SYSTEM, verb=CLOCK_SET_BACK, detail=detail, **where))
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
