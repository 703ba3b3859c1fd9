"""The desk: one screen that runs the show, and the small address that tells it what has changed."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from contests.models import Contest
from pages.access import Access, Signed, desk_access

from .actions import actions_of
from .board import board_of
from .words import todos


@require_safe
def board(request: Signed, pk: int) -> HttpResponse:
    """Running order, who is on stage, what to do next."""
    access = desk_access(request, pk)
    return render(request, "desk/board.html", {**_context(request, access), "tag": tag_of(request, access)})


@require_safe
def state(request: Signed, pk: int) -> HttpResponse:
    """The parts of the board that change; 304 while nothing has, after three queries."""
    sent = request.headers.get("If-None-Match", "")
    if sent and sent == _tag_now(request, pk):
        response: HttpResponse = HttpResponseNotModified()
        response["ETag"] = sent
        return response
    access = desk_access(request, pk)
    response = render(request, "desk/parts.html", _context(request, access))
    response["ETag"] = tag_of(request, access)
    response["Cache-Control"] = "no-store"
    return response


def _context(request: Signed, access: Access) -> dict[str, Any]:
    found = board_of(access.contest, request.GET.get("show", ""))
    return {
        "contest": access.contest,
        "access": access,
        "board": found,
        "actions": actions_of(found) if access.may_run else [],
        "todos": todos(found),
    }


def tag_of(request: Signed, access: Access) -> str:
    """What the board looks like to somebody depends on: version, roles, language, and which performance is shown."""
    return _tag(request, access.contest.version, access.roles)


def _tag(request: Signed, version: int, roles: AbstractSet[str]) -> str:
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
