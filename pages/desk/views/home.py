"""The desk: one screen that runs the show, and the small address that tells it what has changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from communities.models import Role
from contests.models import Contest
from pages.access import Signed, contest_for

from .actions import actions_of
from .board import board_of
from .words import todos

DESK = (Role.ORGANISER, Role.DESK)


@require_safe
def board(request: Signed, pk: int) -> HttpResponse:
    """Running order, who is on stage, what to do next."""
    contest = contest_for(request, pk, *DESK)
    found = _context(request, contest)
    return render(request, "desk/board.html", {**found, "tag": tag_of(request, contest)})


@require_safe
def state(request: Signed, pk: int) -> HttpResponse:
    """The parts of the board that change; 304 while nothing has, after three queries."""
    sent = request.headers.get("If-None-Match", "")
    if sent and sent == _tag_now(request, pk):
        response: HttpResponse = HttpResponseNotModified()
        response["ETag"] = sent
        return response
    contest = contest_for(request, pk, *DESK)
    response = render(request, "desk/parts.html", _context(request, contest))
    response["ETag"] = tag_of(request, contest)
    response["Cache-Control"] = "no-store"
    return response


def may_act(contest: Contest) -> bool:
    """Whether who asked sits at the desk or organises; others read."""
    roles: set[str] = contest.roles  # type: ignore[attr-defined]
    return bool(roles & set(DESK))


def _context(request: Signed, contest: Contest) -> dict[str, Any]:
    found = board_of(contest, request.GET.get("show", ""))
    return {
        "contest": contest,
        "board": found,
        "acts": may_act(contest),
        "actions": actions_of(found) if may_act(contest) else [],
        "todos": todos(found),
    }


def tag_of(request: Signed, contest: Contest) -> str:
    """What the board looks like to somebody depends on: version, roles, language, and which performance is shown."""
    roles: set[str] = contest.roles  # type: ignore[attr-defined]
    return _tag(request, contest.version, roles)


def _tag(request: Signed, version: int, roles: set[str]) -> str:
    shown = "".join(c for c in request.GET.get("show", "") if c.isdigit())
    return f'"{version}-{"+".join(sorted(roles))}-{get_language()}-{shown}"'


def _tag_now(request: Signed, pk: int) -> str | None:
    """The tag as it is now, in one query that asks for roles and version together; None for who has no role."""
    rows = list(
        Contest.objects.filter(pk=pk, district__memberships__user=request.user).values_list(
            "version", "district__memberships__role"
        )
    )
    return _tag(request, rows[0][0], {role for _version, role in rows}) if rows else None
