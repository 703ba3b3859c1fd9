"""What lies before a judge who waits: who is called next, and how many sheets have been received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from communities.reading import models_asked, rows_asked
from communities.refused import Refused
from contests.models import PERFORMING, UNDER_WAY, Contest, Cut, Judge, Performance, PerformanceState, Recusal
from contests.queries import panel_marks
from scoring.models import Mark, Submission
from scoring.results import cuts_now
from scoring.rules import next_up

MOST = 5
ASKED = 100
"""How many of the running order are looked at for those a panel marks that does not mark all."""
ANY_CONTEST, ANY_JUDGE = -1, -2
"""Stand for those who ask, in the statements that read what lies ahead."""
BY_ROUND = ("round__position", "order", "pk")
BY_CONTESTANT = ("order", "contestant__position", "round__position", "pk")


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next performances a judge has to do with (`recused`: is not to mark), and how many own sheets count.

    `over` says that nobody will be called any more, in any room.
    """

    coming: Sequence[Performance]
    received: int
    over: bool


def ahead_of(judge: Judge) -> Ahead:
    """What lies before a judge. Two queries. Of later rounds nothing while a cut may still decide who is in them."""
    marks_all = judge.panel.rounds is None and judge.panel.rooms is None
    make = NEXT[judge.contest.by_contestant, MOST if marks_all else ASKED]
    order = models_asked(make, {ANY_CONTEST: judge.contest_id, ANY_JUDGE: judge.pk})
    coming = [performance for performance in order if panel_marks(judge.panel, performance)][:MOST]
    received = sum(holder == judge.replaced for (holder,) in rows_asked(_received, {ANY_JUDGE: judge.pk}))
    return Ahead(coming, received, over=not coming and is_over(judge.contest))


def _next(order: Sequence[str], most: int) -> QuerySet[Performance]:
    rows = _called(ANY_CONTEST).filter(state=PerformanceState.WAITING, order__isnull=False)
    cut = Cut.objects.filter(round__contest=ANY_CONTEST, round__position__lt=OuterRef("round__position"))
    recused = Recusal.objects.filter(judge=ANY_JUDGE, contestant=OuterRef("contestant"))
    rows = rows.exclude(Exists(cut)).annotate(recused=Exists(recused)).select_related("round", "contestant")
    return rows.order_by(*order)[:most]


NEXT = {
    (by_contestant, most): partial(_next, BY_CONTESTANT if by_contestant else BY_ROUND, most)
    for by_contestant in (False, True)
    for most in (MOST, ASKED)
}
"""The queries of who is called next: by whether it goes contestant by contestant, and how many."""


def _received() -> QuerySet[Any, Any]:
    """Whose of a seat's holders sent what counts; an excuse, which has no points, was not sent by a judge."""
    blank = Mark.objects.order_by().filter(submission=OuterRef("pk"), points__isnull=True)
    rows = Submission.objects.order_by().filter(sheet__judge=ANY_JUDGE, counts=True)
    return rows.exclude(Exists(blank)).values_list("holder")


def is_over(contest: Contest) -> bool:
    """Whether nobody is on stage and nobody will be called any more, as the desk sees it."""
    left = list(_called(contest.pk).exclude(state=PerformanceState.CLOSED).select_related("round", "contestant"))
    if not left or any(performance.state in UNDER_WAY for performance in left):
        return not left
    try:
        return next_up(left, cuts_now(contest)) is None
    except Refused:
        return False


def _called(contest: int) -> QuerySet[Performance]:
    """The performances of a contest that judges mark."""
    rows = Performance.objects.filter(contest=contest, round__external=False)
    return rows.filter(contestant__status__in=PERFORMING)
