"""The script that lets a tablet by https start without a network: it has to lie beside the pages it answers for."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SCRIPT = "js/judge/worker.js"


@require_safe
@login_not_required
@cache_control(no_cache=True)
def worker(_request: HttpRequest) -> HttpResponse:
    """The worker as it is now; browsers ask for it with each page."""
    found = str(finders.find(SCRIPT))
    return HttpResponse(Path(found).read_bytes(), content_type="text/javascript; charset=utf-8")
