"""The running order as a tablet keeps it, with an empty sheet for each round: enough to go on without the server.

With no server in reach the judge says who is on stage (decision 59). Nothing in it is secret: names, and the rubric.
What is drawn is drawn once for all tablets, from plain values and found again by them, as in `pages.judge.items`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from communities.reading import models_asked
from contests.judged import judged_now
from contests.models import PERFORMING, Judge, Performance, PerformanceState, Recusal, RubricItem
from contests.queries import panel_marks
from pages.conditional import followed, tag
from pages.forms.points import read_out
from pages.judge.forms.sheet import SheetForm, most_of
from pages.judge.items import Frame, drawn
from pages.tablet_page import page_version, unindented_text
from scoring.models import Submission
from scoring.queries import own_notes
from scoring.results import sheet_rounding

from .home import ours
from .read_back import weighted
from .seat import seat_cookie_of, state_of
from .tasks import draft_key, drafts_of

ANY_CONTEST, ANY_JUDGE = -1, -2
"""Stand for those who ask, in the statements that read the order."""
KEPT = 256
"""Drawings that are kept, of each kind."""


class Coming(NamedTuple):
    """A performance that a judge may be asked to mark, in plain values; `recused` where not.

    `key` ends the name of its draft; `whole` is whether the contestant goes through all rounds in one go; `at_once`
    whether it is marked in any order, and `received` whether it has been.
    """

    key: str
    number: str
    name: str
    community: str
    title: str
    round: str
    recused: bool
    whole: bool
    team: str = ""
    stop: str = ""
    stop_at: str = ""
    at_once: bool = False
    received: bool = False


@dataclass(frozen=True, slots=True)
class Rubric:
    """The items of a round: the same as another where all is the same that is drawn of them."""

    round_id: int
    values: tuple[tuple[Any, ...], ...]
    rounds: str
    at_once: bool
    items: Sequence[RubricItem] = field(compare=False)


class Kind(NamedTuple):
    """What a sheet shows of its judge and contest."""

    practises: bool
    observes: bool
    signatures: bool
    contest: str


Words = tuple[object, ...]
"""The language of what is drawn, and the word for what is judged."""


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
    judge, words = cookie.judge, (get_language(), judged_now())
    rows = performances_for(judge) if judge.contest.stage_open else []
    coming = [_plain(row, whole=judge.contest.by_contestant) for row in rows]
    kind = Kind(judge.practises, judge.observes, judge.contest.signatures, str(judge.contest))
    seat = f"{judge.pk}-{judge.replaced}"
    said = {
        "seat": seat,
        "page": page_version(),
        "drafts": drafts_of(judge.contest_id, seat),
        "list": _list(tuple(coming), words),
        "home": _home(kind, words),
        "sheets": {
            one.round_id: _sheet(one, kind, words) for one in _rubrics(judge.contest_id, {row.round_id for row in rows})
        },
        "notes": _notes(judge) if any(one.at_once for one in coming) else None,
        "heads": {one.key: (row.round_id, *_head(one, words)) for row, one in zip(rows, coming, strict=True)},
    }
    return JsonResponse(said)


def performances_for(judge: Judge) -> list[Any]:
    """What is left to be marked by a judge, as far as the server knows, in the running order. One query."""
    rows = models_asked(_coming, {ANY_CONTEST: judge.contest_id, ANY_JUDGE: judge.pk})
    own = [performance for performance in rows if panel_marks(judge.panel, performance)]
    if judge.contest.by_contestant:
        own.sort(key=lambda row: (row.order is None, row.order or 0, row.contestant.position, row.round.position))
    return own


def _coming() -> QuerySet[Any]:
    sent = Submission.objects.order_by().filter(sheet__judge=ANY_JUDGE, sheet__performance=OuterRef("pk"))
    recused = Recusal.objects.filter(judge=ANY_JUDGE, contestant=OuterRef("contestant"))
    rows = Performance.objects.filter(contest=ANY_CONTEST, round__external=False, contestant__status__in=PERFORMING)
    rows = rows.filter(~Q(state=PerformanceState.CLOSED)).annotate(received=Exists(sent.filter(counts=True)))
    rows = rows.filter(Q(received=False) | Q(round__at_once=True))
    order = "round__position", F("order").asc(nulls_last=True), "contestant__position", "pk"
    return rows.annotate(recused=Exists(recused)).select_related("round", "contestant").order_by(*order)


def _notes(judge: Judge) -> dict[str, list[str]]:
    """What the judge has written about sites, for a tablet that does not keep it itself."""
    return {draft_key(note.performance): [note.good, note.mend] for note in own_notes(judge)}


def _plain(row: Any, *, whole: bool) -> Coming:
    who = row.contestant
    said = who.number, who.name, who.community or "", who.title, str(row.round)
    at_once = row.round.at_once
    stop = {"stop": who.stop, "stop_at": who.stop_at} if at_once else {}
    return Coming(
        draft_key(row),
        *said,
        row.recused,
        whole and not at_once,
        team=who.team,
        at_once=at_once,
        received=row.received,
        **stop,
    )


def _rubrics(contest: int, rounds: set[int]) -> list[Rubric]:
    """The rubric of each of some rounds. One query."""
    found: dict[int, list[RubricItem]] = {pk: [] for pk in rounds}
    for item in models_asked(_items, {ANY_CONTEST: contest}):
        found.setdefault(item.round_id, []).append(item)
    return [_rubric(pk, found[pk]) for pk in rounds]


def _rubric(pk: int, items: list[RubricItem]) -> Rubric:
    return Rubric(
        pk,
        tuple(map(_values, items)),
        sheet_rounding(items) if items else "",
        bool(items) and items[0].round.at_once,
        items,
    )


def _items() -> QuerySet[RubricItem]:
    return RubricItem.objects.filter(round__contest=ANY_CONTEST).select_related("round__contest__rule_sheet")


def _values(item: RubricItem) -> tuple[Any, ...]:
    return item.pk, str(item), item.guidance, item.minimum, item.maximum, item.step, item.weight


@lru_cache(KEPT)
def _sheet(rubric: Rubric, kind: Kind, _words: Words) -> str:
    form = SheetForm(rubric.items)
    frame = Frame(read_out(most_of(rubric.items)), weighted(list(rubric.items)), rubric.rounds)
    page = {"tag": "", "typing": True, "fresh": True, "here": "", "replaces": "", "most": frame.most}
    page["at_once"] = rubric.at_once
    rubric_page = {"judge": _as_judge(kind), "form": form, "drawn": drawn(form.lines(), frame)}
    return _text("judge/filling.html", page | rubric_page)


@lru_cache(KEPT)
def _home(kind: Kind, _words: Words) -> str:
    return _text("judge/alone.html", {"judge": _as_judge(kind)})


@lru_cache(KEPT)
def _list(coming: tuple[Coming, ...], _words: Words) -> str:
    parts: dict[str, list[Coming]] = {}
    for one in coming:
        parts.setdefault("" if one.whole else one.round, []).append(one)
    at_once = any(one.at_once for one in coming)
    return _text("judge/choosing.html", {"parts": list(parts.items()), "at_once": at_once})


@lru_cache(KEPT * 4)
def _head(one: Coming, _words: Words) -> tuple[str, str]:
    """How the contestant is called, and what stands above the sheet."""
    task = {"contestant": one, "round": one.round, "due": True}
    context = {"judge": {"contest": {"by_contestant": one.whole}}, "task": task}
    return _text("judge/called-by.html", context), _text("judge/who.html", context)


def _as_judge(kind: Kind) -> dict[str, Any]:
    contest = {"signatures": kind.signatures, "title": kind.contest}
    return {"practises": kind.practises, "observes": kind.observes, "contest": contest}


def _text(template: str, context: dict[str, Any]) -> str:
    return unindented_text(render_to_string(template, context))
