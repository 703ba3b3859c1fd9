"""What stands in the address of a link: its number and how often it was replaced, signed; nothing secret is stored."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.core import signing

from stage.models import StageLink

SALT = "stage link"


class LinkToken(NamedTuple):
    """The link a token is for, and which of its addresses: only the latest is good."""

    link: int
    number: int


def token_of(link: StageLink) -> str:
    """The token in a link's address as it is now."""
    return _signer().sign(f"{link.pk}-{link.number}")


@lru_cache(512)
def read_token(token: str) -> LinkToken | None:
    """What a token says; None where it was not signed here. Whether it is still good, the database knows.

    Kept for the last that were asked for: each screen asks twice a second.
    """
    try:
        link, _, number = _signer().unsign(token).partition("-")
        return LinkToken(int(link), int(number))
    except (signing.BadSignature, ValueError):
        return None


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=SALT)
