"""What somebody of the desk who runs some rooms alone may ask for: these addresses, of what is in these rooms.

Everything else of the contest is refused, so that an address that comes later is refused until it stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import ResolverMatch

from contests.models import Contestant, Judge, Performance
from scoring.models import Adjustment, ScoreSheet, Submission
from stage.models import QuestionDraw

ADDRESSES: Mapping[str, str] = {
    "manage:contest": "",
    "desk:board": "",
    "desk:state": "",
    "desk:papers": "",
    **dict.fromkeys(
        (
            *("desk:start", "desk:clock", "desk:start-clock", "desk:pause-clock", "desk:correct-clock"),
            *("desk:decline-time", "desk:close", "desk:cancel", "desk:reopen", "desk:draw"),
        ),
        "performance",
    ),
    **dict.fromkeys(("desk:points", "desk:status"), "contestant"),
    **dict.fromkeys(("desk:judge", "desk:settle-help"), "judge"),
    **dict.fromkeys(("desk:reopen-sheet", "desk:excuse-sheet", "desk:paper"), "sheet"),
    "desk:confirm": "submission",
    "desk:void": "adjustment",
    "desk:annul-draw": "draw",
}
"""Each address with what of its parameters names the thing it is about; "" where it shows these rooms alone."""


def _in_room(rows: QuerySet[Any], contest: str, room: str) -> Callable[[int, int, Collection[str]], bool]:
    """Whether a row is of a contest and in a room; `contest` and `room` are the ways to them."""

    def found(pk: int, number: int, rooms: Collection[str]) -> bool:
        return rows.filter(pk=pk, **{contest: number, f"{room}__in": rooms}).exists()

    return found


def _marks_in_room(pk: int, contest: int, rooms: Collection[str]) -> bool:
    judge = Judge.objects.select_related("panel").filter(pk=pk, contest=contest).first()
    return judge is not None and marks_in(judge, rooms)


def marks_in(judge: Judge, rooms: Collection[str]) -> bool:
    """Whether a judge marks in one of some rooms."""
    return judge.panel.rooms is None or not set(rooms).isdisjoint(judge.panel.rooms)


FOUND: Mapping[str, Callable[[int, int, Collection[str]], bool]] = {
    "performance": _in_room(Performance.objects.all(), "contest", "room"),
    "contestant": _in_room(Contestant.objects.all(), "contest", "room"),
    "sheet": _in_room(ScoreSheet.objects.all(), "performance__contest", "performance__room"),
    "submission": _in_room(Submission.objects.all(), "sheet__performance__contest", "sheet__performance__room"),
    "adjustment": _in_room(Adjustment.objects.all(), "contest", "contestant__room"),
    "draw": _in_room(QuestionDraw.objects.all(), "performance__contest", "performance__room"),
    "judge": _marks_in_room,
}


def in_rooms(match: ResolverMatch | None, contest: int, rooms: Collection[str]) -> bool:
    """Whether what is asked for is there for somebody who runs these rooms of a contest alone."""
    kind = ADDRESSES.get(match.view_name) if match else None
    if match is None or kind is None:
        return False
    return kind == "" or FOUND[kind](match.kwargs[kind], contest, rooms)
