"""Processor time of what the hall is told when something has changed: the desk's board, and what a screen shows.

A sheet that comes in makes a new version of the contest, a call a new version of the show. The board is made once for
every version in each process, and the same for all desks that see the same after that, as is a picture for all screens.
Before each board that is measured a judge really sends another sheet: what is kept of the version before is of use only
where it is the same. `measure()` runs this module as a program, which fills a database of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import TYPE_CHECKING, Any

from . import Ratio
from .apart import measured_apart

if TYPE_CHECKING:
    from contests.models import Contest
    from scoring.models import Submission

TIMES = 40
BOARD, PICTURE = 0.006, 0.002
"""Seconds of processor time, as they are meant to be."""
BOARD_NOW, PICTURE_NOW = 2, 2
"""How many times as long a board and a picture made anew may take for now: both are more than is meant, and no more."""
BOARD_IN_EMPTY_VIEWS = 12
"""The same beside a view that does nothing but answer, behind the same middleware, asked in turn with the board: a busy
machine, which makes both slow, changes little of it."""
ANEW, EMPTY = "the board of the desk, made anew", "an empty view for who has signed in"


def measure() -> Iterator[Ratio]:
    """The figures of what has changed."""
    figures = measured_apart("show")
    taken_by = {name: taken for name, taken, *_ in figures}
    yield Ratio(f"{ANEW}, ÷ {EMPTY}", taken_by[ANEW] / taken_by[EMPTY], BOARD_IN_EMPTY_VIEWS)
    for name, taken, meant, limit in figures:
        if name != EMPTY:
            yield Ratio(f"{name}, ÷ {meant * 1000:.0f} ms of processor time", taken / meant, limit)


def processor_time(work: Callable[[], object], before: Callable[[], object]) -> float:
    """The least of several times, each after something else was done."""

    def once() -> float:
        before()
        begun = process_time()
        work()
        return process_time() - begun

    return min(once() for _ in range(TIMES))


def sheets_that_come_in(contest: Contest) -> Iterator[Submission]:
    """The judges send their sheets one after the other for who is on stage, then for who is called next."""
    from django.utils import timezone  # noqa: PLC0415 - all of these need Django's settings

    from communities.models import User  # noqa: PLC0415
    from contests.models import PerformanceState  # noqa: PLC0415
    from contests.queries import performances_of  # noqa: PLC0415
    from demo.stages import points  # noqa: PLC0415
    from scoring import actions  # noqa: PLC0415
    from scoring.models import ScoreSheet  # noqa: PLC0415

    who = User.objects.filter(memberships__role="desk", memberships__district=contest.district).first()
    by_desk: dict[str, Any] = {"by": who, "now": timezone.now()}
    for performance in performances_of(contest).exclude(state=PerformanceState.CLOSED).filter(round__external=False):
        if performance.is_waiting:
            actions.start_performance(performance=performance, **by_desk)
        items, number = list(performance.round.items.all()), performance.contestant.number
        for sheet in ScoreSheet.objects.filter(performance=performance).select_related("judge", "performance__round"):
            marks = {item.key: points(item, number, sheet.judge.key, 1) for item in items}
            yield actions.submit_sheet(sheet=sheet, marks=marks, key="measured", by=sheet.judge, now=by_desk["now"])
        actions.record_clock(performance=performance, seconds=480, **by_desk)
        actions.close_performance(performance=performance, reason="measured", **by_desk)


def figures() -> Iterator[tuple[str, float, float, float]]:
    """Everything measured, in a database that is filled for it."""
    from django.db.models import F  # noqa: PLC0415 - all of these need Django's settings

    from bench.hall import filled  # noqa: PLC0415
    from bench.unchanged import add_views, asker, followers_of  # noqa: PLC0415
    from contests.models import Contest  # noqa: PLC0415

    places, ask = filled(), asker()
    follower = {one.name: one for one in followers_of(places)}
    add_views(ask(places["public"][1]))
    contest = Contest.objects.filter(pk=places["public"][2].split("/")[2])
    sheet_came_in = partial(next, sheets_that_come_in(contest.get()))
    called = partial(contest.update, version=F("version") + 1, judges_version=F("judges_version") + 1)
    for name, who, before, meant, limit in (
        (ANEW, "desk", sheet_came_in, BOARD, BOARD_NOW),
        ("the board of the desk, as another was told", "desk", lambda: None, PICTURE, 1),
        ("what a screen shows, made anew", "screen", called, PICTURE, PICTURE_NOW),
        ("what a screen shows, as another was told", "screen", lambda: None, PICTURE, 1),
    ):
        state = partial(ask, follower[who].path, **follower[who].headers)
        yield name, processor_time(state, before), meant, limit
        if name == ANEW:
            empty = partial(ask, follower[who].empty, **follower[who].headers)
            yield EMPTY, processor_time(empty, state), PICTURE, 1


if __name__ == "__main__":
    from django import setup as start

    start()
    from config.management.commands.serve import prepare

    prepare()
    print(json.dumps(list(figures())))
