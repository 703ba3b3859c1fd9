"""What a certificate says, and which certificates no longer hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.models import Certificate, Publication

from .published import awarded, frozen


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
