"""Buttons of every list of the set-up: move a row up or down, take it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contests.actions import move_part, remove_part
from contests.models import Award, Contest, Cut, Round, RubricItem
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import pressed

from .contests import FORM


@dataclass(frozen=True)
class Kind:
    """A kind of row: where its rows are, its page, and what goes with a row that is taken away."""

    rows: Callable[[Contest], QuerySet[Any]]
    tab: str
    goes: Callable[[Any], str]


def _nothing_else(_row: Any) -> str:
    return ""


def _of_round(row: Round) -> str:
    return _("Its rubric items go with it, and no panel marks it any more.") if row.items.exists() else ""


KINDS = {
    "rounds": Kind(lambda contest: Round.objects.filter(contest=contest), "rounds", _of_round),
    "items": Kind(
        lambda contest: RubricItem.objects.filter(round__contest=contest).select_related("round"),
        "rounds",
        _nothing_else,
    ),
    "cuts": Kind(
        lambda contest: Cut.objects.filter(round__contest=contest).select_related("round"), "rounds", _nothing_else
    ),
    "awards": Kind(lambda contest: Award.objects.filter(contest=contest), "awards", _nothing_else),
}


@require_POST
def move(request: AuthenticatedRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Move a row one place up or down."""
    access = access_to(request, pk)
    row = get_object_or_404(KINDS[kind].rows(access.contest), pk=part)
    up = request.POST.get("to") == "up"
    pressed(request, lambda: move_part(part=row, up=up, by=request.user, now=timezone.now()))
    return redirect(f"{reverse(f'setup:{KINDS[kind].tab}', args=[pk])}#{_place(row)}")


def _place(row: Any) -> str:
    return f"round-{row.round_id}" if isinstance(row, RubricItem) else f"{type(row).__name__.lower()}-{row.pk}"


@require_http_methods(FORM)
def take_away(request: AuthenticatedRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Take a row away; asks once and says what goes with it."""
    access = access_to(request, pk)
    contest = access.contest
    found = KINDS[kind]
    row = get_object_or_404(found.rows(contest), pk=part)
    back = f"setup:{found.tab}"
    if request.method == "POST":
        name = str(row)
        if pressed(request, lambda: remove_part(part=row, by=request.user, now=timezone.now())):
            messages.success(request, _("“{title}” is gone.").format(title=name))
        return redirect(back, pk)
    context = {
        "contest": contest,
        "tab": found.tab,
        "row": row,
        "cut": isinstance(row, Cut),
        "goes": found.goes(row),
        "back": back,
        "access": access,
    }
    return render(request, "setup/remove.html", context)
