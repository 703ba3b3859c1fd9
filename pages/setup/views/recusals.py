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
from contests.rules.recusals import Proposal, proposals_of
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
        "proposals": proposals_of(contest),
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
    """Enter the proposals that were ticked; those that were shown and unticked are not proposed again."""
    contest = organiser_access(request, pk).contest
    ticked, offered = set(request.POST.getlist("pair")), set(request.POST.getlist("shown"))
    there = proposals_of(contest)
    chosen = [found for found in there if found.pair in ticked]
    unticked = {(p.judge.pk, p.contestant.pk) for p in there if p.pair in offered and p.pair not in ticked}
    try:
        _enter(contest, chosen, request)
        declined = setup.decline_recusals(contest=contest, pairs=unticked, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, sentence(refused))
    else:
        words = _("Recusals entered: {entered}. Decided that the judge marks: {declined}.")
        messages.success(request, words.format(entered=len(chosen), declined=len(declined)))
    return redirect("recusals:list", pk)


def _enter(contest: Contest, chosen: list[Proposal], request: AuthenticatedRequest) -> None:
    reasons = {"community": _("same community"), "street": _("same street")}
    for proposal in chosen:
        given = {"judge": proposal.judge, "contestant": proposal.contestant}
        _confirmed(contest, {**given, "reason": reasons[proposal.shares]}, request)


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
