"""What has not changed: the state of all who follow the show, and a public page of a publication asked for again.

Asked in this process of Django's own handler with all of our middleware, as browsers ask, which is gzipped; each
beside a view that does nothing but answer, asked with the same cookies. `measure()` runs this module as a program,
which fills a database of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from statistics import median
from typing import Any, NamedTuple

from . import Ratio, seconds
from .apart import measured_apart

ROUNDS, TIMES = 60, 5
"""Rounds, in each of which everything is asked so many times in turn; of the rounds the middle one counts."""
STATE, PAGE = 1.5, 2
"""How many times as long as its yardstick a state may take, and a page of residents."""
BROWSER = {"HTTP_ACCEPT_ENCODING": "gzip, deflate", "HTTP_ACCEPT_LANGUAGE": "zh-CN,zh;q=0.9"}


class Answer(NamedTuple):
    """What came back, as a browser sees it."""

    status: int
    headers: dict[str, str]
    body: bytes


def measure() -> Iterator[Ratio]:
    """The figures of what has not changed."""
    for name, ratio, limit in measured_apart("unchanged"):
        yield Ratio(name, ratio, limit)


def asker() -> Callable[..., Answer]:
    """A function that asks an address of the product as the server does, without a server and without a network."""
    from config.wsgi import application  # noqa: PLC0415 - needs Django's settings

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


def queries_of(work: Callable[[], object]) -> int:
    """How often the database is asked."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


class Follower(NamedTuple):
    """Who follows the show: the address that is asked again and again, its yardstick, and what is sent with both."""

    name: str
    path: str
    empty: str
    headers: dict[str, str]


def followers_of(places: dict[str, Any]) -> list[Follower]:
    """The desk, a judge, and one link of each kind, of the contest that is on."""
    from django.core import signing  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from communities.models import Membership, Role  # noqa: PLC0415
    from contests.models import Contest, Judge  # noqa: PLC0415
    from pages import devices  # noqa: PLC0415
    from pages.judge.views.seat import COOKIE, cookie_value  # noqa: PLC0415
    from pages.links import path_of  # noqa: PLC0415
    from stage.actions import add_usual_links  # noqa: PLC0415
    from stage.models import LinkKind  # noqa: PLC0415

    contest, browser = Contest.objects.get(pk=places["public"][2].split("/")[2]), Client()
    who = Membership.objects.filter(role=Role.DESK, district=contest.district).first().user
    browser.force_login(who)
    judge = Judge.objects.filter(contest=contest).exclude(secret_hash="")[0]
    tablet = signing.dumps(("a tablet", []), salt=devices.COOKIE)
    session = {"HTTP_COOKIE": f"sessionid={browser.cookies['sessionid'].value}"}
    seat = {"HTTP_COOKIE": f"{COOKIE}={cookie_value(judge)}; {devices.COOKIE}={tablet}"}
    names = {kind: str(kind) for kind in LinkKind}
    links = add_usual_links(contest=contest, names=names, by=who, now=timezone.now())
    return [
        Follower("desk", f"/desk/{contest.pk}/state/", "/bench/signed/", session),
        Follower("judge", "/judge/state/", "/bench/empty/", seat),
        *(Follower(link.name, f"{path_of(link)}state/", "/bench/empty/", {}) for link in links),
    ]


def figures() -> Iterator[tuple[str, float, float]]:
    """Everything measured, in a database that is filled for it."""
    from bench.hall import filled  # noqa: PLC0415

    places, ask, queries = filled(), asker(), 0
    followers = followers_of(places)
    add_views(ask(places["public"][1]))
    for name, path, yardstick, headers in followers:
        state, empty = again(ask, path, **headers), partial(ask, yardstick, **headers)
        yield f"the {name}'s state, unchanged, ÷ an empty view", ratio(state, empty), STATE
        queries = max(queries, queries_of(state) - queries_of(empty))
    yield "the same: how often the database is asked", queries, 1
    stored = partial(ask, "/bench/stored/")
    for name, path in (("contest", places["public"][1]), ("contestant", places["public"][3])):
        yield f"a published {name}'s page, asked for again, ÷ stored bytes", ratio(partial(ask, path), stored), PAGE
        yield f"a published {name}'s page, unchanged, ÷ stored bytes", ratio(again(ask, path), stored), PAGE


if __name__ == "__main__":
    from django import setup as start

    start()
    from config.management.commands.serve import prepare

    prepare()
    print(json.dumps(list(figures())))
