"""What the desk can do next, each with its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from contests.models import Performance
from pages.desk.wording import person
from scoring.rules import lacks_time, why_not_cancelled, why_not_reopened, why_not_started

from .board import Board, Focus


@dataclass(frozen=True, slots=True)
class Action:
    """A button: `key` is the letter that presses it; `posts` says it acts at once, else it leads to a question."""

    label: str
    key: str
    address: str
    posts: bool = False
    primary: bool = False
    detail: str = ""


def actions_of(board: Board) -> list[Action]:
    """The buttons of the moment; a primary one is what to do now."""
    found = [*_stage(board), *_focus(board), *_contest(board)]
    return sorted(found, key=lambda action: not action.primary)


def _stage(board: Board) -> Iterator[Action]:
    following, focus, order = board.following, board.rows.focus, board.rows.performances
    if not board.contest.stage_open:
        return
    if following is not None and why_not_started(following, order, board.cut) is None:
        first = not board.rows.on()
        yield Action(_("Start"), "S", _to("start", following), posts=True, primary=first, detail=person(following))
    if focus is not None and focus != following and why_not_started(focus, order, board.cut) is None:
        yield Action(_("Start out of turn"), "O", _to("start", focus), posts=True, detail=person(focus))


def _focus(board: Board) -> Iterator[Action]:
    if board.focus is None:
        return
    performance, live = board.focus.performance, board.contest.is_live
    back = f"?show={performance.pk}" if board.pinned else ""
    if live and performance.is_under_way:
        yield from _while_on(board.focus)
    if live and why_not_reopened(performance) is None:
        yield Action(_("Re-open"), "R", _to("reopen", performance))
    if board.contest.has_begun:
        yield Action(_("Deductions and bonuses"), "A", _of_contestant("points", performance) + back)
    yield Action(_("Contestant's state"), "K", _of_contestant("status", performance) + back)


def _while_on(focus: Focus) -> Iterator[Action]:
    performance = focus.performance
    complete, timed = not focus.outstanding, not lacks_time(performance)
    label = _("Close") if complete else _("Close without all sheets")
    detail = person(performance) if complete else ""
    yield Action(label, "E", _to("close", performance), posts=complete and timed, primary=complete, detail=detail)
    if why_not_cancelled(performance, [(seat.judge.key, seat.facts) for seat in focus.seats]) is None:
        yield Action(_("Wrong person: take back"), "X", _to("cancel", performance))


def _contest(board: Board) -> Iterator[Action]:
    contest, ties = board.contest, len(board.ties)
    if contest.has_begun:
        waiting = str(len(board.rows.papers) or "")
        yield Action(_("Paper sheets"), "P", reverse("desk:papers", args=[contest.pk]), detail=waiting)
        if board.rows.kept:
            yield Action(_("Kept sheets"), "T", reverse("desk:kept", args=[contest.pk]), detail=str(board.rows.kept))
        yield Action(_("Decisions"), "D", reverse("desk:decisions", args=[contest.pk]), detail=str(ties or ""))
    if contest.is_live and not board.rows.on():
        everybody = board.following is None
        yield Action(_("Close the contest"), "F", reverse("desk:finish", args=[contest.pk]), primary=everybody)
    if contest.is_closed:
        yield Action(_("Results"), "G", reverse("manage:results", args=[contest.pk]), primary=True)
        yield Action(_("Re-open the contest"), "F", reverse("desk:resume", args=[contest.pk]))


def _to(verb: str, performance: Performance) -> str:
    return reverse(f"desk:{verb}", args=[performance.contest_id, performance.pk])


def _of_contestant(verb: str, performance: Performance) -> str:
    return reverse(f"desk:{verb}", args=[performance.contest_id, performance.contestant_id])
