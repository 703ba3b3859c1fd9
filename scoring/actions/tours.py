"""A round that is opened as a whole and closed as a whole: judges go from site to site and mark in any order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, locked, reason_given, refuse_unless_in
from contests.models import STAGE_OPEN, UNDER_WAY, Contest, ContestState, Performance, PerformanceState, Round
from scoring import verbs
from scoring.queries import sheets_under_way
from scoring.rules import lacks_time, outstanding

from .stage import lay_sheets, refuse_unless_still_in


@transaction.atomic
def open_round(*, round: Round, by: User, now: datetime) -> list[Performance]:
    """Let all who wait in a round be marked, and lay out their sheets; gives back who that is.

    Who does not compete or was cut stays behind. Refused("already") where nobody waits, and "wrong-state",
    "not-at-once", "round-unfinished", "cut-undecided", "gone".
    """
    contest, current = _fresh(round)
    if not current.at_once or current.external:
        raise Refused("not-at-once", round=current.key)
    waiting = [p for p in _performances(current) if p.is_waiting and p.contestant.performs]
    if not waiting:
        raise Refused("already", state=PerformanceState.MARKING)
    refuse_unless_in(contest, *STAGE_OPEN)
    opened = [p for p in waiting if not _was_cut(contest, p)]
    if not opened:
        raise Refused("already", state=PerformanceState.MARKING)
    for performance in opened:
        performance.state, performance.started_at = PerformanceState.MARKING, now
        performance.called = contest.version + 1
    Performance.objects.bulk_update(opened, ["state", "started_at", "called"], batch_size=200)
    lay_sheets(*opened)
    contest.state = ContestState.LIVE
    changed(contest, verbs.ROUND_OPENED, by=by, now=now, object=current, detail={"opened": len(opened)})
    return opened


@transaction.atomic
def close_round(*, round: Round, by: User, now: datetime, reason: str = "", seen: int | None = None) -> int:
    """No more marks for any site of a round; while sheets are outstanding, or times of a clock, only with a reason.
    What lies on tablets arrives as late sheets do. Gives back how many were closed.

    `seen` is how many sheets were outstanding as the caller saw it, None for however many. Refused("already") where
    none is being marked, "stale" where more are outstanding than were seen, and "wrong-state", "not-at-once",
    "sheets-outstanding", "time-missing", "reason-needed", "reason-too-long", "gone".
    """
    contest, current = _fresh(round)
    if not current.at_once:
        raise Refused("not-at-once", round=current.key)
    open_now = [p for p in _performances(current) if p.state in UNDER_WAY]
    if not open_now:
        raise Refused("already", state=PerformanceState.CLOSED)
    refuse_unless_in(contest, ContestState.LIVE)
    absent = outstanding(sheets_under_way(current))
    if seen is not None and len(absent) > seen:
        raise Refused("stale", seen=len(absent))
    timeless = [p for p in open_now if p.contestant.performs and lacks_time(p)]
    detail: dict[str, object] = {"closed": len(open_now)}
    if absent:
        detail["outstanding"] = _by_site([(s.performance.contestant.number, str(s.judge)) for s in absent])
    if absent or timeless:
        if not reason.strip() and absent:
            raise Refused("sheets-outstanding", judges=sorted({str(sheet.judge) for sheet in absent}))
        if not reason.strip():
            raise Refused("time-missing", contestant=timeless[0].contestant.number)
        detail["reason"] = reason_given(reason)
    Performance.objects.filter(pk__in=[p.pk for p in open_now]).update(state=PerformanceState.CLOSED)
    changed(contest, verbs.ROUND_CLOSED, by=by, now=now, object=current, detail=detail)
    return len(open_now)


def _by_site(absent: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Whose sheets are missing, by the number of the site."""
    found: dict[str, list[str]] = {}
    for number, judge in absent:
        found.setdefault(number, []).append(judge)
    return found


def _fresh(round_: Round) -> tuple[Contest, Round]:
    """The contest, locked, and the round as it is now; Refused("gone")."""
    contest = locked(round_.contest_id)
    current = Round.objects.filter(pk=round_.pk).first()
    if current is None:
        raise Refused("gone", object=str(round_))
    return contest, current


def _performances(round_: Round) -> list[Performance]:
    return list(Performance.objects.filter(round=round_).select_related("contestant", "round"))


def _was_cut(contest: Contest, performance: Performance) -> bool:
    """Whether a cut after an earlier round keeps somebody out; who decides that is not known yet, it is refused."""
    try:
        refuse_unless_still_in(contest, performance)
    except Refused as refused:
        if refused.code != "was-cut":
            raise
        return True
    return False
