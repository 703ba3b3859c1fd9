"""Campaigns: begun, changed, published, taken back, ended, removed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contests.actions import (
    change_campaign,
    create_campaign,
    end_campaign,
    publish_campaign,
    remove_campaign,
    resume_campaign,
    withdraw_campaign,
)
from contests.models import Campaign
from contests.queries.campaigns import campaigns_of
from pages.access import AuthenticatedRequest, district_access
from pages.campaigns.forms.campaign import CampaignForm, WithdrawnForm
from pages.forms.refusals import done, pressed

from .page import campaign_page, reached, values_of

LONGEST_VERSION = 11


@require_safe
def campaigns(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """All campaigns of a district, the latest first."""
    district, enters = district_access(request, slug)
    context = {"district": district, "enters": enters, "campaigns": list(campaigns_of(district))}
    return render(request, "campaigns/campaigns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Begin a campaign."""
    district, enters = district_access(request, slug)
    form = CampaignForm(request.POST if request.method == "POST" else None)
    made: list[Campaign] = []

    def create() -> None:
        values = form.cleaned_data
        made.append(create_campaign(district=district, values=values, by=request.user, now=timezone.now()))

    if form.is_bound and done(form, create):
        messages.success(
            request, _("The campaign is begun. Put contests into it; residents read it once you publish it.")
        )
        return redirect("campaigns:campaign", slug, made[0].pk)
    return render(request, "campaigns/new.html", {"district": district, "enters": enters, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def campaign(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """One campaign: what it says, its contests, its picture, its way to the residents."""
    _district, _enters, row = reached(request, slug, pk)
    seen = values_of(row)
    form = CampaignForm(request.POST if request.method == "POST" else None, initial=seen)

    def store() -> None:
        change_campaign(campaign=row, values=form.cleaned_data, seen=seen, by=request.user, now=timezone.now())

    if form.is_bound and done(form, store):
        messages.success(request, _("Saved."))
        return redirect("campaigns:campaign", slug, pk)
    return campaign_page(request, slug, pk, form=form)


def _pressed(
    request: AuthenticatedRequest, slug: str, pk: int, action: Callable[[Campaign], None], words: str
) -> HttpResponse:
    _district, _enters, row = reached(request, slug, pk)
    pressed(request, lambda: action(row), words)
    return redirect("campaigns:campaign", slug, pk)


@require_POST
def publish(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Let residents read it as it was shown."""
    sent = request.POST.get("seen", "")
    seen = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < LONGEST_VERSION else -1

    def act(row: Campaign) -> None:
        publish_campaign(campaign=row, seen=seen, by=request.user, now=timezone.now())

    return _pressed(request, slug, pk, act, _("Published. Residents read it now."))


@require_POST
def withdraw(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take it back."""
    _district, _enters, row = reached(request, slug, pk)
    form = WithdrawnForm(request.POST)

    def act() -> None:
        withdraw_campaign(campaign=row, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    if done(form, act):
        messages.success(request, _("Taken back. Residents read it no longer."))
        return redirect("campaigns:campaign", slug, pk)
    return campaign_page(request, slug, pk, withdrawn=form)


@require_POST
def end(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Say that it is over."""

    def act(row: Campaign) -> None:
        end_campaign(campaign=row, by=request.user, now=timezone.now())

    return _pressed(request, slug, pk, act, _("The campaign has ended. Its page stays."))


@require_POST
def resume(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Go on with it."""

    def act(row: Campaign) -> None:
        resume_campaign(campaign=row, by=request.user, now=timezone.now())

    return _pressed(request, slug, pk, act, _("The campaign goes on."))


@require_POST
def remove(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Remove it; its contests stay."""
    _district, _enters, row = reached(request, slug, pk)
    words = _("“{object}” is removed.").format(object=row)
    gone = pressed(request, lambda: remove_campaign(campaign=row, by=request.user, now=timezone.now()), words)
    return redirect("campaigns:campaigns", slug) if gone else redirect("campaigns:campaign", slug, pk)
