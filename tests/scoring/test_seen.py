"""Whoever asks twice, or late, changes nothing: with what a caller has seen, every action is safe for any caller."""

from decimal import Decimal

import pytest

from communities.models import Journal
from contests import actions as contests
from contests.models import Contest, DecisionKind, Judge, Performance, Recusal, Status
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import Adjustment, Certificate, ScoreSheet
from scoring.queries import in_force
from scoring.results import forget
from scoring.rules import paper_waiting
from tests.browsers import client_of
from tests.cast import (
    a_closed_contest,
    a_draft,
    a_kept_sheet,
    a_published_contest,
    all_organise,
    an_open_contest,
    an_open_tour,
    draw_order,
    first_performance,
    later,
    marks_for,
    performed,
    sheet_of,
    started,
    submit,
)
from tests.desk import parts
from tests.refusals import refused
from tests.scoring.test_concurrency import at_once
from tests.scoring.test_moving_up import succeed, withdraw_succession

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(cast):
    """Both at the desk organise as well: what is asked here is who comes second, not who may."""
    return all_organise(cast)


def told(cast, minutes=20):
    return {"by": cast.li, "now": later(minutes)}


# ---- Twice: one call for each action, as a double click or an outbox sends it ---------------------------------------


def start(cast):
    contest = an_open_contest(cast, contestants=1)
    return lambda: actions.start_performance(performance=first_performance(contest), **told(cast))


def time(cast):
    performance = started(cast, an_open_contest(cast, contestants=1))
    return lambda: actions.record_clock(performance=performance, seconds=470, **told(cast))


def close(cast):
    performance = started(cast, an_open_contest(cast, contestants=1))
    return lambda: actions.close_performance(performance=performance, reason="fire alarm", **told(cast))


def open_all(cast):
    visit = an_open_contest(cast, contestants=2, preset="tour").rounds.get(at_once=True)
    return lambda: actions.open_round(round=visit, **told(cast))


def close_all(cast):
    visit = an_open_tour(cast, contestants=2).rounds.get(at_once=True)
    return lambda: actions.close_round(round=visit, reason="the bus left", seen=10, **told(cast))


def cancel(cast):
    performance = started(cast, an_open_contest(cast, contestants=1))
    seen = performance.started_at
    return lambda: actions.cancel_start(performance=performance, reason="wrong name", seen=seen, **told(cast))


def reopen(cast):
    contest = an_open_contest(cast, contestants=1)
    performance = performed(cast, contest, first_performance(contest))
    return lambda: actions.reopen_performance(performance=performance, reason="too early", **told(cast))


def open_(cast):
    contest = a_draft(cast, contestants=1)
    draw_order(contest=contest, called="dice", by=cast.wang, now=later(0))
    return lambda: actions.open_contest(contest=contest, **told(cast))


def finish(cast):
    contest = an_open_contest(cast, contestants=1)
    performed(cast, contest, first_performance(contest))
    return lambda: actions.close_contest(contest=contest, **told(cast))


def resume(cast):
    contest = a_closed_contest(cast, contestants=1)
    return lambda: actions.reopen_contest(contest=contest, reason="one forgotten", **told(cast))


def status(cast):
    who = an_open_contest(cast, contestants=1).contestants.get()
    given = {"status": Status.WITHDRAWN, "reason": "ill", "seen": Status.COMPETING}
    return lambda: actions.set_contestant_status(contestant=who, **given, **told(cast))


def reopen_sheet(cast):
    sheet = sheet_of(started(cast, an_open_contest(cast, contestants=1)))
    seen = submit(sheet).pk
    return lambda: actions.reopen_sheet(sheet=sheet, reason="a slip", seen=seen, **told(cast))


def excuse(cast):
    sheet = sheet_of(started(cast, an_open_contest(cast, contestants=1)))
    return lambda: actions.excuse_sheet(sheet=sheet, reason="ill", seen=0, **told(cast))


def confirm(cast):
    sheet = sheet_of(started(cast, an_open_contest(cast, contestants=1)))
    entered = actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="p", by=cast.zhao, now=later(6))
    return lambda: actions.confirm_paper_sheet(submission=entered, **told(cast))


def claim(cast):
    kept = a_kept_sheet(cast)
    return lambda: actions.claim_kept_sheet(kept=kept, reason="confirmed in time", **told(cast))


def set_aside(cast):
    kept = a_kept_sheet(cast)
    return lambda: actions.set_aside_kept_sheet(kept=kept, reason="a trial", **told(cast))


def points(cast):
    who = a_closed_contest(cast, contestants=1).contestants.get()
    off = {"points": Decimal("-0.5"), "reason": "overtime", "seen": 0}
    return lambda: actions.adjust(contestant=who, **off, **told(cast))


def void(cast):
    points(cast)()
    return lambda: actions.void_adjustment(adjustment=Adjustment.objects.get(), reason="the other", **told(cast))


def leave(cast):
    performance = started(cast, an_open_contest(cast, contestants=1))
    judge = sheet_of(performance).judge
    return lambda: actions.void_judge(judge=judge, reason="ill", seen=0, **told(cast))


def leave_marks(cast):
    performance = started(cast, an_open_contest(cast, contestants=1))
    judge = sheet_of(performance).judge
    return lambda: actions.excuse_judge(judge=judge, reason="ill", seen=0, **told(cast))


def recuse_marked(cast):
    performance = started(cast, an_open_contest(cast, contestants=1))
    pair = {"judge": sheet_of(performance).judge, "contestant": performance.contestant}
    return lambda: actions.recuse_after_opening(**pair, reason="cousins", **told(cast))


def withdraw_recusal_marked(cast):
    recuse_marked(cast)()
    recusal = Recusal.objects.get()
    return lambda: actions.withdraw_recusal_after_opening(recusal=recusal, reason="no relation", **told(cast))


def recuse(cast):
    contest = a_draft(cast, contestants=1)
    pair = {"judge": contest.judges.first(), "contestant": contest.contestants.get()}
    return lambda: contests.recuse(**pair, reason="cousins", **told(cast))


def withdraw_recusal(cast):
    recuse(cast)()
    pk = Recusal.objects.get().pk
    current = [Recusal.objects.get(pk=pk) for _ in range(8)]
    return lambda: contests.withdraw_recusal(recusal=current.pop(), **told(cast))


def equals(cast):
    contest = an_open_contest(cast, contestants=2)
    for performance in contest.performances.order_by("round__position", "order"):
        started(cast, contest, performance)
        for sheet in ScoreSheet.objects.filter(performance=performance).select_related("judge"):
            submit(sheet)
        actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="the watch stopped")
    return contest


def decide(cast):
    contest = equals(cast)
    given = {"kind": DecisionKind.CHAIR, "order": ["02", "01"], "decided_by": "the chair"}
    return lambda: actions.record_decision(contest=contest, **given, **told(cast))


def withdraw_decision(cast):
    decide(cast)()
    decision = Contest.objects.get().decisions.get()
    return lambda: actions.withdraw_decision(decision=decision, reason="repeated", **told(cast))


def publish(cast):
    contest = a_closed_contest(cast, contestants=1)
    return lambda: actions.publish_results(contest=contest, seen=contest.version, **told(cast, 70))


def publish_anew(cast):
    contest = a_published_contest(cast, contestants=1)
    who = contest.contestants.get()
    actions.adjust(contestant=who, points=Decimal(-1), reason="late", **told(cast, 71))
    seen = Contest.objects.get().version
    return lambda: actions.supersede(contest=contest, reason="a fault", seen=seen, **told(cast, 72))


def revoke(cast):
    contest = a_published_contest(cast, contestants=1)
    actions.issue_certificates(contest=contest, prefix="TX", **told(cast, 71))
    certificate = Certificate.objects.first()
    current = [Certificate.objects.get(pk=certificate.pk) for _ in range(8)]
    return lambda: actions.revoke_certificate(certificate=current.pop(), reason="misprint", **told(cast, 72))


def name(cast):
    contest = an_open_contest(cast, contestants=2, by_name=["Favourite"])
    award = contest.awards.get(name="Favourite")
    given = {"numbers": ["02"], "reason": "votes", "seen": []}
    return lambda: contests.name_winners(award=award, **given, **told(cast))


def ask_for_help(cast):
    judge = an_open_contest(cast, contestants=1).judges.first()
    return lambda: contests.ask_for_help(by=judge, now=later(20))


def settle_help(cast):
    ask_for_help(cast)()
    judge = Judge.objects.get(help_asked_at=later(20))
    return lambda: contests.settle_help(judge=judge, seen=later(20), **told(cast, 21))


ONCE = [
    start, time, close, open_all, close_all, cancel, reopen, open_, finish, resume, status, reopen_sheet, excuse,
    confirm, points, void, leave, recuse_marked, withdraw_recusal_marked, recuse, withdraw_recusal, decide,
    withdraw_decision, publish, publish_anew, revoke, name, leave_marks, claim, set_aside, ask_for_help, settle_help,
    succeed, withdraw_succession,
]  # fmt: skip


@pytest.mark.sqlite_suffices  # the next one asks both databases, of two at once
@pytest.mark.parametrize("action", ONCE)
def test_what_is_asked_twice_is_done_once_and_a_desk_that_follows_sees_it(cast, action):
    act = action(cast)
    contest, desk = Contest.objects.get(), client_of(cast.li)
    parts(desk, contest)  # as it was before, and all that this process keeps of it
    act()
    seen = parts(desk, contest)
    forget()
    assert parts(desk, contest) == seen
    with refused("already"):
        act()


@pytest.mark.parametrize("action", ONCE)
def test_of_two_at_once_one_does_it_and_the_other_is_told(cast, action):
    act = action(cast)
    written = Journal.objects.exclude(verb="clock-set-back")  # what each case begins with has a time of its own
    lines, versions = written.count(), sum(Contest.objects.values_list("version", "desk_version").get())
    both = at_once(act, act)
    assert both.count("already") == 1
    assert not [code for code in both if isinstance(code, str) and code != "already"]
    assert written.count() == lines + 1
    assert sum(Contest.objects.values_list("version", "desk_version").get()) == versions + 1


# ---- Late: something else was done since the caller looked ----------------------------------------------------------


def test_nobody_overwrites_a_time_without_having_seen_it(cast):
    performance = started(cast, an_open_contest(cast, contestants=1))
    actions.record_clock(performance=performance, seconds=491, **told(cast))
    with refused("stale", seen=491):
        actions.record_clock(performance=performance, seconds=481, **told(cast))
    assert actions.record_clock(performance=performance, seconds=481, seen=491, **told(cast)).seconds == 481


def test_a_start_made_anew_is_not_taken_back_by_who_saw_the_first(cast):
    performance = started(cast, an_open_contest(cast, contestants=1))
    seen = performance.started_at
    actions.cancel_start(performance=performance, reason="wrong name", seen=seen, **told(cast, 2))
    actions.start_performance(performance=performance, **told(cast, 3))
    with refused("stale", seen=later(3)):
        actions.cancel_start(performance=performance, reason="wrong name", seen=seen, **told(cast, 4))
    assert Performance.objects.get(pk=performance.pk).state == "on-stage"


def test_a_state_that_was_set_meanwhile_stays(cast):
    who = an_open_contest(cast, contestants=1).contestants.get()
    seen = Status.COMPETING
    actions.set_contestant_status(contestant=who, status=Status.NO_SHOW, reason="absent", seen=seen, **told(cast))
    given = {"contestant": who, "status": Status.WITHDRAWN, "reason": "rang", "seen": seen}
    with refused("stale", seen=Status.NO_SHOW):
        actions.set_contestant_status(**given, **told(cast))
    given["seen"] = Status.NO_SHOW
    assert actions.set_contestant_status(**given, **told(cast)).status == Status.WITHDRAWN


def test_a_corrected_sheet_is_not_opened_again_by_who_saw_the_first(cast):
    sheet = sheet_of(started(cast, an_open_contest(cast, contestants=1)))
    first = submit(sheet)
    actions.reopen_sheet(sheet=sheet, reason="a slip", seen=first.pk, **told(cast))
    second = submit(sheet, share="0.8", key="k2", minutes=21)
    with refused("stale", seen=second.pk):
        actions.reopen_sheet(sheet=sheet, reason="a slip", seen=first.pk, **told(cast, 22))


def test_a_paper_sheet_that_another_desk_entered_is_told_first(cast):
    sheet = sheet_of(started(cast, an_open_contest(cast, contestants=1)))
    eight, seven = marks_for(sheet, "0.8"), marks_for(sheet, "0.7")
    first = actions.enter_paper_sheet(sheet=sheet, marks=eight, key="a", **told(cast))
    mine = {"sheet": sheet, "marks": seven, "key": "b", "by": cast.zhao, "now": later(21)}
    with refused("stale", seen=first.pk, marks=eight, by="Li"):
        actions.enter_paper_sheet(**mine)
    assert paper_waiting(sheet.submissions.all()) == first
    second = actions.enter_paper_sheet(**mine, seen=first.pk)
    assert (second, marks_of(second)) == (actions.enter_paper_sheet(**mine), seven)
    submit(sheet, minutes=22)
    actions.reopen_sheet(sheet=sheet, reason="a slip", **told(cast, 23))
    with refused("stale", seen=None):
        actions.enter_paper_sheet(**{**mine, "key": "c"}, seen=second.pk)


def test_of_two_desks_that_enter_one_paper_sheet_at_once_one_is_told(cast):
    sheet = sheet_of(started(cast, an_open_contest(cast, contestants=1)))
    marks = marks_for(sheet)
    both = at_once(
        *[
            lambda key=key: actions.enter_paper_sheet(sheet=sheet, marks=marks, key=key, **told(cast))
            for key in ("a", "b")
        ]
    )
    assert both.count("stale") == 1
    assert sheet.submissions.count() == 1


def test_points_that_another_desk_entered_are_told_first(cast):
    who = a_closed_contest(cast, contestants=1).contestants.get()
    off = {"contestant": who, "points": Decimal("-0.5"), "reason": "overtime"}
    actions.adjust(**off, seen=0, **told(cast))
    with refused("stale", seen=1, points="-0.5", reason="overtime", by="Li"):
        actions.adjust(**off, seen=0, by=cast.zhao, now=later(21))
    with refused("stale", seen=1):
        actions.adjust(**{**off, "points": Decimal(-1)}, seen=0, **told(cast, 21))
    actions.adjust(**off, seen=1, by=cast.zhao, now=later(22))
    actions.adjust(**off, by=cast.zhao, now=later(23), key="clock")
    assert who.adjustments.count() == 3


def test_who_took_a_seat_meanwhile_does_not_lose_the_marks_of_it(cast):
    performance = started(cast, an_open_contest(cast, contestants=1))
    judge = sheet_of(performance).judge
    taken = {"judge": judge, "post": "", "reason": "ill"}
    contests.replace_judge(**taken, name="Zhou", key="a", seen=0, **told(cast))
    with refused("stale", seen=1, judge="Zhou"):
        actions.void_judge(judge=judge, reason="ill", seen=0, **told(cast))
    with refused("stale", seen=1, judge="Zhou"):
        contests.replace_judge(**taken, name="Wu", key="b", seen=0, **told(cast))
    assert Judge.objects.get(pk=judge.pk).left_at is None


def test_results_are_published_as_they_were_looked_at(cast):
    contest = a_closed_contest(cast, contestants=1)
    seen = contest.version
    actions.adjust(contestant=contest.contestants.get(), points=Decimal(-1), reason="late", **told(cast, 61))
    with refused("stale", seen=seen + 1):
        actions.publish_results(contest=contest, seen=seen, **told(cast, 70))
    actions.publish_results(contest=contest, seen=seen + 1, **told(cast, 70))
    with refused("stale", seen=seen + 2):
        actions.supersede(contest=contest, reason="a fault", seen=seen, **told(cast, 71))
    assert in_force(contest).number == 1


def test_winners_that_somebody_else_named_are_told_first(cast):
    contest = an_open_contest(cast, contestants=3, by_name=["Favourite"])
    given = {"award": contest.awards.get(name="Favourite"), "reason": "votes"}
    contests.name_winners(**given, numbers=["03"], seen=[], **told(cast))
    with refused("stale", named=["03"]):
        contests.name_winners(**given, numbers=["02"], seen=[], **told(cast, 21))
    assert contests.name_winners(**given, numbers=["02"], seen=["03"], **told(cast, 22)).named == ["02"]
