"""Mistakes at the desk are undone with a reason, and nothing that was sent is lost."""

from decimal import Decimal

import pytest

from communities.models import Journal
from contests import actions as contests
from contests.models import Contest, Performance, Recusal, Status
from scoring import actions
from scoring.models import ScoreSheet, Submission
from scoring.queries import unconfirmed
from scoring.results import results_of, tabulated
from tests.cast import (
    NOW,
    a_closed_contest,
    a_draft,
    a_published_contest,
    all_organise,
    all_submit,
    counting,
    first_performance,
    later,
    marks_for,
    outstanding,
    performed,
    sheet_of,
    sheets_of,
    started,
    submit,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cast):
    """Who undoes a recusal is an organiser."""
    return all_organise(cast)


def desk(cast, minutes=20):
    return {"by": cast.li, "now": later(minutes)}


# ---- Called by mistake ----------------------------------------------------------------------------------------------


def test_a_start_by_mistake_is_taken_back(cast, contest):
    performance = started(cast, contest)
    actions.record_clock(performance=performance, seconds=5, by=cast.li, now=later(2))
    current = actions.cancel_start(performance=performance, reason="wrong person", **desk(cast))
    assert (current.state, current.started_at, current.seconds) == ("waiting", None, None)
    assert ScoreSheet.objects.count() == 0
    line = Journal.objects.latest("pk")
    assert (line.verb, line.detail) == (
        "start-cancelled",
        {"reason": "wrong person", "started_at": later(1).isoformat()},
    )
    with refused("already", state="waiting"):
        actions.cancel_start(performance=performance, reason="again", **desk(cast))
    again = started(cast, contest, performance)
    assert len(outstanding(again)) == 5


def test_a_start_stays_once_marks_came_in(cast, contest):
    performance = started(cast, contest)
    submit(sheet_of(performance, "J3"))
    actions.enter_paper_sheet(
        sheet=sheet_of(performance, "J1"), marks=marks_for(sheet_of(performance)), key="p", by=cast.li, now=later(3)
    )
    with refused("marks-came-in", contestant=performance.contestant.number, judges=["J1", "J3"]):
        actions.cancel_start(performance=performance, reason="wrong person", **desk(cast))
    with refused("marks-came-in"):
        actions.cancel_start(performance=performance, reason="", **desk(cast))


def test_taking_a_start_back_needs_a_reason(cast, contest):
    performance = started(cast, contest)
    with refused("reason-needed"):
        actions.cancel_start(performance=performance, reason=" ", **desk(cast))
    assert ScoreSheet.objects.count() == 5


def test_a_tablet_whose_sheet_is_gone_is_told(cast, contest):
    performance = started(cast, contest)
    sheet = sheet_of(performance)
    marks = marks_for(sheet)
    actions.cancel_start(performance=performance, reason="wrong person", **desk(cast))
    with refused("not-open", contestant=performance.contestant.number, state="waiting"):
        submit(sheet, marks=marks)


def test_a_judge_who_left_stays_excused_through_a_second_start(cast, contest):
    performance = started(cast, contest)
    actions.void_judge(judge=contest.judges.get(key="J1"), reason="ill", by=cast.li, now=later(2))
    actions.cancel_start(performance=performance, reason="wrong person", **desk(cast))
    started(cast, contest, performance)
    assert {sheet.judge.key for sheet in outstanding(performance)} == {"J2", "J3", "J4", "J5"}
    assert not [m for m in tabulated(contest).missing if m.judge == "J1"]


# ---- Closed too early -----------------------------------------------------------------------------------------------


def test_a_performance_closed_too_early_is_marked_on(cast, contest):
    performance = started(cast, contest)
    submit(sheet_of(performance, "J1"))
    actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="pressed too early")
    with refused("not-open", state="closed"):
        submit(sheet_of(performance, "J2"))
    current = actions.reopen_performance(performance=performance, reason="pressed too early", **desk(cast))
    assert (current.state, current.started_at) == ("marking", later(1))
    assert submit(sheet_of(performance, "J2")).counts
    with refused("already-submitted"):
        submit(sheet_of(performance, "J1"), key="k2")
    assert {sheet.judge.key for sheet in outstanding(performance)} == {"J3", "J4", "J5"}
    with refused("already", state="marking"):
        actions.reopen_performance(performance=performance, reason="again", **desk(cast))


def test_marking_on_needs_a_reason(cast, contest):
    performance = performed(cast, contest, first_performance(contest))
    with refused("reason-needed"):
        actions.reopen_performance(performance=performance, reason="", **desk(cast))
    assert Performance.objects.get(pk=performance.pk).state == "closed"


def test_a_contest_closed_too_early_goes_on(cast):
    contest = a_closed_contest(cast, contestants=1)
    with refused("wrong-state", state="closed", expected=["live"]):
        actions.reopen_performance(performance=contest.performances.first(), reason="x", **desk(cast))
    with refused("reason-needed"):
        actions.reopen_contest(contest=contest, reason="", **desk(cast))
    assert actions.reopen_contest(contest=contest, reason="one forgotten", **desk(cast)).state == "live"
    assert Journal.objects.latest("pk").detail == {"reason": "one forgotten"}
    performance = contest.performances.filter(round__external=False).first()
    assert actions.reopen_performance(performance=performance, reason="x", **desk(cast)).state == "marking"
    with refused("already", state="live"):
        actions.reopen_contest(contest=contest, reason="again", **desk(cast))


def test_a_published_contest_is_superseded_and_not_reopened(cast):
    contest = a_published_contest(cast, contestants=1)
    with refused("wrong-state", state="published", expected=["closed"]):
        actions.reopen_contest(contest=contest, reason="x", **desk(cast))


# ---- Recusals after opening -----------------------------------------------------------------------------------------


def recuse(cast, contest, judge="J2", number=None, reason="cousins", minutes=20):
    person = contest.contestants.get(number=number) if number else first_performance(contest).contestant
    seat = contest.judges.get(key=judge)
    return actions.recuse_after_opening(judge=seat, contestant=person, reason=reason, **desk(cast, minutes))


def test_marks_of_a_judge_recused_afterwards_no_longer_count(cast, contest):
    performance = started(cast, contest)
    all_submit(performance)
    recuse(cast, contest)
    with refused("already", reason="cousins"):
        recuse(cast, contest, reason="twice")
    assert counting(sheet_of(performance, "J2")) is None
    assert Submission.objects.count() == 5
    result = tabulated(contest)
    who = performance.contestant.number
    assert not [m for m in result.missing if (m.contestant, m.round) == (who, "speech")]
    assert Journal.objects.latest("pk").detail == {"reason": "cousins", "retired": 1}
    with refused("recused", judge="J2", contestant=who):
        actions.reopen_sheet(sheet=sheet_of(performance, "J2"), reason="x", **desk(cast))


def test_a_recusal_before_the_performance_lays_no_sheet(cast, contest):
    recuse(cast, contest)
    performance = started(cast, contest)
    assert {sheet.judge.key for sheet in outstanding(performance)} == {"J1", "J3", "J4", "J5"}


def test_a_recusal_withdrawn_lays_the_sheet(cast, contest):
    recusal = recuse(cast, contest)
    performance = started(cast, contest)
    actions.withdraw_recusal_after_opening(recusal=recusal, reason="no relation at all", **desk(cast))
    with refused("already"):
        actions.withdraw_recusal_after_opening(recusal=recusal, reason="no relation at all", **desk(cast))
    assert Recusal.objects.count() == 0
    assert Journal.objects.filter(verb="recusal-withdrawn").count() == 1
    assert Journal.objects.latest("pk").detail == {"reason": "no relation at all", "before": "cousins"}
    assert submit(sheet_of(performance, "J2")).counts


def test_the_marks_of_before_stay_void_when_a_recusal_is_withdrawn(cast, contest):
    performance = started(cast, contest)
    submit(sheet_of(performance, "J2"))
    recusal = recuse(cast, contest)
    actions.withdraw_recusal_after_opening(recusal=recusal, reason="no relation", **desk(cast))
    assert counting(sheet_of(performance, "J2")) is None
    assert submit(sheet_of(performance, "J2"), key="k2", share="0.8").counts


def test_recusals_of_a_judge_who_left(cast, contest):
    performance = started(cast, contest)
    recusal = recuse(cast, contest, "J1")
    actions.void_judge(judge=contest.judges.get(key="J1"), reason="ill", by=cast.li, now=later(21))
    actions.withdraw_recusal_after_opening(recusal=recusal, reason="no relation", **desk(cast))
    assert not [m for m in tabulated(contest).missing if m.judge == "J1"]
    recuse(cast, contest, "J1", reason="cousins after all", minutes=22)
    assert tabulated(contest)
    assert {sheet.judge.key for sheet in outstanding(performance)} == {"J2", "J3", "J4", "J5"}


def test_recusing_after_opening_needs_a_reason_and_one_contest(cast, contest):
    other = a_draft(cast, slug="other")
    with refused("reason-needed"):
        recuse(cast, contest, reason="")
    with refused("another-contest"):
        actions.recuse_after_opening(
            judge=contest.judges.first(), contestant=other.contestants.first(), reason="x", **desk(cast)
        )
    seats = {"judge": other.judges.first(), "contestant": other.contestants.first(), "reason": "x"}
    with refused("wrong-state", state="setup"):
        actions.recuse_after_opening(**seats, **desk(cast))
    pair = {"judge": contest.judges.first(), "contestant": contest.contestants.first(), "reason": "x"}
    with refused("wrong-state", state="open", expected=["setup"]):
        contests.recuse(**pair, by=cast.wang, now=NOW)


# ---- A judge who leaves ---------------------------------------------------------------------------------------------


def test_nothing_of_a_judge_who_left_waits_any_more(cast, contest):
    performance = started(cast, contest)
    sheet = sheet_of(performance, "J1")
    entered = actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="p", by=cast.li, now=later(3))
    actions.void_judge(judge=sheet.judge, reason="ill", by=cast.li, now=later(4))
    assert list(unconfirmed(contest)) == []
    with refused("judge-left", judge="J1"):
        actions.reopen_sheet(sheet=sheet, reason="x", **desk(cast))
    with refused("judge-left", judge="J1"):
        actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="q", by=cast.li, now=later(5))
    with refused("already-submitted"):
        actions.confirm_paper_sheet(submission=entered, by=cast.zhao, now=later(5))


def test_paper_the_tablet_overtook_waits_for_nobody(cast, contest):
    sheet = sheet_of(started(cast, contest))
    actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="p", by=cast.li, now=later(3))
    assert unconfirmed(contest).count() == 1
    submit(sheet)
    assert unconfirmed(contest).count() == 0


# ---- Twice ----------------------------------------------------------------------------------------------------------


def test_reopening_a_sheet_twice_is_once(cast, contest):
    sheet = sheet_of(started(cast, contest))
    submit(sheet)
    actions.reopen_sheet(sheet=sheet, reason="a slip", **desk(cast))
    with refused("already", reopened_at=later(20)):
        actions.reopen_sheet(sheet=sheet, reason="a slip", **desk(cast, 21))
    assert Journal.objects.filter(verb="sheet-reopened").count() == 1


def test_a_status_set_twice_is_set_once(cast, contest):
    person = contest.contestants.first()
    actions.set_contestant_status(contestant=person, status=Status.WITHDRAWN, reason="ill", **desk(cast))
    with refused("already", status="withdrawn"):
        actions.set_contestant_status(contestant=person, status=Status.WITHDRAWN, reason="ill", **desk(cast))
    assert Journal.objects.filter(verb="status-set").count() == 1


def test_a_deduction_sent_twice_is_made_once(cast):
    contest = a_closed_contest(cast, contestants=2)
    person, other = contest.contestants.all()
    off = lambda who, key, points="-0.5": actions.adjust(  # noqa: E731
        contestant=who, points=Decimal(points), reason="overtime", key=key, **desk(cast, 61)
    )
    assert off(person, "a") == off(person, "a")
    assert off(person, "b") != off(person, "a")
    assert (contest.adjustments.count(), Journal.objects.filter(verb="adjusted").count()) == (2, 2)
    with refused("key-used"):
        off(other, "a")
    with refused("key-used"):
        off(person, "a", "-1")
    with refused("bad-key"):
        off(person, "k" * 65)


def test_publishing_anew_twice_is_once(cast):
    contest = a_published_contest(cast)
    with refused("nothing-new", number=1):
        actions.supersede(contest=contest, reason="pressed twice", by=cast.wang, now=later(80))
    actions.adjust(contestant=contest.contestants.first(), points=Decimal(-1), reason="objection", **desk(cast, 80))
    actions.supersede(contest=contest, reason="objection", by=cast.wang, now=later(81))
    with refused("nothing-new", number=2):
        actions.supersede(contest=contest, reason="objection", by=cast.wang, now=later(81))


def test_issuing_certificates_twice_writes_one_line(cast):
    contest = a_published_contest(cast)
    for _ in range(2):
        actions.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(71))
    assert Journal.objects.filter(verb="certificates-issued").count() == 1


def test_results_follow_every_undoing(cast, contest):
    performance = performed(cast, contest, first_performance(contest))
    seen = results_of(Contest.objects.get())
    actions.reopen_performance(performance=performance, reason="x", **desk(cast))
    assert results_of(Contest.objects.get()) is not seen
    assert len(sheets_of(performance)) == 5
