"""Winners of published contests are taken over: chosen, shown with what becomes of each, then taken."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from contests.models import Contest, ContestState
from pages.access import AuthenticatedRequest, organiser_access
from pages.forms.refusals import show_refusal
from pages.glyphs import warn_of_glyphs
from pages.setup.forms.ladder import LadderForm
from scoring import actions
from scoring.results.ladder import Goes, Outcome, awards_in, chosen_sources, going, sources_for

from .people import page

SHOWN = (Outcome.COMES, Outcome.AT_THE_LINE, Outcome.IN, Outcome.COMES_OTHERWISE, Outcome.DECLINED)
"""Those whom the page names; of all others it says how many there are."""


@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose contests, look at who would come, and take them over."""
    access = organiser_access(request, pk)
    contest = access.contest
    form = LadderForm(sources_for(contest), request.POST or None)
    _offer_awards(contest, form)
    context: dict[str, Any] = {}
    if form.is_valid():
        asked = {"publications": form.chosen(), "quota": form.quota(), "declined": request.POST.getlist("declined")}
        try:
            if "take" in request.POST:
                _take(request, contest, asked)
                return redirect("people:contestants", pk)
        except Refused as refused:
            show_refusal(form, refused)
        context = _found(contest, asked, request.POST)
    waiting = contest.district.contests.filter(state=ContestState.CLOSED, rehearsal=False)
    return page(
        request,
        "setup/people/take-over.html",
        access,
        form=form,
        tab="contestants",
        unpublished=list(waiting),
        **context,
    )


def _offer_awards(contest: Contest, form: LadderForm) -> None:
    """The awards of the contests that were chosen, once they are."""
    sent = form.data.getlist("publications") if isinstance(form.data, QueryDict) else []
    offered = [row for row in sources_for(contest) if str(row.pk) in sent]
    form.offer_awards(awards_in(offered))


def _take(request: AuthenticatedRequest, contest: Contest, asked: dict[str, Any]) -> None:
    decided, seen = request.POST.getlist("decided"), request.POST.get("seen", "").split(",")
    given = {**asked, "decided": decided, "seen": [key for key in seen if key]}
    added = actions.take_over(contest=contest, **given, by=request.user, now=timezone.now())
    words = ngettext("{count} contestant was taken over.", "{count} contestants were taken over.", len(added))
    messages.success(request, words.format(count=len(added)))
    warn_of_glyphs(request, *(text or "" for row in added for text in (row.name, row.community, row.street)))


def _found(contest: Contest, asked: dict[str, Any], sent: QueryDict) -> dict[str, Any]:
    """What becomes of everybody, by what was chosen; nothing where it can no longer be chosen."""
    try:
        sources = chosen_sources(contest, asked["publications"])
    except Refused:
        return {}
    if asked["quota"].by is Goes.BY_AWARD and not asked["quota"].awards:
        return {"awards_missing": True}
    found = going(contest, sources, asked["quota"], asked["declined"])
    return {
        "found": found,
        "rows": [(candidate, candidate.outcome.name) for candidate in found.of(*SHOWN)],
        "beyond": len(found.of(Outcome.BEYOND)),
        "seen": ",".join(candidate.key for candidate in found.of(Outcome.COMES)),
        "coming": len(found.of(Outcome.COMES)),
        "decided": sent.getlist("decided"),
    }
