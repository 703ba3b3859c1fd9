"""The clocks of the stage: started, paused, corrected; set for a break or for preparation.

Nothing here calls anybody or closes anything, and no time is entered: that is the desk's, once the clock stands.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from communities.actions.rows import store
from communities.models import User
from communities.refused import Refused
from contests.actions.change import reason_given, refuse_stale, refuse_unless_in, refuse_without_role
from contests.clocks import clock_text
from contests.models import Contest, ContestState, Performance
from stage import verbs
from stage.models import ClockKind, LinkKind, Show, StageClock, StageLink
from stage.rules.clock import LONGEST, SECOND, Moment, clock_seen, is_of, reading_of, waiting_of

from .change import By, locked_show, show_changed
from .cueing import ONCE_OPEN

LONGEST_SHIFT = 3600 * SECOND


@transaction.atomic
def note_call(*, performance: Performance, at: Moment, by: User, now: datetime) -> None:  # noqa: ARG001 - as others
    """Somebody was called on stage just now: how long their clock waits is told by the steady clock from here on.

    The clock is not started. Refused("gone"), "role-ended", and "already" where it is noted.
    """
    show, current, clock = _of_performance(performance)
    refuse_without_role(show.contest, verbs.CLOCK_STARTED, by, current)
    if not current.is_on_stage or clock.called is not None:
        raise Refused("already")
    clock.called, clock.called_boot = at.steady, at.boot
    store(clock)


@transaction.atomic
def start_clock(
    *,
    contest: Contest,
    kind: ClockKind,
    performance: Performance | None = None,
    with_wait: bool = False,
    at: Moment,
    by: By,
    now: datetime,
    seen: int | None = None,
) -> StageClock:
    """Start a clock, or let it go on. It never starts by itself.

    `performance` is whose clock it is, None for break and preparation. `with_wait` adds the time since the call where
    the start was late. `seen` is what the standing clock read, in milliseconds.

    Refused("already") while it runs, "stale", "no-clock", "not-on-stage", "role-ended", "wrong-state", "gone".
    """
    show, current, clock = _locked(contest, kind, performance)
    _refuse_others(show, by)
    if clock.running:
        raise Refused("already")
    refuse_stale(seen, clock.passed)
    detail: dict[str, Any] = {}
    if current is not None:
        _refuse_off_stage(show, current)
        if with_wait and not clock.passed:
            clock.passed = min(LONGEST, waiting_of(current, clock, at))
            detail["added"] = _text(clock.passed)
    _run(clock, at)
    _kept(clock)
    detail |= {"clock": clock.kind, "from": _text(clock.passed)}
    show_changed(show, verbs.CLOCK_STARTED, by=by, now=now, object=clock.performance or "", detail=detail)
    return clock


@transaction.atomic
def pause_clock(
    *, contest: Contest, kind: ClockKind, performance: Performance | None = None, at: Moment, by: By, now: datetime
) -> StageClock:
    """Let a clock stand. Nobody leaves the stage by it and nothing is closed.

    Refused("already") while it stands, "no-clock", "role-ended", "gone".
    """
    show, _current, clock = _locked(contest, kind, performance)
    _refuse_others(show, by)
    if not clock.running:
        raise Refused("already")
    _stop(clock, reading_of(clock, at))
    _kept(clock)
    detail = {"clock": clock.kind, "at": _text(clock.passed)}
    show_changed(show, verbs.CLOCK_PAUSED, by=by, now=now, object=clock.performance or "", detail=detail)
    return clock


@transaction.atomic
def correct_clock(
    *,
    contest: Contest,
    kind: ClockKind,
    performance: Performance | None = None,
    shift: int,
    at: Moment,
    by: By,
    now: datetime,
    seen: str | None = None,
) -> StageClock:
    """Put a clock forward or, with a `shift` below 0, back; in milliseconds. It runs on where it runs.

    `seen` is how the caller saw it (`clock_seen`). Refused("clock-nonsense") for nothing, more than an hour at once, or
    a reading below nothing; "stale", "no-clock", "not-on-stage", "role-ended", "wrong-state", "gone".
    """
    show, current, clock = _locked(contest, kind, performance)
    _refuse_others(show, by)
    if current is not None:
        _refuse_off_stage(show, current)
    before = reading_of(clock, at)
    if not shift or abs(shift) > LONGEST_SHIFT or not 0 <= before + shift <= LONGEST:
        raise Refused("clock-nonsense", reading=before // SECOND)
    refuse_stale(seen, clock_seen(clock))
    running = clock.running
    _stop(clock, before + shift)
    if running:
        _run(clock, at)
    detail = {"clock": clock.kind, "before": _text(before), "to": _text(before + shift)}
    _kept(clock)
    show_changed(show, verbs.CLOCK_CORRECTED, by=by, now=now, object=clock.performance or "", detail=detail)
    return clock


@transaction.atomic
def set_clock(*, contest: Contest, kind: ClockKind, seconds: int, at: Moment, by: By, now: datetime) -> StageClock:
    """Let a break or preparation of some `seconds` begin: a clock that counts down.

    Refused("clock-nonsense") for no length or more than a day, and "wrong-state", "role-ended", "gone".
    """
    show = locked_show(contest)
    _refuse_others(show, by)
    refuse_unless_in(show.contest, *ONCE_OPEN)
    if kind == ClockKind.PERFORMANCE or not 0 < seconds * SECOND <= LONGEST:
        raise Refused("clock-nonsense", reading=0)
    clock = _find(show, kind, None) or StageClock(show=show, kind=kind)
    clock.limit = seconds
    _stop(clock, 0)
    _run(clock, at)
    _kept(clock)
    detail = {"clock": clock.kind, "length": clock_text(seconds)}
    show_changed(show, verbs.CLOCK_SET, by=by, now=now, object=clock.performance or "", detail=detail)
    return clock


@transaction.atomic
def clear_clock(*, contest: Contest, kind: ClockKind, by: By, now: datetime) -> None:
    """Take the clock of a break or of preparation away.

    Refused("already") where there is none, "role-ended", "gone".
    """
    show = locked_show(contest)
    _refuse_others(show, by)
    clock = _find(show, kind, None)
    if clock is None:
        raise Refused("already")
    clock.delete()
    show_changed(show, verbs.CLOCK_CLEARED, by=by, now=now, detail={"clock": str(kind)})


@transaction.atomic
def decline_time(
    *, performance: Performance, reason: str, by: User, now: datetime, seen: int | None = None
) -> StageClock:
    """The desk does not take what a standing clock reads as the time, for a reason; it types the time, or none.

    `seen` is what the clock read, in milliseconds. Refused("already") where it is declined, "clock-runs", "no-clock",
    "stale", "reason-needed", "reason-too-long", "role-ended", "gone".
    """
    show, _current, clock = _of_performance(performance)
    if not (clock.passed or clock.running):
        raise Refused("no-clock")
    if clock.running:
        raise Refused("clock-runs")
    refuse_stale(seen, clock.passed)
    if clock.declined:
        raise Refused("already")
    why = reason_given(reason)
    clock.declined = why
    store(clock)
    detail = {"at": _text(clock.passed), "reason": why}
    show_changed(show, verbs.TIME_DECLINED, by=by, now=now, object=clock.performance, detail=detail)
    return clock


def _locked(
    contest: Contest, kind: ClockKind, performance: Performance | None
) -> tuple[Show, Performance | None, StageClock]:
    """A clock as it is now, with its contest locked. Refused("gone") and "no-clock"."""
    if kind == ClockKind.PERFORMANCE:
        if performance is None or performance.contest_id != contest.pk:
            raise Refused("gone", object="")
        return _of_performance(performance)
    show = locked_show(contest)
    clock = _find(show, kind, None)
    if clock is None:
        raise Refused("no-clock")
    return show, None, clock


def _of_performance(performance: Performance) -> tuple[Show, Performance, StageClock]:
    """The clock of a performance, new where there is none for the start that holds."""
    show = locked_show(performance.contest)
    rows = show.contest.performances.select_related("contestant", "round")
    current = rows.filter(pk=performance.pk, round__external=False).first()
    if current is None:
        raise Refused("gone", object=str(performance))
    clock = _find(show, ClockKind.PERFORMANCE, current)
    clock = clock or StageClock(show=show, kind=ClockKind.PERFORMANCE, of_start=current.started_at)
    if not is_of(clock, current):
        _stop(clock, 0)
        clock.of_start, clock.called, clock.called_boot, clock.declined = current.started_at, None, "", ""
    clock.performance, clock.limit = current, (current.round.clock or {}).get("limit")
    return show, current, clock


def _find(show: Show, kind: ClockKind, performance: Performance | None) -> StageClock | None:
    return StageClock.objects.filter(show=show, kind=kind, performance=performance).first()


def _refuse_others(show: Show, by: By) -> None:
    """Of those who hold a link, only a timekeeper of this show whose link is good still. Refused("role-ended")."""
    if isinstance(by, StageLink):
        good = show.links.filter(pk=by.pk, number=by.number, kind=LinkKind.TIMEKEEPER)
        if not good.exists():
            raise Refused("role-ended")


def _refuse_off_stage(show: Show, performance: Performance) -> None:
    refuse_unless_in(show.contest, ContestState.LIVE)
    if not performance.is_on_stage:
        raise Refused("not-on-stage", contestant=performance.contestant.number)


def _run(clock: StageClock, at: Moment) -> None:
    clock.began, clock.began_at, clock.boot = at.steady, at.wall, at.boot


def _stop(clock: StageClock, passed: int) -> None:
    clock.passed, clock.began, clock.began_at, clock.boot = passed, None, None, ""


def _kept(clock: StageClock) -> None:
    """What was declined has changed since, and is proposed anew."""
    clock.declined = ""
    store(clock)


def _text(passed: int) -> str:
    return clock_text(passed // SECOND)
