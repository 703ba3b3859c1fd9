"""Questions about contests."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

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


def order_tag(performances: Iterable[Performance]) -> str:
    """The running order of some performances as a caller sees it: another text once somebody is drawn anew."""
    drawn = sorted((row.pk, row.room, row.order) for row in performances if row.order is not None)
    return sha256(repr(drawn).encode()).hexdigest()[:24]
