"""Moving a part up or down among its like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F

from communities.actions.rows import fresh
from communities.models import User
from contests import verbs
from contests.models import Award, Cut, Judge, Panel, Round, RubricItem

from .change import changed, in_setup, refuse_stale

Ordered = Round | RubricItem | Panel | Judge | Cut | Award


@transaction.atomic
def move_part(*, part: Ordered, up: bool, by: User, now: datetime, seen: Sequence[int] | None = None) -> None:
    """Change places with the one before (`up`) or after; at the end of the list nothing changes.

    `seen` is the order the caller saw, as numbers in the database. Refused("stale") where it is another now,
    "wrong-state" and "gone".
    """
    among = part.round if isinstance(part, RubricItem | Cut) else part
    current = in_setup(among.contest_id)
    fresh(part)
    rows = list(_like(part).order_by("position", "pk"))
    refuse_stale(None if seen is None else list(seen), [row.pk for row in rows])
    here = rows.index(part)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    _number(part, rows)
    changed(current, verbs.PART_MOVED, by=by, now=now, object=part, detail={"from": here + 1, "to": there + 1})


def _like(part: Ordered) -> models.QuerySet[Any]:
    """All parts that stand in one list with a part."""
    rows: models.QuerySet[Any] = type(part)._default_manager.all()  # noqa: SLF001 - Django documents it
    if isinstance(part, RubricItem):
        return rows.filter(round=part.round_id)
    return (
        rows.filter(round__contest=part.round.contest_id)
        if isinstance(part, Cut)
        else rows.filter(contest=part.contest_id)
    )


def _number(part: Ordered, rows: list[Any]) -> None:
    """Number rows from 0; out of the way first, since no position is taken twice."""
    beyond = max(row.position for row in rows) + 1
    like = type(part)._default_manager.filter(pk__in=[row.pk for row in rows])  # noqa: SLF001
    like.update(position=F("position") + beyond + len(rows))
    for position, row in enumerate(rows):
        like.filter(pk=row.pk).update(position=position)
