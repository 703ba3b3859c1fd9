"""Which judge's seat a tablet sits in: a signed cookie, good as long as the card it came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from time import time
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from communities.reading import models_asked
from contests.judged import speak_of
from contests.models import Judge
from contests.queries.tablets import tablets_in_seat
from pages.devices import KNOWN, tablets_since
from scoring.queries import latest_line, seat_now

from .notices import touched

COOKIE = f"{settings.COOKIE_PREFIX}leitai_seat"
AGAIN = "leitai_seat again"
DAYS = 3
ANY, ANY_MINUTE = -1, -2
"""Stand for a seat and a minute in the statement that reads one."""
NEW, WITHIN = 60, 30 * 60
"""Seconds for which a seat is new, so that its pages carry a pass; and within which a pass can be used."""


class SeatState(NamedTuple):
    """How a seat stands: its number, the version of its contest for judges, the latest line of the journal about it,
    how many tablets ask from it, and whether the card it was taken with is still good. What another judge sends, and
    what is done to another judge or a sheet of theirs, changes nothing here.
    """

    judge: int
    version: int
    line: int
    tablets: int
    good: bool


class SeatTaken(NamedTuple):
    """What the cookie of a seat says: the number of the seat, the part of the hash of the card it was taken with, and
    how many had given up the seat by then; None in a cookie from before that was kept.
    """

    judge: int
    card: str
    holder: int | None = None


@dataclass(frozen=True, slots=True)
class SeatCookie:
    """The seat a tablet says it sits in, with contest and panel; not `good` once the card was replaced or voided.

    `holder` is how many had given up the seat when the tablet took it. `touched` says that others have done something
    with sheets of the seat, of which its judge is told.
    """

    judge: Judge
    good: bool
    line: int
    tablets: int
    touched: bool
    holder: int
    new: bool

    @property
    def again(self) -> str:
        """A pass that brings a lost cookie back: a browser that is killed just after the card was scanned had not
        written it to the disk yet. Only while the seat is new; afterwards nothing but the cookie is a seat.
        """
        if not (self.new and self.good):
            return ""
        return signing.dumps([self.judge.pk, _part(self.judge.secret_hash), self.judge.replaced], salt=AGAIN)

    @property
    def state(self) -> SeatState:
        """How the seat stands."""
        return SeatState(self.judge.pk, self.judge.contest.judges_version, self.line, self.tablets, self.good)


def _part(card: str) -> str:
    """Enough of the card's hash to tell it from the next card."""
    return card[:24]


def cookie_value(judge: Judge) -> str:
    """What the cookie of a seat holds."""
    return signing.dumps([judge.pk, _part(judge.secret_hash), judge.replaced], salt=COOKIE)


def take_seat(response: HttpResponse, judge: Judge) -> HttpResponse:
    """Let the tablet that gets this response sit in a judge's seat."""
    response.set_cookie(
        COOKIE, cookie_value(judge), max_age=DAYS * 86400, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


def leave_seat(response: HttpResponse) -> HttpResponse:
    """Let the tablet that gets this response sit nowhere; the cookie says that it left, and did not lose its seat."""
    age = DAYS * 86400
    response.set_cookie(COOKIE, "left", max_age=age, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def judge_of_pass(request: HttpRequest) -> Judge | None:
    """Whose seat a tablet has lost that brings a pass; None where it has not lost it, or the card is no longer good."""
    found = seat_of_cookie(request.POST.get("pass", ""), salt=AGAIN, within=WITHIN)
    if found is None or COOKIE in request.COOKIES:
        return None
    judge = Judge.objects.select_related("contest").filter(pk=found.judge).first()
    return judge if judge is not None and still_good(judge, found.card) else None


def read_cookie(request: HttpRequest) -> SeatTaken | None:
    """What the cookie of a seat says that a tablet brings; None without a cookie of ours."""
    return seat_of_cookie(request.COOKIES.get(COOKIE, ""))


def seat_of_cookie(value: str, *, salt: str = COOKIE, within: int = DAYS * 86400) -> SeatTaken | None:
    """What the cookie of a seat holds; None where it was not signed here, or longer ago than so many seconds."""
    found = _cookie_read(value, salt)
    return found.taken if found is not None and time() - found.at <= within else None


class CookieRead(NamedTuple):
    """What a cookie says, and when it was signed, in seconds since 1970."""

    taken: SeatTaken
    at: int


@lru_cache(KNOWN)
def _cookie_read(value: str, salt: str) -> CookieRead | None:
    """Read once for each cookie: a tablet brings it twice a second."""
    try:
        taken = SeatTaken(*signing.loads(value, salt=salt))
        return CookieRead(taken, signing.b62_decode(value.rsplit(":", 2)[1]))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def still_good(judge: Judge, part: str) -> bool:
    """Whether a tablet's card is the one a seat has now."""
    return _is_card(judge.secret_hash, part)


def _is_card(card: str, part: str) -> bool:
    return bool(card) and _part(card) == part


def state_of(request: HttpRequest) -> SeatState | None:
    """How the seat of a tablet stands; None without a cookie of ours. One query."""
    found = read_cookie(request)
    if found is None:
        return None
    seat = seat_now(found.judge, since=tablets_since())
    if seat is None:
        return None
    card, version, line, tablets = seat
    return SeatState(found.judge, version, line, tablets, _is_card(card, found.card))


def seat_cookie_of(request: HttpRequest) -> SeatCookie | None:
    """The seat of a tablet, also one whose card is dead by now; None without a cookie of ours. One query."""
    found = read_cookie(request)
    if found is None:
        return None
    judges = models_asked(_seats, {ANY: found.judge, ANY_MINUTE: tablets_since()})
    if not judges:
        return None
    [judge] = judges
    speak_of(judge.contest.extra)
    holder = judge.replaced if found.holder is None else found.holder
    good = still_good(judge, found.card)
    new = seat_of_cookie(request.COOKIES[COOKIE], within=NEW) is not None
    return SeatCookie(judge, good, judge.line, judge.seen, judge.touched, holder, new)


def _seats() -> QuerySet[Any]:
    seats = Judge.objects.order_by().select_related("contest__district", "panel").filter(pk=ANY)
    return seats.annotate(line=latest_line(), touched=touched(), seen=tablets_in_seat(ANY_MINUTE))
