"""Which judge's seat a tablet sits in: a signed cookie, good as long as the card it came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from contests.models import Judge

COOKIE = "leitai_seat"
DAYS = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """The seat a tablet says it sits in, with contest and panel; not `good` once the card was replaced or voided."""

    judge: Judge
    good: bool


def _part(judge: Judge) -> str:
    """Enough of the card's hash to tell it from the next card."""
    return judge.secret_hash[:24]


def seat_cookie(judge: Judge) -> str:
    """What the cookie of a seat holds."""
    return signing.dumps([judge.pk, _part(judge)], salt=COOKIE)


def take_seat(response: HttpResponse, judge: Judge) -> HttpResponse:
    """Let the tablet that gets this response sit in a judge's seat."""
    response.set_cookie(
        COOKIE, seat_cookie(judge), max_age=DAYS * 86400, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


def leave_seat(response: HttpResponse) -> HttpResponse:
    """Let the tablet that gets this response sit nowhere."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def claim_of(request: HttpRequest, *, related: bool = True) -> Claim | None:
    """The seat of a tablet, also one whose card is dead by now; None without a cookie of ours. One query."""
    try:
        pk, part = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=DAYS * 86400)
        seats = Judge.objects.select_related("contest__district", "panel") if related else Judge.objects.all()
        judge = seats.get(pk=pk)
    except (signing.BadSignature, ValueError, TypeError, Judge.DoesNotExist):
        return None
    return Claim(judge, bool(judge.secret_hash) and _part(judge) == part)
