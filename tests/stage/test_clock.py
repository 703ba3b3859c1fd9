"""The clocks of the stage: who may do what with them, and that no wall clock moves what they read."""

from datetime import timedelta

import pytest

from communities.models import Journal
from contests.models import PerformanceState
from scoring import actions as scoring
from stage import actions
from stage.models import ClockKind, LinkKind, Show, StageClock
from stage.queries.clock import clock_of
from stage.rules.clock import Moment, clock_seen, face_of_performance, face_of_show, reading_of, waiting_of
from tests.cast import Cast, a_user, an_open_contest, fresh, later, started
from tests.refusals import refused

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60_000, 3_600_000


@pytest.fixture
def cast():
    return Cast()


def moment(milliseconds, boot="first", wall=None):
    """So long after the machine, whose clocks agreed, was started at nine."""
    wall = milliseconds if wall is None else wall
    return Moment(milliseconds, boot, later(0) + timedelta(milliseconds=wall))


def told(by, minutes=20):
    return {"by": by, "now": later(minutes)}


def of(performance, **more):
    return {"contest": performance.contest, "kind": ClockKind.PERFORMANCE, "performance": performance, **more}


def on_stage(cast):
    return started(cast, an_open_contest(cast))


def timekeeper(cast, contest, kind=LinkKind.TIMEKEEPER):
    return actions.add_link(contest=contest, values={"kind": kind, "name": f"{kind}"}, **told(cast.li))


def test_a_clock_runs_while_the_wall_clock_jumps_and_goes_on_after_a_restart(cast):
    who = on_stage(cast)
    assert clock_of(who) is None  # calling does not start it
    clock = actions.start_clock(**of(who, at=moment(5 * MINUTE)), **told(cast.li))
    for jump in (0, 6 * HOUR, -6 * HOUR):
        at = moment(8 * MINUTE, wall=8 * MINUTE + jump)
        assert reading_of(fresh(clock), at) == 3 * MINUTE, jump
        assert face_of_performance(who, fresh(clock), at).zero == 5 * MINUTE
    with refused("already"):
        actions.start_clock(**of(who, at=moment(8 * MINUTE)), **told(cast.zhao))
    paused = actions.pause_clock(**of(who, at=moment(8 * MINUTE, wall=-HOUR)), **told(cast.li))
    assert (paused.passed, fresh(who).state) == (3 * MINUTE, PerformanceState.ON_STAGE)  # nothing is closed by it
    with refused("already"):
        actions.pause_clock(**of(who, at=moment(9 * MINUTE)), **told(cast.zhao))
    with refused("stale", seen=3 * MINUTE):
        actions.start_clock(**of(who, at=moment(9 * MINUTE)), seen=0, **told(cast.zhao))
    actions.start_clock(**of(who, at=moment(10 * MINUTE)), seen=3 * MINUTE, **told(cast.li))
    anew = moment(1000, boot="second", wall=12 * MINUTE)  # the machine went down, and the wall clock went on
    assert reading_of(fresh(clock), anew) == 5 * MINUTE
    assert face_of_performance(who, fresh(clock), anew).zero == 1000 - 5 * MINUTE
    assert reading_of(fresh(clock), moment(1000, boot="second", wall=-HOUR)) == 3 * MINUTE  # never less than it was


def test_how_long_somebody_waits_for_the_clock_is_steady_too_and_may_be_added(cast):
    who = on_stage(cast)
    called = (who.started_at - later(0)) // timedelta(milliseconds=1)
    assert waiting_of(who, None, moment(called + 23_000)) == 23_000
    actions.note_call(performance=who, at=moment(called), **told(cast.li))
    assert not clock_of(who).running
    for jump in (6 * HOUR, -6 * HOUR):
        at = moment(called + 23_000, wall=jump)
        assert waiting_of(who, clock_of(who), at) == 23_000
        assert face_of_performance(who, clock_of(who), at).waiting == called
    clock = actions.start_clock(**of(who, at=moment(called + 23_000)), with_wait=True, **told(cast.li))
    assert reading_of(clock, moment(called + 24_000)) == 24_000
    assert Journal.objects.get(verb="clock-started").detail == {"clock": "performance", "from": "0:23", "added": "0:23"}


def test_a_correction_moves_the_reading_and_nonsense_does_not(cast):
    who = on_stage(cast)
    clock = actions.start_clock(**of(who, at=moment(0)), **told(cast.li))
    put = {**of(who), "at": moment(MINUTE)}
    seen = clock_seen(clock)
    clock = actions.correct_clock(**put, shift=-10_000, seen=seen, **told(cast.li))
    assert (clock.running, reading_of(clock, moment(2 * MINUTE))) == (True, 110_000)
    with refused("stale"):
        actions.correct_clock(**put, shift=1000, seen=seen, **told(cast.zhao))
    for nonsense in (0, -MINUTE, 2 * HOUR):
        with refused("clock-nonsense"):
            actions.correct_clock(**put, shift=nonsense, **told(cast.li))
    assert fresh(clock).passed == 50_000
    detail = {"clock": "performance", "before": "1:00", "to": "0:50"}
    assert Journal.objects.get(verb="clock-corrected").detail == detail


def test_a_clock_of_a_start_that_was_taken_back_does_not_come_again(cast):
    who = on_stage(cast)
    actions.start_clock(**of(who, at=moment(0)), **told(cast.li))
    scoring.cancel_start(performance=who, reason="wrong name", **told(cast.li, 9))
    with refused("not-on-stage"):
        actions.start_clock(**of(who, at=moment(MINUTE)), **told(cast.li))
    scoring.start_performance(performance=who, **told(cast.li, 10))
    face = face_of_performance(fresh(who), clock_of(who), moment(11 * MINUTE))
    assert (face.begun, face.waiting) == (False, 10 * MINUTE)
    assert actions.start_clock(**of(fresh(who), at=moment(12 * MINUTE)), **told(cast.li)).passed == 0
    assert StageClock.objects.count() == 1


def test_the_timekeeper_acts_by_a_link_that_is_good_and_nobody_else_by_one(cast):
    who = on_stage(cast)
    link, emcee = timekeeper(cast, who.contest), timekeeper(cast, who.contest, LinkKind.EMCEE)
    version = Show.objects.get().version
    desk = fresh(who.contest).desk_version
    for other in (emcee, a_user("stranger")):
        with refused("role-ended"):
            actions.start_clock(**of(who, at=moment(0)), **told(other))
    actions.start_clock(**of(who, at=moment(0)), **told(link))
    line = Journal.objects.get(verb="clock-started")
    assert (line.who_label, line.who) == (str(link), None)
    assert (Show.objects.get().version, fresh(who.contest).desk_version) == (version + 1, desk + 1)
    actions.replace_link(link=link, **told(cast.li))
    with refused("role-ended"):
        actions.pause_clock(**of(who, at=moment(MINUTE)), **told(link))


def test_a_break_has_a_countdown_that_is_set_and_taken_away(cast):
    contest = an_open_contest(cast)
    given = {"contest": contest, "kind": ClockKind.BREAK, **told(cast.li)}
    with refused("no-clock"):
        actions.start_clock(at=moment(0), **given)
    for nonsense in (0, 100_000):
        with refused("clock-nonsense"):
            actions.set_clock(seconds=nonsense, at=moment(0), **given)
    clock = actions.set_clock(seconds=900, at=moment(0), **given)
    face = face_of_show(clock, moment(MINUTE))
    assert (face.limit, face.zero, face.passed) == (900, 0, MINUTE)
    assert actions.set_clock(seconds=600, at=moment(MINUTE), **given).pk == clock.pk
    actions.clear_clock(**given)
    with refused("already"):
        actions.clear_clock(**given)


def test_the_desk_may_decline_what_a_standing_clock_reads(cast):
    who = on_stage(cast)
    decline = {"performance": who, "reason": "started too early"}
    with refused("no-clock"):
        actions.decline_time(**decline, **told(cast.li))
    actions.start_clock(**of(who, at=moment(0)), **told(cast.li))
    with refused("clock-runs"):
        actions.decline_time(**decline, **told(cast.li))
    actions.pause_clock(**of(who, at=moment(MINUTE)), **told(cast.li))
    with refused("stale", seen=MINUTE):
        actions.decline_time(**decline, seen=1, **told(cast.li))
    with refused("reason-needed"):
        actions.decline_time(**{**decline, "reason": " "}, **told(cast.li))
    assert actions.decline_time(**decline, seen=MINUTE, **told(cast.li)).declined == "started too early"
    with refused("already"):
        actions.decline_time(**decline, **told(cast.zhao))
    assert actions.start_clock(**of(who, at=moment(MINUTE)), **told(cast.li)).declined == ""
