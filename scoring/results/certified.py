"""What a certificate says, and which certificates no longer hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import pgettext

from contests.members import members_text
from contests.models.people import contestant_label
from scoring.models import Certificate, Publication

from .published import awarded, frozen

Pair = tuple[str, str]
"""Number of a contestant and name of an award."""


@dataclass(frozen=True, slots=True)
class Certified:
    """What stands on a certificate of somebody, as its publication says it."""

    number: str
    name: str
    """Whom it honours: the contestant, or one of a team."""

    team: str
    """Of one of a team what the team is called."""

    members: tuple[str, ...]
    """Of a team as a whole who is in it beside the one it is called by."""

    community: str
    street: str
    award: str
    contest: str

    @property
    def beside(self) -> str:
        """Who else is in the team, or of one of them which team it is."""
        return members_text(self.members) or self.team

    @property
    def label(self) -> str:
        """How whoever it honours is called in a list."""
        who, words = contestant_label(self.number, self.name), pgettext("certificate", "{who} ({team})")
        return words.format(who=who, team=self.beside) if self.beside else who


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A certificate in force that says something else than the publication in force."""

    certificate: Certificate
    says: Certified
    now: Certified


def certified(certificate: Certificate) -> Certified:
    """What a certificate says: that of the publication it is founded on. Its contestant should be read with it."""
    said = _said(certificate.publication, certificate.contestant.number, certificate.award, certificate.member)
    assert said is not None  # noqa: S101 - it was issued for somebody of this publication
    return said


def members_in(publication: Publication, number: str) -> list[str]:
    """The names of a team as a publication has them; of a person nobody."""
    return [member["name"] for member in frozen(publication).people[number].get("members") or ()]


def copies_due(members: int, given: Collection[int], *, each: bool) -> list[int]:
    """Which certificates an award asks for beside those in force: 0 is the one for all, the others are single members'.

    As the first of them were made, so are the rest: nobody has two for one award.

    >>> copies_due(0, [], each=True), copies_due(3, [], each=False), copies_due(3, [], each=True)
    ([0], [0], [1, 2, 3])
    >>> copies_due(3, [0], each=True), copies_due(3, [1, 3], each=False), copies_due(3, [1, 2, 3], each=False)
    ([], [2], [])
    """
    if 0 in given:
        return []
    if given or (each and members):
        return [n for n in range(1, members + 1) if n not in given]
    return [0]


def _said(publication: Publication, number: str, award: str, member: int) -> Certified | None:
    """What a publication says of an award; None where it knows no such member."""
    published, names = frozen(publication), members_in(publication, number)
    person = published.people[number]
    called = person.get("name") or number
    if member > len(names):
        return None
    return Certified(
        number=number,
        name=names[member - 1] if member else called,
        team=called if member and names[member - 1] != called else "",
        members=() if member else tuple(name for name in names if name != called),
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
    now = _said(publication, certificate.contestant.number, certificate.award, certificate.member)
    return now if now != certified(certificate) else None


def lapsed(certificates: Iterable[Certificate], publication: Publication | None) -> list[Lapsed]:
    """Those certificates in force whose names, community, street or contest a later publication has put right."""
    found = ((row, corrected_since(row, publication)) for row in certificates if row.revoked_at is None)
    return [Lapsed(row, certified(row), now) for row, now in found if now is not None]


def due(publication: Publication | None, certificates: Iterable[Certificate]) -> list[Certified]:
    """Who gets which award of a publication and has no certificate in force; a team that has none is one."""
    if publication is None:
        return []
    given = (((row.contestant.number, row.award), row.member) for row in certificates if row.revoked_at is None)
    said = (_said(publication, who, award, n) for who, award, n in certificates_due(publication, given))
    return [one for one in said if one is not None]


def certificates_due(
    publication: Publication, given: Iterable[tuple[Pair, int]], *, each: Callable[[Pair], bool] = lambda _pair: False
) -> Iterator[tuple[str, str, int]]:
    """Number, award and member of every certificate that a publication asks for beside those that are `given`. `each`
    says of an award whether single members get theirs. Two awards of one name are one certificate."""
    there: dict[Pair, set[int]] = {}
    for pair, member in given:
        there.setdefault(pair, set()).add(member)
    for pair in dict.fromkeys(awarded(frozen(publication).result)):
        members = len(members_in(publication, pair[0]))
        for n in copies_due(members, there.get(pair, set()), each=each(pair)):
            yield *pair, n
