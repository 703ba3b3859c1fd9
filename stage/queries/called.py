"""Who was called on stage last, told from where performances stand and never from a clock."""

from __future__ import annotations

from django.db.models import Case, IntegerField, QuerySet, Value, When

from contests.models import Performance, PerformanceState

LATER = {PerformanceState.ON_STAGE: 2, PerformanceState.MARKING: 1}


def last_called(contest: int) -> Performance | None:
    """The performance that is on stage, else the last that was: one that is being marked before those that are closed,
    then by the running order. With contestant and round. One query.
    """
    return called_in(contest).first()


def called_in(contest: int) -> QuerySet[Performance]:
    """The performances that were called, the last first."""
    stages = [When(state=state, then=Value(rank)) for state, rank in LATER.items()]
    rows = Performance.objects.filter(contest=contest, round__external=False).exclude(state=PerformanceState.WAITING)
    rows = rows.annotate(later=Case(*stages, default=Value(0), output_field=IntegerField()))
    return rows.select_related("contestant", "round").order_by("-later", "-round__position", "-order", "-pk")
