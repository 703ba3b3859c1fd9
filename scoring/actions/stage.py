"""Running a contest: opened, performance by performance, closed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, in_setup, locked_in, reason_given
from contests.models import Contest, Contestant, ContestState, Performance, PerformanceState, Status
from contests.queries import set_up
from contests.rules.opening import Lack, lacks
from scoring.models import ScoreSheet
from scoring.queries import outstanding, seats_for
from scoring.results import problems_of, seal_of

ON = (PerformanceState.ON_STAGE, PerformanceState.MARKING)
AFTER = (ContestState.LIVE, ContestState.CLOSED, ContestState.PUBLISHED)


def before_opening(*, contest: Contest) -> list[Lack]:
    """What is missing before a contest can be opened, and why it could not be computed."""
    found = lacks(set_up(contest.pk), cards=contest.judges.exclude(secret_hash="").count())
    if any(lack.blocking for lack in found):
        return found
    return [Lack("cannot-be-computed", {"problem": line}) for line in problems_of(contest)] + found


@transaction.atomic
def open_contest(*, contest: Contest, by: User, now: datetime) -> Contest:
    """Seal rules, rubric and order, and keep their fingerprint."""
    held = in_setup(contest.pk)
    blocking = [lack for lack in before_opening(contest=held) if lack.blocking]
    if blocking:
        raise Refused("not-ready", lacks=blocking)
    held.fingerprint = seal_of(held)
    held.state, held.sealed_at = ContestState.OPEN, now
    changed(held, "contest-opened", by=by, now=now, detail={"fingerprint": held.fingerprint})
    return held


@transaction.atomic
def start_performance(*, performance: Performance, by: User, now: datetime) -> Performance:
    """Call a contestant on stage and lay out the sheets. Of two desks at once, one is told who is on."""
    contest = locked_in(performance.contest_id, ContestState.OPEN, ContestState.LIVE)
    held = _fresh(performance)
    if held.round.sealed:
        raise Refused("sealed-round", round=held.round.key)
    if held.contestant.status not in (Status.COMPETING, Status.GUEST):
        raise Refused("not-competing", contestant=held.contestant.key, status=held.contestant.status)
    if held.state != PerformanceState.WAITING:
        raise Refused("not-waiting", contestant=held.contestant.key, state=held.state)
    on_stage = contest.performances.filter(state=PerformanceState.ON_STAGE, room=held.room).first()
    if on_stage is not None:
        raise Refused("stage-taken", contestant=on_stage.contestant.key)
    held.state, held.started_at = PerformanceState.ON_STAGE, now
    held.save(update_fields=["state", "started_at"])
    ScoreSheet.objects.bulk_create(ScoreSheet(judge=judge, performance=held) for judge in seats_for(held))
    contest.state = ContestState.LIVE
    changed(contest, "performance-started", by=by, now=now, object=held)
    return held


@transaction.atomic
def record_clock(*, performance: Performance, seconds: int, by: User, now: datetime) -> Performance:
    """Keep how long a contestant spoke; whoever was on stage leaves it, and marking goes on."""
    contest = locked_in(performance.contest_id, *AFTER)
    held = _fresh(performance)
    if held.state == PerformanceState.WAITING:
        raise Refused("not-started", contestant=held.contestant.key)
    if not 0 <= seconds < 100_000:
        raise Refused("bad-clock", seconds=seconds)
    before, held.seconds = held.seconds, seconds
    if held.state == PerformanceState.ON_STAGE:
        held.state = PerformanceState.MARKING
    held.save(update_fields=["state", "seconds"])
    changed(contest, "clock-recorded", by=by, now=now, object=held, detail={"seconds": seconds, "before": before})
    return held


@transaction.atomic
def close_performance(*, performance: Performance, by: User, now: datetime, reason: str = "") -> Performance:
    """No more marks; while a sheet is outstanding only with a reason."""
    contest = locked_in(performance.contest_id, ContestState.LIVE)
    held = _fresh(performance)
    if held.state not in ON:
        raise Refused("not-open", contestant=held.contestant.key, state=held.state)
    absent = [sheet.judge.key for sheet in outstanding(held)]
    if absent and not reason.strip():
        raise Refused("sheets-outstanding", judges=absent)
    held.state = PerformanceState.CLOSED
    held.save(update_fields=["state"])
    detail = {"reason": reason_given(reason), "outstanding": absent} if absent else {}
    changed(contest, "performance-closed", by=by, now=now, object=held, detail=detail)
    return held


@transaction.atomic
def set_contestant_status(
    *, contestant: Contestant, status: Status, reason: str, by: User, now: datetime
) -> Contestant:
    """Withdrawn, not there, disqualified, out of competition, or competing after all."""
    states = (ContestState.SETUP, ContestState.OPEN, *AFTER)
    contest = locked_in(contestant.contest_id, *states)
    held = Contestant.objects.get(pk=contestant.pk)
    detail = {"before": held.status, "status": str(status), "reason": reason_given(reason)}
    held.status = status
    held.save(update_fields=["status"])
    changed(contest, "status-set", by=by, now=now, object=held, detail=detail)
    return held


@transaction.atomic
def close_contest(*, contest: Contest, by: User, now: datetime) -> Contest:
    """Nobody else performs; results can be published."""
    held = locked_in(contest.pk, ContestState.LIVE)
    on = [p.contestant.key for p in held.performances.filter(state__in=ON).select_related("contestant")]
    if on:
        raise Refused("performances-open", contestants=on)
    held.state = ContestState.CLOSED
    changed(held, "contest-closed", by=by, now=now)
    return held


def _fresh(performance: Performance) -> Performance:
    """The performance as it is now, after the contest was locked."""
    return Performance.objects.select_related("contestant", "round").get(pk=performance.pk)
