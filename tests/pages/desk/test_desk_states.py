"""One answer to where a sheet stands: board, seat, lists, buttons, actions and tablet say the same."""

import pytest
from django.utils import translation

from contests import actions as contests
from contests.models import Cut, Round, RubricItem
from pages.desk.views.board import board_of
from pages.judge.views.tasks import tasks_of
from scoring import actions as scoring
from scoring.actions.sheets import excuse
from scoring.models import ScoreSheet
from scoring.queries import sheets_of
from scoring.results import cuts_now
from tests.browsers import text_of
from tests.cast import (
    a_closed_contest,
    a_draft,
    an_open_contest,
    draw_order,
    fresh,
    later,
    marks_for,
    one_of_each,
    performed,
    sheet_of,
    started,
    submit,
)
from tests.desk import board, played, sent, to
from tests.refusals import refused
from tests.tablet import address, card_for, seated

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def enter(cast, sheet, minutes=6):
    entry = {"marks": marks_for(sheet), "key": f"paper-{minutes}", "by": cast.li, "now": later(minutes)}
    return scoring.enter_paper_sheet(sheet=sheet, **entry)


def seat_page(desk, sheet):
    return text_of(desk.get(to("judge", sheet.judge.contest_id, sheet.judge_id)))


def recuse(cast, sheet):
    who = sheet.performance.contestant
    scoring.recuse_after_opening(judge=sheet.judge, contestant=who, reason="cousins", by=cast.wang, now=later(7))


# ---- One answer -----------------------------------------------------------------------------------------------------


def test_all_who_read_a_sheet_read_the_same(cast):
    contest = an_open_contest(cast, seats=9)
    performance = started(cast, contest)
    one_of_each(cast, contest, performance)
    scoring.reopen_sheet(sheet=sheet_of(performance, "J1"), reason="misread", by=cast.li, now=later(9))
    scoring.reopen_sheet(sheet=sheet_of(performance, "J2"), reason="misread", by=cast.li, now=later(9))
    for judge in ("J2", "J8"):
        enter(cast, sheet_of(performance, judge), 10)
    rows = {sheet.judge.key: facts for sheet, facts in sheets_of(performance)}
    seats = {seat.judge.key: seat.facts for seat in board_of(fresh(contest)).focus.seats}
    assert seats == rows
    assert len(rows) == 9
    sheets = ScoreSheet.objects.filter(performance=performance).select_related("judge__panel", "judge__contest")
    tasks = {sheet.judge.key: tasks_of(sheet.judge, here=sheet.pk)[0] for sheet in sheets}
    assert {judge: task.state for judge, task in tasks.items()} == {
        "J1": "reopened",
        "J2": "paper",
        "J3": "received",
        "J4": "open",
        "J5": "excused",
        "J6": "recused",
        "J7": "left",
        "J8": "paper",
        "J9": "open",
    }
    assert [judge for judge, task in tasks.items() if task.takes_marks] == ["J1", "J2", "J4", "J8", "J9"]


def test_the_page_of_a_seat_says_what_the_board_says(cast, desk):
    contest = an_open_contest(cast, seats=8)
    performance = started(cast, contest)
    one_of_each(cast, contest, performance)
    enter(cast, sheet_of(performance, "J8"))
    with translation.override("en"):
        words = {seat.judge.key: seat.words for seat in board_of(fresh(contest)).focus.seats}
    assert (words["J5"], words["J6"], words["J8"]) == ("Excused", "Recused", "Paper to be confirmed")
    for key, told in words.items():
        assert f" {told}" in seat_page(desk, sheet_of(performance, key))


def test_nothing_is_offered_for_a_recused_sheet(cast, desk):
    sheet = sheet_of(started(cast, an_open_contest(cast)))
    recuse(cast, sheet)
    page = seat_page(desk, sheet)
    assert ("Recused" in page, "Enter from paper" in page, "Re-open the sheet" in page) == (True, False, False)


def test_a_closed_performance_without_a_sheet_is_told_on_the_seat(cast, desk):
    performance = started(cast, an_open_contest(cast))
    scoring.close_performance(performance=performance, by=cast.li, now=later(9), reason="short of time")
    page = seat_page(desk, sheet_of(performance))
    assert ("Closed without a sheet" in page, "Re-open the sheet" in page) == (True, True)


def test_who_is_recused_and_has_left_is_refused_as_recused(cast):
    sheet = sheet_of(started(cast, an_open_contest(cast)))
    recuse(cast, sheet)
    scoring.void_judge(judge=sheet.judge, reason="ill", by=cast.li, now=later(8))
    with refused("recused", judge="J1"):
        scoring.reopen_sheet(sheet=sheet, reason="x", by=cast.li, now=later(9))


# ---- What is outstanding --------------------------------------------------------------------------------------------


def test_a_reopened_sheet_that_never_came_is_waited_for(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    for judge in ("J1", "J2", "J3", "J4"):
        submit(sheet_of(performance, judge))
    missing = sheet_of(performance, "J5")
    at = {"by": cast.li, "now": later(9), "reason": "a flat battery"}
    scoring.close_performance(performance=performance, **at)
    scoring.reopen_sheet(sheet=missing, **at)
    scoring.reopen_performance(performance=performance, **at)
    focus = board(desk, contest)
    assert "Sheets in 4/5" in focus
    assert "1 judge has not submitted: Judge J5." in focus
    assert "Close without all sheets" in focus


def test_a_correction_on_paper_holds_nobody_up(cast, desk):
    """What counted before still does until the second person confirms, so that nothing is outstanding."""
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    for judge in ("J1", "J2", "J3", "J4", "J5"):
        submit(sheet_of(performance, judge))
    scoring.reopen_sheet(sheet=sheet_of(performance), reason="misread", by=cast.li, now=later(8))
    enter(cast, sheet_of(performance), 9)
    focus = board(desk, contest)
    assert "Judge J1 Paper to be confirmed" in focus
    assert "Sheets in 5/5" in focus
    assert f"All sheets for contestant {performance.contestant.number} are in." in focus
    assert "is closed." in sent(desk, "close", contest.pk, performance.pk, reason="the watch stopped")


# ---- What can be done -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gone", ["recused", "left"])
def test_a_start_is_not_taken_back_where_marks_that_came_in_no_longer_count(cast, desk, gone):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    sheet = sheet_of(performance)
    assert "take back" in board(desk, contest)
    submit(sheet)
    if gone == "recused":
        recuse(cast, sheet)
    else:
        scoring.void_judge(judge=sheet.judge, reason="ill", by=cast.li, now=later(8))
    assert "take back" not in board(desk, contest)
    with refused("marks-came-in", judges=["J1"]):
        scoring.cancel_start(performance=performance, reason="x", by=cast.li, now=later(9))


def test_a_reopened_sheet_that_never_came_keeps_no_start_from_being_taken_back(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    at = {"by": cast.li, "now": later(9), "reason": "the wrong person"}
    scoring.close_performance(performance=performance, **at)
    scoring.reopen_sheet(sheet=sheet_of(performance), **at)
    scoring.reopen_performance(performance=performance, **at)
    assert "take back" in board(desk, contest)
    assert scoring.cancel_start(performance=performance, **at).state == "waiting"


def with_a_cut(cast, round_, **values):
    """An open contest of three in three rounds, of whom one goes on after a round."""
    contest = a_draft(cast, contestants=3)
    at = {"by": cast.wang, "now": later(0)}
    contests.add_part(contest=contest, part=Round(contest=contest, key="final"), values={"name": "Final"}, **at)
    item = RubricItem(round=contest.rounds.get(key="final"), key="all")
    contests.add_part(contest=contest, part=item, values={"name": "All", "maximum": "10", "step": "0.1"}, **at)
    cut = Cut(round=contest.rounds.get(key=round_))
    contests.add_part(contest=contest, part=cut, values={"keep": 1, **values}, **at)
    draw_order(contest=fresh(contest), called="4570424", by=cast.wang, now=later(0))
    return scoring.open_contest(contest=fresh(contest), by=cast.wang, now=later(0))


def test_who_was_cut_cannot_be_started_out_of_turn(cast, desk):
    contest = with_a_cut(cast, "speech")
    for performance in (p for p in played(contest) if p.round.key == "speech"):
        performed(cast, contest, performance)
    gone_on = set(contest.contestants.values_list("number", flat=True)) - set(cuts_now(fresh(contest)).after)
    behind = [p for p in played(contest) if p.round.key != "speech" and p.contestant.number not in gone_on]
    assert len(behind) == 4
    for performance in behind:
        assert "Start out of turn" not in board(desk, contest, show=performance.pk)
    assert f"Next on stage: {gone_on.pop()}" in board(desk, contest)


def test_who_was_cut_is_not_waited_for_when_the_contest_is_closed(cast, desk):
    contest = with_a_cut(cast, "speech")
    for performance in (p for p in played(contest) if p.round.key == "speech"):
        performed(cast, contest, performance)
    cut = cuts_now(fresh(contest)).after
    page = text_of(desk.get(to("finish", contest.pk)))
    assert len(cut) == 2
    for who in contest.contestants.all():
        assert (str(who) in page) == (who.number not in cut)


def test_a_cut_of_a_later_round_takes_nobody_from_an_earlier_one(cast, desk):
    """Rounds mix: whoever was cut after the defence may still have to give the speech."""
    contest = with_a_cut(cast, "defence", weights={"defence": "1"})
    speech = [p for p in played(contest) if p.round.key == "speech"]
    for performance in (p for p in played(contest) if p.round.key == "defence"):
        performed(cast, contest, performance)
    last = next(p for p in speech if p.contestant.number in cuts_now(fresh(contest)).after)
    for performance in (p for p in speech if p != last):
        performed(cast, contest, performance)
    focus = board(desk, contest)
    assert f"Next on stage: {last.contestant.number}" in focus
    assert "Everybody has performed" not in focus
    assert started(cast, contest, last).state == "on-stage"


def test_paper_is_entered_only_where_it_would_be_taken(cast, desk):
    contest = an_open_contest(cast, contestants=1)
    speech, defence = played(contest)
    performed(cast, contest, speech)
    sheet = sheet_of(started(cast, contest, defence))
    enter(cast, sheet)
    form = to("paper", contest.pk, sheet.pk)
    assert form in desk.get(to("papers", contest.pk)).content.decode()
    scoring.close_performance(performance=defence, by=cast.li, now=later(9), reason="short of time")
    assert form not in desk.get(to("papers", contest.pk)).content.decode()
    assert "Re-open the sheet" in seat_page(desk, sheet)
    with refused("not-open"):
        enter(cast, sheet, 10)


def test_what_was_received_is_told_as_received_also_once_the_performance_is_closed(cast):
    contest = a_closed_contest(cast)
    sheet = sheet_of(played(contest)[0])
    with refused("already-submitted"):
        submit(sheet, key="once more", share="0.5")


# ---- The tablet -----------------------------------------------------------------------------------------------------


def test_a_tablet_says_excused_and_not_received(cast):
    sheet = card_for(cast, sheet_of(started(cast, an_open_contest(cast))))
    excuse(sheet, by=cast.li, now=later(3))
    tablet = seated(sheet.judge)
    page = text_of(tablet.get(address(sheet)))
    assert ("You are excused" in page, "Received at" in page) == (True, False)
    listed = text_of(tablet.get("/judge/sheets/"))
    assert ("Excused" in listed, "Received at" in listed) == (True, False)


def test_a_tablet_says_that_the_paper_sheet_is_at_the_desk_and_still_takes_marks(cast):
    sheet = card_for(cast, sheet_of(started(cast, an_open_contest(cast))))
    enter(cast, sheet)
    tablet = seated(sheet.judge)
    assert "The desk has your paper sheet" in text_of(tablet.get("/judge/"))
    assert "On paper" in text_of(tablet.get("/judge/sheets/"))
    assert submit(sheet).counts
