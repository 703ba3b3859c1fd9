"""The route of a tour: where and when each site is seen. It decides nothing, and can change until the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from communities.actions.rows import store
from communities.models import User
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Contestant

from .change import changed, locked


class Stop(NamedTuple):
    """Where and when, in the organiser's words; either may be empty."""

    place: str
    at: str


Route = Mapping[int, Stop]
"""Number of a contestant in the database: its stop."""


@transaction.atomic
def set_route(*, contest: Contest, route: Route, by: User, now: datetime, seen: Route | None = None) -> int:
    """Set the stops of some contestants; how many have changed.

    `seen` are their stops as the caller saw them: only what differs is written. Refused("stale") where somebody else
    has changed one of those since (`numbers`), "another-contest", "invalid" for what is too long, "gone".
    """
    current = locked(contest.pk)
    people = {person.pk: person for person in Contestant.objects.filter(contest=current)}
    if not people.keys() >= route.keys():
        raise Refused("another-contest")
    before = {pk: Stop(person.stop, person.stop_at) for pk, person in people.items()}
    known = before if seen is None else seen
    due = {pk: stop for pk, stop in route.items() if stop != known.get(pk, before[pk]) and stop != before[pk]}
    overtaken = [people[pk].number for pk in due if known.get(pk, before[pk]) != before[pk]]
    if overtaken:
        raise Refused("stale", seen=before, numbers=overtaken)
    for pk, stop in due.items():
        people[pk].stop, people[pk].stop_at = stop
        store(people[pk])
    if due:
        stops = {people[pk].number: _said(stop) for pk, stop in due.items()}
        earlier = {people[pk].number: _said(before[pk]) for pk in due}
        changed(current, verbs.ROUTE_SET, by=by, now=now, detail={"stops": stops, "before": earlier})
    return len(due)


def _said(stop: Stop) -> str:
    return " ".join(filter(None, (stop.at, stop.place)))
