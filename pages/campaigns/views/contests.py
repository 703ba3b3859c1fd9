"""The contests of a campaign: put into it, taken out of it, put in order."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.refused import Refused
from contests.actions import exclude_contest, include_contest, move_contest
from contests.models import Campaign, Contest
from contests.queries.campaigns import campaigns_of, contests_outside
from pages.access import AuthenticatedRequest, organiser_access
from pages.campaigns.forms.campaign import IncludeForm
from pages.forms.refusals import done, pressed

from .page import campaign_page, reached

WAYS = {"up": True, "down": False}
LONGEST = 18
"""Digits of a number in the database."""


@require_POST
def include(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Put a contest into it."""
    district, _enters, row = reached(request, slug, pk)
    form = IncludeForm(request.POST, contests=contests_outside(district))

    def act() -> None:
        include_contest(campaign=row, contest=form.chosen(), by=request.user, now=timezone.now())

    if done(form, act):
        messages.success(request, _("“{contest}” is in the campaign.").format(contest=form.chosen()))
        return redirect("campaigns:campaign", slug, pk)
    return campaign_page(request, slug, pk, including=form)


@require_POST
def exclude(request: AuthenticatedRequest, slug: str, pk: int, contest: int) -> HttpResponse:
    """Take a contest out of it."""
    district, _enters, row = reached(request, slug, pk)
    found = get_object_or_404(district.contests, pk=contest)
    _taken_out(request, row, found)
    return redirect("campaigns:campaign", slug, pk)


def _taken_out(request: AuthenticatedRequest, row: Campaign, contest: Contest) -> None:
    words = _("“{contest}” is no longer in the campaign.").format(contest=contest)
    pressed(request, lambda: exclude_contest(campaign=row, contest=contest, by=request.user, now=timezone.now()), words)


@require_POST
def move(request: AuthenticatedRequest, slug: str, pk: int, contest: int) -> HttpResponse:
    """Move a contest one up or down."""
    district, _enters, row = reached(request, slug, pk)
    found = get_object_or_404(district.contests, pk=contest)
    to, seen = request.POST.get("to", ""), _numbers(request.POST.get("seen", ""))
    by, now = request.user, timezone.now()

    def act() -> None:
        if to not in WAYS:
            raise Refused("unknown-fields")
        move_contest(campaign=row, contest=found, up=WAYS[to], seen=seen, by=by, now=now)

    pressed(request, act)
    return redirect("campaigns:campaign", slug, pk)


def _numbers(sent: str) -> list[int]:
    """The numbers in a text, with commas between; none of what is no number."""
    texts = (text for text in sent.split(",") if text.isascii() and text.isdecimal() and len(text) <= LONGEST)
    return [int(text) for text in texts]


@require_POST
def of_contest(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """From the pages of a contest: put it into the campaign that was chosen, or take it `out` of one. The form says
    which of both, so that a button pressed twice does not undo itself."""
    contest = organiser_access(request, pk).contest
    chosen = request.POST.get("out") or request.POST.get("campaign", "")
    row = campaigns_of(contest.district).filter(pk__in=_numbers(chosen)[:1]).first()
    if row is None:
        messages.error(request, _("Choose a campaign first."))
        return redirect("setup:basics", pk)
    if "out" in request.POST:
        _taken_out(request, row, contest)
        return redirect("setup:basics", pk)
    words = _("The contest is in the campaign “{campaign}”.").format(campaign=row)
    pressed(request, lambda: include_contest(campaign=row, contest=contest, by=request.user, now=timezone.now()), words)
    return redirect("setup:basics", pk)
