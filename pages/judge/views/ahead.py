"""What lies before a judge who waits: who is called next, and how many sheets have been received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from contests.models import PERFORMING, Cut, Judge, Performance, PerformanceState, Recusal
from contests.queries import panel_marks
from scoring.models import ScoreSheet

MOST = 5
ASKED = 100
"""How many of the running order are looked at for those a panel marks."""
BY_ROUND = ("round__position", "order", "pk")
BY_CONTESTANT = ("order", "contestant__position", "round__position", "pk")


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next performances a judge has to do with (`recused`: is not to mark), and how many own sheets count."""

    coming: Sequence[Performance]
    received: int


def ahead_of(judge: Judge) -> Ahead:
    """What lies before a judge. Two queries. Of later rounds nothing while a cut may still decide who is in them."""
    rows = Performance.objects.filter(contest=judge.contest_id, state=PerformanceState.WAITING, round__external=False)
    rows = rows.filter(contestant__status__in=PERFORMING, order__isnull=False)
    cut = Cut.objects.filter(round__contest=judge.contest_id, round__position__lt=OuterRef("round__position"))
    recused = Recusal.objects.filter(judge=judge, contestant=OuterRef("contestant"))
    rows = rows.exclude(Exists(cut)).annotate(recused=Exists(recused)).select_related("round", "contestant")
    order = rows.order_by(*(BY_CONTESTANT if judge.contest.by_contestant else BY_ROUND))[:ASKED]
    coming = [performance for performance in order if panel_marks(judge.panel, performance)][:MOST]
    received = ScoreSheet.objects.filter(judge=judge, submissions__counts=True, submissions__holder=judge.replaced)
    return Ahead(coming, received.count())
