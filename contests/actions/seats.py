"""The seats of a contest as one table, changed together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.models import Contest, Judge, Panel

from .change import in_setup
from .setup import add_part, change_part


@transaction.atomic
def change_seats(
    *,
    contest: Contest,
    changes: Mapping[int, Mapping[str, Any]],
    by: User,
    now: datetime,
    seen: Mapping[int, Mapping[str, Any]] | None = None,
) -> None:
    """Change some seats, by their numbers in the database; a refusal names the `seat` it is about.

    `seen` are their columns as the caller saw them. Refused("another-contest"), "wrong-state", "gone", and what
    `change_part` refuses.
    """
    current = in_setup(contest.pk)
    seats = {seat.pk: seat for seat in current.judges.all()}
    for pk, values in changes.items():
        if pk not in seats:
            raise Refused("another-contest")
        seat = seats[pk]
        different = {name: value for name, value in values.items() if getattr(seat, name) != value}
        if different:
            _change_seat(seat, different, (seen or {}).get(pk), by, now)


def _change_seat(
    seat: Judge, values: Mapping[str, Any], seen: Mapping[str, Any] | None, by: User, now: datetime
) -> None:
    pk = seat.pk
    try:
        change_part(part=seat, values=values, by=by, now=now, seen=seen)
    except Refused as refused:
        raise Refused(refused.code, **{**refused.facts, "seat": pk}) from refused


@transaction.atomic
def add_seats(*, panel: Panel, count: int, by: User, now: datetime) -> list[Judge]:
    """More seats on a panel, with the next free keys.

    Refused("wrong-state"), "gone" and "invalid".
    """
    current = in_setup(panel.contest_id)
    taken = set(current.judges.values_list("key", flat=True))
    free = (key for key in (f"J{n}" for n in range(1, 10_000)) if key not in taken)
    seats = []
    for _ in range(count):
        seat = Judge(contest=current, panel=panel)
        seats.append(add_part(contest=current, part=seat, values={"key": next(free)}, by=by, now=now))
    return [seat for seat in seats if isinstance(seat, Judge)]
