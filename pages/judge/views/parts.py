"""What a tablet's page needs only once it is up, kept by browsers under an address that says which it is."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pages.judge.parts import parts_in

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
@login_not_required
def parts(_request: HttpRequest, language: str, version: str) -> HttpResponse:
    """Words alone, the same for everybody. A page older than the server gets those of now, which nobody keeps."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    text, newest = parts_in(language)
    kept = FOR_EVER if version == newest else "no-store"
    return HttpResponse(text, content_type="application/json", headers={"Cache-Control": kept})
