"""Who goes on from published contests into another one 晋级: the first of each, or of each street, or who has an award.

Read from publications alone, as they were frozen. Nobody who shares the last place of a quota is cut off in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import groupby
from typing import Any

from communities.models import Secretary
from communities.names import community_key, name_key, street_key, street_of
from communities.refused import Refused
from contests.models import Contest, ContestState, Status
from contests.origin import Origin
from scoring.models import Publication

from .origins import origin_of
from .published import frozen

MOST_QUOTA = 1000


class Goes(Enum):
    """By what somebody goes on."""

    BY_PLACE = "place"
    BY_STREET = "street"
    BY_AWARD = "award"
    WITHOUT_AWARD = "no award"


COUNTED = (Goes.BY_PLACE, Goes.BY_STREET)
"""Where so many go on; else everybody of whom something holds."""


@dataclass(frozen=True, slots=True)
class Quota:
    """The first `first` of each contest, or of each street in it, and of each group where it has groups; or whoever
    has one of the `awards`; or whoever has none at all, and is looked at again 复查."""

    by: Goes
    first: int = 0
    awards: frozenset[str] = frozenset()


class Outcome(Enum):
    """What becomes of somebody."""

    COMES = "comes"
    AT_THE_LINE = "at the line"
    IN = "in"
    COMES_OTHERWISE = "comes from another contest"
    DECLINED = "declined"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who competed in a contest that is published. `key` stays as long as the publication does; `called` tells
    this person from others where the register does not know one of them."""

    key: str
    publication: Publication
    origin: Origin
    group: str | None
    community: str
    street: str
    secretary: Secretary | None
    called: tuple[str, str, str]
    members: list[dict[str, Any]] = field(default_factory=list, hash=False)
    """Of a team who is in it."""

    outcome: Outcome = Outcome.BEYOND


@dataclass(frozen=True, slots=True)
class Line:
    """Those who share the last place of a quota, and how many of them it has room for."""

    tied: tuple[Candidate, ...]
    room: int


@dataclass(frozen=True, slots=True)
class Going:
    """Everybody who competed in the chosen contests, with what becomes of each, best first; and the open lines."""

    candidates: tuple[Candidate, ...]
    lines: tuple[Line, ...]

    def of(self, *turns: Outcome) -> list[Candidate]:
        """Those of whom one of these things becomes."""
        return [candidate for candidate in self.candidates if candidate.outcome in turns]


def called(name: str, community: str | None, street: str | None) -> tuple[str, str, str]:
    """What two spellings of a person with a place have in common."""
    return name_key(name), community_key(community or ""), street_key(street_of(street, community))


def sources_for(contest: Contest) -> list[Publication]:
    """The publications that contestants of a contest can come from: those in force of its own district, newest contest
    first, without their data."""
    rows = Publication.objects.defer("data").select_related("contest")
    rows = rows.filter(contest__district=contest.district_id, contest__state=ContestState.PUBLISHED)
    found = {row.contest_id: row for row in rows.exclude(contest=contest.pk).order_by("number")}
    return sorted(found.values(), key=lambda row: (str(row.contest.date or ""), row.contest_id), reverse=True)


def chosen_sources(contest: Contest, publications: Collection[int]) -> list[Publication]:
    """Those publications that can be taken from, in the order of the list; Refused("no-source") where none is named,
    and "source-replaced" where one of them is not, or no longer, in force there."""
    offered = sources_for(contest)
    if not publications:
        raise Refused("no-source")
    if not set(publications) <= {row.pk for row in offered}:
        raise Refused("source-replaced")
    return [row for row in offered if row.pk in publications]


def awards_in(sources: Iterable[Publication]) -> list[str]:
    """What somebody got an award for in some publications, in their order."""
    rows = (row for source in sources for row in frozen(source).result["standings"])
    return list(dict.fromkeys(award for row in rows for award in row["awards"]))


def going(contest: Contest, sources: Sequence[Publication], quota: Quota, declined: Collection[str]) -> Going:
    """What becomes of everybody who competed in some publications; `declined` are the keys of those who do not come."""
    there = list(contest.contestants.all())
    people = {person.secretary_id for person in there if person.secretary_id}
    names = {called(person.name, person.community, person.street): person.secretary_id for person in there}
    from_here = {mark for person in there if (o := person.origin) for mark in _marks(o)}
    sorted_out, lines, coming = list[Candidate](), list[Line](), Persons()

    def stands(candidate: Candidate) -> Outcome | None:
        own = candidate.secretary.pk if candidate.secretary else None
        named = candidate.called in names and None in (own, names[candidate.called])
        if own in people or named or _came(candidate, from_here):
            return Outcome.IN
        if candidate.key in declined:
            return Outcome.DECLINED
        return Outcome.COMES_OTHERWISE if candidate in coming else None

    for unit in _units(sources, quota):
        marked = [replace(c, outcome=stands(c) or Outcome.COMES) for c in unit]
        if quota.by in COUNTED:
            brought = sum(_came(c, from_here) for c in marked)
            marked, line = _within(marked, quota.first - brought, from_here)
            lines += [line] if line else []
        sorted_out += marked
        coming.add(c for c in marked if c.outcome is Outcome.COMES)
    return Going(tuple(sorted_out), tuple(lines))


class Persons:
    """Some candidates, of whom it is quickly told whether another one is one of these persons: of one secretary, else
    of one name in one place."""

    def __init__(self) -> None:
        self._known, self._called, self._unknown = set[int](), set[tuple[str, str, str]](), set[tuple[str, str, str]]()

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Let these belong to them."""
        for candidate in candidates:
            self._called.add(candidate.called)
            if candidate.secretary is None:
                self._unknown.add(candidate.called)
            else:
                self._known.add(candidate.secretary.pk)

    def __contains__(self, candidate: Candidate) -> bool:
        if candidate.secretary is None:
            return candidate.called in self._called
        return candidate.secretary.pk in self._known or candidate.called in self._unknown


def _units(sources: Iterable[Publication], quota: Quota) -> Iterator[list[Candidate]]:
    """Those among whom a quota is filled, best first."""
    for source in sources:
        units = defaultdict[Any, list[Candidate]](list)
        for candidate in _competing(source):
            if quota.by is Goes.BY_AWARD and quota.awards.isdisjoint(candidate.origin.awards):
                continue
            if quota.by is Goes.WITHOUT_AWARD and candidate.origin.awards:
                continue
            street = candidate.called[2] if quota.by is Goes.BY_STREET else ""
            units[candidate.group, street].append(candidate)
        yield from units.values()


def _competing(source: Publication) -> Iterator[Candidate]:
    """Those who competed and have a place, or an award: whoever was absent, withdrew or was disqualified never goes
    on."""
    kept = frozen(source)
    secretaries = {
        row.number: row.secretary
        for row in source.contest.contestants.select_related("secretary__community__street")
        if row.secretary
    }
    for n, row in enumerate(kept.result["standings"]):
        if row["status"] != Status.COMPETING or (row["place"] is None and not row["awards"]):
            continue
        person, origin = kept.people[row["contestant"]], origin_of(source, row)
        community, street = person.get("community") or "", person.get("street") or ""
        yield Candidate(
            key=f"{source.pk}.{n}",
            publication=source,
            origin=origin,
            group=row["group"],
            community=community,
            street=street,
            called=called(origin.name, community, street),
            members=list(person.get("members") or ()),
            secretary=secretaries.get(row["contestant"]),
        )


def _within(
    unit: list[Candidate], room: int, from_here: Collection[tuple[str, ...]]
) -> tuple[list[Candidate], Line | None]:
    """Down the places, as far as the room goes. Who came from there before has used up room already; who declined uses
    none, so that the next moves up."""
    placed = sorted((c for c in unit if c.origin.place is not None), key=lambda c: c.origin.place or 0)
    found, line = list[Candidate](), None
    for _place, sharing in groupby(placed, key=lambda c: c.origin.place):
        tied = list(sharing)
        needing = [c for c in tied if c.outcome is not Outcome.DECLINED and not _came(c, from_here)]
        open_ = [c for c in needing if c.outcome is Outcome.COMES]
        left = room - (len(needing) - len(open_))
        outcome = Outcome.COMES if len(open_) <= left else Outcome.AT_THE_LINE if left > 0 else Outcome.BEYOND
        decided = {c.key: replace(c, outcome=outcome) for c in open_}
        found += [decided.get(c.key, c) for c in tied]
        if outcome is Outcome.AT_THE_LINE:
            line = Line(tuple(decided.values()), left)
        room = max(0, room - len(needing))
    return found, line


def _came(candidate: Candidate, from_here: Collection[tuple[str, ...]]) -> bool:
    return any(mark in from_here for mark in _marks(candidate.origin))


def _marks(origin: Origin) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """By what a line of some contest is known again: contests of two districts can have one short name, and a title or
    a name can have been corrected since, but hardly both."""
    here = (origin.contest, origin.number)
    return (*here, "title", origin.title), (*here, "name", origin.name)
