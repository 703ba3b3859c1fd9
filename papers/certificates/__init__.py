"""Certificates of honour 荣誉证书: A4 landscape, one page each, as PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime

from django.utils import timezone
from django.utils.translation import override

from communities.refused import Refused
from contests.models import Contestant
from papers.qr import qr_svg
from papers.typesetting import pdf_of
from scoring.models import Certificate, Publication
from scoring.results import awarded, frozen

from .wording import Honour, honour_of, lines_of

__all__ = ["Honour", "certificates", "printed", "texts_on"]


def certificates(
    rows: Iterable[Certificate],
    *,
    language: str,
    address: Callable[[str], str] | None = None,
    plain: bool = False,
    right: int = 0,
    down: int = 0,
    honorific: str | None = None,
) -> bytes:
    """A PDF with one page for each certificate, in the order given.

    `address` makes of a serial number the full address that verifies it; without it there is no QR code. `plain` is
    for pre-printed covers: only what differs from one to the next, moved `right` and `down` by whole millimetres.
    `honorific` stands after the name: None is what the language uses (同志), an empty one is none.
    Names, contest and host are those of the publication a certificate is founded on.
    Raises Refused("certificate-revoked", serial) and Refused("nothing-to-print").
    """
    chosen = list(rows)
    for row in chosen:
        if row.revoked_at is not None:
            raise Refused("certificate-revoked", serial=row.serial)
    if not chosen:
        raise Refused("nothing-to-print")
    at = max(row.issued_at for row in chosen)
    return printed(
        _honours(chosen),
        language=language,
        at=at,
        address=address,
        plain=plain,
        right=right,
        down=down,
        honorific=honorific,
    )


def printed(
    honours: Iterable[Honour],
    *,
    language: str,
    at: datetime,
    address: Callable[[str], str] | None = None,
    plain: bool = False,
    right: int = 0,
    down: int = 0,
    honorific: str | None = None,
) -> bytes:
    """Certificates drawn from plain values: a PDF made `at` a time."""
    chinese = not language.startswith("en")
    with override("zh-hans" if chinese else "en"):
        pages = [
            lines_of(honour, honorific=honorific, chinese=chinese) | {"qr": _qr(honour, address)} for honour in honours
        ]
    data = {"lang": "zh" if chinese else "en", "plain": plain, "right": right, "down": down, "pages": pages}
    return pdf_of("certificate", data, at=at)


def _qr(honour: Honour, address: Callable[[str], str] | None) -> str:
    return qr_svg(address(honour.serial)) if address else ""


def _honours(rows: list[Certificate]) -> Iterator[Honour]:
    publications = Publication.objects.in_bulk({row.publication_id for row in rows})
    numbers = dict(Contestant.objects.filter(pk__in={row.contestant_id for row in rows}).values_list("pk", "number"))
    for row in rows:
        document = frozen(publications[row.publication_id]).document
        number, issued = numbers[row.contestant_id], timezone.localtime(row.issued_at).date()
        yield honour_of(document, number, award=row.award, serial=row.serial, issued=issued, member=row.member)


def texts_on(publication: Publication) -> Iterator[str]:
    """Every text of the set-up that certificates for the awards of a publication print."""
    document, result = frozen(publication).document, frozen(publication).result
    issued = timezone.localtime(publication.at).date()
    for number, award in awarded(result):
        honour = honour_of(document, number, award=award, serial="", issued=issued)
        yield from (text for text in asdict(honour).values() if isinstance(text, str) and text)
        yield from honour.members
