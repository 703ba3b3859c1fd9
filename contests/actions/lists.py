"""Contestants from a list: those who are new, those whom it puts right, those it no longer has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from communities.actions.rows import field_errors, unseen
from communities.models import User
from communities.refused import Refused
from contests import verbs
from contests.columns import may_be_absent
from contests.members import read_members
from contests.models import Contest, Contestant
from contests.rules.list_changes import COMPARED, Change, ListChanges, list_changes, refuse_contradictions
from contests.rules.register import Recognised
from contests.rules.roster import MOST_LISTED, Entry

from .change import changed, in_setup, refuse_stale
from .setup import everybody_everywhere, last_position


@dataclass(frozen=True, slots=True)
class ListTaken:
    """How many a list has added, changed and removed."""

    added: int
    changed: int
    removed: int


@transaction.atomic
def add_contestants(*, contest: Contest, entries: Iterable[Entry], by: User, now: datetime) -> list[Contestant]:
    """Enter the contestants of a list; who is in the register of the district is recognised by name and place.

    All or none: Refused("bad-entries", problems=[(number, errors)]), at most fifty, with codes by field as "invalid";
    Refused("places-contradict") where the register has a community in another street.
    """
    current = in_setup(contest.pk)
    found = list_changes(current, entries)
    refuse_contradictions(found.changes)
    new = [_new(current, change.found, change.person) for change in found.changes]
    _refuse_unsound(current, new)
    added = _store_new(current, new)
    if added:
        changed(current, verbs.CONTESTANTS_ADDED, by=by, now=now, detail={"numbers": [row.number for row in added]})
    return added


@transaction.atomic
def take_list(
    *, contest: Contest, entries: Iterable[Entry], replace: bool, by: User, now: datetime, seen: int | None = None
) -> ListTaken:
    """Bring the contestants in line with a list: add who is new, change who differs, remove the others if `replace`.

    `seen` is the version of the contest whose changes were looked at. Raises Refused: wrong-state, stale, bad-entries,
    places-contradict.
    """
    current = in_setup(contest.pk)
    refuse_stale(seen, current.version)
    found = list_changes(current, entries)
    refuse_contradictions(found.changes)
    absent = found.absent if replace else []
    new = [_new(current, change.found) for change in found.of("new")]
    differing = found.of("changed")
    rows = [_changed(change) for change in differing]
    _refuse_unsound(current, [*rows, *new], without=[*rows, *absent])
    detail = _told(found, absent)
    current.contestants.filter(pk__in=[person.pk for person in absent]).delete()
    _store_changed(rows)
    _store_new(current, new)
    if detail:
        changed(current, verbs.LIST_TAKEN, by=by, now=now, detail=detail)
    return ListTaken(len(new), len(rows), len(absent))


def enter(contest: Contest, people: Iterable[tuple[Recognised, dict[str, Any]]]) -> list[Contestant]:
    """Enter people with free numbers into a locked contest, each with more columns; who calls it writes the journal.

    Refused("bad-entries") and "places-contradict", as `add_contestants` is.
    """
    found = list(people)
    refuse_contradictions(Change(recognised) for recognised, _more in found)
    new = [_new(contest, recognised) for recognised, _more in found]
    for row, (_recognised, more) in zip(new, found, strict=True):
        for name, value in more.items():
            setattr(row, name, value)
    _refuse_unsound(contest, new)
    return _store_new(contest, new)


def _told(found: ListChanges, absent: Iterable[Contestant]) -> dict[str, Any]:
    differences = {str(change.person): change.differences or {} for change in found.of("changed")}
    parts = {
        "numbers": [change.entry.number for change in found.of("new")],
        "changed": {who: {name: after for name, (_before, after) in how.items()} for who, how in differences.items()},
        "before": {who: {name: before for name, (before, _after) in how.items()} for who, how in differences.items()},
        "removed": [str(person) for person in absent],
    }
    return {name: part for name, part in parts.items() if part}


def _new(contest: Contest, found: Recognised, alike: Contestant | None = None) -> Contestant:
    """A new row; where somebody has the same number written otherwise, it takes that one and is refused for it."""
    return Contestant(contest=contest, number=alike.number if alike else found.entry.number, **_values(found))


def _changed(change: Change) -> Contestant:
    assert change.person is not None  # noqa: S101 - who is changed is there
    values = _values(change.found)
    for name in change.differences or {}:
        setattr(change.person, name, values[name])
    return change.person


def _values(found: Recognised) -> dict[str, Any]:
    given = {name: getattr(found.entry, name) for name in COMPARED}
    absent = {name: None for name, text in given.items() if not text and may_be_absent(Contestant, name)}
    return {**given, **absent, "members": read_members(found.entry.members), "secretary": found.secretary}


def _store_new(contest: Contest, rows: list[Contestant]) -> list[Contestant]:
    for n, row in enumerate(rows, start=last_position(contest.contestants.all()) + 1):
        row.position = n
    added = Contestant.objects.bulk_create(rows, batch_size=500)
    everybody_everywhere(contest)
    return added


def _store_changed(rows: list[Contestant]) -> None:
    """All at once, though two may change places; who changes rooms is drawn again."""
    if not rows:
        return
    kept = models.Q(pk__in=[row.pk for row in rows])
    Contestant.objects.filter(kept).update(secretary=None)
    Contestant.objects.bulk_update(rows, ["secretary", *COMPARED], batch_size=200)
    for row in rows:
        row.performances.exclude(room=row.room or "").update(room=row.room or "", order=None)


def _refuse_unsound(contest: Contest, rows: list[Contestant], without: Iterable[Contestant] = ()) -> None:
    """What single rows would be refused for, found without asking the database for each."""
    there = contest.contestants.exclude(pk__in=[row.pk for row in without]).values_list("number", "secretary")
    numbers, people = {number for number, _ in there}, {who for _, who in there if who}
    found = []
    for row in rows:
        errors = unseen(row) | field_errors(row, exclude=("contest", "secretary", "position"))
        taken = ["contestant_number_once"] if row.number in numbers else []
        taken += ["contestant_person_once"] if row.secretary_id in people else []
        if taken:
            errors["__all__"] = taken
        if errors:
            found.append((row.number, errors))
        numbers.add(row.number)
        if row.secretary_id is not None:
            people.add(row.secretary_id)
    if found:
        raise Refused("bad-entries", problems=found[:MOST_LISTED])
