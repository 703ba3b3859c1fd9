"""A judge asks the desk for help, and sees that it was heard."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities.refused import Refused
from communities.wording import sentence
from contests.actions import ask_for_help, settle_help
from pages.devices import device_of

from .home import seated
from .seat import SeatCookie


@require_POST
@seated
def call(request: HttpRequest, cookie: SeatCookie) -> HttpResponse:
    """Ask for help, or need none any more. A script is told whether it was heard, and others come back to the page."""
    judge, settled = cookie.judge, request.POST.get("step") == "settled"
    words = ""
    try:
        if settled:
            settle_help(judge=judge, by=judge, now=now())
        else:
            device = device_of(request)
            ask_for_help(by=judge, now=now(), device=device.short if device else "")
    except Refused as refused:
        words = "" if refused.code == "already" else sentence(refused)
    if "script" in request.POST:
        return JsonResponse({"leitai": 1, "heard": not words, "sentence": words})
    return redirect("judge:home")
