"""What a certificate says, what has been corrected since it was published, and which certificates no longer hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from contests.about import judges_centres
from contests.columns import COLUMNS, PART, PERSON, Column, Later
from contests.models import Contest, Contestant
from scoring.models import Certificate, Publication

from .file import Document, stored_document
from .published import awarded, frozen
from .standings import results_of

CORRECTED = (Later.FREELY, Later.WITH_REASON)


@dataclass(frozen=True, slots=True)
class Certified:
    """What stands on a certificate of somebody, as its publication says it."""

    number: str
    name: str
    community: str
    street: str
    award: str
    contest: str


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A certificate in force that says something else than the publication in force."""

    certificate: Certificate
    says: Certified
    now: Certified


@dataclass(frozen=True, slots=True)
class OldFact:
    """Something a publication says that has been corrected since; `number` is the contestant's, "" for the contest."""

    number: str
    label: str | Promise
    before: str
    now: str


def certified(certificate: Certificate) -> Certified:
    """What a certificate says: that of the publication it is founded on. Its contestant should be read with it."""
    return _said(certificate.publication, certificate.contestant.number, certificate.award)


def _said(publication: Publication, number: str, award: str) -> Certified:
    published = frozen(publication)
    person = published.people[number]
    return Certified(
        number=number,
        name=person.get("name") or number,
        community=person.get("community") or "",
        street=person.get("street") or "",
        award=award,
        contest=published.document["title"],
    )


def as_handed_over(certificates: Iterable[Certificate], publication: Publication | None) -> list[Certificate]:
    """Certificates award by award, the best first, as a publication has them; what it does not know comes last."""
    pairs = list(awarded(publication.data["result"])) if publication is not None else []
    awards = list(dict.fromkeys(award for _who, award in pairs))
    turn = {pair: n for n, pair in enumerate(sorted(pairs, key=lambda pair: awards.index(pair[1])))}
    return sorted(certificates, key=lambda row: (turn.get((row.contestant.number, row.award), len(turn)), row.serial))


def corrected_since(certificate: Certificate, publication: Publication | None) -> Certified | None:
    """What a publication says instead of a certificate; None where they agree, or it gives the award to others."""
    if publication is None or publication.pk == certificate.publication_id:
        return None
    now = _said(publication, certificate.contestant.number, certificate.award)
    return now if now != certified(certificate) else None


def lapsed(certificates: Iterable[Certificate], publication: Publication | None) -> list[Lapsed]:
    """Those certificates in force whose name, community, street or contest a later publication has put right."""
    found = ((row, corrected_since(row, publication)) for row in certificates if row.revoked_at is None)
    return [Lapsed(row, certified(row), now) for row, now in found if now is not None]


def due(publication: Publication | None, certificates: Iterable[Certificate]) -> list[Certified]:
    """Who gets which award of a publication and has no certificate in force."""
    if publication is None:
        return []
    given = {(row.contestant.number, row.award) for row in certificates if row.revoked_at is None}
    wanted = awarded(frozen(publication).result)
    return [_said(publication, who, award) for who, award in wanted if (who, award) not in given]


def old_facts(contest: Contest, publication: Publication) -> list[OldFact]:
    """What residents read and certificates print of a publication that was corrected since.

    Raises Refused("cannot-be-computed").
    """
    then, now = frozen(publication).document, stored_document(results_of(contest).contest)
    people, centres = frozen(publication).people, judges_centres(contest.extra)
    found = list(_differences(Contest, "", then, now))
    for person in now["contestants"]:
        found += _differences(Contestant, person["id"], people[person["id"]], person, centres=centres)
    return found


def _differences(
    kind: type[Model], number: str, then: Document, now: Document, *, centres: bool = False
) -> Iterator[OldFact]:
    for column in COLUMNS[kind]:
        if column.later in CORRECTED and (column.key or column.about):
            before, after = _text(column, then), _text(column, now)
            if before != after:
                yield OldFact(number, PART if column.label is PERSON and centres else column.label, before, after)


def _text(column: Column, part: Mapping[str, Any]) -> str:
    value = part.get(column.key) if column.key else (part.get("about") or {}).get(column.about)
    return str(value or "")
