"""The desk runs the stage: starts, times, closes, takes back, re-opens; two desks and double clicks."""

import re
from decimal import Decimal

import pytest

from communities.models import Journal
from contests.clocks import clock_text
from scoring import actions as scoring
from tests.browsers import client_of, text_of
from tests.cast import (
    all_submit,
    an_open_contest,
    first_performance,
    fresh,
    later,
    performed,
    scored_elsewhere,
    sheet_of,
    started,
    submit,
)
from tests.desk import board, played, sent, to

pytestmark = pytest.mark.django_db


# ---- Running the stage ---------------------------------------------------------------------------------------------


def test_one_performance_from_start_to_close(cast, desk):
    contest = an_open_contest(cast)
    performance = first_performance(contest)
    number = performance.contestant.number
    shown = sent(desk, "start", contest.pk, performance.pk)
    assert f"{number} {performance.contestant.name} is on stage; the judges can mark now." in shown
    all_submit(fresh(performance))
    assert f"All sheets for contestant {number} are in. Enter the time" in board(desk, contest)
    leaves = "The contestant leaves the stage"
    page = to("clock", contest.pk, performance.pk)
    assert leaves in text_of(desk.get(page))
    shown = sent(desk, "clock", contest.pk, performance.pk, clock="8:11", seen="")
    assert leaves not in text_of(desk.get(page)), "there already"
    assert fresh(performance).seconds == 491
    assert "Time 8:11 points: -0.5" in shown
    assert f"All sheets for contestant {number} are in. Close the performance." in shown
    shown = sent(desk, "close", contest.pk, performance.pk)
    assert fresh(performance).state == "closed"
    assert "Next on stage:" in shown


def test_a_time_is_read_as_people_write_it_and_read_back_before_it_counts(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    page = to("clock", contest.pk, performance.pk)
    for typed in ("8 21", "8.21", "0821", "501秒"):
        shown = desk.post(page, {"clock": typed, "seen": ""})
        assert "is read as 8:21. Enter it? 8:21 points: −1" in text_of(shown), typed
        assert fresh(performance).seconds is None
    sent(desk, "clock", contest.pk, performance.pk, clock="8.21", seen="", meant="501")
    assert fresh(performance).seconds == 501
    for typed, was, now in (("8分20秒", 501, 500), ("8'21\"", 500, 501), ("8′19″", 501, 499)):
        sent(desk, "clock", contest.pk, performance.pk, clock=typed, seen=str(was))
        assert fresh(performance).seconds == now, "its units say what it means"
    sent(desk, "clock", contest.pk, performance.pk, clock="8:21", seen="499")
    sent(desk, "clock", contest.pk, performance.pk, clock="０８：２２", seen="501")
    assert fresh(performance).seconds == 502


@pytest.mark.parametrize(
    ("typed", "readings"), [("821", ("8:21", "13:41")), ("90", ("1:30", "90:00")), ("8:5", ("8:05", "8:50"))]
)
def test_an_unclear_time_is_asked_back_with_all_it_can_mean(cast, desk, typed, readings):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    response = desk.post(to("clock", contest.pk, performance.pk), {"clock": typed, "seen": ""})
    offered = dict(
        zip(
            re.findall(r"<strong>([0-9:]+)</strong>", response.content.decode()),
            re.findall(r'name="meant" value="([0-9]+)"', response.content.decode()),
            strict=False,
        )
    )
    assert tuple(offered) == readings
    sent(desk, "clock", contest.pk, performance.pk, clock=typed, seen="", meant="7")
    assert fresh(performance).seconds is None
    sent(desk, "clock", contest.pk, performance.pk, clock=typed, seen="", meant=offered[readings[0]])
    assert clock_text(fresh(performance).seconds) == readings[0]


@pytest.mark.parametrize("typed", ["", "8:61", "abc", "-5", "9999999"])
def test_what_is_no_time_is_told_and_stays(cast, desk, typed):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    response = desk.post(to("clock", contest.pk, performance.pk), {"clock": typed, "seen": ""})
    assert response.status_code == 200
    assert "Enter the time in minutes and seconds, such as 8:21." in text_of(response)
    assert f'value="{typed}"' in response.content.decode() or not typed
    assert fresh(performance).seconds is None


def on_in(cast, contest, position):
    """The performance of the only contestant in one of the rounds: the first has a limit of 8:00, the second none."""
    for performance in played(contest)[: position - 1]:
        performed(cast, contest, performance)
    return started(cast, contest, played(contest)[position - 1])


@pytest.mark.parametrize(
    ("position", "typed", "text"), [(1, "99999", "1666:39"), (1, "24:01", "24:01"), (2, "60:01", "60:01")]
)
def test_a_time_far_above_the_limit_is_asked_back_once(cast, desk, position, typed, text):
    contest = an_open_contest(cast, contestants=1)
    performance = on_in(cast, contest, position)
    response = desk.post(to("clock", contest.pk, performance.pk), {"clock": typed, "seen": ""})
    assert f"{text} is far above the limit. Is it right?" in text_of(response)
    assert fresh(performance).seconds is None
    meant = re.search(r'name="meant" value="([0-9]+)"', response.content.decode())[1]
    assert "1666:38 is far" in sent(desk, "clock", contest.pk, performance.pk, clock="99998", meant=meant)
    sent(desk, "clock", contest.pk, performance.pk, clock=typed, seen="", meant=meant)
    assert fresh(performance).seconds == int(meant)


@pytest.mark.parametrize(("position", "typed", "seconds"), [(1, "24:00", 1440), (2, "60:00", 3600)])
def test_a_long_time_that_can_be_is_not_asked_back(cast, desk, position, typed, seconds):
    contest = an_open_contest(cast, contestants=1)
    performance = on_in(cast, contest, position)
    sent(desk, "clock", contest.pk, performance.pk, clock=typed, seen="")
    assert fresh(performance).seconds == seconds


def test_closing_without_a_time_is_a_question(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    all_submit(performance)
    asked = sent(desk, "close", contest.pk, performance.pk)
    assert "No time has been entered. How long was the performance?" in asked
    assert fresh(performance).state == "on-stage"
    shown = sent(desk, "close", contest.pk, performance.pk, reason="The watch stopped")
    assert "is closed" in shown
    assert fresh(performance).state == "closed"
    assert Journal.objects.latest("pk").detail == {"reason": "The watch stopped"}


def test_a_double_click_on_start_changes_nothing_twice(cast, desk):
    contest = an_open_contest(cast)
    performance = first_performance(contest)
    sent(desk, "start", contest.pk, performance.pk)
    lines = Journal.objects.count()
    shown = sent(desk, "start", contest.pk, performance.pk)
    assert "This has already been done. Nothing was changed." in shown
    assert Journal.objects.count() == lines


def test_of_two_desks_at_once_one_is_told_who_is_on(cast, desk):
    contest = an_open_contest(cast)
    first, second, *_ = played(contest)
    other = client_of(cast.zhao)
    assert board(desk, contest) != ""
    assert board(other, contest) != ""
    sent(desk, "start", contest.pk, first.pk)
    shown = sent(other, "start", contest.pk, second.pk)
    assert f"{first.contestant.number} {first.contestant.name} is on stage now." in shown
    assert fresh(second).state == "waiting"


def test_two_desks_close_and_time_without_breaking_anything(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    other = client_of(cast.zhao)
    all_submit(performance)
    sent(desk, "clock", contest.pk, performance.pk, clock="8:11", seen="")
    shown = sent(other, "clock", contest.pk, performance.pk, clock="8:01", seen="")
    assert "8:11 has just been entered as the time." in shown
    assert fresh(performance).seconds == 491
    sent(other, "clock", contest.pk, performance.pk, clock="8:01", seen="491")
    assert fresh(performance).seconds == 481
    sent(desk, "close", contest.pk, performance.pk)
    assert "already been done" in sent(other, "close", contest.pk, performance.pk)


def test_closing_without_a_sheet_asks_for_a_reason_and_names_who(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    for judge in ("J1", "J2", "J3", "J4"):
        submit(sheet_of(performance, judge))
    assert "Not received: Judge J5." in text_of(desk.get(to("close", contest.pk, performance.pk)))
    assert "Enter a reason. It is recorded" in sent(desk, "close", contest.pk, performance.pk, reason=" ")
    assert fresh(performance).state == "on-stage"
    shown = sent(desk, "close", contest.pk, performance.pk, reason="The tablet broke")
    assert fresh(performance).state == "closed"
    assert "Judge J5 Closed without a sheet" in board(desk, contest, show=performance.pk)
    lacking = f"The sheets of Judge J5 for contestant {performance.contestant.number} are missing."
    assert lacking in board(desk, contest), "told until it is there, whoever else is on"
    assert "is closed." in shown


def test_closing_names_whose_reopened_sheet_is_still_out_and_what_counts_until_then(cast, desk):
    contest = an_open_contest(cast, contestants=1)
    performance = performed(cast, contest, first_performance(contest))
    at = {"reason": "misread", "by": cast.li, "now": later(30)}
    scoring.reopen_performance(performance=performance, **at)
    scoring.reopen_sheet(sheet=sheet_of(performance), **at)
    page = text_of(desk.get(to("close", contest.pk, performance.pk)))
    told = "They can still send; until then the old marks count."
    assert f"Re-opened and not sent again: Judge J1. {told} The other judges can no longer mark it." in page
    assert "Judges can no longer mark" not in page
    sent(desk, "close", contest.pk, performance.pk)
    assert fresh(performance).state == "closed"
    page = text_of(desk.get(to("finish", contest.pk)))
    who, part = performance.contestant, performance.round
    assert f"Re-opened and not sent again: Judge J1 for {who} ({part}). {told}" in page
    submit(sheet_of(performance), key="again", share="0.8")
    assert "Re-opened" not in text_of(desk.get(to("finish", contest.pk)))


def test_closing_tells_a_reopened_sheet_that_never_came_from_one_that_is_missing(cast, desk):
    contest = an_open_contest(cast, contestants=1)
    performance = started(cast, contest)
    for judge in ("J1", "J2", "J3"):
        submit(sheet_of(performance, judge))
    at = {"reason": "a flat battery", "by": cast.li, "now": later(30)}
    scoring.close_performance(performance=performance, **at)
    scoring.reopen_sheet(sheet=sheet_of(performance, "J5"), **at)
    scoring.reopen_performance(performance=performance, **at)
    page = text_of(desk.get(to("close", contest.pk, performance.pk)))
    assert "Not received: Judge J4." in page
    assert "Re-opened and not sent yet: Judge J5. They can still send; until then their marks are missing." in page
    assert "Enter a reason. It is recorded" in sent(desk, "close", contest.pk, performance.pk, reason=" ")
    sent(desk, "close", contest.pk, performance.pk, reason="The tablet broke")
    assert submit(sheet_of(performance, "J5")).counts


def test_a_reason_that_is_too_long_stays_typed(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    response = desk.post(to("cancel", contest.pk, performance.pk), {"reason": "谁" * 201})
    assert "at most 200" in text_of(response).lower()
    assert "谁" * 201 in response.content.decode()
    assert fresh(performance).state == "on-stage"


def test_a_wrong_start_is_taken_back_unless_marks_came_in(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    assert "is waiting again" in sent(desk, "cancel", contest.pk, performance.pk, reason="Wrong name called")
    assert fresh(performance).state == "waiting"
    started(cast, contest, fresh(performance))
    submit(sheet_of(performance, "J2"))
    response = desk.post(to("cancel", contest.pk, performance.pk), {"reason": "Wrong name again"})
    assert "Judge J2" in text_of(response)
    assert 'value="Wrong name again"' in response.content.decode()
    assert fresh(performance).state == "on-stage"


def test_a_start_made_anew_is_told_before_it_is_taken_back(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    seen = re.search(
        r'name="seen" value="([^"]+)"', desk.get(to("cancel", contest.pk, performance.pk)).content.decode()
    )
    other = client_of(cast.zhao)
    sent(other, "cancel", contest.pk, performance.pk, reason="Wrong name called", seen=seen[1])
    sent(other, "start", contest.pk, performance.pk)
    shown = sent(desk, "cancel", contest.pk, performance.pk, reason="Wrong name called", seen=seen[1])
    assert "Somebody else has just changed this." in shown
    assert fresh(performance).state == "on-stage"


def test_a_closed_performance_is_reopened_with_a_reason(cast, desk):
    contest = an_open_contest(cast)
    performance = performed(cast, contest, first_performance(contest))
    assert "Enter a reason. It is recorded" in sent(desk, "reopen", contest.pk, performance.pk)
    sent(desk, "reopen", contest.pk, performance.pk, reason="J3 pressed too late")
    assert fresh(performance).state == "marking"
    assert "already been done" in sent(desk, "reopen", contest.pk, performance.pk, reason="again")


def test_the_contest_is_closed_and_opened_again(cast, desk):
    contest = an_open_contest(cast, contestants=1)
    for performance in played(contest):
        assert "Close the contest" not in board(desk, contest).replace("More actions Close the contest", "")
        performed(cast, contest, performance)
    assert "More actions" not in board(desk, contest)
    assert "Everybody has performed. Close the contest." in board(desk, contest)
    sent(desk, "finish", contest.pk)
    assert fresh(contest).state == "closed"
    assert "already been done" in sent(desk, "finish", contest.pk)
    assert "check the results, then publish" in board(desk, contest)
    sent(desk, "resume", contest.pk, reason="One forgotten")
    assert fresh(contest).state == "live"


def test_a_score_that_is_not_entered_is_named_at_the_desk_until_it_is(cast, desk):
    contest = an_open_contest(cast, contestants=2, preset="tour")
    external = contest.rounds.filter(external=True).first()
    for performance in (p for p in played(contest) if p.round != external):
        performed(cast, contest, performance)
    scored_elsewhere(cast, external, {"01": Decimal(90)})
    lacking = f"{external}: no score counts yet for 02 Secretary 2"
    shown = board(desk, contest)
    assert (lacking in shown, "provisional: 1 score missing" in shown) == (True, True)
    assert lacking in text_of(desk.get(to("finish", contest.pk)))
    sent(desk, "finish", contest.pk)
    assert lacking in board(desk, contest)
    overview = text_of(desk.get(f"/manage/{contest.pk}/"))
    assert f"The scores of {external} are still to be entered" in overview


def test_closing_the_contest_names_who_is_still_waiting(cast, desk):
    contest = an_open_contest(cast, contestants=2)
    first, *rest = played(contest)
    performed(cast, contest, first)
    page = text_of(desk.get(to("finish", contest.pk)))
    speech, *defence = rest
    assert f"{speech.round}: still to perform: {speech.contestant} {defence[0].round}:" in page
    both = f"{defence[0].contestant}, {defence[1].contestant}"
    assert f"{defence[0].round}: still to perform: {both} Without them the result is not final." in page
    started(cast, contest, rest[0])
    assert "Close these performances first" in sent(desk, "finish", contest.pk)
    assert fresh(contest).state == "live"
