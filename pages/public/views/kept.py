"""Pages of publications, rendered once and then answered from what is kept.

Residents read them by the hundred at once, and they change only when something they show does. They hold nothing of
one visitor: whoever is signed in, or is told something, gets a page of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from gzip import compress, decompress
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from pages.conditional import unless_known
from pages.messages import MessageCookie
from scoring.results import Kept

OWN = (settings.SESSION_COOKIE_NAME, MessageCookie.cookie_name)
"""Cookies of those whose pages may differ from everybody's."""
VARY = "Cookie, Accept-Language, Accept-Encoding"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes over the wire, compressed, and its tag: weak, since it is that of the plain page too."""

    body: bytes
    tag: str


_pages: Kept[Page] = Kept(1000, room=16 * 1024 * 1024, size=lambda page: len(page.body))


def kept(
    request: HttpRequest,
    content: Hashable,
    make: Callable[[], HttpResponse],
    part: Hashable = None,
    *,
    equal: bool = False,
) -> HttpResponse:
    """A page that depends on its address, the language and what it shows, and on nothing else: 304 to who has it.

    `part` is what of a long list the query of the address asks for; of the query nothing else may matter.

    What is `equal` for all is so for those who are signed in, too.

    Without `content`, and for people of their own, it is made each time, as is what does not come out well.
    """
    if not content or (not equal and any(name in request.COOKIES for name in OWN)):
        return make()
    page = _pages.get((request.path, part, get_language()), content, lambda: _page(make()))
    return unless_known(request, _answer(request, page))


def _page(response: HttpResponse) -> Page:
    body = response.content
    return Page(compress(body), f'W/"{sha256(body).hexdigest()[:32]}"')


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    headers = {"ETag": page.tag, "Cache-Control": "no-cache", "Vary": VARY}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(page.body, headers={**headers, "Content-Encoding": "gzip"})
    return HttpResponse(decompress(page.body), headers=headers)
