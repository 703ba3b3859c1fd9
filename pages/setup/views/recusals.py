"""Who does not mark whom: proposed where judge and contestant share a place, entered by hand, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.refused import Refused
from communities.wording import sentence
from contests import actions as setup
from contests.models import Contest, Recusal
from contests.rules.recusals import open_proposals
from pages.access import AuthenticatedRequest, access_to, organiser_access
from pages.forms.refusals import done, pressed
from pages.setup.forms.people import RecusalForm
from scoring import actions


@require_http_methods(["GET", "HEAD", "POST"])
def recusals(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All recusals of a contest, those proposed, and a form for another."""
    access = access_to(request, pk)
    contest = access.contest
    form = RecusalForm(contest, request.POST or None)
    if done(form, lambda: _recuse(contest, form.cleaned_data, request)):
        return redirect("recusals:list", pk)
    there = Recusal.objects.filter(judge__contest=contest).select_related("judge", "contestant")
    context = {
        "contest": contest,
        "access": access,
        "tab": "recusals",
        "form": form,
        "recusals": there,
        "proposals": open_proposals(contest),
    }
    return render(request, "setup/people/recusals.html", context)


def _recuse(contest: Contest, given: dict[str, Any], request: AuthenticatedRequest) -> None:
    """Before opening nothing has been marked; afterwards marks that came in no longer count."""
    recuse = actions.recuse_after_opening if contest.frozen else setup.recuse
    recuse(
        judge=given["judge"],
        contestant=given["contestant"],
        reason=given["reason"],
        by=request.user,
        now=timezone.now(),
    )


@require_POST
def confirm(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Enter all proposals that were ticked."""
    contest = organiser_access(request, pk).contest
    pairs = set(request.POST.getlist("pair"))
    chosen = [p for p in open_proposals(contest) if f"{p.judge.pk}-{p.contestant.pk}" in pairs]
    if not chosen:
        messages.error(
            request, _("Nothing was entered. Tick at least one of the proposals, then press the button again.")
        )
    reasons = {"community": _("same community"), "street": _("same street")}
    try:
        for proposal in chosen:
            given = {"judge": proposal.judge, "contestant": proposal.contestant}
            _confirmed(contest, {**given, "reason": reasons[proposal.shares]}, request)
    except Refused as refused:
        messages.error(request, sentence(refused))
    return redirect("recusals:list", pk)


def _confirmed(contest: Contest, given: dict[str, Any], request: AuthenticatedRequest) -> None:
    """Enter one proposal; one that somebody else has entered meanwhile stops none of the others."""
    try:
        _recuse(contest, given, request)
    except Refused as refused:
        if refused.code != "already":
            raise


@require_POST
def withdraw(request: AuthenticatedRequest, pk: int, recusal: int) -> HttpResponse:
    """The judge marks after all; after opening only with a reason."""
    contest = organiser_access(request, pk).contest
    current = get_object_or_404(Recusal, pk=recusal, judge__contest=contest)
    pressed(request, lambda: _withdraw(request, contest, current))
    return redirect("recusals:list", pk)


def _withdraw(request: AuthenticatedRequest, contest: Contest, current: Recusal) -> None:
    if contest.frozen:
        reason = request.POST.get("reason", "")
        actions.withdraw_recusal_after_opening(recusal=current, reason=reason, by=request.user, now=timezone.now())
    else:
        setup.withdraw_recusal(recusal=current, by=request.user, now=timezone.now())
