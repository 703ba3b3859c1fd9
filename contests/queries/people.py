"""Questions about who is in a contest, and who could be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from communities.models import Secretary
from communities.queries import secretaries_of
from contests.judged import Judged, judged_in
from contests.models import Contest, Contestant

from .rows import places_of_rooms


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


def rooms_to_run(contest: Contest) -> list[str]:
    """The rooms of a contest: those of its panels, then those contestants are in beside."""
    of_panels = places_of_rooms(panel.rooms for panel in contest.panels.all())
    return list(dict.fromkeys([*of_panels, *rooms_of(contest)]))


def people_in_rooms(contest: Contest) -> dict[str, tuple[int, int]]:
    """How many judges mark in each room, and how many contestants are in it."""
    rooms = rooms_to_run(contest)
    judges, contestants = Counter[str](), Counter[str]()
    for marked in contest.judges.filter(left_at__isnull=True).values_list("panel__rooms", flat=True):
        judges.update(rooms if marked is None else marked)
    contestants.update(room for room in contest.contestants.order_by().values_list("room", flat=True) if room)
    return {room: (judges[room], contestants[room]) for room in rooms}


def room_desks_of(contest: Contest) -> dict[str, list[int]]:
    """Who runs which room, by their numbers in the database; rooms that nobody runs alone are not in it."""
    found: dict[str, list[int]] = {}
    for room, user in contest.room_desks.order_by("room", "user").values_list("room", "user"):
        found.setdefault(room, []).append(user)
    return found


def rows_of_contests(contests: Iterable[int]) -> dict[int, dict[str, int]]:
    """The row of each contestant of several contests, by contest and number. One query."""
    found: dict[int, dict[str, int]] = {}
    rows = Contestant.objects.order_by().filter(contest__in=list(contests))
    for contest, number, pk in rows.values_list("contest", "number", "pk"):
        found.setdefault(contest, {})[number] = pk
    return found


def rooms_of(contest: Contest) -> list[str]:
    """The rooms contestants are in, in the order of the list."""
    rows = contest.contestants.exclude(room=None).exclude(room="").order_by("position", "pk")
    return list(dict.fromkeys(str(room) for room in rows.values_list("room", flat=True)))
