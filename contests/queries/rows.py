"""Questions about contests."""

from __future__ import annotations

from django.db.models import QuerySet

from contests.models import Contest, ContestState, Judge, Panel, Performance, PerformanceState, Round


def public_contests() -> QuerySet[Contest]:
    """What everybody may know of: every contest that has been opened."""
    return Contest.objects.exclude(state=ContestState.SETUP).select_related("district")


def performances_of(contest: Contest) -> QuerySet[Performance]:
    """The running order, round by round."""
    return contest.performances.select_related("contestant", "round")


def waiting(contest: Contest, *, room: str = "") -> QuerySet[Performance]:
    """Who still comes on stage, in order; `scoring.results.next_up` knows who was cut."""
    return performances_of(contest).filter(
        state=PerformanceState.WAITING, room=room, round__sealed=False, contestant__status__in=("competing", "guest")
    )


def panel_sits(panel: Panel, round_: Round) -> bool:
    """Whether a panel marks in a round."""
    return not round_.sealed and (panel.rounds is None or round_.key in panel.rounds)


def panel_marks(panel: Panel, performance: Performance) -> bool:
    """Whether a panel marks a performance: it sits in the round, and the contestant is in one of its rooms."""
    return panel_sits(panel, performance.round) and (panel.rooms is None or performance.room in panel.rooms)


def judge_by_secret(secret_hash: str) -> Judge | None:
    """Whose card carries a secret."""
    return Judge.objects.filter(secret_hash=secret_hash).exclude(secret_hash="").select_related("contest").first()


def judge_by_code(contest: Contest, code_hash: str) -> Judge | None:
    """Whose card carries a short code in a contest."""
    return contest.judges.filter(code_hash=code_hash).exclude(code_hash="").select_related("contest").first()
