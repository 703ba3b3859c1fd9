"""What has not changed: the desk's and a tablet's state, and a public page of a publication asked for again.

Asked in this process of Django's own handler with all of our middleware, as browsers ask, which is gzipped; each
beside a view that does nothing but answer, asked with the same cookies. `measure()` runs this module as a program,
which fills a database of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from . import Ratio, seconds

ROUNDS, TIMES = 60, 5
"""Rounds, in each of which everything is asked so many times in turn; of the rounds the middle one counts."""
LIMIT = 2
BROWSER = {"HTTP_ACCEPT_ENCODING": "gzip, deflate", "HTTP_ACCEPT_LANGUAGE": "zh-CN,zh;q=0.9"}


class Answer(NamedTuple):
    """What came back, as a browser sees it."""

    status: int
    headers: dict[str, str]
    body: bytes


def measure() -> Iterator[Ratio]:
    """The figures of what has not changed."""
    with TemporaryDirectory() as var:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("LEITAI", "DATABASE"))}
        environment = {**own, "LEITAI_VAR": var, "DJANGO_SETTINGS_MODULE": "config.settings"}
        answer = subprocess.run(
            [sys.executable, "-m", "bench.unchanged"], env=environment, stdout=subprocess.PIPE, check=True
        )
    for name, ratio in json.loads(answer.stdout):
        yield Ratio(name, ratio, LIMIT)


def asker() -> Callable[..., Answer]:
    """A function that asks an address of the product, without a server and without a network."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - all of these need Django's settings

    application = get_wsgi_application()
    always = {"REQUEST_METHOD": "GET", "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http"}

    def ask(path: str, **headers: str) -> Answer:
        started = []
        environ = {**always, **BROWSER, **headers, "PATH_INFO": path, "wsgi.input": BytesIO()}
        response = application(environ, lambda status, lines, _=None: started.append((status, lines)))
        body = b"".join(response)
        response.close()
        [(status, lines)] = started
        return Answer(int(status[:3]), dict(lines), body)

    return ask


def add_views(page: Answer) -> None:
    """The yardsticks: for somebody who has signed in, for everybody, and the bytes of a page as they were sent."""
    from django.contrib.auth.decorators import login_not_required  # noqa: PLC0415
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415

    from config.urls import urlpatterns  # noqa: PLC0415

    def empty(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
        return HttpResponse()

    def stored(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
        return HttpResponse(page.body, headers={"Content-Encoding": page.headers["Content-Encoding"]})

    urlpatterns[:0] = [
        path("bench/signed/", empty),
        path("bench/empty/", login_not_required(empty)),
        path("bench/stored/", login_not_required(stored)),
    ]


def again(ask: Callable[..., Answer], path: str, **headers: str) -> Callable[[], None]:
    """Ask for what one has already; anything but 304 is an error and stops the run."""
    etag = ask(path, **headers).headers["ETag"]

    def work() -> None:
        answer = ask(path, **headers, HTTP_IF_NONE_MATCH=etag)
        if answer.status != 304:
            raise RuntimeError(f"{path} was answered {answer.status}.")

    return work


def ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    """How many times as long ours takes, in turn with theirs."""

    def several(work: Callable[[], object]) -> float:
        return seconds(work, TIMES)

    return median(several(ours) / several(theirs) for _ in range(ROUNDS))


def figures() -> Iterator[tuple[str, float]]:
    """Everything measured, in a database that is filled for it."""
    from django.test import Client  # noqa: PLC0415

    from bench.hall import filled  # noqa: PLC0415
    from communities.models import Membership, Role  # noqa: PLC0415
    from contests.models import Contest, Judge  # noqa: PLC0415
    from pages.judge.views.seat import COOKIE, cookie_value  # noqa: PLC0415

    places, ask, client = filled(), asker(), Client()
    contest = Contest.objects.get(pk=places["public"][2].split("/")[2])
    client.force_login(Membership.objects.filter(role=Role.DESK, district=contest.district).first().user)
    desk = {"HTTP_COOKIE": f"sessionid={client.cookies['sessionid'].value}"}
    seat = {"HTTP_COOKIE": f"{COOKIE}={cookie_value(Judge.objects.filter(contest=contest).exclude(secret_hash='')[0])}"}
    page = ask(places["public"][1])
    add_views(page)
    state = again(ask, f"/desk/{contest.pk}/state/", **desk)
    yield "the desk's state, unchanged, ÷ an empty view", ratio(state, lambda: ask("/bench/signed/", **desk))
    state = again(ask, "/judge/state/", **seat)
    yield "a judge's state, unchanged, ÷ an empty view", ratio(state, lambda: ask("/bench/empty/", **seat))
    for name, path in (("contest", places["public"][1]), ("contestant", places["public"][3])):
        stored = ratio(lambda path=path: ask(path), lambda: ask("/bench/stored/"))
        yield f"a published {name}'s page, asked for again, ÷ stored bytes", stored
        known = ratio(again(ask, path), lambda: ask("/bench/stored/"))
        yield f"a published {name}'s page, unchanged, ÷ stored bytes", known


if __name__ == "__main__":
    from django import setup as start

    start()
    from config.management.commands.serve import prepare

    prepare()
    print(json.dumps(list(figures())))
