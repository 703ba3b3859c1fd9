"""Scores of rounds that are scored elsewhere: typed into a grid, pasted as a column, or read from a file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communities.refused import Refused
from contests import actions
from contests.models import Performance, Round
from contests.queries import performances_of
from contests.queries.external import external_rounds
from contests.rules.external import OddScore, limits_of, odd_scores
from contests.rules.lists import LABELS, SCORES, Table
from contests.rules.lists.template import template
from contests.rules.numbered import scores_of, without_score
from contests.wording import left_line, odd_line
from pages.access import DESK, AuthenticatedRequest, access_to
from pages.forms.refusals import done
from pages.setup.forms.external import ScoreGridForm
from pages.setup.forms.people import ScoresForm

from .people import page
from .rows_sent import table_sent, workbook


@require_safe
def first(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """To the first round scored elsewhere that lacks a score, or the first of all."""
    rounds = external_rounds(access_to(request, pk).contest)
    if not rounds:
        raise Http404
    open_ = next((found for found in rounds if found.missing), rounds[0])
    return redirect("people:scores", pk, open_.round.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: AuthenticatedRequest, pk: int, round: int) -> HttpResponse:
    """Enter the scores of one round; a list fills the grid and is stored only from there."""
    access = access_to(request, pk, act=DESK)
    contest = access.contest
    external = get_object_or_404(Round, pk=round, contest=contest, external=True)
    rows = list(performances_of(contest).filter(round=external).order_by("contestant__position", "pk"))
    typed = "seen" in request.POST
    grid = ScoreGridForm(rows, request.POST if typed else None)
    sheet = ScoresForm(request.POST if request.POST and not typed else None, request.FILES or None)
    context: dict[str, Any] = {}
    if typed and done(grid, lambda: _store(request, external, rows, grid)):
        return redirect("people:scores", pk, round)
    if not typed and sheet.is_bound and done(sheet, lambda: context.update(_read(external, rows, sheet))):
        grid = context["grid"]
    context = {"grid": grid, "odd": _odd_typed(external, rows, grid), **context}
    context |= {"sheet": sheet, "round": external, "rounds": external_rounds(contest), "tab": "scores"}
    return page(request, "setup/people/scores.html", access, **context)


def _store(request: AuthenticatedRequest, external: Round, rows: list[Performance], grid: ScoreGridForm) -> None:
    changes = grid.changes()
    if not grid.cleaned_data["sure"] and _odd(external, rows, changes):
        raise Refused("odd-scores")
    count = actions.enter_external_scores(
        round=external, scores=changes, reason=grid.cleaned_data["reason"], by=request.user, now=timezone.now()
    )
    words = ngettext("{count} score is stored.", "{count} scores are stored.", count)
    messages.success(request, words.format(count=count))


def _read(external: Round, rows: list[Performance], sheet: ScoresForm) -> dict[str, Any]:
    """What a list would do: the grid filled with it, what is odd in it, and what it has beside."""
    people = {row.contestant.number: row.contestant.name for row in rows}
    table: Table = table_sent(sheet, SCORES)
    found = scores_of(table, people=people)
    there = {row.contestant.number: row.score for row in rows}
    changed: dict[str, Decimal | None] = {number: score for number, score in found.items() if score != there[number]}
    return {
        "grid": ScoreGridForm(rows, None, found),
        "odd": [odd_line(odd) for odd in _odd(external, rows, changed)],
        "left": [left_line(part) for part in table.left],
        "read": len(found),
        "changed": len(changed),
        "without": without_score(table, people=people),
    }


def _odd_typed(external: Round, rows: list[Performance], grid: ScoreGridForm) -> list[str]:
    return [odd_line(odd) for odd in _odd(external, rows, grid.changes())] if grid.is_bound else []


def _odd(external: Round, rows: list[Performance], changes: dict[str, Decimal | None]) -> list[OddScore]:
    new = {number: score for number, score in changes.items() if score is not None}
    others = [row.score for row in rows if row.score is not None and row.contestant.number not in changes]
    return odd_scores(new, others, limits_of(external)) if new else []


@require_safe
def scores_template(request: AuthenticatedRequest, pk: int, round: int) -> HttpResponse:
    """A workbook with everybody, in which only the scores are to be filled in."""
    contest = access_to(request, pk).contest
    external = get_object_or_404(Round, pk=round, contest=contest, external=True)
    rows = performances_of(contest).filter(round=external).order_by("contestant__position", "pk")
    headings = [str(LABELS[name]) for name in ("number", "name", "score")]
    people = [(row.contestant.number, row.contestant.name, "") for row in rows]
    return workbook(template(headings, people), f"{contest.slug}-{external.key}")
