"""Publishing: complete, or with a reason; anew with a reason; and what was published before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest, ContestState
from contests.queries.awards import awards_by_name
from contests.queries.external import external_rounds
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import show_refusal
from pages.manage.forms import PublishForm
from pages.wording.unsettled import unsettled
from papers.people import called
from scoring.actions import publish_results, supersede
from scoring.queries import in_force, superseded
from scoring.results import open_ties, results_of, results_published, vacancies

from .outdated import outdated_of
from .page import page
from .standing import missing_lines, part_shown, rows_of, tie_lines
from .tables import StandingTable

POSSIBLE = (ContestState.CLOSED, ContestState.PUBLISHED)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what will be frozen, then freeze it."""
    access = access_to(request, pk)
    contest = access.contest
    if contest.rehearsal:
        messages.error(request, sentence(Refused("rehearsal")))
        return redirect("manage:results", pk)
    if contest.state not in POSSIBLE:
        messages.error(request, _("Results are published once the desk has closed the contest."))
        return redirect("manage:results", pk)
    try:
        result = results_of(contest)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("manage:results", pk)
    data = request.POST if request.method == "POST" else None
    first = data is not None and "reason" not in data  # sent by a page that asked to publish complete results once
    again = contest.state == ContestState.PUBLISHED and not first
    form = PublishForm(data, final=result.final, missing=bool(result.gaps), again=again, version=contest.version)
    if form.is_valid() and _published(request, contest, form, again=again):
        return redirect("manage:results", pk)
    context = {
        "form": form,
        "again": again,
        "result": result,
        "winners": rows_of(contest, result, [standing for standing in result.standings if standing.awards]),
        "missing": missing_lines(contest, result),
        "ties": tie_lines(open_ties(result), result.contest),
        "vacant": vacancies(result),
        "unnamed": [part for part in awards_by_name(contest) if not part.winners],
        "external": [part for part in external_rounds(contest) if not part.complete],
        "unsettled": unsettled(contest),
        "outdated": outdated_of(contest, in_force(contest)) if again else None,
    }
    return render(request, "manage/publish.html", page(access, "results", **context))


def _published(request: AuthenticatedRequest, contest: Contest, form: PublishForm, *, again: bool) -> bool:
    act: Any = supersede if again else publish_results
    given = {"reason": form.cleaned_data.get("reason", ""), "seen": form.cleaned_data["seen"]}
    try:
        publication = act(contest=contest, **given, by=request.user, now=timezone.now())
    except Refused as refused:
        return _not_published(request, form, refused)
    words = _("Publication no. {number} is now the current one.").format(number=publication.number)
    messages.success(request, words)
    return True


def _not_published(request: AuthenticatedRequest, form: PublishForm, refused: Refused) -> bool:
    """Whether there is nothing left to do; otherwise the form says why not."""
    if refused.code == "already":
        messages.info(request, sentence(refused))
        return True
    if refused.code == "stale":
        form.ask_again()
        form.add_error(
            None, _("Something has just changed. These are the current standings: check them, then publish.")
        )
        return False
    show_refusal(form, refused)
    return False


@require_safe
def publication(request: AuthenticatedRequest, pk: int, number: int) -> HttpResponse:
    """What was published once, in full; it stays readable when a later one stands in its place."""
    access = access_to(request, pk)
    contest = access.contest
    found = get_object_or_404(contest.publications.select_related("by"), number=number)
    context: dict[str, Any] = {"publication": found, "superseded": superseded(found)}
    try:
        result = results_published(found)
        rounds = [(r.id, called(r)) for r in result.contest.rounds]
        part = part_shown(result, request.GET)
        rows = rows_of(contest, result, part.rows, publication=number)
        context |= {"part": part, "table": StandingTable(rows, rounds, certain=False)}
    except Refused as refused:
        context["refused"] = sentence(refused)
    return render(request, "manage/publication.html", page(access, "results", **context))
