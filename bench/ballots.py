"""Three hundred people vote within ten seconds: how long each waits until the page says that the vote has been counted.

Every phone scans its card in the minute before, which nobody measures: the ballot is on its screen. When the emcee says
so, each taps its answer at a moment of its own within ten seconds; the server counts it, and the phone follows to the
page that says so. Anything but that page is an error, and at the end the boxes hold as many votes as were sent.
Phones and server share this machine.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from gzip import decompress
from http.client import HTTPConnection
from random import Random
from time import perf_counter, sleep
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import setup

from bench.apart import answer_of, own_environment
from bench.attacks import FORM
from bench.hall import HOST, free_port, serving

from . import Ratio

VOTERS, WITHIN, RUNS = 300, 10.0, 3
"""Phones, the seconds in which all vote, and contestants for whom they do."""
LONGEST = 0.4
"""Seconds that one in a hundred may wait."""


class Waits(NamedTuple):
    """Seconds until a vote was answered, and until the page said so as well."""

    counted: float
    on_the_page: float


class Phone:
    """A voter's phone, as a browser without our cookies: it opens the ballot, votes, and follows to the page."""

    def __init__(self, port: int, secret: str, number: int) -> None:
        self.path, self.chance = f"/v/{secret}/", Random(number)  # noqa: S311 - no secret
        self.connection = HTTPConnection(HOST, port, timeout=60)
        self.token = ""

    def ask(self, method: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """An answer's status and text."""
        headers = {"Accept-Encoding": "gzip", "Cookie": f"csrftoken={self.token}", "Content-Type": FORM}
        headers |= {"Origin": f"http://{HOST}:{self.connection.port}"} if fields else {}
        self.connection.request(method, self.path, urlencode(fields) if fields else None, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            if line.startswith("csrftoken="):
                self.token = line.partition("=")[2].partition(";")[0]
        if answer.headers.get("Content-Encoding") == "gzip":
            body = decompress(body)
        return answer.status, body.decode()

    def opens(self) -> dict[str, str]:
        """What a tap on the second answer would send."""
        self.connection.close()  # the server has ended what was idle for so long
        status, text = self.ask("GET")
        found = re.search(r'name="performance" value="(\d+)"', text)
        vote = re.findall(r'name="vote"[^>]*value="([^"]+)"', text)
        if status != 200 or found is None or not vote:
            raise RuntimeError(f"No ballot to answer: {status}\n{text}")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        sent = {"performance": found[1], "vote": vote[1 % len(vote)]}
        return sent | ({"csrfmiddlewaretoken": token[1]} if token else {})

    def votes(self, fields: dict[str, str], begun: float) -> Waits:
        """Vote when this voter has made up their mind."""
        sleep(max(0, begun + self.chance.random() * WITHIN - perf_counter()))
        self.connection.close()
        tapped = perf_counter()
        status, text = self.ask("POST", fields)
        counted = perf_counter() - tapped
        if status != 302:
            raise RuntimeError(f"A vote was not counted: {status}\n{text}")
        status, text = self.ask("GET")
        if status != 200 or f'name="performance" value="{fields["performance"]}"' in text:
            raise RuntimeError(f"A vote that was counted is asked for again: {status}\n{text}")
        return Waits(counted, perf_counter() - tapped)


def all_vote(environment: dict[str, str], phones: list[Phone]) -> list[Waits]:
    """All vote for one contestant."""
    answer_of("ballots", "open", environment=environment)
    with ThreadPoolExecutor(len(phones)) as hands:
        ballots = [*map(Phone.opens, phones)]
        begun = perf_counter()
        waits = [*hands.map(lambda phone, ballot: phone.votes(ballot, begun), phones, ballots)]
    counted = answer_of("ballots", "count", environment=environment)
    if counted != len(phones):
        raise RuntimeError(f"The box holds {counted} votes of {len(phones)}.")
    return waits


def measure() -> Iterator[Ratio]:
    """What one in a hundred waits longer than, of all who vote."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    port = free_port()
    with own_environment() as environment:
        secrets = answer_of("ballots", "fill", environment=environment)
        with serving(port, environment):
            phones = [Phone(port, secret, number) for number, secret in enumerate(secrets)]
            waits = [wait for _ in range(RUNS) for wait in all_vote(environment, phones)]
    for name, found in (
        ("counted", [w.counted for w in waits]),
        ("and the page says so", [w.on_the_page for w in waits]),
    ):
        slow = sorted(found)[len(found) * 99 // 100]
        yield Ratio(f"{VOTERS} phones vote within {WITHIN:.0f} s, {name}: p99, ÷ {LONGEST} s", slow / LONGEST, 1)


def document() -> dict[str, Any]:
    """One speech each, marked by a judge and by everybody in the hall."""
    grades = [{"name": name, "points": points} for name, points in (("优秀", "95"), ("合格", "75"), ("不合格", "50"))]
    return {
        "format": "leitai-contest/1",
        "title": "A hall that votes (invented)",
        "panels": [
            {"id": "jury", "name": "Jury", "weight": "0.7"},
            {
                "id": "hall",
                "name": "Mass jury",
                "weight": "0.3",
                "ballot": {"classes": [{"id": "all"}], "grades": grades},
            },
        ],
        "rounds": [{"id": "speech", "name": "Speech", "items": [{"id": "all", "name": "All", "max": "100"}]}],
        "judges": [{"id": "J1", "panel": "jury", "name": "Judge"}],
        "contestants": [{"id": f"{n:02d}", "name": f"Secretary {n}"} for n in range(1, RUNS + 1)],
    }


def _filled(now: Any) -> None:
    """A district and its people."""
    from communities.actions import create_district, create_street  # noqa: PLC0415
    from config.management.commands.serve import prepare  # noqa: PLC0415 - all of these need Django's settings
    from demo import make_people  # noqa: PLC0415
    from demo.people import make_administrator  # noqa: PLC0415

    prepare()
    administrator = make_administrator(now)
    common: dict[str, Any] = {"by": administrator, "now": now}
    district = create_district(values={"slug": "invented", "name": "Invented district"}, **common)
    create_street(district=district, values={"name": "Invented street"}, **common)
    make_people(district, administrator, now)


def _made(organiser: Any, now: Any) -> list[str]:
    """The contest, open, and the secrets behind its cards."""
    from communities.models import District  # noqa: PLC0415 - all of these need Django's settings
    from contests import actions as contests  # noqa: PLC0415
    from contests.models import Panel  # noqa: PLC0415
    from scoring import actions  # noqa: PLC0415

    common: dict[str, Any] = {"by": organiser, "now": now}
    district = District.objects.order_by("pk").first()
    contest = actions.import_contest(source=document(), district=district, slug="phones", **common)
    panel = Panel.objects.get(contest=contest, key="hall")
    made = actions.make_voter_cards(panel=panel, counts={"all": VOTERS}, **common)
    contests.seal_draw(contest=contest, **common)
    contests.draw_order(contest=contest, called="phones", **common)
    contests.issue_cards(contest=contest, **common)
    actions.open_contest(contest=contest, **common)
    return [card.secret for _group, card in made.cards]


def _opened(desk: Any, now: Any) -> int:
    """The next contestant's box; nobody votes for those before any more."""
    from contests.models import Panel  # noqa: PLC0415 - all of these need Django's settings
    from contests.queries import performances_of  # noqa: PLC0415
    from scoring import actions  # noqa: PLC0415

    panel = Panel.objects.get(contest__slug="phones", key="hall")
    before = [box.performance_id for box in panel.ballot_boxes.filter(is_open=True)]
    if before:
        actions.close_ballots(panel=panel, performances=before, by=desk, now=now)
    one = performances_of(panel.contest).filter(ballot_boxes=None).first()
    actions.open_ballots(panel=panel, performances=[one.pk], by=desk, now=now)
    return int(one.pk)


def in_the_hall(what: str) -> Any:
    """In a process of its own: `fill` the database, which gives the secrets behind the cards, `open` the next box, or
    `count` what is in it."""
    from django.utils import timezone  # noqa: PLC0415 - all of these need Django's settings

    from communities.models import User  # noqa: PLC0415
    from scoring.models import BallotBox  # noqa: PLC0415

    now = timezone.now()
    if what == "fill":
        _filled(now)
        return _made(User.objects.get(username="organiser"), now)
    if what == "open":
        return _opened(User.objects.get(username="desk"), now)
    return len(BallotBox.objects.get(is_open=True).voted)


if __name__ == "__main__":
    setup()
    print(json.dumps(in_the_hall(sys.argv[1])))
