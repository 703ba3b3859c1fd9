"""Who may see the pages of a contest as a whole, and what all of them ask."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from communities.models import Role
from contests.models import Contest
from pages.access import READING, Signed, contest_for


def managed(request: Signed, pk: int) -> Contest:
    """The contest, for organisers; the desk reads, and may print papers."""
    readers = (Role.DESK,) if request.method in READING else ()
    return contest_for(request, pk, Role.ORGANISER, *readers)


def acts(contest: Any) -> bool:
    """Whether whoever asked for a contest may change it."""
    return Role.ORGANISER in contest.roles


def on(contest: Contest, tab: str, **context: Any) -> dict[str, Any]:
    """What every page of a contest is given."""
    return {"contest": contest, "tab": tab, "acts": acts(contest), **context}


def chinese() -> bool:
    """Whether the page is read in Chinese."""
    return (get_language() or "zh").startswith("zh")


def download(content: bytes | str, *, mime: str, name: str) -> HttpResponse:
    """A file to keep, under a name. No browser and no cache in between keeps it as well."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": str(disposition), "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type=mime, headers=headers)
