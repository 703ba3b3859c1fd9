"""A contest while it is on, as residents follow it: from the running order and from what was released."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from communities.numbers import aligned
from contests.judged import speak_of
from contests.models import Announced, Contest, Performance
from contests.queries import stage_order_of
from pages.wording.results import places_to_follow
from stage.models import MediaFile
from stage.queries import latest_score, live_rows, releases_in_force, to_follow, was_live
from stage.queries.media import photos_for_residents

from .kept import kept


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in the running order: the score is there once it was released."""

    performance: Performance
    score: str | None
    photo: MediaFile | None = None

    @property
    def performed(self) -> bool:
        """Whether the performance is over, whatever has come of it."""
        one = self.performance
        return one.is_closed or not (one.round.at_once or one.is_waiting or one.is_on_stage)


@require_safe
@login_not_required
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """The page that follows a contest by itself; it leads to the results once they are published."""
    rows = live_rows(pk)
    if not rows:
        return _over(pk)
    return kept(request, rows, lambda: render(request, "public/live.html", _context(request, pk)))


@require_safe
@login_not_required
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of it that changes: the same for everybody, whoever asks; 304 while nothing has, and a redirect once
    there is nothing to follow any more."""
    rows = live_rows(pk)
    if not rows:
        return _over(pk)
    return kept(request, rows, lambda: render(request, "public/live-parts.html", _context(request, pk)), equal=True)


def _over(pk: int) -> HttpResponse:
    """To the results of a contest that residents could follow. Raises Http404 for any other."""
    if not was_live(pk):
        raise Http404
    return redirect("public:contest", pk)


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    contest = get_object_or_404(Contest.objects.select_related("district", "show"), pk=pk)
    speak_of(contest.extra)
    releases = releases_in_force(contest)
    scores = {release.performance_id: release.content["score"] for release in releases}
    order = [performance for performance in stage_order_of(contest) if performance.contestant.performs]
    order.sort(key=attrgetter("round.position"))  # also where each contestant goes through all rounds
    rounds = {part: _lines(list(rows), scores) for part, rows in groupby(order, key=attrgetter("round"))}
    last = latest_score(releases)
    standings = last.content["standings"] if last else []
    named = contest.announced == Announced.CONTESTANTS
    photos = photos_for_residents(contest) if named else {}
    return {
        "language_next": request.path,
        "contest": contest,
        "named": named,
        "rounds": list(rounds.items()),
        "on": [_with_photo(one, photos) for lines in rounds.values() for one in lines if one.performance.is_on_stage],
        "standings": standings,
        "to_follow": places_to_follow(to_follow(releases, standings)),
    }


def _with_photo(line: Line, photos: Mapping[str, MediaFile]) -> Line:
    return replace(line, photo=photos.get(line.performance.contestant.number))


def _lines(performances: list[Performance], scores: dict[int | None, str | None]) -> list[Line]:
    """One round; its scores have equally many decimals."""
    texts = aligned([scores.get(performance.pk) for performance in performances])
    return [Line(performance, text) for performance, text in zip(performances, texts, strict=True)]
