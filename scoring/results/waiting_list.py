"""Who holds an award by place since results were published, and who moves up when somebody no longer takes it 递补.

Read from a publication as it was frozen and from what was recorded since; neither changes the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cached_property

from communities.names import place_parts
from contests.members import names_beside
from scoring.models import Publication, Succession
from tabulation import Tabulation
from tabulation.contest import Award
from tabulation.tabulate import failed_round, score_of

from .published import frozen, results_published


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody of a publication: number, name and place as they were published. `entry` is by what they moved up;
    `shared` where others have the same place."""

    number: str
    name: str
    team: tuple[str, ...]
    community: str
    street: str
    group: str | None
    place: int | None
    shared: bool
    score: str
    entry: Succession | None = None

    @property
    def label(self) -> str:
        """Name and place, the number where there is no name."""
        return " ".join([self.name or self.number, *place_parts(self.street, self.community)])


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who has no award by place; `below` where a pass mark of it was not reached."""

    person: Listed
    below: bool


@dataclass(frozen=True)
class AwardNow:
    """An award by place: who holds it now, who waits for it in order, and what was recorded and counts, first to last.

    What was recorded of somebody to whom a later publication does not give it does not count any more.
    """

    award: Award
    holders: tuple[Listed, ...]
    waiting: tuple[Waiting, ...]
    changes: tuple[Succession, ...]

    @property
    def name(self) -> str:
        """What the award is called."""
        return self.award.name

    @property
    def vacant(self) -> int:
        """How many places nobody moved up into."""
        return sum(entry.moved_up is None for entry in self.changes)

    @cached_property
    def by_number(self) -> dict[str, Listed]:
        """Who holds the award, by number."""
        return {person.number: person for person in self.holders}

    @cached_property
    def streets(self) -> Counter[str]:
        """How many who hold it are of each street."""
        return Counter(person.street for person in self.holders)

    def why_not(self, waiting: Waiting, left: Listed | None = None) -> str:
        """Why somebody cannot move up now, or in the place of somebody who has `left`; "" where they can: "min" below a
        pass mark, "cap" where as many of their street hold it as may."""
        street = waiting.person.street
        others = self.streets[street] - (left is not None and left.street == street)
        full = self.award.cap is not None and bool(street) and others >= self.award.cap
        return "min" if waiting.below else "cap" if full else ""

    def following(self, left: Listed) -> tuple[Listed, ...]:
        """Who moves up in the place of somebody: the first who can, or all who share that place and can."""
        able = [
            found.person for found in self.waiting if found.person.group == left.group and not self.why_not(found, left)
        ]
        return tuple(person for person in able if person.place == able[0].place)


def awards_now(publication: Publication, entries: Iterable[Succession]) -> list[AwardNow]:
    """The awards by place of a publication with what was recorded since: `entries` of its contest, first to last,
    without those withdrawn. Refused("publication-differs") as `results_published`."""
    result, recorded = results_published(publication), list(entries)
    people = _listed(publication, result)
    awards = [award for award in result.contest.awards if award.quota is not None]
    placed = {number for number, given in _by_place(result, awards).items() if given}
    return [_award_now(result, award, people, placed, recorded) for award in awards]


def resting_upon(publication: Publication, entries: Sequence[Succession], entry: Succession) -> Succession | None:
    """The first change after `entry` that holds with it and would not hold without; None where there is none. `entries`
    are those of the contest, first to last, without those withdrawn. Refused as `awards_now`."""
    later = (i for i, each in enumerate(entries) if each.pk > entry.pk)
    for i in later:
        before = entries[:i]
        without = [each for each in before if each.pk != entry.pk]
        if _holds(publication, before, entries[i]) and not _holds(publication, without, entries[i]):
            return entries[i]
    return None


def _holds(publication: Publication, before: Sequence[Succession], entry: Succession) -> bool:
    """Whether a change could be recorded after others."""
    for award in awards_now(publication, before):
        left = award.by_number.get(entry.left.number)
        if award.name == entry.award and left is not None:
            return entry.moved_up is None or entry.moved_up.number in [each.number for each in award.following(left)]
    return False


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change that residents read: names and places as they were published; nobody who moves up is None."""

    award: str
    at: datetime
    left: Listed
    moved_up: Listed | None


def told_changes(publication: Publication, entries: Iterable[Succession]) -> list[ToldChange]:
    """What residents read of the changes since a publication, of all `entries` of its contest. Refused as
    `awards_now`, unless nothing is to be told."""
    recorded = list(entries)
    if not any(entry.public for entry in recorded):
        return []
    counts = {entry.pk for award in awards_now(publication, recorded) for entry in award.changes}
    people = _listed(publication, results_published(publication))
    return [
        ToldChange(
            award=entry.award,
            at=entry.at,
            left=people[entry.left.number],
            moved_up=people[entry.moved_up.number] if entry.moved_up else None,
        )
        for entry in recorded
        if entry.public and entry.pk in counts
    ]


def _listed(publication: Publication, result: Tabulation) -> dict[str, Listed]:
    """Everybody who competed and has a place, best first."""
    kept = frozen(publication).people

    def team(number: str) -> tuple[str, ...]:
        return tuple(names_beside(kept[number].get("name") or "", kept[number].get("members") or ()))

    return {
        row.contestant: Listed(
            number=row.contestant,
            name=kept[row.contestant].get("name") or "",
            team=team(row.contestant),
            community=kept[row.contestant].get("community") or "",
            street=kept[row.contestant].get("street") or "",
            group=row.group,
            place=row.place,
            shared=row.shared,
            score=row.score or "",
        )
        for row in result.standings
        if row.place is not None
    }


def _by_place(result: Tabulation, awards: Sequence[Award]) -> dict[str, list[Award]]:
    """The awards by place of everybody, by number."""
    ids = result.contest.ids
    return {ids[i]: [a for a in given if any(a is one for one in awards)] for i, given in result.awards.given.items()}


def _award_now(
    result: Tabulation, award: Award, people: dict[str, Listed], placed: Collection[str], recorded: list[Succession]
) -> AwardNow:
    given = _by_place(result, [award])
    holders = {number: person for number, person in people.items() if given.get(number)}
    changes = list[Succession]()
    for entry in (entry for entry in recorded if entry.award == award.name):
        up = entry.moved_up.number if entry.moved_up else None
        if entry.left.number not in holders or (up is not None and (up not in people or up in placed)):
            continue
        del holders[entry.left.number]
        changes.append(entry)
        if up is not None:
            holders[up] = replace(people[up], entry=entry)
    gone = {entry.left.number for entry in recorded}
    waiting = _waiting(result, award, people, {*placed, *gone, *holders})
    return AwardNow(award, tuple(holders.values()), tuple(waiting), tuple(changes))


def _waiting(result: Tabulation, award: Award, people: dict[str, Listed], others: Collection[str]) -> Iterator[Waiting]:
    """Those who have no award by place and have not left one, best first."""
    places = {number: i for i, number in enumerate(result.contest.ids)}
    for number, person in people.items():
        if number not in others and award.group in (None, person.group):
            at = places[number]
            below = award.min is not None and score_of(result, at) < Fraction(award.min)
            yield Waiting(person, below or failed_round(result, at) is not None)
