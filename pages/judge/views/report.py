"""Where tablets send what judges write about sites for the report: answered as the outbox answers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from communities.refused import Refused
from communities.wording import sentence
from pages.devices import device_of
from scoring.actions import keep_site_note

from .outbox import FORMAT, moment_sent
from .seat import SeatCookie, seat_cookie_of
from .tasks import holder_of_draft, performance_of

LATER = "too-fast"
"""What is refused for now: it waits on the tablet."""


@require_POST
@login_not_required
@cache_control(no_store=True)
def report(request: HttpRequest) -> JsonResponse:
    """Keep a note, or say why not. Without a card of its seat it waits on the tablet."""
    key, cookie = request.POST.get("key", "").strip(), seat_cookie_of(request)
    if cookie is None or (not cookie.good and cookie.holder == cookie.judge.replaced):
        return _answer(403, key, "seat")
    try:
        _kept(request, cookie, key)
    except Refused as refused:
        state = "later" if refused.code == LATER else "refused"
        return _answer(429 if refused.code == LATER else 200, key, state, sentence(refused))
    return _answer(200, key, "received")


def _kept(request: HttpRequest, cookie: SeatCookie, key: str) -> None:
    draft = request.POST.get("draft", "")
    performance, whose = performance_of(cookie.judge, sheet=0, draft=draft), holder_of_draft(draft)
    if performance is None:
        raise Refused("another-judges-sheet")
    device = device_of(request)
    keep_site_note(
        performance=performance,
        good=request.POST.get("good", ""),
        mend=request.POST.get("mend", ""),
        key=key,
        holder=cookie.holder if whose is None else min(whose, cookie.holder),
        by=cookie.judge,
        now=now(),
        written_at=moment_sent(request.POST.get("written_at", "")),
        device=device.short if device else "",
    )


def _answer(status: int, key: str, state: str, words: str = "") -> JsonResponse:
    return JsonResponse({"leitai": FORMAT, "key": key, "state": state, "sentence": words}, status=status)
