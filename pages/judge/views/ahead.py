"""What lies before a judge who waits: who is called next, and how many sheets have been received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from communities.refused import Refused
from contests.models import PERFORMING, UNDER_WAY, Contest, Cut, Judge, Performance, PerformanceState, Recusal
from contests.queries import panel_marks
from scoring.models import ScoreSheet
from scoring.results import cuts_now
from scoring.rules import next_up

MOST = 5
ASKED = 100
"""How many of the running order are looked at for those a panel marks."""
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
    rows = _called(judge.contest).filter(state=PerformanceState.WAITING, order__isnull=False)
    cut = Cut.objects.filter(round__contest=judge.contest_id, round__position__lt=OuterRef("round__position"))
    recused = Recusal.objects.filter(judge=judge, contestant=OuterRef("contestant"))
    rows = rows.exclude(Exists(cut)).annotate(recused=Exists(recused)).select_related("round", "contestant")
    order = rows.order_by(*(BY_CONTESTANT if judge.contest.by_contestant else BY_ROUND))[:ASKED]
    coming = [performance for performance in order if panel_marks(judge.panel, performance)][:MOST]
    received = ScoreSheet.objects.filter(judge=judge, submissions__counts=True, submissions__holder=judge.replaced)
    return Ahead(coming, received.count(), over=not coming and is_over(judge.contest))


def is_over(contest: Contest) -> bool:
    """Whether nobody is on stage and nobody will be called any more, as the desk sees it."""
    left = list(_called(contest).exclude(state=PerformanceState.CLOSED).select_related("round", "contestant"))
    if not left or any(performance.state in UNDER_WAY for performance in left):
        return not left
    try:
        return next_up(left, cuts_now(contest)) is None
    except Refused:
        return False


def _called(contest: Contest) -> QuerySet[Performance]:
    """The performances of a contest that judges mark."""
    rows = Performance.objects.filter(contest=contest, round__external=False)
    return rows.filter(contestant__status__in=PERFORMING)
