"""Judges' cards: which seat holds one, and making new ones. What is made can be printed this once only."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.language import active_language_code
from communities.refused import Refused
from communities.wording import sentence
from contests.actions import issue_card, issue_cards
from contests.actions.cards import IssuedCard
from contests.models import Contest, Judge
from contests.rules.cards import cards_tag
from pages.access import AuthenticatedRequest, access_to, only_here
from papers import Card, Form, judges_cards

from .page import download, page
from .tables import SeatTable


@require_safe
def cards(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The seats, and whether each holds a card."""
    access = access_to(request, pk)
    contest = access.contest
    seats = list(contest.judges.select_related("panel"))
    there = [seat for seat in seats if seat.left_at is None]
    context = {
        "table": SeatTable(seats, access),
        "seats": len(there),
        "without": sum(not seat.secret_hash for seat in there),
        "seen": cards_tag(there),
        **_venue(request, contest),
    }
    return render(request, "manage/cards.html", page(access, "cards", **context))


def _venue(request: AuthenticatedRequest, contest: Contest) -> dict[str, object]:
    """The address the cards lead to, and whether only this machine knows it."""
    return {"typed_at": _typed_at(request, contest), "unreachable": only_here(request), "host": request.get_host()}


def _typed_at(request: AuthenticatedRequest, contest: Contest) -> str:
    return request.build_absolute_uri(reverse("judge:code", args=[contest.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def all_cards(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """New cards for everybody, after asking: all cards handed out until now are dead then."""
    access = access_to(request, pk)
    contest = access.contest
    seats = list(contest.judges.filter(left_at__isnull=True).select_related("panel"))
    if request.method == "POST":
        return _made(request, contest)
    context = {"seats": seats, "seen": cards_tag(seats), **_venue(request, contest)}
    return render(request, "manage/cards-ask.html", page(access, "cards", **context))


@require_POST
def missing_cards(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Cards for the seats that hold none; no other card is touched."""
    contest = access_to(request, pk).contest
    return _made(request, contest, only_missing=True)


@require_http_methods(["GET", "HEAD", "POST"])
def one_card(request: AuthenticatedRequest, pk: int, judge: int) -> HttpResponse:
    """A new card for one seat, after asking if it holds one: that one is dead then."""
    access = access_to(request, pk)
    contest = access.contest
    seat = get_object_or_404(contest.judges.select_related("panel"), pk=judge)
    if request.method == "POST":
        return _made(request, contest, only=seat)
    context = {"seats": [seat], "seen": cards_tag([seat]), "only": seat, **_venue(request, contest)}
    return render(request, "manage/cards-ask.html", page(access, "cards", **context))


def _made(
    request: AuthenticatedRequest, contest: Contest, *, only: Judge | None = None, only_missing: bool = False
) -> HttpResponse:
    """The new cards as a PDF; should it fail to be drawn, no card has changed."""
    drawn: list[bytes] = []
    seen = request.POST.get("seen", "")

    def hand_over(issued: list[IssuedCard]) -> None:
        drawn.append(_printed(request, contest, issued))

    act = partial(issue_card, judge=only) if only else partial(issue_cards, contest=contest, only_missing=only_missing)
    try:
        act(by=request.user, now=timezone.now(), seen=seen, hand_over=hand_over)
    except Refused as refused:
        messages.error(request, _why_not(refused))
        return redirect("manage:cards", contest.pk)
    if not drawn:
        messages.error(request, _("Every seat holds a card already; nothing was changed."))
        return redirect("manage:cards", contest.pk)
    messages.success(request, _("The cards are ready to use. The PDF is in your downloads; print it now."))
    name = _("Judges' cards") + f" {timezone.localtime():%Y-%m-%d %H%M}.pdf"
    return _announced(download(drawn[0], mime=Form.PDF.mime, name=name), contest, seen)


def _announced(response: HttpResponse, contest: Contest, seen: str) -> HttpResponse:
    """The file with a cookie that the page it was asked on can see: from then on it may show the new state."""
    path = reverse("manage:cards", args=[contest.pk])
    response.set_cookie("made", seen, max_age=60, path=path, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE)
    return response


def _why_not(refused: Refused) -> str:
    if refused.code == "stale":
        return _("Cards have been made since you opened that page. Check the list, then decide again.")
    return sentence(refused)


def _printed(request: AuthenticatedRequest, contest: Contest, issued: list[IssuedCard]) -> bytes:
    printed = [
        Card(made.judge, request.build_absolute_uri(reverse("judge:card", args=[made.card.secret])), made.card.code)
        for made in issued
    ]
    typed_at = _typed_at(request, contest).partition("://")[2]
    return judges_cards(contest, printed, typed_at=typed_at, now=timezone.now(), language=active_language_code())
