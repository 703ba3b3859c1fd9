"""Questions about contests."""

from __future__ import annotations

from django.db.models import QuerySet

from contests.models import Contest, Panel, Performance, Round


def performances_of(contest: Contest) -> QuerySet[Performance]:
    """The running order, round by round."""
    return contest.performances.select_related("contestant", "round")


def panel_sits(panel: Panel, round_: Round) -> bool:
    """Whether a panel marks in a round."""
    return not round_.external and (panel.rounds is None or round_.key in panel.rounds)


def panel_marks(panel: Panel, performance: Performance) -> bool:
    """Whether a panel marks a performance: it sits in the round, and the contestant is in one of its rooms."""
    return panel_sits(panel, performance.round) and (panel.rooms is None or performance.room in panel.rooms)
