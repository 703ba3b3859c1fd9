"""What a list of contestants would do to those who are in the contest already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from communities.names import meant_number
from communities.refused import Refused
from contests.members import members_line
from contests.models import Contest, Contestant

from .register import Recognised, recognised, register_of
from .roster import MOST_LISTED, Entry

COMPARED = tuple(field.name for field in fields(Entry) if field.name != "number")


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a list: whom it would change, and how. `differences` are by column, before and after.

    Without `person` somebody new comes in; with no differences nothing happens.
    """

    found: Recognised
    person: Contestant | None = None
    differences: dict[str, tuple[str, str]] | None = None

    @property
    def entry(self) -> Entry:
        """What the list says, with the places of the register."""
        return self.found.entry

    @property
    def kind(self) -> str:
        """ "new", "changed" or "unchanged"."""
        return "new" if self.person is None else "changed" if self.differences else "unchanged"


@dataclass(frozen=True, slots=True)
class ListChanges:
    """All a list would do; `absent` are in the contest and not in the list."""

    changes: list[Change]
    absent: list[Contestant]

    def of(self, kind: str) -> list[Change]:
        """The changes of one kind."""
        return [change for change in self.changes if change.kind == kind]


def list_changes(contest: Contest, entries: Iterable[Entry]) -> ListChanges:
    """Entry by entry: whom a number means (1 is 01), and what would change. A number stays as the contest has it.

    Refused("numbers-drawn") where the draw gave a number to somebody else than the list has under it.
    """
    register = register_of(contest.district)
    people = {person.number: person for person in contest.contestants.select_related("secretary")}
    changes, seen = list[Change](), set[str]()
    for entry in entries:
        found = recognised(entry, register)
        number = meant_number(entry.number, people)
        person = people[number] if number is not None else None
        seen.add(number or "")
        changes.append(Change(found, person, _differences(found, person) if person else None))
    _refuse_others_by_draw(changes)
    return ListChanges(changes, [person for number, person in people.items() if number not in seen])


def _refuse_others_by_draw(changes: Iterable[Change]) -> None:
    """A list with the numbers before the draw would give everybody's recusals and scores to somebody else."""
    problems = [
        {"number": change.person.number, "listed": change.entry.name, "person": change.person.name}
        for change in changes
        if change.person and change.person.number_before and "name" in (change.differences or {})
    ]
    if problems:
        raise Refused("numbers-drawn", problems=problems[:MOST_LISTED])


def _differences(found: Recognised, person: Contestant) -> dict[str, tuple[str, str]]:
    """A column that the list leaves empty stays as it is."""
    there = {name: getattr(person, name) or "" for name in COMPARED}
    there["members"] = members_line(person.members)
    pairs = {name: (there[name], getattr(found.entry, name)) for name in COMPARED}
    changed = {name: pair for name, pair in pairs.items() if pair[1] and pair[0] != pair[1]}
    meant = found.secretary or (None if "name" in changed else person.secretary)
    if person.secretary != meant:
        changed["secretary"] = (str(person.secretary or ""), str(meant or ""))
    return changed


def refuse_contradictions(changes: Iterable[Change]) -> None:
    """Refused("places-contradict") where the register has a community of the list in another street."""
    notes = [(change.entry.number, change.found.note) for change in changes]
    problems = [(number, note[1]) for number, note in notes if note is not None and note[0] == "place-contradicts"]
    if problems:
        raise Refused("places-contradict", problems=problems[:MOST_LISTED])
