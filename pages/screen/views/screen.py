"""A screen: one page that never needs a hand, and the small address that tells it what to show."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pages.conditional import followed, tag
from pages.links import link_access, noted_here
from pages.media import media_answer
from pages.steady import boot, moment_now, says_steady
from scoring.results import Kept
from stage.models import LinkKind
from stage.queries.links import LinkNow
from stage.queries.media import media_ahead

from .picture import picture_of

KINDS = (LinkKind.SCREEN, LinkKind.MONITOR, LinkKind.OVERLAY)
PARTS = (
    "css/tokens.css",
    "css/screen/screen.css",
    "css/screen/modes.css",
    "css/screen/ceremony.css",
    "css/screen/media.css",
    "css/screen/drawing.css",
    "css/screen/kinds.css",
)
SCRIPTS = (
    "js/lib/poller.js",
    "js/lib/clock.js",
    "js/lib/idiomorph/idiomorph.min.js",
    "js/screen/drawing.js",
    "js/screen/reveal.js",
    "js/screen/films.js",
    "js/screen/screen.js",
)


@login_not_required
@require_safe
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a screen, with what it shows."""
    link = link_access(token, *KINDS)
    more = {"token": token, "tag": tag_of(link), "parts": PARTS, "steady": moment_now().steady}
    return render(request, "screen/screen.html", {**_context(link), **more})


def tag_now(request: HttpRequest, token: str) -> str:
    """The tag of what a screen shows now: one query; whoever has no good link is told so."""
    link = link_access(token, *KINDS)
    noted_here(request, link)
    return tag_of(link)


@login_not_required
@require_safe
@says_steady
@followed(tag_now)
def state(request: HttpRequest, token: str) -> HttpResponse:
    """What a screen shows; 304 while that is the same, after one query."""
    return render(request, "screen/picture.html", _context(link_access(token, *KINDS)))


@login_not_required
@require_safe
def media(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A film or picture of the show, for its screens alone."""
    return media_answer(request, link_access(token, *KINDS).show, name)


@login_not_required
@require_safe
@cache_control(no_store=True)
def ahead(request: HttpRequest, token: str) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """What a screen may have to show soon, to be fetched before: pictures, and films of the item that comes next."""
    files = media_ahead(link_access(token, *KINDS).show)
    return JsonResponse({"files": [f"media/{file.file_name}" for file in files]})


def tag_of(link: LinkNow) -> str:
    """What a screen shows depends on: the show, who is on stage, the link itself, the language, the page's version."""
    own = link.link, link.mode, link.identify
    return tag(link.show_version, link.judges_version, *own, get_language(), page_version(), boot()[:8])


@cache
def page_version() -> str:
    """Which version of the page this is: another where one of its files has changed. A screen that has another loads
    itself anew."""
    return sha256("\n".join(map(static, (*PARTS, *SCRIPTS))).encode()).hexdigest()[:8]


class Drawn(NamedTuple):
    """A picture as it is drawn, the same for all screens that show it."""

    mode: str
    key: str
    title: str
    html: str


_drawn: Kept[Drawn] = Kept(200, room=4 * 1024 * 1024, size=lambda drawn: len(drawn.html))


def _context(link: LinkNow) -> dict[str, Any]:
    """What differs from screen to screen, around a picture that is drawn once for each version of the show."""
    version = link.show_version, link.judges_version
    picture = _drawn.get((link.show, link.kind, link.mode, get_language(), boot()), version, lambda: _draw(link))
    return {"link": link, "page_version": page_version(), "picture": picture}


def _draw(link: LinkNow) -> Drawn:
    picture = picture_of(link, moment_now())
    html = render_to_string("screen/drawn.html", {"picture": picture, "kind": link.kind, "LinkKind": LinkKind})
    return Drawn(picture.mode, picture.key, picture.contest.title, html)
