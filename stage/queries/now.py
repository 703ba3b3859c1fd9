"""What residents ask for again and again: whether something they may see has changed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from communities.reading import Rows, rows_asked
from contests.models import Announced, Contest, ContestState
from scoring.queries.now import ANY, ANY_CONTESTANT, contest_page, contestant_page

PHOTOS = ("show__photos_public", "show__version")
ON = (ContestState.LIVE, ContestState.CLOSED)
SEEN = (Announced.CONTEST, Announced.CONTESTANTS)
COLUMNS = ("state", "announced", "title", "venue", "date", "district__name", "district__slug")


def live_rows(pk: int) -> Rows:
    """What the live page of a contest depends on, to be compared and not read; nothing where it has none: it is not on,
    not announced, or the organiser did not allow it. It does not change with a sheet or with anything unreleased."""
    return rows_asked(_live, {ANY: pk})


def was_live(pk: int) -> bool:
    """Whether residents could follow a contest, the results of which are published since."""
    rows = Contest.objects.filter(pk=pk, rehearsal=False, show__live_page=True)
    return rows.filter(state=ContestState.PUBLISHED, announced__in=SEEN).exists()


def contest_page_rows(pk: int) -> Rows:
    """What the page of a contest depends on, to be compared and not read: its publications, and whether photos are
    shown; nothing without a publication."""
    return rows_asked(_contest_page, {ANY: pk})


def contestant_page_rows(pk: int, contestant: int) -> Rows:
    """What the page of a contestant depends on, to be compared and not read; nothing without a publication."""
    return rows_asked(_contestant_page, {ANY: pk, ANY_CONTESTANT: contestant})


def _contest_page() -> QuerySet[Any, Any]:
    return contest_page(*PHOTOS)


def _contestant_page() -> QuerySet[Any, Any]:
    return contestant_page(*PHOTOS)


def _live() -> QuerySet[Any, Any]:
    rows = Contest.objects.order_by().filter(pk=ANY, rehearsal=False, show__live_page=True)
    rows = rows.filter(state__in=ON, announced__in=SEEN)
    return rows.values_list(*COLUMNS, "judges_version", "show__version")
