"""What residents ask for every few seconds while a contest is on: whether something they may see has changed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from communities.reading import Rows, rows_asked
from contests.models import Announced, Contest, ContestState

ANY = -1
ON = (ContestState.LIVE, ContestState.CLOSED)
SEEN = (Announced.CONTEST, Announced.CONTESTANTS)
COLUMNS = ("state", "announced", "title", "venue", "date", "district__name", "district__slug")


def live_rows(pk: int) -> Rows:
    """What the live page of a contest depends on, to be compared and not read; nothing where it has none: it is not on,
    not announced, or the organiser did not allow it. It does not change with a sheet or with anything unreleased."""
    return rows_asked(_live, {ANY: pk})


def _live() -> QuerySet[Any, Any]:
    rows = Contest.objects.order_by().filter(pk=ANY, rehearsal=False, show__live_page=True)
    rows = rows.filter(state__in=ON, announced__in=SEEN)
    return rows.values_list(*COLUMNS, "judges_version", "show__version")
