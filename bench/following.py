"""The hall and the district follow a contest: how long devices wait, and how soon they know what has happened.

200 tablets that ask twice a second, are called and all send within ten seconds; thirty devices to which a confirmation
goes; and the same thirty with 2,000 residents, who ask every five seconds. Devices, desk and server share this machine.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from random import Random
from secrets import token_urlsafe
from time import perf_counter
from urllib.parse import urlencode

from django import setup

from bench.attacks import FORM
from bench.devices import Device, follow, worst
from bench.hall import HOST, Hall, hall
from bench.storm import Desk

from . import Ratio

TABLETS, WITHIN, ASKING = 200, 10.0, 0.5
JUDGES, CALLS = 20, 3
"""Judges among thirty devices, and contestants that are called in each part."""
NEVER, TURNED_AWAY, FEW = 1e6, 503, 0.01
RESIDENTS, EVERY, WATCHED = 2_000, 5.0, 15.0
SENT, ASKED, OPENED, KNOWN = 0.2, 0.25, 1.0, 0.7
"""Seconds."""


class Judging(Device):
    """A tablet in a seat: it opens the sheet that has come up, and sends it some time `within` so many seconds."""

    def __init__(self, place: Hall, number: int, *, within: float = WITHIN) -> None:
        self.place, self.within, self.chance = place, within, Random(number)  # noqa: S311 - no secret
        self.sheet, self.key, self.opens, self.sends, self.sheets = "", "", "", float("inf"), 0
        connection = HTTPConnection(HOST, place.port, timeout=30)
        connection.request("GET", f"/j/{place.secrets[number]}/")
        answer = connection.getresponse()
        answer.read()
        lines = [line.partition(";")[0].partition("=") for line in answer.headers.get_all("Set-Cookie") or ()]
        cookies = {name: value for name, _, value in lines}
        connection.close()
        super().__init__(place.port, "/judge/state/", cookies, every=ASKING, first=self.chance.random() * ASKING)

    def next(self, now: float) -> tuple[str, bytes]:
        """The sheet that has come up, its marks once they are given, or what is new."""
        if self.opens:
            opens, self.opens = self.opens, ""
            return "opened", self.request("GET", opens)
        if now < self.sends:
            return super().next(now)
        self.sends, self.key = float("inf"), token_urlsafe(16)
        marks = {field: f"{5 + n % 7}.{self.sheets % 10}" for n, field in enumerate(self.place.fields)}
        fields = {"csrfmiddlewaretoken": self.cookies["csrftoken"], "key": self.key, "sheet": self.sheet, **marks}
        return "sent", self.request("POST", "/judge/outbox/", urlencode(fields).encode(), f"Content-Type: {FORM}")

    def heard(self, kind: str, status: int, head: bytes, body: bytes) -> None:
        """Go on to the sheet that is told; what was sent must be acknowledged."""
        super().heard(kind, status, head, body)
        text = (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()
        found = re.search(r'data-go href="(/judge/sheets/(\d+)/)"', text) if kind == "asked" else None
        if found is not None and found[2] != self.sheet:
            self.opens, self.sheet = found[1], found[2]
        if kind == "opened":
            self.sends = perf_counter() + self.chance.random() * self.within
        if kind == "sent":
            said = json.loads(text)
            if (said["key"], said["state"]) != (self.key, "received"):
                raise RuntimeError(f"A sheet was not acknowledged: {text}")
            self.sheets += 1


class Resident(Device):
    """Somebody who looks on. A server with more to do than it can tells them to come back: that is counted."""

    away = 0

    def heard(self, kind: str, status: int, head: bytes, body: bytes) -> None:
        """Come back later where the server says so; the last answer stays."""
        if status == TURNED_AWAY:
            self.away += 1
            return
        super().heard(kind, status, head, body)


def called(desk: Desk, judges: list[Judging]) -> None:
    """One contestant is called; everybody marks and sends."""
    desk.call()
    wanted = judges[0].sheets + 1
    follow(judges, WITHIN, done=lambda: all(judge.sheets >= wanted for judge in judges))


def tablets(place: Hall, desk: Desk) -> Iterator[Ratio]:
    """All tablets of a large hall."""
    judges = [Judging(place, number) for number in range(TABLETS)]
    called(desk, judges)  # everything is loaded once
    for judge in judges:
        judge.waits.clear()
    for _ in range(CALLS):
        called(desk, judges)
    name = f"{TABLETS} tablets that ask twice a second and all send within {WITHIN:.0f} s"
    yield Ratio(f"{name}: confirmations, p99, ÷ 200 ms", worst(judges, "sent") / SENT, 1)
    yield Ratio(f"{name}: what is new, p99, ÷ 250 ms", worst(judges, "asked") / ASKED, 1)
    yield Ratio(f"{name}: the sheet opened, p99, ÷ 1 s", worst(judges, "opened") / OPENED, 1)


def hall_devices(place: Hall) -> list[Device]:
    """Ten devices of the hall beside the tablets: desks, screens, emcee and timekeeper."""
    kinds = ["screen", "screen", "screen", "monitor", "overlay", "emcee", "timekeeper"]
    asked = [(f"{place.links[kind]}state/", {}) for kind in kinds]
    asked += [(f"/desk/{place.contest}/state/", {"sessionid": place.desk})] * 3
    return [
        Device(place.port, path, cookies, every=ASKING, first=n * ASKING / len(asked))
        for n, (path, cookies) in enumerate(asked)
    ]


def reached(desk: Desk, judges: list[Judging], others: list[Device]) -> Iterator[Ratio]:
    """How soon the desk knows that a sheet has come in, and screens that somebody was called."""
    desks, screens = others[-3:], others[:3]
    known: dict[str, list[float]] = {"desk": [], "screen": []}
    for _ in range(CALLS * 2):
        desk.call()
        begun = perf_counter()
        follow([*judges, *others], 2.0, done=lambda: all(judge.sends < float("inf") for judge in judges))
        known["screen"] += [next(at for at in screen.news if at > begun) - begun for screen in screens]
        for judge in judges[:3]:
            begun, judge.sends = perf_counter(), 0.0
            follow(
                [*judges, *others], 1.5, done=lambda desks=desks, begun=begun: all(d.news[-1] > begun for d in desks)
            )
            known["desk"] += [next(at for at in one.news if at > begun) - begun for one in desks]
    for who, waits in known.items():
        name = "from a judge's confirmation to the desk" if who == "desk" else "from the desk's call to a screen"
        late = sorted(waits)[int(len(waits) * 0.95)]
        yield Ratio(f"{name}, with {len(judges) + len(others)} devices that ask, p95, ÷ 700 ms", late / KNOWN, 1)


def residents(place: Hall, desk: Desk, judges: list[Judging], others: list[Device]) -> Iterator[Ratio]:
    """The hall while half a district looks on."""
    path, chance = f"{place.public[2]}live/state/", Random(1)  # noqa: S311 - no secret
    crowd = [Resident(place.port, path, {}, every=EVERY, first=chance.random() * EVERY) for _ in range(RESIDENTS)]
    follow([*judges, *others, *crowd], EVERY)
    for device in (*judges, *others, *crowd):
        device.waits.clear()
    before = sum(one.away for one in crowd)
    desk.call()
    follow([*judges, *others, *crowd], WATCHED)
    share = (sum(one.away for one in crowd) - before) / sum(len(one.waits["asked"]) for one in crowd)
    name = f"{RESIDENTS} residents that ask every {EVERY:.0f} s and {len(judges) + len(others)} devices of the hall"
    yield Ratio(f"{name}: what is new in the hall, p99, ÷ 250 ms", worst([*judges, *others], "asked") / ASKED, 1)
    yield Ratio(f"{name}: for residents, p99, ÷ 1 s", worst(crowd, "asked") / OPENED, 1)
    yield Ratio(f"{name}: residents turned away, ÷ 1 %", share / FEW, 1)


def measure() -> Iterator[Ratio]:
    """The figures of those who follow."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    with hall(on=False, judges=TABLETS) as place:
        yield from tablets(place, Desk(place))
    with hall(on=False, judges=JUDGES) as place:
        desk, judges, others = (
            Desk(place),
            [Judging(place, n, within=NEVER) for n in range(JUDGES)],
            hall_devices(place),
        )
        yield from reached(desk, judges, others)
        yield from residents(place, desk, judges, others)
