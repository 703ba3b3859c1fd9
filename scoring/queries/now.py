"""What is asked twice a second, or by a hundred residents at once: whether something has changed.

Each is one statement that is made once (`communities.reading`). `seat_now` gives values; what a page shows comes as the
database has it, to be compared and not read.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from communities.models import Journal
from communities.reading import rows_asked
from contests.models import Contest, Contestant, Judge
from contests.queries.experience import released_of
from contests.queries.pledges import pledged_by
from contests.queries.tablets import tablets_in_seat, tablets_too_many
from scoring.models import Succession

PUBLICATION = ("publications__pk",)
CONTEST = ("state", "public_level", "announced", "fingerprint")
DISTRICT = ("district__name", "district__slug")
COMMUNITY = ("secretary__community", "secretary__community__name")
CAMPAIGN = ("inclusion__campaign__title", "inclusion__campaign__published_at")
EXPERIENCE = ("experience", "experience_at", "experience_version", "experience_themes")
RELEASED = "presentation__released_at"
ANY, ANY_CONTESTANT, ANY_USER, ANY_MINUTE = -1, -3, -2, -4


def roles_now(contest: int, user: int, *, since: int) -> tuple[int, int, int, set[str], set[str]] | None:
    """The versions of a contest and of its desk, how many tablets have asked since a minute beyond one for each seat,
    the roles somebody has in its district, and the rooms they were given to run; None where there is no such contest.
    """
    found = rows_asked(_roles, {ANY: contest, ANY_USER: user, ANY_MINUTE: since})
    if not found:
        return None
    version, desk, beyond, _role, _room = found[0]
    roles, rooms = ({row[n] for row in found if row[n] is not None} for n in (3, 4))
    return version, desk, beyond, roles, rooms


def _roles() -> QuerySet[Any, Any]:
    own = FilteredRelation("district__memberships", condition=Q(district__memberships__user=ANY_USER))
    return (
        Contest.objects.order_by()
        .filter(pk=ANY)
        .annotate(own=own, run=FilteredRelation("room_desks", condition=Q(room_desks__user=ANY_USER)))
        .annotate(beyond=tablets_too_many(ANY_MINUTE))
        .values_list("version", "desk_version", "beyond", "own__role", "run__room")
    )


def seat_now(pk: int, *, since: int) -> tuple[str, int, int, int] | None:
    """The hash of the card of a judge's seat, the version of its contest for judges, the number of the latest line of
    the journal about the seat or its sheets (0 for none), and how many tablets have asked from it since a minute; None
    where there is no such seat.
    """
    for secret_hash, version, line, tablets in rows_asked(_seat, {ANY: pk, ANY_MINUTE: since}):
        return secret_hash, version, line, tablets
    return None


def _seat() -> QuerySet[Any, Any]:
    rows = Judge.objects.order_by().filter(pk=ANY).annotate(seen=tablets_in_seat(ANY_MINUTE))
    return rows.annotate(line=latest_line()).values_list("secret_hash", "contest__judges_version", "line", "seen")


def latest_line() -> Coalesce:
    """The number of the latest line of the journal about a seat or its sheets, for a query that reads the seat."""
    lines = Journal.objects.filter(seat=OuterRef("pk")).order_by("-pk")
    return Coalesce(Subquery(lines.values("pk")[:1]), 0)


def contest_page(*more: str) -> QuerySet[Any, Any]:
    """What the page of a contest shows of its results, which presentations are released, its campaign, and
    `more` columns, a row for each publication with the latest first; nothing without any."""
    rows = Contest.objects.filter(pk=ANY, publications__isnull=False).order_by("-publications__number")
    rows = rows.annotate(**released_of("pk"), changes=_changes_told())
    return rows.values_list(*PUBLICATION, *CONTEST, *DISTRICT, *CAMPAIGN, *EXPERIENCE, "changes", *more)


def _changes_told() -> Subquery:
    """How often something was recorded or withdrawn of who moves up, where residents read it."""
    rows = Succession.objects.filter(publication__contest=OuterRef("pk"), public=True).order_by()
    counted = rows.values("publication__contest").annotate(count=Count("pk") + Count("withdrawn_at"))
    return Subquery(counted.values("count"))


def contestant_page(*more: str) -> QuerySet[Any, Any]:
    """What the page of a contestant shows of results, whether the presentation is released, what of pledges, and `more`
    columns of the contest, a row for each publication with the latest first, and last where they came from; nothing
    without any."""
    rows = Contestant.objects.filter(contest=ANY, pk=ANY_CONTESTANT, contest__publications__isnull=False)
    of_contest = (f"contest__{name}" for name in (*PUBLICATION, *CONTEST, *DISTRICT, *more))
    rows = rows.annotate(pledged=pledged_by("pk")).order_by("-contest__publications__number")
    return rows.values_list(*of_contest, *COMMUNITY, RELEASED, "pledged", "number", "came_from")
