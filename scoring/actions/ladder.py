"""Winners of published contests are taken over into the next one 晋级."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, in_setup
from contests.actions.lists import enter
from contests.models import Contest, Contestant
from contests.rules.register import Recognised, Register, recognised, register_of
from contests.rules.roster import Entry
from scoring import verbs
from scoring.results.ladder import (
    COUNTED,
    MOST_QUOTA,
    Candidate,
    Goes,
    Going,
    Outcome,
    Persons,
    Quota,
    chosen_sources,
    going,
)


@transaction.atomic
def take_over(
    *,
    contest: Contest,
    publications: Collection[int],
    quota: Quota,
    by: User,
    now: datetime,
    declined: Collection[str] = (),
    decided: Collection[str] = (),
    seen: Collection[str] | None = None,
) -> list[Contestant]:
    """Enter those who go on from some publications, each with the result they were taken over with.

    `declined` and `decided` are keys of candidates: those who do not come, and those at a line who do. `seen` are the
    keys of those who would have come as the caller saw it.

    Refused("already") where nobody is left to come, "others-come" where others come than were seen, "source-replaced",
    "no-source", "bad-quota", "line-undecided" where fewer of those at a line are chosen than there is room for, and
    "wrong-state", "places-contradict", "bad-entries", "gone".
    """
    current = in_setup(contest.pk)
    if quota.by is Goes.BY_AWARD:
        if not quota.awards:
            raise Refused("bad-quota", most=MOST_QUOTA)
    elif quota.by in COUNTED and not 0 < quota.first <= MOST_QUOTA:
        raise Refused("bad-quota", most=MOST_QUOTA)
    found = going(current, chosen_sources(current, publications), quota, declined)
    coming = found.of(Outcome.COMES)
    if not coming and not found.lines:
        raise Refused("already", contestants=[])
    if seen is not None and set(seen) != {candidate.key for candidate in coming}:
        raise Refused("others-come")
    chosen = _once([*coming, *_decided(found, decided)])
    people = list(_people(current, chosen))
    added = enter(current, people)
    changed(current, verbs.TAKEN_OVER, by=by, now=now, detail=_told(added, found, chosen))
    return added


def _decided(found: Going, decided: Collection[str]) -> list[Candidate]:
    """Who of those at a line comes; somebody has decided it."""
    taken = list[Candidate]()
    for line in found.lines:
        here = [candidate for candidate in line.tied if candidate.key in decided]
        if len(here) < line.room:
            names = [candidate.origin.name or candidate.origin.number for candidate in line.tied]
            raise Refused("line-undecided", contestants=names, room=line.room)
        taken += here
    return taken


def _once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Nobody twice, in the order in which the contests and places have them."""
    kept, there = list[Candidate](), Persons()
    for candidate in candidates:
        if candidate not in there:
            kept.append(candidate)
            there.add([candidate])
    return kept


def _people(contest: Contest, chosen: Sequence[Candidate]) -> Iterator[tuple[Recognised, dict[str, Any]]]:
    """Each as the register has them, with the next free number and the result that brought them here."""
    register = register_of(contest.district)
    taken = set(contest.contestants.values_list("number", flat=True))
    numbers = (number for number in (f"{n:02d}" for n in range(1, 100_000)) if number not in taken)
    for candidate in chosen:
        more = {"came_from": candidate.origin.stored(), "members": candidate.members}
        yield _recognised(candidate, next(numbers), register), more


def _recognised(candidate: Candidate, number: str, register: Register) -> Recognised:
    """Who is meant: the register by name and place, or the secretary who competed, wherever he has moved since."""
    entry = Entry(number, candidate.origin.name, candidate.community, candidate.street)
    found = recognised(entry, register)
    if found.secretary is not None or candidate.secretary is None:
        return found
    place = candidate.secretary.community
    return Recognised(replace(entry, community=place.name, street=place.street.name), candidate.secretary)


def _told(added: Sequence[Contestant], found: Going, chosen: Sequence[Candidate]) -> dict[str, Any]:
    """What the journal says: of everybody the contest and what was achieved there, as it was published."""
    origins = {str(row): row.origin for row in added}
    came = {who: origin for who, origin in origins.items() if origin is not None}
    taken = {candidate.key for candidate in chosen}
    left = [candidate for line in found.lines for candidate in line.tied if candidate.key not in taken]
    detail = {
        "from": {who: f"{origin.title} {origin.number}" for who, origin in came.items()},
        "publications": {who: origin.publication for who, origin in came.items()},
        "places": {who: origin.place for who, origin in came.items() if origin.place},
        "awards": {who: list(origin.awards) for who, origin in came.items() if origin.awards},
        "scores": {who: origin.score for who, origin in came.items() if origin.score},
        "declined": [_who(candidate) for candidate in found.of(Outcome.DECLINED)],
        "not_taken": [_who(candidate) for candidate in left],
    }
    return {name: part for name, part in detail.items() if part}


def _who(candidate: Candidate) -> str:
    origin = candidate.origin
    return f"{origin.name or origin.number} ({origin.title} {origin.number})"
