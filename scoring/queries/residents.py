"""What residents may know of: which contests, and as which publication they read each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from communities.json_text import json_or_none
from contests.models import Announced, Contest, ContestState
from contests.origin import origin_in
from scoring.models import Publication


def public_contests() -> QuerySet[Contest]:
    """What everybody may know of: contests that were opened and announced or published; never a rehearsal."""
    published = Exists(Publication.objects.filter(contest=OuterRef("pk")))
    known = ~Q(announced=Announced.NOTHING) | Q(published)
    rows = Contest.objects.filter(known, rehearsal=False).exclude(state=ContestState.SETUP)
    return rows.select_related("district")


def read_as(contests: Iterable[Contest]) -> dict[int, Publication]:
    """The publication in force of each of some contests that has one, by the contest; without its data. One query."""
    rows = Publication.objects.defer("data").filter(contest__in=contests).order_by("number")
    return {row.contest_id: row for row in rows}


def with_data(publications: Iterable[Publication]) -> dict[int, Publication]:
    """Some publications with their data, by the contest. One query."""
    rows = Publication.objects.filter(pk__in=[row.pk for row in publications])
    return {row.contest_id: row for row in rows}


def origin_page(contest: int, stored: str) -> tuple[Any, ...]:
    """What the page of a contestant shows of the contest they came from, to be compared and not read; `stored` is the
    column that says which, as the database has it. One query where they came from one."""
    origin = origin_in(json_or_none(stored))
    if origin is None:
        return ()
    rows = public_contests().filter(slug=origin.contest, district__contests=contest).order_by("-publications__number")
    return tuple(rows.values_list("pk", "public_level", "announced", "publications__number"))
