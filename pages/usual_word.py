"""Each request begins with the usual word for those who are judged; the page of a contest may have another."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from contests.judged import spoken_of

Answer = Callable[[HttpRequest], HttpResponse]


def usual_word(get_response: Answer) -> Answer:
    """Nothing that one page has said of its contest is left for the next."""

    def answer(request: HttpRequest) -> HttpResponse:
        with spoken_of(None):
            return get_response(request)

    return answer
