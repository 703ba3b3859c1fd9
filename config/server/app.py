"""The entry for Granian: `config.server.app:application`.

A loop takes connections and collects bodies, under deadlines; only then a thread of the request's lane computes. So
whoever sends slowly, reads slowly or says nothing holds no thread (decision 40).
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from functools import partial
from typing import Protocol, cast
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django_permissions_policy import PermissionsPolicyMiddleware

from config import wsgi
from config.limits import ON_DISK, TOO_LARGE

from .bodies import BrokenOffError, NoRoomError, Room, TooLargeError, TooSlowError, read_body
from .gateway import Answer, Environ, Scope, answer_of, environ_of, part_of
from .lanes import LANES, PUBLIC, SMALL, Hall, Lane, Line, alone, lane_of
from .links import brings_a_link
from .passes import brings_a_pass
from .places import place_of
from .seats import brings_a_seat
from .sessions import brings_a_session
from .shared import Shared, same_for_all, unless_known
from .spool import SPOOLS, DiskFullError, read_to_disk
from .turns import HasLeftError, LaneFull

DJANGO = cast("WSGIApplication", wsgi.application)
SWITCH = 0.0005
"""Seconds after which a computing thread lets another go on (Python's own is ten times as long). A tablet's thread
gives up its turn at every query, and would wait so long for the next one while residents' pages are made."""
SIGNING_IN = settings.VAR / "sign-in.lock"
BREATH = 0.3
"""Seconds before anybody but the hall is refused: who asks again at once would fill the machine with refusals."""
LATER = "2"
"""Seconds after which it is worth trying again; residents a minute."""


class Transport(Protocol):
    """The other half of what Granian hands over: the body, and the ways to answer."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The body as it comes."""

    async def client_disconnect(self) -> None:
        """Wait until who asked has gone."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Answer with bytes."""

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None:
        """Answer with a file."""

    def response_file_range(self, status: int, headers: list[tuple[str, str]], file: str, start: int, end: int) -> None:
        """Answer with the bytes of a file from `start` to before `end`."""


def plain(status: int, template: str, *more: tuple[str, str]) -> Answer:
    """A page that is always the same, rendered once."""
    headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("permissions-policy", PermissionsPolicyMiddleware(lambda _request: HttpResponse()).permissions_policy),
        *more,
    ]
    return Answer(status, headers, render_to_string(template).encode())


class Server:
    """Every request of this process."""

    def __init__(self) -> None:
        hall = Hall()
        self.lines = {lane: Line(lane, hall) for lane in LANES}
        self.room = Room()
        self.shared = Shared()
        self.busy = plain(503, "errors/503.html", ("retry-after", LATER))
        self.come_back = plain(503, "errors/come_back.html", ("retry-after", "60"))
        self.spools = Room(SPOOLS)
        self.disk_full = plain(503, "errors/disk.html", ("connection", "close"))
        self.not_whole = plain(408, "errors/408.html", ("connection", "close"))

    async def __rsgi__(self, scope: Scope, transport: Transport) -> None:
        """Answer one request, unless who sent it has gone."""
        try:
            answer = await self.answer(scope, transport)
        except HasLeftError:
            answer = self.busy
        part = part_of(answer)
        if answer.file and part:
            transport.response_file_range(answer.status, answer.headers, answer.file, *part)
        elif answer.file:
            transport.response_file(answer.status, answer.headers, answer.file)
        else:
            transport.response_bytes(answer.status, answer.headers, answer.body)

    async def answer(self, scope: Scope, transport: Transport) -> Answer:
        """Collect the body, wait in the lane, ask Django. Raises HasLeftError."""
        cookies = scope.headers.get("cookie") or ""
        announced = scope.headers.get("content-length") or ""
        brings = {
            "has_seat": brings_a_seat(cookies),
            "has_session": brings_a_session(cookies),
            "has_link": brings_a_link(scope.path),
            "has_pass": scope.method == "POST" and brings_a_pass(scope.path),
            "is_large": announced.isdecimal() and int(announced) > SMALL,
        }
        lane = lane_of(scope.method, scope.path, **brings)
        key = same_for_all(scope, lane)
        try:
            if key is None:
                return await self.asked(scope, transport, lane)
            answer = await self.shared.answer(key, lambda: self.asked(scope, transport, lane, whole=True))
            return unless_known(answer, scope.headers.get("if-none-match"))
        except (TooSlowError, BrokenOffError):
            return self.not_whole
        except DiskFullError:
            return self.disk_full
        except (LaneFull, NoRoomError):
            if not lane.hall:
                await asyncio.sleep(BREATH)
            return self.come_back if lane is PUBLIC else self.busy

    async def asked(self, scope: Scope, transport: Transport, lane: Lane, *, whole: bool = False) -> Answer:
        """What Django answers in its lane; `whole` where others get the same answer, whatever they have already.

        Raises what collecting the body and waiting raise.
        """
        line = self.lines[lane]
        place = place_of(scope, scope.headers.get("cookie") or "")
        line.turns.arrive(place)  # before anything is made of the request: residents come by the thousand
        environ = await self.environ(scope, transport, lane)
        if whole:
            environ.pop("HTTP_IF_NONE_MATCH", None)
        ask = partial(answer_of, DJANGO, environ)
        work = partial(alone, ask, SIGNING_IN) if lane.alone else ask
        return await line.run(work, transport.client_disconnect, place)

    async def environ(self, scope: Scope, transport: Transport, lane: Lane) -> Environ:
        """What Django is asked; a body that is too large is not read, and Django says so in the reader's language.

        Without a length nobody can tell a whole body from one that broke off: BrokenOffError.
        """
        announced = scope.headers.get("content-length")
        if announced is None:
            if scope.headers.get("transfer-encoding") is not None:
                raise BrokenOffError
            return environ_of(scope, b"")
        size = int(announced) if announced.isdecimal() else lane.largest + 1
        try:
            if lane.on_disk:
                file = await read_to_disk(transport, size, lane.largest, self.spools, settings.VAR)
                return {**environ_of(scope, b""), "wsgi.input": file, "CONTENT_LENGTH": str(size), ON_DISK: True}
            return environ_of(scope, await read_body(transport, size, lane.largest, self.room))
        except TooLargeError:
            return {**environ_of(scope, b""), TOO_LARGE: True}


sys.setswitchinterval(SWITCH)
application = Server()
