"""A hall for the benchmarks: a database and a server of its own, fifty judges with cards, sheets of eight items.

`hall()` fills a temporary LEITAI_VAR by the same verbs as the pages use (this module, run as a program) and serves it
as `manage.py serve` does. All names and marks are invented.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from socket import socket
from time import monotonic, sleep
from typing import Any

from bench.apart import answer_of, own_environment

JUDGES, ITEMS, CONTESTANTS = 50, 8, 240
HOST = "127.0.0.1"
START_UP = 60
"""Seconds the server may take to answer."""


@dataclass(frozen=True, slots=True)
class Hall:
    """A server that runs: its port and database, the judges' cards, for each judge the sheets that wait, the sessions
    of organiser and desk, and the links of the hall by kind."""

    port: int
    database: Path
    secrets: list[str]
    sheets: list[list[int]]
    fields: list[str]
    tablet: str
    public: list[str]
    organiser: str
    desk: str
    contest: int
    links: dict[str, str]
    environment: dict[str, str]
    server: int


def document(judges: int = JUDGES) -> dict[str, Any]:
    """One round, marked by fifty judges, or as many as there are, on eight items."""
    return {
        "format": "leitai-contest/1",
        "title": "A hall with fifty judges (invented)",
        "rules": {"tie_chain": ["decimals"]},
        "panels": [{"id": "jury", "name": "Jury", "drop_high": 1, "drop_low": 1}],
        "rounds": [
            {
                "id": "speech",
                "name": "Speech",
                "items": [{"id": f"i{n}", "name": f"Item {n}", "max": "12.5", "step": "0.1"} for n in range(ITEMS)],
            }
        ],
        "judges": [{"id": f"J{n}", "panel": "jury", "name": f"Judge {n}"} for n in range(1, judges + 1)],
        "contestants": [{"id": f"{n:02d}", "name": f"Secretary {n}"} for n in range(1, CONTESTANTS + 1)],
    }


def filled(*, on: bool = True, judges: int = JUDGES) -> dict[str, Any]:
    """Fill the database of this process: the sample district, and the contest of fifty, with everybody on or nobody."""
    from django.test import Client  # noqa: PLC0415 - all of these need Django's settings
    from django.utils import timezone  # noqa: PLC0415

    from contests.models import PerformanceState, RubricItem  # noqa: PLC0415
    from contests.queries import performances_of  # noqa: PLC0415
    from demo import Stage, last_month, make_localities, make_people, this_week  # noqa: PLC0415
    from demo.people import make_administrator  # noqa: PLC0415
    from demo.stages import performed  # noqa: PLC0415
    from pages.judge.forms.sheet import field_name  # noqa: PLC0415
    from pages.links import path_of  # noqa: PLC0415
    from scoring.actions import start_performance  # noqa: PLC0415
    from scoring.models import ScoreSheet  # noqa: PLC0415
    from stage.actions import add_usual_links  # noqa: PLC0415
    from stage.actions.settings import change_show  # noqa: PLC0415
    from stage.models import LinkKind  # noqa: PLC0415

    now = timezone.now()
    administrator = make_administrator(now)
    district = make_localities(by=administrator, now=now, chance=Random(1))  # noqa: S311 - the same sample every time
    people = make_people(district, administrator, now)
    read = last_month(district, people, now, 1, tell=lambda _: None)
    live, cards = this_week(district, people, now, Stage.LIVE, 1, tell=lambda _: None)
    waiting = performances_of(live).filter(state=PerformanceState.WAITING, round__external=False)
    performed(waiting[0], people, now, 1)
    start_performance(performance=waiting[0], by=people.desk, now=now)  # the next one: a sheet waits on every tablet
    change_show(contest=live, values={"live_page": True}, by=people.organiser, now=now)
    contest, fifty = _fifty(district, people, now, on=on, judges=judges)
    sheets = ScoreSheet.objects.filter(performance__contest=contest).order_by("pk")
    browser, desk = Client(), Client()
    browser.force_login(people.organiser)
    desk.force_login(people.desk)
    names = {kind: str(kind) for kind in LinkKind}
    links = add_usual_links(contest=contest, names=names, by=people.desk, now=now)
    mine: dict[int, list[int]] = {}
    for judge, pk in sheets.values_list("judge", "pk"):
        mine.setdefault(judge, []).append(pk)
    return {
        "secrets": [issued.card.secret for issued in fifty],
        "sheets": [mine.get(issued.judge.pk, []) for issued in fifty],
        "fields": [field_name(item) for item in RubricItem.objects.filter(round__contest=contest)],
        "tablet": cards[0].card.secret,
        "public": [
            "/",
            f"/contests/{read.pk}/",
            f"/contests/{live.pk}/",
            f"/contests/{read.pk}/contestants/{read.contestants.first().pk}/",
        ],
        "organiser": browser.cookies["sessionid"].value,
        "desk": desk.cookies["sessionid"].value,
        "contest": contest.pk,
        "links": {link.kind: path_of(link) for link in links},
    }


def _fifty(district: Any, people: Any, now: Any, *, on: bool, judges: int) -> tuple[Any, list[Any]]:
    from contests import actions as setup  # noqa: PLC0415
    from contests.queries import performances_of  # noqa: PLC0415
    from scoring import actions  # noqa: PLC0415

    contest = actions.import_contest(
        source=document(judges), district=district, slug="fifty", by=people.organiser, now=now
    )
    setup.seal_draw(contest=contest, by=people.organiser, now=now)
    setup.draw_order(contest=contest, called="fifty", by=people.organiser, now=now)
    cards = setup.issue_cards(contest=contest, by=people.organiser, now=now)
    contest = actions.open_contest(contest=contest, by=people.organiser, now=now)
    for performance in performances_of(contest) if on else ():
        actions.start_performance(performance=performance, by=people.desk, now=now)
        actions.record_clock(performance=performance, seconds=480, by=people.desk, now=now + timedelta(minutes=8))
    return contest, cards


def free_port() -> int:
    """A port nobody listens on."""
    with socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, server: "subprocess.Popen[bytes]", *, patience: float = START_UP) -> None:
    """Wait until the server answers, so many seconds at most."""
    until = monotonic() + patience
    while server.poll() is None and monotonic() < until:
        try:
            connection = HTTPConnection(HOST, port, timeout=START_UP)
            connection.request("GET", "/")
            connection.getresponse().read()
            connection.close()
        except OSError:
            sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start; see its message above.")


@contextmanager
def serving(port: int, environment: dict[str, str]) -> Iterator[int]:
    """A server of an environment's database, gone afterwards; the number of its process."""
    from config.management.commands.serve import command  # noqa: PLC0415

    server = subprocess.Popen(command(HOST, port), env=environment)  # noqa: S603 - our own interpreter
    try:
        wait_for(port, server)
        yield server.pid
    finally:
        server.terminate()
        server.wait()


@contextmanager
def filled_hall(*, on: bool = True, judges: int = JUDGES) -> Iterator[Hall]:
    """A filled hall whose server does not run yet, gone afterwards; `on` where every sheet waits already."""
    with own_environment() as environment:
        answer = answer_of("hall", "on" if on else "waiting", str(judges), environment=environment)
        database = Path(environment["LEITAI_VAR"]) / "leitai.sqlite3"
        yield Hall(port=free_port(), database=database, environment=environment, server=0, **answer)


@contextmanager
def hall(*, on: bool = True, judges: int = JUDGES) -> Iterator[Hall]:
    """A filled hall with its server, both gone afterwards; `on` where every sheet waits already."""
    with filled_hall(on=on, judges=judges) as place, serving(place.port, place.environment) as server:
        yield replace(place, server=server)


if __name__ == "__main__":
    from django import setup as start

    start()
    from config.management.commands.serve import prepare

    prepare()
    print(json.dumps(filled(on=sys.argv[1] == "on", judges=int(sys.argv[2]))))
