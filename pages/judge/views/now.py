"""Where a tablet begins: who is on stage now, or the one sheet that waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .home import live, seated
from .seat import SeatCookie
from .sheet import Sheet, opened
from .tasks import tasks_of


@require_safe
@seated
def home(request: HttpRequest, cookie: SeatCookie) -> HttpResponse:
    """Who is on stage now. Where exactly one sheet waits, that is the page: without a redirect, which in a bad network
    is one more answer that may not come. It says where it belongs.
    """
    found = live(cookie, tasks_of(cookie.judge), here=None, typing=False)
    if found["go"] is None:
        return render(request, "judge/home.html", found | {"at": "home"})
    sheet = Sheet(cookie, found["go"].sheet)
    response = opened(request, sheet)
    response["Content-Location"] = reverse("judge:sheet", kwargs={"pk": sheet.pk})
    return response
