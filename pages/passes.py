"""Passes: a page lets somebody send films to a contest; the server knows it before it takes a byte."""

from __future__ import annotations

from django.core import signing

from communities.models import User
from contests.models import Contest

SALT = "upload"
GOOD_FOR = 12 * 60 * 60
"""Seconds, as long as somebody stays signed in."""


def pass_of(user: User, contest: Contest) -> str:
    """A pass with which somebody sends to a contest."""
    return _signer().sign(f"{contest.pk}-{user.pk}")


def read_pass(text: str, *, contest: int) -> int | None:
    """Whose pass it is; None where it was not signed here for this contest, or long ago."""
    try:
        whose, _, user = _signer().unsign(text, max_age=GOOD_FOR).partition("-")
        return int(user) if int(whose) == contest else None
    except (signing.BadSignature, ValueError):
        return None


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(sep=".", salt=SALT)
