"""What is said when a page cannot be shown: plain words, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import is_valid_path

from communities.faults import new_number
from config.storage import storage_fault
from pages.links import DeadLink


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request makes no sense, or holds more than can be taken at once."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return render(request, "errors/400.html", status=400)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than can be taken at once."""
    return render(request, "errors/413.html", status=413)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Somebody may not do this."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing here, at least not for who asks."""
    page = "errors/dead_link.html" if isinstance(exception, DeadLink) else "errors/404.html"
    return render(request, page, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own fault, with the number under which it is kept. Drawn without anything that could fail again."""
    number = new_number()
    setattr(request, "fault_number", number)  # noqa: B010 - read by the log; not a field of Django's class
    return HttpResponseServerError(render_to_string("errors/500.html", {"number": number}))


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that was sent too late, from another page, or without cookies."""
    return render(request, "errors/csrf.html", status=403)


Answer = Callable[[HttpRequest], HttpResponse]


def only_sent(get_response: Answer) -> Answer:
    """Whoever opens an address that only takes forms reads so, with the page above it: a phone that comes back to what
    a form was answered with asks for that address again, and a browser alone shows an error of its own."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        page = render(request, "errors/405.html", {"above": page_above(request.path_info)}, status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    return answer


def page_above(path: str) -> str:
    """The nearest address above another one at which there is something."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(path):
            return path
    return path


class Busy:
    """Whoever could not write in time is told so, and to try again: nothing was stored (decision 0016)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:  # noqa: ARG002
        """An answer of our own to a database that is locked, gone or cannot be written; anything else goes its way."""
        fault = storage_fault(exception, settings.VAR)
        if fault is None and not isinstance(exception, OperationalError):
            return None
        page = "errors/disk.html" if fault else "errors/503.html"
        response = HttpResponse(render_to_string(page), status=503)
        response["Retry-After"] = "2"
        return response
