"""Voting with a card: no account, no session and no script; the address is all that a phone needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from communities.numbers import format_decimal
from communities.refused import Refused
from communities.wording import sentence
from contests.ballots import ballot_values
from contests.models import STAGE_OPEN, Contest
from pages.devices import remember
from scoring.actions import cast_ballot
from scoring.models import BallotBox, VoterCard
from scoring.rules import card_by_secret, card_signed_for, may_be_asked
from tabulation.contest import Ballot

from .forms import CodeForm, performance_of, vote_of

SALT = "voting card"
FEW = 21
"""So many answers are shown as buttons; of more a number is typed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One performance as a voter sees it: who it is, whether the vote is in, and what was wrong with the last try."""

    box: BallotBox
    voted: bool
    fault: str = ""

    @property
    def can_vote(self) -> bool:
        """Whether there is something to answer."""
        return self.box.is_open and not self.voted


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@cache_control(no_store=True)
def ballot(request: HttpRequest, secret: str) -> HttpResponse:
    """The ballot of a card: whoever can be voted for now, and for whom this card has voted."""
    card = _card(secret)
    if card is None:
        return _unfollowed(render(request, "vote/dead_card.html", status=404))
    number, fault = 0, ""
    if request.method == "POST":
        number = performance_of(request.POST.get("performance", ""))
        fault = _cast(card, number, request.POST.get("vote", ""))
        if not fault:
            return _unfollowed(redirect("vote:ballot", secret))
    return _unfollowed(render(request, "vote/ballot.html", _context(card, number, fault)))


def _cast(card: VoterCard, performance: int, sent: str) -> str:
    """Why a vote was not counted; nothing where it was, now or when it was sent before."""
    try:
        cast_ballot(card=card, performance=performance, points=vote_of(sent))
    except Refused as refused:
        return "" if refused.code == "voted" else sentence(refused)
    return ""


def _card(secret: str) -> VoterCard | None:
    """The card of an address: the secret behind its QR code, or what we signed when its code was typed."""
    if ":" not in secret:
        return card_by_secret(secret)
    try:
        pk, code = signing.loads(secret, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return card_signed_for(pk, code)


def _context(card: VoterCard, number: int, fault: str) -> dict[str, Any]:
    panel = card.panel
    rows = (
        BallotBox.objects.filter(panel=panel).select_related("performance__contestant", "performance__round").order_by()
    )
    boxes = sorted(rows, key=_place)
    there = [box for box in boxes if may_be_asked(panel, box.performance)]
    asked = [Asked(box, card.pk in box.voted, fault if box.performance_id == number else "") for box in there]
    values = ballot_values(panel.ballot)
    open_now = [one for one in asked if one.can_vote] if panel.contest.state in STAGE_OPEN else []
    return {
        "contest": panel.contest,
        "panel": panel,
        "group": _group(values, card.voter_class),
        "now": open_now,
        "counted": [one for one in asked if one.voted],
        "fault": fault if fault and not any(one.fault for one in open_now) else "",
        "answers": [*_answers(values)] if values else [],
        "ballot": values,
        "over": panel.contest.frozen and panel.contest.state not in STAGE_OPEN,
    }


def _place(box: BallotBox) -> tuple[int, int, int, int]:
    """Whoever was called last comes first, then those who were not called, as they will be."""
    one = box.performance
    return -(one.called or 0), one.round.position, one.order or 0, one.pk


def _group(ballot: Ballot | None, group: str) -> str:
    """What the voter's class is called; nothing where everybody is in one."""
    classes = ballot.classes if ballot is not None and len(ballot.classes) > 1 else ()
    return next((each.name or each.id for each in classes if each.id == group), "")


def _answers(ballot: Ballot) -> Iterator[tuple[str, str]]:
    """What can be chosen, and what stands on its button; nothing where there is too much to choose from."""
    for grade in ballot.grades:
        yield format_decimal(grade.points), grade.name
    if ballot.step is None or ballot.max is None or (ballot.max - ballot.min) / ballot.step >= FEW:
        return
    step = int((ballot.min / ballot.step).to_integral_value("ROUND_CEILING"))
    while (points := step * ballot.step) <= ballot.max:
        text = format_decimal(Decimal(points), "short")
        yield text, text
        step += 1


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@cache_control(no_store=True)
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the code of a card is typed by whoever cannot scan it."""
    contest = get_object_or_404(Contest, pk=pk)
    form = CodeForm(contest, request)
    if request.method == "POST" and form.is_valid() and form.card is not None:
        signed = signing.dumps((form.card.pk, form.card.code_hash), salt=SALT)
        return _unfollowed(redirect("vote:ballot", signed))
    return remember(_unfollowed(render(request, "vote/code.html", {"form": form, "contest": contest})), request)


def _unfollowed(response: HttpResponse) -> HttpResponse:
    """The address is the card: no page it leads to may learn it."""
    response["Referrer-Policy"] = "same-origin"
    return response
