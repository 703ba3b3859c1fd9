"""Buttons of every list of the set-up: move a row up or down, take it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.refused import Refused
from communities.wording import sentence
from contests.actions import move_part, remove_part
from contests.models import Award, Contest, Cut, ItemEvidence, Round, RubricItem
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import pressed

from .contests import FORM
from .meanwhile import found, order_sent, version_sent


@dataclass(frozen=True)
class Kind:
    """A kind of row: where its rows are, its page, and what goes with a row that is taken away."""

    rows: Callable[[Contest], QuerySet[Any]]
    tab: str
    goes: Callable[[Any], str]


def _nothing_else(_row: Any) -> str:
    return ""


def _of_round(row: Round) -> str:
    items = _("Its rubric items go with it, and no panel marks it any more.") if row.items.exists() else ""
    return " ".join(filter(None, (items, evidence_goes(ItemEvidence.objects.filter(item__round=row)))))


def _of_item(row: RubricItem) -> str:
    return evidence_goes(row.evidence.all())


def evidence_goes(files: QuerySet[ItemEvidence]) -> str:
    """That files which were sent go with what is taken away; "" where there are none."""
    count = files.count()
    return _("Evidence that was sent goes with it, files: {count}.").format(count=count) if count else ""


KINDS = {
    "rounds": Kind(lambda contest: Round.objects.filter(contest=contest), "rounds", _of_round),
    "items": Kind(
        lambda contest: RubricItem.objects.filter(round__contest=contest).select_related("round"),
        "rounds",
        _of_item,
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
    row = found(request, KINDS[kind].rows(access.contest), part)
    if row is None:
        return _gone(request, pk, kind)
    up, seen = request.POST.get("to") == "up", order_sent(request.POST.get("order", ""))
    pressed(request, lambda: move_part(part=row, up=up, seen=seen, by=request.user, now=timezone.now()))
    return redirect(f"{reverse(f'setup:{KINDS[kind].tab}', args=[pk])}#{_place(row)}")


def _gone(request: AuthenticatedRequest, pk: int, kind: str) -> HttpResponse:
    """Somebody else was quicker to take it away; the list says so."""
    messages.error(request, sentence(Refused("gone")))
    return redirect(f"setup:{KINDS[kind].tab}", pk)


def _place(row: Any) -> str:
    return f"round-{row.round_id}" if isinstance(row, RubricItem) else f"{type(row).__name__.lower()}-{row.pk}"


@require_http_methods(FORM)
def take_away(request: AuthenticatedRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Take a row away; asks once and says what goes with it."""
    access = access_to(request, pk)
    contest = access.contest
    known = KINDS[kind]
    row = found(request, known.rows(contest), part)
    if row is None:
        return _gone(request, pk, kind)
    back = f"setup:{known.tab}"
    if request.method == "POST":
        name, seen = str(row), version_sent(request)
        if not pressed(request, lambda: remove_part(part=row, seen=seen, by=request.user, now=timezone.now())):
            return redirect("setup:take-away", pk, kind, part)
        messages.success(request, _("“{title}” has been deleted.").format(title=name))
        return redirect(back, pk)
    context = {
        "contest": contest,
        "tab": known.tab,
        "row": row,
        "cut": isinstance(row, Cut),
        "goes": known.goes(row),
        "back": back,
        "access": access,
    }
    return render(request, "setup/remove.html", context)
