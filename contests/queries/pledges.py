"""What secretaries have pledged, with what has come of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max, OuterRef, QuerySet, Subquery

from contests.models import Contest, FollowUp, Pledge
from contests.models.pledges import year_made


def pledges_of(contest: Contest) -> QuerySet[Pledge]:
    """The pledges of a contest, contestant by contestant, each with all that was told of it."""
    rows = Pledge.objects.filter(contestant__contest=contest).select_related("contestant__contest")
    return rows.prefetch_related("follow_ups").order_by("contestant__position", "contestant", "due", "pk")


def released_pledges() -> QuerySet[Pledge]:
    """The pledges that everybody reads, each with whose it is, its contest and what was told of it. Two queries."""
    rows = Pledge.objects.filter(released_at__isnull=False)
    return rows.select_related("contestant__contest", "contestant__secretary").prefetch_related("follow_ups")


def with_pledges(contests: QuerySet[Contest]) -> QuerySet[Contest]:
    """Contests, each with `pledged_at`: when the latest pledge that everybody reads was released; None for none."""
    rows = Pledge.objects.order_by().filter(contestant__contest=OuterRef("pk"), released_at__isnull=False)
    latest = rows.values("contestant__contest").annotate(latest=Max("released_at"))
    return contests.annotate(pledged_at=Subquery(latest.values("latest")))


def pledge_years(contests: Iterable[Contest]) -> list[int]:
    """The years in which the pledges of some contests `with_pledges` were made, the latest first. No query."""
    pledged = [(contest.date, contest.pledged_at) for contest in contests if contest.pledged_at]  # type: ignore[attr-defined]
    return sorted({year_made(day, released_at) for day, released_at in pledged}, reverse=True)


def with_all(pledge: Pledge) -> list[FollowUp]:
    """All that was told of a pledge, the latest first, each with who entered and who confirmed it."""
    return list(pledge.follow_ups.select_related("entered_by", "confirmed_by"))


def pledged_by(contestant: str) -> Subquery:
    """A column of a query that says whether the released pledges of a contestant read otherwise; `contestant` is the
    column that has its number. All that is done to a pledge raises the version of the desk."""
    rows = Pledge.objects.order_by().filter(contestant=OuterRef(contestant), released_at__isnull=False)
    latest = rows.values("contestant").annotate(latest=Max("contestant__contest__desk_version"))
    return Subquery(latest.values("latest"))
