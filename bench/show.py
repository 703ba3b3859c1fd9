"""Processor time of what the hall is told when something has changed: the desk's board, and what a screen shows.

A sheet that comes in makes a new version of the contest, a call a new version of the show. The board is made anew for
every version; a picture once in each process, and the same for all screens that show it after that. `measure()` runs
this module as a program, which fills a database of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from tempfile import TemporaryDirectory
from time import process_time

from . import Ratio

TIMES = 40
BOARD, PICTURE = 0.006, 0.002
"""Seconds of processor time, as they are meant to be."""
BOARD_NOW, PICTURE_NOW = 4, 2
"""How many times as long a board and a picture made anew may take for now: both are more than is meant, and no more."""


def measure() -> Iterator[Ratio]:
    """The figures of what has changed."""
    with TemporaryDirectory() as var:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("LEITAI", "DATABASE"))}
        environment = {**own, "LEITAI_VAR": var, "DJANGO_SETTINGS_MODULE": "config.settings"}
        answer = subprocess.run(
            [sys.executable, "-m", "bench.show"], env=environment, stdout=subprocess.PIPE, check=True
        )
    for name, taken, meant, limit in json.loads(answer.stdout):
        yield Ratio(f"{name}, ÷ {meant * 1000:.0f} ms of processor time", taken / meant, limit)


def processor_time(work: Callable[[], object], before: Callable[[], object]) -> float:
    """The least of several times, each after something else was done."""

    def once() -> float:
        before()
        begun = process_time()
        work()
        return process_time() - begun

    return min(once() for _ in range(TIMES))


def figures() -> Iterator[tuple[str, float, float, float]]:
    """Everything measured, in a database that is filled for it."""
    from django.db.models import F  # noqa: PLC0415 - all of these need Django's settings

    from bench.hall import filled  # noqa: PLC0415
    from bench.unchanged import asker, followers_of  # noqa: PLC0415
    from contests.models import Contest  # noqa: PLC0415

    places, ask = filled(), asker()
    follower = {one.name: one for one in followers_of(places)}
    contest = Contest.objects.filter(pk=places["public"][2].split("/")[2])
    sheet_came_in = partial(contest.update, version=F("version") + 1)
    called = partial(contest.update, version=F("version") + 1, judges_version=F("judges_version") + 1)
    for name, who, before, meant, limit in (
        ("the board of the desk, made anew", "desk", sheet_came_in, BOARD, BOARD_NOW),
        ("what a screen shows, made anew", "screen", called, PICTURE, PICTURE_NOW),
        ("what a screen shows, as another was told", "screen", lambda: None, PICTURE, 1),
    ):
        state = partial(ask, follower[who].path, **follower[who].headers)
        yield name, processor_time(state, before), meant, limit


if __name__ == "__main__":
    from django import setup as start

    start()
    from config.management.commands.serve import prepare

    prepare()
    print(json.dumps(list(figures())))
