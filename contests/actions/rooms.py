"""Which people of the desk run which room."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from communities.journal.facts import named
from communities.models import Membership, Role, User
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, RoomDesk
from contests.queries.people import room_desks_of, rooms_to_run

from .change import changed, locked, refuse_stale

Desks = Mapping[str, Collection[int]]
"""Name of a room: who runs it, by their numbers in the database."""


@transaction.atomic
def give_rooms(*, contest: Contest, desks: Desks, by: User, now: datetime, seen: Desks | None = None) -> None:
    """Say who runs which room: these people of the desk see and run these rooms alone; in a room that is not named
    nobody does. Whoever runs no room runs the whole contest, as before.

    `seen` is who ran which room as the caller saw it. Refused("already") where it is so, "unknown-rooms" (`rooms`),
    "not-at-the-desk" (`people`), "stale", "role-ended", "gone".
    """
    current = locked(contest.pk)
    before, after = room_desks_of(current), {room: sorted(people) for room, people in desks.items() if people}
    if before == after:
        raise Refused("already")
    refuse_stale(None if seen is None else {room: sorted(people) for room, people in seen.items() if people}, before)
    unknown = sorted(set(after) - set(rooms_to_run(current)) - set(before))
    if unknown:
        raise Refused("unknown-rooms", rooms=unknown)
    wanted = {pk for people in after.values() for pk in people}
    users = {user.pk: user for user in User.objects.filter(pk__in=wanted | {pk for p in before.values() for pk in p})}
    at_the_desk = Membership.objects.filter(district=current.district_id, role=Role.DESK, user__in=wanted)
    strangers = wanted - set(at_the_desk.values_list("user", flat=True))
    if strangers:
        raise Refused("not-at-the-desk", people=[str(users[pk]) for pk in sorted(strangers) if pk in users])
    current.room_desks.all().delete()
    RoomDesk.objects.bulk_create(
        RoomDesk(contest=current, user=users[pk], room=room) for room, people in after.items() for pk in people
    )
    detail = {
        name: {room: [named(users[pk]) for pk in people] for room, people in given.items()}
        for name, given in (("rooms", after), ("before", before))
    }
    changed(current, verbs.ROOMS_GIVEN, by=by, now=now, detail=detail, for_the_desk=True)
