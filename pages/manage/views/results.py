"""Standings as they are now, what is missing from them, how each came about, and what is decided by people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities.language import in_chinese
from communities.refused import Refused
from communities.wording import sentence
from contests.actions import change_contest
from contests.models import Contest, ContestState
from contests.queries.awards import awards_by_name
from contests.queries.external import external_rounds
from pages.access import AuthenticatedRequest, access_to
from pages.manage.forms import LevelForm
from pages.manage.wording import winners_line
from pages.wording.decisions import decision_lines
from pages.wording.results import state_words
from pages.wording.unsettled import unsettled
from papers.people import called
from scoring.results import (
    Change,
    ResultState,
    changes_since,
    explained,
    open_ties,
    places_left,
    result_state,
    results_of,
    results_published,
    tally_now,
    vacancies,
)
from scoring.wording import problem_lines

from .outdated import outdated_of
from .page import page
from .standing import missing_lines, part_shown, rows_of, tie_lines
from .tables import StandingTable


@require_safe
def results(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The standings, what is missing, what is to be decided, and what has been published."""
    access = access_to(request, pk)
    contest = access.contest
    context: dict[str, Any] = {
        "decisions": decision_lines(contest),
        "external": external_rounds(contest),
        "unsettled": unsettled(contest) if contest.state == ContestState.CLOSED else [],
        "by_name": [winners_line(part) for part in awards_by_name(contest)] if contest.frozen else [],
        "publications": list(contest.publications.select_related("by").defer("data")),
        "level": LevelForm(initial=_level_of(contest)),
        "publishable": contest.state in {ContestState.CLOSED, ContestState.PUBLISHED} and not contest.rehearsal,
    }
    context["in_force"] = next(iter(context["publications"]), None)
    try:
        context |= _standings(contest, request.GET)
        context["outdated"] = outdated_of(contest, context["in_force"])
    except Refused as refused:
        context |= {"refused": sentence(refused).split("\n")[0], "problems": problem_lines(refused.facts)}
    return render(request, "manage/results.html", page(access, "results", **context))


def _standings(contest: Contest, query: QueryDict) -> dict[str, Any]:
    result = results_of(contest)
    rounds = [(r.id, called(r)) for r in result.contest.rounds]
    part, ties = part_shown(result, query), open_ties(result)
    state = result_state(contest, final=result.final and not ties, missing=result.missing_count)
    rows = rows_of(contest, result, part.rows, left=places_left(result, ties))
    tally = tally_now(contest)
    return {
        "result": result,
        **_changes(changes_since(contest, tally)),
        "state": state,
        "said": state_words(state, result),
        "part": part,
        "table": StandingTable(rows, rounds, certain=state is not ResultState.PUBLISHED),
        "missing": missing_lines(contest, result),
        "ties": tie_lines(ties, result.contest),
        "vacant": vacancies(result),
        "remarks": tally.remark_lines(chinese=in_chinese()),
    }


def _changes(found: list[Change]) -> dict[str, Any]:
    """How places have changed since they were looked at before; item by item, one column for each."""
    items = list(dict.fromkeys(item.name for change in found for item in change.items))
    by_name = [{item.name: item for item in change.items} for change in found]
    rows = [(c.who, [own.get(name) for name in items]) for c, own in zip(found, by_name, strict=True) if own]
    return {"changes": found, "changed_items": items, "changes_by_item": rows}


@require_safe
def explanation(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """How one contestant's score came about, now or in a publication, step by step."""
    access = access_to(request, pk)
    contest = access.contest
    number = get_object_or_404(contest.contestants, pk=contestant).number
    named = request.GET.get("publication", "")
    publication = None
    if named:
        asked = int(named) if named.isdecimal() and len(named) < 10 else 0
        publication = get_object_or_404(contest.publications, number=asked)
    context: dict[str, Any] = {"publication": publication, "number": number}
    try:
        result = results_published(publication) if publication else results_of(contest)
        explanation = explained(result, number, chinese=in_chinese())
        context |= {"explanation": explanation, "absent": [step for step in explanation.steps if step.missing]}
        context["steps"] = [step for step in explanation.steps if not step.missing]
    except LookupError:
        raise Http404 from None
    except Refused as refused:
        context["refused"] = sentence(refused)
    return render(request, "manage/explanation.html", page(access, "results", **context))


@require_POST
def public_level(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What everybody sees before the results, and how much of these."""
    contest = access_to(request, pk).contest
    seen = _level_of(contest)
    form = LevelForm(request.POST, initial=seen)
    if not form.is_valid():
        stale = sentence(Refused("stale"))
        messages.error(request, stale if form.conflicts else _("Choose one of three for each question."))
        return redirect("manage:results", pk)
    chosen = form.cleaned_data
    try:
        change_contest(contest=contest, values=chosen, seen=seen, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("manage:results", pk)
    if chosen != seen or "then" not in request.POST:
        messages.success(request, _("Saved. Residents see this from now on."))
    return redirect("manage:publish" if "then" in request.POST else "manage:results", pk)


def _level_of(contest: Contest) -> dict[str, str]:
    return {"announced": contest.announced, "public_level": contest.public_level}
