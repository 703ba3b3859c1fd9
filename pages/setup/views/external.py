"""Scores of rounds that are scored elsewhere: typed into a grid, pasted as a column, or read from a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communities.numbers import json_decimal
from communities.refused import Refused
from communities.typed import number_or_none
from communities.wording import listed
from contests import actions
from contests.actions.change import LONGEST_REASON
from contests.models import Contest, Performance, Round
from contests.queries import performances_of
from contests.queries.external import external_rounds, waiting_scores
from contests.rules.external import Limits, OddScore, limits_of, odd_scores
from contests.rules.lists import Table, label_of, of_centres, of_round
from contests.rules.lists.template import template
from contests.rules.numbered import rounded_scores, scores_of, without_score
from contests.wording import left_line, odd_line
from pages.access import DESK, AuthenticatedRequest, access_to
from pages.forms.refusals import done
from pages.setup.forms.external import ALL, COMPARED, ConfirmScoresForm, ScoreGridForm
from pages.setup.forms.people import ScoresForm
from scoring.results import where_from

from .people import page
from .rows_sent import table_sent, workbook

CARRIED = "carried"
"""What an address says that asks for the grid filled with the scores that contestants came with."""


@require_safe
def first(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """To the first round scored elsewhere that lacks a score or has one waiting, or the first of all."""
    rounds = external_rounds(access_to(request, pk).contest)
    if not rounds:
        raise Http404
    open_ = next((found for found in rounds if not found.complete), rounds[0])
    return redirect("people:scores", pk, open_.round.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: AuthenticatedRequest, pk: int, round: int) -> HttpResponse:
    """Enter the scores of one round; a list fills the grid and is stored only from there. A second person confirms."""
    access = access_to(request, pk, act=DESK)
    sent = _Page(request, access.contest, get_object_or_404(Round, pk=round, contest=access.contest, external=True))
    if sent.accepted():
        return redirect("people:scores", pk, round)
    return page(request, "setup/people/scores.html", access, **sent.context())


class _Page:
    """The page of one round with its three forms, one of which may have been sent."""

    def __init__(self, request: AuthenticatedRequest, contest: Contest, external: Round) -> None:
        self.request, self.contest, self.round = request, contest, external
        self.rows = list(performances_of(contest).filter(round=external).order_by("contestant__position", "pk"))
        self.entries = list(waiting_scores(external))
        self.waiting = {entry.performance_id: entry for entry in self.entries}
        self.read: dict[str, Any] = {}
        data = request.POST or None
        typed, compared = "seen" in request.POST, COMPARED in request.POST
        self.grid = ScoreGridForm(self.rows, self.waiting, data if typed else None)
        self.carried = carried_scores(self.rows)
        if CARRIED in request.GET and data is None:
            self._carry()
        self.list = ScoresForm(self.contest, data if not typed and not compared else None, request.FILES or None)
        odd = {
            one.number: odd_line(one)
            for one in self._odd({e.performance.contestant.number: e.score for e in self.entries})
        }
        lines = [odd.get(entry.performance.contestant.number, "") for entry in self.entries]
        self.confirm = ConfirmScoresForm(self.entries, request.user.pk, request.POST if compared else None, lines)

    def accepted(self) -> bool:
        """Whether something was stored. A list that was read is shown in the grid first."""
        if self.grid.is_bound:
            return done(self.grid, self._store)
        if self.confirm.is_bound:
            return self.request.POST[COMPARED] != ALL and done(self.confirm, self._confirm)
        if self.list.is_bound:
            done(self.list, self._read)
        return False

    def context(self) -> dict[str, Any]:
        """What the template shows."""
        odd = self._odd(self.grid.changes()) if self.grid.is_bound else self.read.pop("found", [])
        odd = [one for one in odd if one.number not in self.grid.undecided]
        forms = {"grid": self.grid, "sheet": self.list, "confirm": self.confirm}
        asked = json.dumps([[one.number, json_decimal(one.score)] for one in odd])
        about = {"round": self.round, "rounds": external_rounds(self.contest), "tab": "scores"}
        drawn = any(row.contestant.number_before for row in self.rows)
        about["carriable"] = len(self.carried)
        return {**forms, **about, **self.read, "odd": [odd_line(one) for one in odd], "asked": asked, "drawn": drawn}

    def _store(self) -> None:
        changes = self.grid.changes()
        odd = self._odd(changes)
        if odd and not self.grid.was_asked(odd):
            raise Refused("odd-scores")
        common = {"reason": self.grid.cleaned_data["reason"], "by": self.request.user, "now": timezone.now()}
        seen = self.grid.seen_scores()
        count = actions.enter_external_scores(round=self.round, scores=changes, seen=seen, **common)
        words = ngettext(
            "{count} score is entered. It counts once a second person has confirmed it.",
            "{count} scores are entered. They count once a second person has confirmed them.",
            count,
        )
        messages.success(self.request, words.format(count=count))

    def _confirm(self) -> None:
        seen = self.confirm.seen()
        count = actions.confirm_external_scores(round=self.round, seen=seen, by=self.request.user, now=timezone.now())
        words = ngettext("{count} score is confirmed and counts.", "{count} scores are confirmed and count.", count)
        messages.success(self.request, words.format(count=count))

    def _read(self) -> None:
        """What a list would do: the grid filled with it, what is odd in it, and what it has beside."""
        people = {row.contestant.number: row.contestant.name for row in self.rows}
        table: Table = table_sent(self.list, of_centres(of_round(str(self.round)), self.contest.extra))
        found = scores_of(table, people=people)
        rounded = rounded_scores(table, people=people)
        self.grid = ScoreGridForm(self.rows, self.waiting, None, found, rounded)
        there = {row.contestant.number: self._there(row) for row in self.rows}
        changed = {number: score for number, score in found.items() if score != there[number]}
        self.read = {
            "found": self._odd(changed),
            "left": [left_line(part) for part in table.left],
            "read": len(found),
            "changed": len(changed),
            "without": without_score(table, people=people),
        }

    def _carry(self) -> None:
        """The grid filled with the final scores that contestants came with, and where these were published."""
        self.grid = ScoreGridForm(self.rows, self.waiting, None, self.carried)
        self.grid.initial["reason"] = carried_words(self.rows)
        there = {row.contestant.number: self._there(row) for row in self.rows}
        changed = {number: score for number, score in self.carried.items() if score != there[number]}
        came = where_from(self.contest, (row.contestant for row in self.rows))
        replaced = [
            (row.contestant, found) for row in self.rows if (found := came.get(row.contestant_id)) and found.replaced
        ]
        self.read = {"found": self._odd(changed), "carried": len(self.carried), "replaced": replaced}

    def _there(self, row: Performance) -> Decimal | None:
        return self.waiting[row.pk].score if row.pk in self.waiting else row.score

    def _odd(self, changes: Mapping[str, Decimal | None]) -> list[OddScore]:
        new = {number: score for number, score in changes.items() if score is not None}
        others = [self._there(row) for row in self.rows if row.contestant.number not in changes]
        return odd_scores(new, [score for score in others if score is not None], self._limits) if new else []

    @cached_property
    def _limits(self) -> Limits:
        return limits_of(self.round)


def carried_scores(rows: Iterable[Performance]) -> dict[str, Decimal]:
    """The final scores that contestants were taken over with, by number; of whom there is none, nothing."""
    origins = {row.contestant.number: row.contestant.origin for row in rows}
    scores = {number: number_or_none(origin.score) for number, origin in origins.items() if origin}
    return {number: score for number, score in scores.items() if score is not None}


def carried_words(rows: Iterable[Performance]) -> str:
    """Where these scores were published."""
    origins = [origin for row in rows if (origin := row.contestant.origin)]
    sources = dict.fromkeys(f"{origin.title} ({origin.publication})" for origin in origins)
    return _("Final scores as published: {contests}").format(contests=listed(sources))[:LONGEST_REASON]


@require_safe
def scores_template(request: AuthenticatedRequest, pk: int, round: int) -> HttpResponse:
    """A workbook with everybody, in which only the scores are to be filled in."""
    contest = access_to(request, pk).contest
    external = get_object_or_404(Round, pk=round, contest=contest, external=True)
    rows = performances_of(contest).filter(round=external).order_by("contestant__position", "pk")
    headings = [label_of(name, contest.extra) for name in ("number", "name", "score")]
    people = [(row.contestant.number, row.contestant.name, "") for row in rows]
    return workbook(template(headings, people), f"{contest.slug}-{external.key}")
