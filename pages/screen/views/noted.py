"""That a screen is there: kept with its link for the desk to see, once a minute."""

from __future__ import annotations

import re

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from stage.actions import note_screen
from stage.queries.links import LinkNow

MOST = 1000
SIZE = re.compile(r"[0-9]{2,5}×[0-9]{2,5}")
RELEASE = re.compile(r"[0-9a-f]{8}")
Seen = tuple[int, str, str]
_noted: dict[int, Seen] = {}
"""In this process: in which minute a screen was noted last, with its size and version."""


def noted_here(request: HttpRequest, link: LinkNow) -> None:
    """Note that a screen asks. A database that cannot keep it is no reason to refuse what the screen asks for."""
    now = timezone.now()
    size, release = request.GET.get("size", ""), request.GET.get("release", "")
    if not (SIZE.fullmatch(size) and RELEASE.fullmatch(release)):
        return
    seen = int(now.timestamp()) // 60, size, release
    if _noted.get(link.link) == seen:
        return
    if len(_noted) >= MOST:
        _noted.clear()
    _noted[link.link] = seen
    try:
        note_screen(link=link.link, size=size, release=release, now=now)
    except DatabaseError:
        del _noted[link.link]
