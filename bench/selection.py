"""A selection of reserves as large as a district holds it: 600 invented candidates in 12 rooms, 84 examiners.

Run by hand, a few minutes: `.venv/bin/python -m bench.selection`. It fills a database of its own by the same verbs as
the pages use, asks the main pages as an organiser does, and prints what each took of a processor, in seconds, with its
limit: a page 1, a paper 10. `make bench` leaves it out, since it judges in seconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from .apart import own_environment

if TYPE_CHECKING:
    from django.test import Client

    from communities.models import District, User
    from contests.models import Contest

CANDIDATES, ROOMS, SEATS, STREETS = 600, 12, 7, 20
PAGE, PAPER = 1, 10
"""Seconds of a processor that a page may take, and a paper."""
WORDS = "春夏秋冬东南西北山川云雨松竹梅兰安宁平和明远志诚"


class People(NamedTuple):
    """Who acts."""

    organiser: User
    desk: User


def main() -> None:
    """Run this module as a program with a database of its own."""
    with own_environment() as own:
        command = [sys.executable, "-m", "bench.selection"]
        sys.exit(subprocess.run(command, env={**own, "SELECTION": "1"}, check=False).returncode)  # noqa: S603 - our own


def tried() -> bool:
    """Hold the selection and ask its pages; whether everything was within its limit."""
    from django.test import Client  # noqa: PLC0415 - all of these need Django's settings

    from communities.models import District  # noqa: PLC0415

    district = District.objects.create(slug="selection", name="样例区")
    people = _people(district)
    client = Client(headers={"accept-language": "zh-CN"}, SERVER_NAME="localhost")
    client.force_login(people.organiser)
    within = [_said(*line) for line in _held(district, people, client)]
    return all(within)


def _said(name: str, took: float, limit: float, size: int = 0) -> bool:
    print(
        f"{took:8.2f} s  {'' if took <= limit else f'OVER {limit} '}{name}{f'  {size // 1024} KB' if size else ''}",
        flush=True,
    )
    return took <= limit


def _timed(work: Callable[..., Any], *args: Any, **more: Any) -> tuple[Any, float]:
    begun = process_time()
    answer = work(*args, **more)
    return answer, process_time() - begun


def _people(district: District) -> People:
    from communities.models import Membership, User  # noqa: PLC0415

    people = People(*(User.objects.create(username=name, name=name) for name in People._fields))
    for role, user in zip(("organiser", "desk"), people, strict=True):
        Membership.objects.create(user=user, district=district, role=role)
    return people


def _held(district: District, people: People, client: Client) -> Iterator[tuple[Any, ...]]:
    now = datetime.fromisoformat("2026-12-05T08:00:00+08:00")
    contest = _set_up(district, people, now)
    yield from _entered(contest, people, now)
    yield from _asked(contest, client, SET_UP)
    yield from _drawn_and_opened(contest, people, now)
    yield from _asked(contest, client, OPEN)
    yield from _marked(contest, people, now)
    yield from _asked(contest, client, RUN)
    yield from _published(contest, people, now)
    yield from _asked(contest, client, AFTERWARDS)
    yield from _papers(contest, client)


def _set_up(district: District, people: People, now: datetime) -> Contest:
    from contests import actions  # noqa: PLC0415
    from contests.models import Contest, Panel  # noqa: PLC0415
    from contests.rules.presets import PRESETS  # noqa: PLC0415

    values = {"slug": "reserves", "title": "社区党组织书记后备人员综合评分（样例）", "date": now.date()}
    common: dict[str, Any] = {"by": people.organiser, "now": now}
    contest = actions.create_contest(district=district, values=values, preset=PRESETS["reserve"], seats=SEATS, **common)
    usual = contest.panels.first()
    for n in range(3, ROOMS + 1):
        values = {"key": f"room{n}", "name": f"第{n}考场考官组", "rooms": [f"第{n}考场"]}
        values |= {name: getattr(usual, name) for name in ("drop_high", "drop_low", "trim_from", "rounds")}
        panel = actions.add_part(contest=contest, part=Panel(contest=contest), values=values, **common)
        actions.add_seats(panel=panel, count=SEATS, **common)
    names = {seat.pk: {"name": f"样例考官{seat.key[1:]}"} for seat in contest.judges.all()}
    actions.change_seats(contest=contest, changes=names, **common)
    return Contest.objects.get(pk=contest.pk)


def _rooms(contest: Contest) -> list[str]:
    return [room for panel in contest.panels.all() for room in panel.rooms or ()]


def _entered(contest: Contest, people: People, now: datetime) -> Iterator[tuple[Any, ...]]:
    """The candidates, and what comes in ready."""
    from contests import actions  # noqa: PLC0415
    from contests.queries.external import waiting_scores  # noqa: PLC0415
    from contests.rules.roster import Entry  # noqa: PLC0415

    common: dict[str, Any] = {"by": people.organiser, "now": now}
    chance = Random(7)  # noqa: S311 - invented marks, the same every time
    rooms = _rooms(contest)
    entries = [
        Entry(f"R{n:03d}", _name(chance), f"样例第{n % 120}社区", f"样例第{n % STREETS}街道", room=rooms[n % ROOMS])
        for n in range(1, CANDIDATES + 1)
    ]
    _, took = _timed(actions.add_contestants, contest=contest, entries=entries, **common)
    yield "candidates entered", took, PAPER
    for round_ in contest.rounds.filter(external=True):
        scores = {entry.number: Decimal(chance.randint(5500, 9500)) / 100 for entry in entries}
        _, took = _timed(actions.enter_external_scores, round=round_, scores=scores, **common)
        yield f"scores entered: {round_}", took, PAPER
        seen = [found.pk for found in waiting_scores(round_)]
        _, took = _timed(actions.confirm_external_scores, round=round_, seen=seen, by=people.desk, now=now)
        yield f"scores confirmed: {round_}", took, PAPER


def _name(chance: Random) -> str:
    return chance.choice("安卜池杜费甘胡纪柯蓝麦倪潘祁饶桑陶邬夏晏") + "".join(chance.sample(WORDS, 2))


def _drawn_and_opened(contest: Contest, people: People, now: datetime) -> Iterator[tuple[Any, ...]]:
    from contests import actions  # noqa: PLC0415
    from scoring.actions import open_contest  # noqa: PLC0415

    common: dict[str, Any] = {"contest": contest, "by": people.organiser, "now": now}
    actions.seal_draw(**common)
    _, took = _timed(actions.draw_order, called="8 27 5", **common)
    yield "the order drawn", took, PAPER
    _, took = _timed(open_contest, **common)
    yield "opened", took, PAPER


def _marked(contest: Contest, people: People, now: datetime) -> Iterator[tuple[Any, ...]]:
    from scoring import actions  # noqa: PLC0415
    from scoring.models import ScoreSheet  # noqa: PLC0415

    chance, at = Random(11), now  # noqa: S311 - invented marks, the same every time
    took, sheets = 0.0, 0
    items = list(contest.rounds.get(external=False).items.all())
    for performance in contest.performances.filter(round__external=False).order_by("order", "room"):
        at += timedelta(minutes=1)
        actions.start_performance(performance=performance, by=people.desk, now=at)
        form = chance.randint(60, 92)
        begun = process_time()
        for sheet in ScoreSheet.objects.filter(performance=performance).select_related("judge", "performance__round"):
            share = Decimal(form + chance.randint(-6, 6)) / 100
            marks = {item.key: (item.maximum * share / item.step).quantize(Decimal(1)) * item.step for item in items}
            actions.submit_sheet(sheet=sheet, marks=marks, key="k", by=sheet.judge, now=at)
            sheets += 1
        took += process_time() - begun
        actions.close_performance(performance=performance, by=people.desk, now=at)
    yield f"a sheet sent, of {sheets}", took / sheets, PAGE


def _published(contest: Contest, people: People, now: datetime) -> Iterator[tuple[Any, ...]]:
    from scoring import actions  # noqa: PLC0415

    later = now + timedelta(days=1)
    _, took = _timed(actions.close_contest, contest=contest, by=people.desk, now=later)
    yield "closed", took, PAPER
    _, took = _timed(actions.publish_results, contest=contest, by=people.organiser, now=later)
    yield "published", took, PAPER


SET_UP = ("people:contestants", "people:judges", "people:ready-scores", "people:order", "rules:sheet", "manage:contest")
OPEN = ("desk:board", "manage:results", "manage:contest", "people:contestants", "manage:cards", "manage:papers")
RUN = (*OPEN, "desk:decisions", "desk:run-sheet", "manage:publish", "manage:journal")
AFTERWARDS = (*RUN, "manage:certificates", "public:contest")


def _asked(contest: Contest, client: Client, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """The pages as they are asked for the first time, and again."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    for name in names:
        address = reverse(name, args=[contest.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer, took = _timed(client.get, address, follow=True)
        yield f"{answer.status_code} {name} ({len(queries)} queries)", took, PAGE, len(answer.content)


def _papers(contest: Contest, client: Client) -> Iterator[tuple[Any, ...]]:
    from django.urls import reverse  # noqa: PLC0415

    from papers.registry import printables  # noqa: PLC0415

    for printable in printables():
        for ending in ("pdf", "xlsx"):
            address = reverse("manage:paper", args=[contest.pk, printable.id, ending])
            answer, took = _timed(client.get, address)
            size = len(b"".join(answer.streaming_content) if answer.streaming else answer.content)
            yield f"{answer.status_code} {printable.id}.{ending}", took, PAPER, size


if __name__ == "__main__":
    if "SELECTION" not in os.environ:
        main()
    from django import setup as start

    start()
    from config.management.commands.serve import prepare

    prepare()
    sys.exit(0 if tried() else 1)
