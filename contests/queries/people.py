"""Questions about who is in a contest, and who could be."""

from __future__ import annotations

from django.db.models import QuerySet

from communities.models import Secretary
from communities.queries import secretaries_of
from contests.judged import Judged, judged_in
from contests.models import Contest


def secretaries_to_pick(contest: Contest) -> QuerySet[Secretary]:
    """The secretaries of the district who are in office and not in the contest yet; none where centres are judged."""
    if judged_in(contest.extra) is Judged.CENTRES:
        return Secretary.objects.none()
    chosen = contest.contestants.filter(secretary__isnull=False).values("secretary")
    leaders = secretaries_of(contest.district).filter(until__isnull=True).exclude(pk__in=chosen)
    return leaders.order_by("community__street", "community", "name")


def rows_by_number(contest: Contest) -> dict[str, int]:
    """The row of each contestant by number: an address names the row, since a number is whatever somebody wrote."""
    return dict(contest.contestants.order_by().values_list("number", "pk"))


def rooms_of(contest: Contest) -> list[str]:
    """The rooms contestants are in, in the order of the list."""
    rows = contest.contestants.exclude(room=None).exclude(room="").order_by("position", "pk")
    return list(dict.fromkeys(str(room) for room in rows.values_list("room", flat=True)))
