"""What stands in the address of a contestant's link: who it is, and which of the links they were given, signed."""

from __future__ import annotations

from typing import NamedTuple

from django.core import signing

from contests.models import Contestant

SALT = "evidence link"


class EvidenceToken(NamedTuple):
    """The contestant a link is for, and its number: only the latest is good."""

    contestant: int
    number: int


def evidence_token(contestant: Contestant, number: int) -> str:
    """The token in the address of a contestant's link."""
    return signing.Signer(sep=".", salt=SALT).sign(f"{contestant.pk}-{number}")


def read_evidence_token(token: str) -> EvidenceToken | None:
    """What a token says; None where it was not signed here. Whether it is still good, the database knows."""
    try:
        contestant, _, number = signing.Signer(sep=".", salt=SALT).unsign(token).partition("-")
        return EvidenceToken(int(contestant), int(number))
    except (signing.BadSignature, ValueError):
        return None
