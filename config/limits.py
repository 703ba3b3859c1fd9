"""What anybody may send at once, signed in or not: told before any of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from .errors import bad_request, too_large

MOST = 25 * 1024 * 1024
"""Bytes of a whole request; each form says more exactly what its files may have."""
LARGEST_UPLOAD = 520 * 1024 * 1024
"""Bytes of a request with films and pictures, collected on disk, from somebody whom a page has let send them."""
ON_DISK = "leitai.on_disk"
"""In a request's environ: its body lies in a file, and was let in as an upload."""
TOO_LARGE = "leitai.too_large"
"""In a request's environ: the server has not read the body, which is more than the address takes."""
DIGITS = len(str(LARGEST_UPLOAD))

Answer = Callable[[HttpRequest], HttpResponse]


def limit_body(get_response: Answer) -> Answer:
    """Answer 413 where more is announced; what is not announced is not read (WSGI)."""

    def answer(request: HttpRequest) -> HttpResponse:
        announced = str(request.META.get("CONTENT_LENGTH") or "0")
        most = LARGEST_UPLOAD if request.META.get(ON_DISK) else MOST
        if request.META.get(TOO_LARGE) or len(announced) > DIGITS or (announced.isdecimal() and int(announced) > most):
            return too_large(request)
        if "%00" in request.META.get("QUERY_STRING", ""):  # PostgreSQL takes no text that holds it
            return bad_request(request)
        if "\0" in request.path_info:
            raise Http404
        return get_response(request)

    return answer
