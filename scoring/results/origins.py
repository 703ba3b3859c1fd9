"""Contestants who were taken over from another contest: whether the result still stands, and what residents read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contests.models import Contest, Contestant
from contests.origin import Origin
from scoring.models import Publication
from scoring.queries import public_contests, superseded

from .public import Entry
from .published import frozen
from .residents import as_residents_read


@dataclass(frozen=True, slots=True)
class Came:
    """Where a contestant came from. `publication` is what it was read from, None where it is not of this district;
    where that was `replaced`, `now` is what stands in its place, None where this contestant no longer has a result."""

    origin: Origin
    publication: Publication | None
    replaced: Publication | None = None
    now: Origin | None = None

    @property
    def differs(self) -> bool:
        """Whether the result is another one since."""
        return self.replaced is not None and (self.now is None or self.now.result != self.origin.result)


def where_from(contest: Contest, people: Iterable[Contestant]) -> dict[int, Came]:
    """Where contestants came from, by their rows; those who came from nowhere are not in it. One query, and the data
    of publications only where one was replaced.

    A file can bring people from a district that has a contest of the same short name: its title tells them apart."""
    origins = {person.pk: origin for person in people if (origin := person.origin)}
    if not origins:
        return {}
    rows = Publication.objects.defer("data").select_related("contest").order_by("number")
    slugs = {origin.contest for origin in origins.values()}
    known = {
        (row.contest.slug, row.number): row
        for row in rows.filter(contest__district=contest.district_id, contest__slug__in=slugs)
    }
    latest = {slug: row for (slug, _number), row in known.items()}

    def publication_of(origin: Origin) -> Publication | None:
        row = known.get((origin.contest, origin.publication))
        return row if row and row.title in {"", origin.title} else None

    return {pk: _came(origin, publication_of(origin), latest) for pk, origin in origins.items()}


def _came(origin: Origin, publication: Publication | None, latest: dict[str, Publication]) -> Came:
    if publication is None or latest[origin.contest] == publication:
        return Came(origin, publication)
    replaced = latest[origin.contest]
    standings = frozen(replaced).result["standings"]
    row = next((row for row in standings if row["contestant"] == origin.number), None)
    return Came(origin, publication, replaced, None if row is None else origin_of(replaced, row))


def origin_of(publication: Publication, row: dict[str, object]) -> Origin:
    """A line of the standings of a publication as what somebody came with."""
    number = str(row["contestant"])
    awards, place = row["awards"], row["place"]
    return Origin(
        contest=publication.contest.slug,
        title=publication.title or publication.contest.title,
        publication=publication.number,
        number=number,
        name=frozen(publication).people[number].get("name") or "",
        place=place if isinstance(place, int) else None,
        awards=tuple(map(str, awards)) if isinstance(awards, list) else (),
        score=str(row["score"] or ""),
    )


def tells_of(publication: Publication, origin: Origin) -> bool:
    """Whether a publication has somebody with the name and the result they came with."""
    rows = (row for row in frozen(publication).result["standings"] if row["contestant"] == origin.number)
    there = next((origin_of(publication, row) for row in rows), None)
    return there is not None and (there.name, there.result) == (origin.name, origin.result)


@dataclass(frozen=True, slots=True)
class PublicOrigin:
    """What residents read of where somebody came from: as much as that contest shows of its results, and no more.
    `number` is theirs there, `name` what that publication calls them where that is another name; `entry` is None where
    nothing is shown; with `marks` everybody may read how each score there came about."""

    publication: Publication
    number: str
    name: str
    entry: Entry | None
    marks: bool
    replaced: bool


def public_origin(contest: Contest, origin: Origin | None, name: str) -> PublicOrigin | None:
    """What residents read of where somebody with a name came from; None where they cannot read that result, or where
    it is not the result they came with: a file can name another contest of the same short name."""
    if origin is None:
        return None
    rows = Publication.objects.defer("data").select_related("contest__district")
    own = {"contest__district": contest.district_id, "contest__slug": origin.contest, "number": origin.publication}
    found = rows.filter(**own, contest__in=public_contests()).exclude(contest=contest.pk).first()
    if found is None or not tells_of(found, origin):
        return None
    read = as_residents_read(found.contest, found)
    person = read.person(origin.number)
    if person is None:
        return None
    called = person.get("name") or ""
    entry = read.results.entry(origin.number) if read.results else None
    marks = read.results is not None and read.results.marks and entry is not None
    return PublicOrigin(found, origin.number, "" if called == name else called, entry, marks, superseded(found))
