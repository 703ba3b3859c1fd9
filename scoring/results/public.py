"""What everybody may read of a publication: as much as the organiser has chosen, and never more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contests.models import PublicLevel
from scoring.models import Publication

from .explained import Explanation, explained
from .published import frozen


@dataclass(frozen=True, slots=True)
class Entry:
    """One contestant as the public sees it; what the level hides is None."""

    number: str
    name: str
    community: str | None
    street: str | None
    status: str
    group: str | None
    awards: tuple[str, ...]
    place: int | None
    score: str | None


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What a level shows. `winners` has awards in their order, and in each the contestants by number: under
    "winners only" the order says nothing. `rows` are the standings, empty under "winners only".
    """

    level: str
    winners: tuple[tuple[str, tuple[Entry, ...]], ...]
    rows: tuple[Entry, ...]
    final: bool

    @property
    def marks(self) -> bool:
        """Whether everybody may read how each score came about."""
        return self.level == PublicLevel.EVERYTHING

    def entry(self, number: str) -> Entry | None:
        """What is shown of one contestant; None where that is nothing."""
        visible = self.rows or tuple(entry for _award, entries in self.winners for entry in entries)
        return next((entry for entry in visible if entry.number == number), None)


def disclosed(publication: Publication, level: str) -> Disclosed:
    """A publication as far as a level shows it."""
    document, result = frozen(publication).document, frozen(publication).result
    people = {person["id"]: person for person in document["contestants"]}
    places = level != PublicLevel.WINNERS
    entries = [_entry(row, people[row["contestant"]], places=places) for row in result["standings"]]
    rows = tuple(entries) if places else ()
    return Disclosed(str(level), tuple(_winners(document, entries)), rows, publication.final)


def _entry(row: dict[str, Any], person: dict[str, Any], *, places: bool) -> Entry:
    return Entry(
        number=row["contestant"],
        name=person.get("name") or "",
        community=person.get("community"),
        street=person.get("street"),
        status=row["status"],
        group=row["group"],
        awards=tuple(row["awards"]),
        place=row["place"] if places else None,
        score=row["score"] if places else None,
    )


def _winners(document: dict[str, Any], entries: list[Entry]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    for name in dict.fromkeys(award["name"] for award in document.get("awards", ())):
        winners = tuple(sorted((entry for entry in entries if name in entry.awards), key=lambda entry: entry.number))
        if winners:
            yield name, winners


def explained_to_all(publication: Publication, number: str, *, chinese: bool) -> Explanation:
    """How a published result came about, with the judges by number. Raises LookupError for an unknown number."""
    return explained(frozen(publication).public(chinese=chinese), number, chinese=chinese)
