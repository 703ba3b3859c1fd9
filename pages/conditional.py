"""Has it changed? One way to answer 304, for every address that is asked again and again.

Compression weakens an ETag on its way out ("…" becomes W/"…"), and browsers send back what they got. Django compares
weakly, as RFC 9110 wants it for GET; nobody here compares tags.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

View = TypeVar("View", bound=Callable[..., HttpResponse])
ASKED = "leitai.tag"


def tag(*parts: object) -> str:
    """The ETag of what depends on some things and on nothing else."""
    return quote_etag(".".join(map(str, parts)))


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A response that has its ETag, or 304 where who asks has it already."""
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def followed(tag_of: Callable[..., str | None]) -> Callable[[View], View]:
    """A state address: 304 while its `tag` is the one that was sent, without asking the view; no browser stores it.

    `tag_of` gets what the view gets and refuses whom the view refuses; None where there is no tag. The view finds the
    tag again by `tag_asked`.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def state(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            tag = tag_of(request, *args, **kwargs)
            known = tag is not None and is_known(request, tag)
            request.META[ASKED] = tag
            response = HttpResponseNotModified() if known else view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            if tag is not None:
                response["ETag"] = tag
            return response

        return state  # type: ignore[return-value]

    return decorated


def tag_asked(request: HttpRequest) -> str:
    """The tag of what a view under `followed` answers with."""
    return str(request.META[ASKED])


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether who asks has what has this tag; most have nothing else, and ask for it twice a second."""
    has = request.META.get("HTTP_IF_NONE_MATCH", "")
    return has.removeprefix("W/") == tag or get_conditional_response(request, etag=tag) is not None
