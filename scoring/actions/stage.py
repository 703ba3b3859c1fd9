"""Running a contest: opened, performance by performance, closed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.about import LONGEST_CLOCK
from contests.actions.change import changed, locked, locked_in, reason_given, refuse_stale, refuse_unless_in
from contests.models import (
    BEGUN,
    STAGE_OPEN,
    UNDER_WAY,
    Contest,
    Contestant,
    ContestState,
    Cut,
    Judge,
    Performance,
    PerformanceState,
    Recusal,
    Status,
)
from contests.rules.opening import OpeningProblem
from scoring import verbs
from scoring.models import BallotBox, ScoreSheet
from scoring.queries import sheets_of, unfinished
from scoring.results import fate_of, fingerprint_of, opening_problems_now
from scoring.rules import (
    lacks_time,
    outstanding,
    seats_asked,
    why_not_cancelled,
    why_not_closed,
    why_not_reopened,
    why_not_started,
)


def before_opening(*, contest: Contest) -> list[OpeningProblem]:
    """What is missing before a contest can be opened, and why it could not be computed."""
    return opening_problems_now(contest)


@transaction.atomic
def open_contest(*, contest: Contest, by: User, now: datetime) -> Contest:
    """Freeze rules, rubric and order, and keep their fingerprint.

    Refused("already") once it has been opened, "not-ready" with `problems`.
    """
    current = locked(contest.pk)
    if current.frozen:
        raise Refused("already", state=current.state)
    blocking = [problem for problem in before_opening(contest=current) if problem.blocking]
    if blocking:
        raise Refused("not-ready", problems=blocking)
    current.fingerprint = fingerprint_of(current)
    current.state, current.frozen_at = ContestState.OPEN, now
    changed(current, verbs.CONTEST_OPENED, by=by, now=now, detail={"fingerprint": current.fingerprint})
    return current


@transaction.atomic
def start_performance(*, performance: Performance, by: User, now: datetime) -> Performance:
    """Call a contestant on stage and lay out the sheets. Of two desks at once, one is told who is on.

    Refused("already") while it is on, and "wrong-state", "external-round", "not-competing", "not-waiting",
    "round-unfinished", "was-cut", "cut-undecided", "stage-taken", "gone".
    """
    contest, current = _fresh(performance)
    _refuse_done(current, *UNDER_WAY)
    refuse_unless_in(contest, *STAGE_OPEN)
    on_stage = contest.performances.filter(state=PerformanceState.ON_STAGE).select_related("contestant")
    _refuse(why_not_started(current, on_stage))
    refuse_unless_still_in(contest, current)
    current.state, current.started_at, current.called = PerformanceState.ON_STAGE, now, contest.version + 1
    current.save(update_fields=["state", "started_at", "called"])
    lay_sheets(current)
    contest.state = ContestState.LIVE
    changed(contest, verbs.PERFORMANCE_STARTED, by=by, now=now, object=current)
    return current


@transaction.atomic
def record_clock(
    *, performance: Performance, seconds: int, by: User, now: datetime, seen: int | None = None, reason: str = ""
) -> Performance:
    """Keep how long a contestant spoke; whoever was on stage leaves it, and marking goes on.

    Once results are published a time is a correction, which has a `reason`.

    `seen` is the time the caller saw, None where there was none yet: nobody overwrites a time without knowing it.
    Refused("already") where this time is there, "stale" where another is, and "wrong-state", "not-started",
    "bad-clock", "reason-needed", "gone".
    """
    contest, current = _fresh(performance)
    if current.seconds == seconds:
        raise Refused("already", seconds=seconds)
    refuse_unless_in(contest, *BEGUN)
    if current.seconds != seen:
        raise Refused("stale", seen=current.seconds)
    if current.is_waiting:
        raise Refused("not-started", contestant=current.contestant.number)
    if not 0 <= seconds < LONGEST_CLOCK:
        raise Refused("bad-clock", seconds=seconds)
    why = {"reason": reason_given(reason)} if contest.is_published or reason.strip() else {}
    before, current.seconds = current.seconds, seconds
    if current.is_on_stage:
        current.state = PerformanceState.MARKING
    current.save(update_fields=["state", "seconds"])
    detail = {"seconds": seconds, "before": before, **why}
    changed(contest, verbs.CLOCK_RECORDED, by=by, now=now, object=current, detail=detail)
    return current


@transaction.atomic
def close_performance(*, performance: Performance, by: User, now: datetime, reason: str = "") -> Performance:
    """No more marks; while a sheet is outstanding or the clock of the round has no time, only with a reason.

    Refused("already") where it is closed, and "wrong-state", "not-open", "sheets-outstanding", "time-missing", "gone".
    """
    contest, current = _fresh(performance)
    _refuse_done(current, PerformanceState.CLOSED)
    refuse_unless_in(contest, ContestState.LIVE)
    absent = [str(sheet.judge) for sheet in outstanding(sheets_of(current))]
    _refuse(why_not_closed(current, absent, reason=reason))
    current.state = PerformanceState.CLOSED
    current.save(update_fields=["state"])
    detail: dict[str, object] = {"outstanding": absent} if absent else {}
    if absent or lacks_time(current):
        detail["reason"] = reason_given(reason)
    changed(contest, verbs.PERFORMANCE_CLOSED, by=by, now=now, object=current, detail=detail)
    return current


@transaction.atomic
def cancel_start(
    *, performance: Performance, reason: str, by: User, now: datetime, seen: datetime | None = None
) -> Performance:
    """Somebody was called by mistake: back to waiting, the empty sheets are gone. Not once marks have come in.

    `seen` is when the start that is meant was made, None for whichever it is. Refused("already") where it waits again,
    "stale" where it was started anew since, and "wrong-state", "not-open", "marks-came-in", "reason-needed", "gone".
    """
    contest, current = _fresh(performance)
    _refuse_done(current, PerformanceState.WAITING)
    refuse_unless_in(contest, ContestState.LIVE)
    refuse_stale(seen, current.started_at)
    sheets = sheets_of(current)
    _refuse(why_not_cancelled(current, [(sheet.judge.key, facts) for sheet, facts in sheets]))
    current.sheets.filter(submissions__isnull=True).delete()
    detail = {
        "reason": reason_given(reason),
        "started_at": current.started_at.isoformat() if current.started_at else None,
    }
    current.state, current.started_at, current.called = PerformanceState.WAITING, None, None
    current.seconds = None
    current.save(update_fields=["state", "started_at", "called", "seconds"])
    changed(contest, verbs.START_CANCELLED, by=by, now=now, object=current, detail=detail)
    return current


@transaction.atomic
def reopen_performance(*, performance: Performance, reason: str, by: User, now: datetime) -> Performance:
    """Marks for a closed performance come in again: from seats that have sent none, or whose sheet is re-opened.

    Refused("already") while it is on, and "wrong-state", "not-closed", "reason-needed", "gone".
    """
    contest, current = _fresh(performance)
    _refuse_done(current, *UNDER_WAY)
    refuse_unless_in(contest, ContestState.LIVE)
    _refuse(why_not_reopened(current))
    current.state, current.started_at = PerformanceState.MARKING, current.started_at or now
    current.called = current.called or contest.version + 1
    current.save(update_fields=["state", "started_at", "called"])
    lay_sheets(current)
    changed(
        contest, verbs.PERFORMANCE_REOPENED, by=by, now=now, object=current, detail={"reason": reason_given(reason)}
    )
    return current


@transaction.atomic
def set_contestant_status(
    *, contestant: Contestant, status: Status, reason: str, by: User, now: datetime, seen: str | None = None
) -> Contestant:
    """Withdrawn, not there, disqualified, out of competition, or competing after all.

    `seen` is the status the caller saw, None for whichever it is. Refused("already") where it is so, "stale" where it
    is another than was seen, and "wrong-state", "invalid", "reason-needed".
    """
    states = (ContestState.SETUP, ContestState.OPEN, *BEGUN)
    contest = locked_in(contestant.contest_id, *states)
    current = Contestant.objects.get(pk=contestant.pk)
    if status not in tuple(Status):
        raise Refused("invalid", errors={"status": ["invalid_choice"]})
    if current.status == status:
        raise Refused("already", status=current.status)
    refuse_stale(seen, current.status)
    detail = {"before": current.status, "status": str(status), "reason": reason_given(reason)}
    current.status = status
    current.save(update_fields=["status"])
    changed(contest, verbs.STATUS_SET, by=by, now=now, object=current, detail=detail)
    return current


@transaction.atomic
def close_contest(*, contest: Contest, by: User, now: datetime) -> Contest:
    """Nobody else performs; results can be published.

    Refused("already") where it is closed, and "wrong-state", "performances-open", "ballots-open".
    """
    current = locked(contest.pk)
    if current.state == ContestState.CLOSED:
        raise Refused("already", state=current.state)
    refuse_unless_in(current, ContestState.LIVE)
    on = [p.contestant.number for p in current.performances.filter(state__in=UNDER_WAY).select_related("contestant")]
    if on:
        raise Refused("performances-open", contestants=on)
    voting = BallotBox.objects.filter(performance__contest=current, is_open=True)
    if numbers := sorted(set(voting.values_list("performance__contestant__number", flat=True))):
        raise Refused("ballots-open", contestants=numbers)
    current.state = ContestState.CLOSED
    changed(current, verbs.CONTEST_CLOSED, by=by, now=now)
    return current


@transaction.atomic
def reopen_contest(*, contest: Contest, reason: str, by: User, now: datetime) -> Contest:
    """Performances go on after all. Published results are not touched: they are superseded.

    Refused("already") where they go on, and "wrong-state", "reason-needed".
    """
    current = locked(contest.pk)
    if current.state == ContestState.LIVE:
        raise Refused("already", state=current.state)
    refuse_unless_in(current, ContestState.CLOSED)
    current.state = ContestState.LIVE
    changed(current, verbs.CONTEST_REOPENED, by=by, now=now, detail={"reason": reason_given(reason)})
    return current


def lay_sheets(*performances: Performance) -> None:
    """A sheet for every seat that marks performances of one contest and has none yet. Four queries."""
    contest = performances[0].contest_id
    there = set(ScoreSheet.objects.filter(performance__in=performances).values_list("performance", "judge"))
    recusals = Recusal.objects.filter(judge__contest=contest).values_list("contestant", "judge")
    recused: dict[int, set[int]] = {}
    for contestant, judge in recusals:
        recused.setdefault(contestant, set()).add(judge)
    judges = list(Judge.objects.filter(contest=contest).select_related("panel"))
    due = [
        ScoreSheet(judge=judge, performance=performance)
        for performance in performances
        for judge in seats_asked(judges, performance, recused.get(performance.contestant_id, ()))
        if (performance.pk, judge.pk) not in there
    ]
    ScoreSheet.objects.bulk_create(due, batch_size=500)


def refuse_unless_still_in(contest: Contest, performance: Performance) -> None:
    """After a cut only those who went on perform, and only once it is known who they are."""
    who = performance.contestant
    earlier = Cut.objects.filter(round__contest=contest, round__position__lt=performance.round.position)
    if not who.competing or not earlier.exists():
        return
    for cut in earlier.select_related("round").order_by("round__position"):
        waiting = unfinished(contest, upto=cut.round, group=who.group)
        if waiting:
            raise Refused("round-unfinished", round=cut.round.key, contestants=waiting)
    fate = fate_of(contest, who.number)
    if fate.cut is not None:
        raise Refused("was-cut", contestant=who.number, round=fate.cut)
    if fate.undecided is not None:
        raise Refused("cut-undecided", contestant=who.number, round=fate.undecided)


def _fresh(performance: Performance) -> tuple[Contest, Performance]:
    """The contest, locked, and the performance as it is now; Refused("gone")."""
    contest = locked(performance.contest_id)
    current = Performance.objects.select_related("contestant", "round").filter(pk=performance.pk).first()
    if current is None:
        raise Refused("gone", object=str(performance))
    return contest, current


def _refuse_done(performance: Performance, *states: PerformanceState) -> None:
    """Refused("already") where a performance has come to one of some states."""
    if performance.state in states:
        raise Refused("already", state=performance.state)


def _refuse(refused: Refused | None) -> None:
    if refused is not None:
        raise refused
