"""The running order as a tablet keeps it, with an empty sheet for each round: enough to go on without the server.

With no server in reach the judge says who is on stage (decision 59). Nothing in it is secret: names, and the rubric.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from communities.reading import models_asked
from contests.models import PERFORMING, Contestant, Judge, Performance, PerformanceState, Recusal, Round, RubricItem
from contests.queries import panel_marks
from pages.conditional import followed, tag
from pages.forms.points import read_out
from pages.judge.forms.sheet import SheetForm, most_of
from pages.judge.items import Frame, drawn
from pages.tablet_page import page_version, unindented_text
from scoring.models import Submission

from .home import ours
from .read_back import weighted
from .seat import seat_cookie_of, state_of
from .tasks import draft_name

ANY_CONTEST, ANY_JUDGE = -1, -2
"""Stand for those who ask, in the statements that read the order."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A performance that a judge may be asked to mark; `recused` where not."""

    performance: Performance
    recused: bool
    draft: str
    due: bool = True

    @property
    def contestant(self) -> Contestant:
        """Who performs."""
        return self.performance.contestant

    @property
    def round(self) -> Round:
        """In which round."""
        return self.performance.round


def tag_now(request: HttpRequest) -> str:
    """The ETag of what a tablet keeps: it changes with all that its judge is told. One query."""
    return tag("order", *(state_of(request) or ("nobody",)), get_language(), page_version())


@require_safe
@login_not_required
@ours
@followed(tag_now)
def order(request: HttpRequest) -> HttpResponse:
    """Who may be called, first to last, and what their sheets look like; empty while nobody can be called."""
    cookie = seat_cookie_of(request)
    if cookie is None or not cookie.good:
        return JsonResponse({})
    judge = cookie.judge
    coming = coming_of(judge) if judge.contest.stage_open else []
    page = {"judge": judge, "tag": "", "typing": True, "fresh": True, "here": "", "replaces": ""}
    said = {
        "seat": f"{judge.pk}-{judge.replaced}",
        "page": page_version(),
        "list": _text("judge/choosing.html", {"parts": _parts(judge, coming)}),
        "home": _text("judge/alone.html", page | {"typing": False}),
        "sheets": {pk: _text("judge/filling.html", page | _rubric(items)) for pk, items in _items(coming).items()},
        "heads": {one.draft: _head(judge, one) for one in coming if not one.recused},
    }
    return JsonResponse(said)


def coming_of(judge: Judge) -> list[Coming]:
    """What is left to be marked by a judge, as far as the server knows, in the running order. One query."""
    rows = models_asked(_coming, {ANY_CONTEST: judge.contest_id, ANY_JUDGE: judge.pk})
    own = [performance for performance in rows if panel_marks(judge.panel, performance)]
    if judge.contest.by_contestant:
        own.sort(key=lambda row: (row.order is None, row.order or 0, row.contestant.position, row.round.position))
    seat = f"{judge.pk}-{judge.replaced}"
    return [Coming(row, row.recused, draft_name(row, seat)) for row in own]


def _coming() -> QuerySet[Any]:
    counts = Submission.objects.order_by().filter(
        sheet__judge=ANY_JUDGE, sheet__performance=OuterRef("pk"), counts=True
    )
    recused = Recusal.objects.filter(judge=ANY_JUDGE, contestant=OuterRef("contestant"))
    rows = Performance.objects.filter(contest=ANY_CONTEST, round__external=False, contestant__status__in=PERFORMING)
    rows = rows.filter(~Q(state=PerformanceState.CLOSED)).exclude(Exists(counts)).annotate(recused=Exists(recused))
    order = "round__position", F("order").asc(nulls_last=True), "contestant__position", "pk"
    return rows.select_related("round", "contestant").order_by(*order)


def _parts(judge: Judge, coming: list[Coming]) -> list[tuple[str, list[Coming]]]:
    """The rounds, each with who is left in it; all as one where each contestant goes through all rounds."""
    found: dict[str, list[Coming]] = {}
    for one in coming:
        found.setdefault("" if judge.contest.by_contestant else str(one.round), []).append(one)
    return list(found.items())


def _items(coming: list[Coming]) -> dict[int, list[RubricItem]]:
    """The rubric of each round, by its number."""
    rounds = {one.performance.round_id for one in coming}
    found: dict[int, list[RubricItem]] = {}
    for item in RubricItem.objects.filter(round__in=rounds).select_related("round__contest__rule_sheet"):
        found.setdefault(item.round_id, []).append(item)
    return found


def _rubric(items: list[RubricItem]) -> dict[str, Any]:
    form = SheetForm(items)
    frame = Frame(read_out(most_of(items)), weighted(items), form.rounds)
    return {"form": form, "most": frame.most, "drawn": drawn(form.lines(), frame)}


def _head(judge: Judge, one: Coming) -> tuple[int, str, str]:
    """The round, how the contestant is called, and what stands above the sheet."""
    context = {"judge": judge, "task": one}
    return one.performance.round_id, _text("judge/called-by.html", context).strip(), _text("judge/who.html", context)


def _text(template: str, context: dict[str, Any]) -> str:
    return unindented_text(render_to_string(template, context))
