"""The desk: one screen that runs the show, and the small address that tells it what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contests.actions import unlock_codes, unlock_sign_in
from pages.access import Access, AuthenticatedRequest, desk_access, desk_now
from pages.conditional import followed, tag, tag_asked
from pages.desk.wording import todos
from pages.devices import at_one
from pages.drawn import TOKEN, for_somebody
from pages.paging import asked_of
from pages.room_left import room_left
from pages.steady import boot, moment_now, says_steady
from scoring.results import Kept

from .actions import actions_of
from .asking import at_once
from .board import Board, board_of
from .clocks import timing_of
from .drawing import drawing_in
from .pace import pace_of, sheet_at_desk
from .screens import OnBoard, strip_of
from .tablets import tag_of_tablets
from .waiting import Waiting, tag_of_waiting, waiting_in, waiting_lately

_boards: Kept[SafeString] = Kept(200, room=8 * 1024 * 1024, size=len)
"""Those asked for last in this process, by contest, whether who asks has to wait, and tag."""


@require_safe
@says_steady
def board(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Running order, who is on stage, what to do next."""
    access = desk_access(request, pk)
    context = _context(request, access)
    tag = tag_of(request, access, context["board"].rows.tablets, context["waiting"].tag)
    more = {"asked": urlencode(asked_of(request.GET)), "tag": tag, "steady": moment_now().steady}
    more["votes"] = _has_jury(context["board"])
    return render(request, "desk/board.html", {**context, **more, "parts": for_somebody(request, _drawn(context))})


def _has_jury(board: Board) -> bool:
    """Whether people vote; asked of the database only where there is no result to tell."""
    if board.result is None:
        return board.contest.panels.filter(ballot__isnull=False).exists()
    return any(panel.ballot is not None for panel in board.result.contest.panels)


def tag_now(request: AuthenticatedRequest, pk: int) -> str:
    """The tag of the board as it is now: one query, and two more every two seconds; refuses whom the board refuses."""
    access, tablets = desk_now(request, pk)
    return tag_of(request, access, tablets, tag_of_waiting(pk))


@require_safe
@says_steady
@followed(tag_now)
def state(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The parts of the board that change; 304 while nothing has.

    They are made once for all desks that see the same: their tag says what they depend on.
    """
    here, tag = at_one(request, waiting_lately(pk).places), tag_asked(request)
    html = _boards.get((pk, here, tag), None, lambda: _drawn(_context(request, desk_access(request, pk), lately=True)))
    return HttpResponse(for_somebody(request, html))


@require_POST
def unlock(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Forget the wrong codes that make judges wait."""
    contest = desk_access(request, pk).contest

    def act() -> None:
        unlock_codes(contest=contest, by=request.user, now=timezone.now())

    return at_once(request, contest, act, _("Judges can type their codes again."), None)


@require_POST
def unlock_places(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Forget the wrong passwords of addresses and devices that have to wait with every name."""
    contest = desk_access(request, pk).contest

    def act() -> None:
        unlock_sign_in(contest=contest, by=request.user, now=timezone.now())

    return at_once(request, contest, act, _("People can sign in there again."), None)


def _drawn(context: Mapping[str, Any]) -> SafeString:
    """The parts of a board with what these are made of, as `for_somebody` sends them."""
    return render_to_string("desk/parts.html", {**context, "csrf_token": TOKEN})


def _context(request: AuthenticatedRequest, access: Access, *, lately: bool = False) -> dict[str, Any]:
    contest = access.contest
    found = board_of(contest, request.GET, lately=lately, only_in=access.only_in)
    waiting = (
        (waiting_lately if lately else waiting_in)(contest.pk)
        if contest.stage_open and access.only_in is None
        else Waiting(None, None, None)
    )
    hall = found.hall
    drawing = drawing_in(found.rows.performances)
    at = moment_now()
    strip = strip_of(hall.show, found.rows.performances, hall.releases[::-1], drawing) if hall.show.pk else None
    sheet = sheet_at_desk(hall.show, found.rows.performances, at, found.cut)
    whole = access.only_in is None
    return {
        "contest": access.contest,
        "access": access,
        "board": found,
        "whole": whole,
        "strip": OnBoard(contest.pk, access.may_run, strip.main if strip else None) if whole else None,
        "actions": actions_of(found, sheet, drawing) if access.may_run else [],
        "pace": pace_of(sheet, at) if sheet.planned and whole else None,
        "todos": todos(found),
        "timing": timing_of(contest, found.focus.performance if found.focus else None),
        "back": f"?show={found.focus.performance.pk}" if found.focus and found.pinned else "",
        "waiting": waiting,
        "here": at_one(request, waiting.places),
        "room_left": room_left(),
    }


def tag_of(request: AuthenticatedRequest, access: Access, tablets: int, waiting: str) -> str:
    """What the board looks like to somebody depends on: versions, roles, language, tablets beyond one for each seat
    and how tablets are, who has to wait, how much room the disk has, and what of the board they asked for.
    """
    asked, left = urlencode(asked_of(request.GET, "show")), room_left()
    room = "" if left is None else "few" if left else "none"
    contest = access.contest
    only_in = "+".join(sorted(access.only_in or ()))
    seen = "+".join(sorted(access.roles)), only_in, get_language(), tablets, tag_of_tablets(contest.pk)
    return tag(contest.version, contest.desk_version, *seen, waiting, room, boot()[:8], asked)
