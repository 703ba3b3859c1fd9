"""Where tablets send what was confirmed: a small address whose answers say whose they are.

A hotel's sign-in page, a proxy's error or a cached copy is never taken for one of them (decision 46).
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from communities.wording import sentence
from scoring.models import Submission

from .seat import read_cookie, seat_cookie_of
from .sheet import number_in, refusal_text, submitted
from .tasks import sheet_of_draft, tasks_of

FORMAT = 1
"""The version of what is answered; a tablet reads no other."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def outbox(request: HttpRequest) -> JsonResponse:
    """Take a confirmed sheet and say what has become of it; to who only asks, the token that sending needs."""
    if request.method != "POST":
        return _answer(200, token=get_token(request))
    at = now()
    try:
        return _taken(_stored(request, at), at)
    except Refused as refused:
        return _refused(request, refused)


def _stored(request: HttpRequest, at: datetime) -> Submission:
    """What is stored for it; a start that was taken back and given again has another sheet for the same draft."""
    pk = number_in(request.POST.get("sheet", "")) or 0
    confirmed = _moment(request.POST.get("confirmed_at", ""))
    try:
        return submitted(request, pk, now=at, submitted_at=confirmed)
    except Refused as refused:
        again = _sheet_now(request) if refused.code == "not-open" else None
        if again is None or again == pk:
            raise
    return submitted(request, again, now=at, submitted_at=confirmed)


def _sheet_now(request: HttpRequest) -> int | None:
    seat = read_cookie(request)
    return sheet_of_draft(seat[0], request.POST.get("draft", "")) if seat is not None else None


def _moment(text: str) -> datetime | None:
    """When a tablet says that it was confirmed; None where that is no moment."""
    try:
        moment = parse_datetime(text)
        return moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _taken(sent: Submission, at: datetime) -> JsonResponse:
    time = f"{localtime(sent.received_at):%H:%M:%S}"
    past = _("This sheet was received at {time} and no longer counts. Fill it in again if the desk asks you to.")
    return _answer(
        200,
        key=sent.idempotency_key,
        state="received" if sent.received_at == at else "known",
        counts=sent.counts,
        received_at=sent.received_at.isoformat(),
        time=time,
        sentence="" if sent.counts else past.format(time=time),
    )


def _refused(request: HttpRequest, refused: Refused) -> JsonResponse:
    key = request.POST.get("key", "").strip()
    cookie = seat_cookie_of(request)
    if cookie is None or not cookie.good:
        left = cookie is not None and cookie.judge.left_at is not None
        return _answer(403, key=key, state="seat", sentence=_left() if left else _no_card())
    pk = number_in(request.POST.get("sheet", ""))
    task = next((task for task in tasks_of(cookie.judge, here=pk) if task.sheet == pk), None) if pk else None
    words = refusal_text(refused, task) if task is not None else sentence(refused)
    conflict = refused.code == "key-used"
    seen = refused.facts.get("seen") if refused.code == "stale" else None
    state = "conflict" if conflict else "refused"
    return _answer(409 if conflict else 200, key=key, state=state, code=refused.code, replaces=seen, sentence=words)


def _no_card() -> str:
    return _(
        "This tablet has no valid card. The sheet is kept here: scan the newest card and it will be sent automatically."
    )


def _left() -> str:
    return _("This seat no longer marks, so the sheet was not sent. It is kept on this tablet: ask the desk.")


def _answer(status: int, **said: object) -> JsonResponse:
    return JsonResponse({"leitai": FORMAT} | said, status=status)
