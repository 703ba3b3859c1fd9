"""What browsers may keep."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Answer = Callable[[HttpRequest], HttpResponse]


def keep_nothing(get_response: Answer) -> Answer:
    """Pages of somebody who has signed in are not stored: on a shared laptop Back shows nothing after signing out.

    Static files are answered before it is asked, and stay stored; so do films and pictures of the stage screen, which
    say that they never change: often it runs in a window beside the desk's.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "immutable" not in response.get("Cache-Control", ""):
            patch_cache_control(response, no_store=True, private=True)
        return response

    return answer
