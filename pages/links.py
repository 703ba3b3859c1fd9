"""Who comes by a link of the show: a screen, the emcee, the timekeeper. Asked in the first line of their views."""

from __future__ import annotations

import re

from django.db import DatabaseError
from django.http import Http404, HttpRequest
from django.utils import timezone

from stage.actions import note_screen
from stage.models import LinkKind, StageLink
from stage.queries.links import LinkNow, link_of
from stage.tokens import token_of

SCREEN, EMCEE, CLOCK = "screen", "emcee", "clock"
ROOMS = {
    LinkKind.SCREEN: SCREEN,
    LinkKind.MONITOR: SCREEN,
    LinkKind.OVERLAY: SCREEN,
    LinkKind.EMCEE: EMCEE,
    LinkKind.TIMEKEEPER: CLOCK,
}
"""With what the address of a link begins."""
MOST = 1000
SIZE = re.compile(r"[0-9]{2,5}×[0-9]{2,5}")
PAGE_VERSION = re.compile(r"[0-9a-f]{8}")
_noted: dict[int, tuple[int, str]] = {}
"""In this process: in which minute a link was looked at last, and how it had asked."""


class DeadLink(Http404):
    """Whoever opens a link that was replaced or removed, or is none, is told to ask the desk for the new one."""


def path_of(link: StageLink) -> str:
    """The address of a link as it is now, without the host."""
    return f"/{ROOMS[LinkKind(link.kind)]}/{token_of(link)}/"


def link_access(token: str, *kinds: LinkKind) -> LinkNow:
    """The link of some kinds that an address holds, and how its show stands. Raises DeadLink. One query."""
    found = link_of(token, *kinds)
    if found is None:
        raise DeadLink
    return found


def noted_here(request: HttpRequest, link: LinkNow) -> None:
    """Note that who has a link asks; a screen says its size and version. A database that cannot keep it is no reason to
    refuse what is asked for.
    """
    now, size, version, silent = timezone.now(), "", "", False
    seen = int(now.timestamp()) // 60, request.META.get("QUERY_STRING", "")
    if _noted.get(link.link) == seen:  # as half a second ago
        return
    if len(_noted) >= MOST:
        _noted.clear()
    _noted[link.link] = seen
    if ROOMS[link.kind] == SCREEN:
        size, version = request.GET.get("size", ""), request.GET.get("page_version", "")
        silent = request.GET.get("silent") == "1"
        if not (SIZE.fullmatch(size) and PAGE_VERSION.fullmatch(version)):
            return
    try:
        note_screen(link=link.link, size=size, page_version=version, silent=silent, now=now)
    except DatabaseError:
        del _noted[link.link]
