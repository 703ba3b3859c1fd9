"""The desk corrects: points, states, seats, sheets from paper, decisions between equals."""

import re
from decimal import Decimal

import pytest

from contests.models import Contest, Decision, RubricItem
from contests.rules.cards import judge_by_code
from scoring import actions as scoring
from scoring.actions import open_contest
from scoring.models import Mark, Submission
from tests.browsers import client_of, text_of
from tests.cast import (
    NOW,
    a_draft,
    an_open_contest,
    draw_order,
    first_performance,
    fresh,
    later,
    marks_for,
    performed,
    sheet_of,
    started,
    submit,
)
from tests.desk import board, played, sent, to

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


# ---- Corrections ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["withdrawn", "no-show", "disqualified", "guest"])
def test_the_state_of_a_contestant_is_set_with_a_reason(cast, desk, status):
    contest = an_open_contest(cast)
    first, second, *_ = played(contest)
    who = first.contestant
    assert "Enter a reason. It is recorded" in sent(desk, "status", contest.pk, who.pk, status=status, seen="competing")
    shown = sent(desk, "status", contest.pk, who.pk, status=status, reason="Told by phone", seen="competing")
    assert fresh(who).status == status
    assert f"{who.number} {who.name}: " in shown
    following = first if status == "guest" else second
    assert f"Next on stage: {following.contestant.number}" in shown
    again = sent(desk, "status", contest.pk, who.pk, status=status, reason="again", seen="competing")
    assert "already been done" in again


def test_two_desks_set_two_states_and_the_second_is_told(cast, desk):
    contest = an_open_contest(cast)
    who = first_performance(contest).contestant
    sent(desk, "status", contest.pk, who.pk, status="no-show", reason="not here", seen="competing")
    shown = sent(
        client_of(cast.zhao), "status", contest.pk, who.pk, status="withdrawn", reason="rang", seen="competing"
    )
    assert "The state has just been changed to “Did not appear”." in shown
    assert fresh(who).status == "no-show"


# ---- Judges and sheets ---------------------------------------------------------------------------------------------


def replacing(contest, judge="J1", **values):
    seat = contest.judges.get(key=judge)
    return (contest.pk, seat.pk), {"name": "Zhou", "post": "", "reason": "Ill", "key": "k1", "seen": "0", **values}


def test_a_replaced_judge_gets_a_card_shown_once_that_works(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    submit(sheet_of(performance))
    where, data = replacing(contest)
    response = desk.post(to("replace", *where), data)
    page = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "Zhou" in page
    assert "<svg" in page
    code = re.search(r"([3-9A-Z]{4}-[3-9A-Z]{4})</p>", page)[1]
    assert Submission.objects.get(sheet__judge__name="Zhou").counts
    seat = contest.judges.get(key="J1")
    assert seat.replaced == 1
    assert code not in seat.code_hash
    assert judge_by_code(contest, code) == seat
    assert desk.post(to("replace", *where), data).content.decode().count(code) == 1  # the same card, by a double click
    assert fresh(seat).replaced == 1


def test_two_desks_replace_one_judge_and_the_second_is_told(cast, desk):
    contest = an_open_contest(cast)
    where, data = replacing(contest)
    desk.post(to("replace", *where), data)
    shown = sent(client_of(cast.zhao), "replace", *where, **{**data, "name": "Wu", "key": "k2"})
    assert "Zhou has just taken this seat." in shown
    assert contest.judges.get(key="J1").name == "Zhou"


def test_replacing_needs_a_name_and_a_reason(cast, desk):
    contest = an_open_contest(cast)
    where, data = replacing(contest, name=" ", reason="")
    shown = sent(desk, "replace", *where, **data)
    assert "Enter a reason. It is recorded" in shown
    assert contest.judges.get(key="J1").replaced == 0


def test_a_judge_who_leaves_takes_all_marks_along(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    submit(sheet_of(performance))
    seat = contest.judges.get(key="J1")
    assert "This cannot be undone." in text_of(desk.get(to("leave", contest.pk, seat.pk)))
    assert "Enter a reason. It is recorded" in sent(desk, "leave", contest.pk, seat.pk)
    shown = sent(desk, "leave", contest.pk, seat.pk, reason="Called away", marks="void")
    assert "Judge J1 Left" in shown
    assert "Sheets in 0/4" in shown
    assert "already been done" in sent(desk, "leave", contest.pk, seat.pk, reason="again", marks="void")


def test_who_took_a_seat_meanwhile_is_told_before_it_is_voided(cast, desk):
    contest = an_open_contest(cast)
    submit(sheet_of(started(cast, contest)))
    where, data = replacing(contest)
    seen = seen_in(desk.get(to("leave", *where)))
    client_of(cast.zhao).post(to("replace", *where), data)
    response = desk.post(to("leave", *where), {"reason": "Called away", "marks": "void", "seen": seen})
    assert "Zhou has just taken this seat." in text_of(response)
    assert 'value="Called away"' in response.content.decode()
    assert contest.judges.get(key="J1").left_at is None
    sent(desk, "leave", *where, reason="Called away", marks="void", seen=seen_in(response))
    assert contest.judges.get(key="J1").left_at is not None


def seen_in(response):
    return re.search(r'name="seen" value="([^"]*)"', response.content.decode())[1]


def test_a_sheet_that_came_in_anew_is_looked_at_before_it_is_reopened(cast, desk):
    sheet = sheet_of(started(cast, contest := an_open_contest(cast)))
    submit(sheet)
    seen = seen_in(desk.get(to("reopen-sheet", contest.pk, sheet.pk)))
    sent(client_of(cast.zhao), "reopen-sheet", contest.pk, sheet.pk, reason="Typed 3.0 for 30", seen=seen)
    submit(sheet, key="k2", share="0.8")
    shown = sent(desk, "reopen-sheet", contest.pk, sheet.pk, reason="Typed 3.0 for 30", seen=seen)
    assert "Judge J1 has just sent another sheet." in shown
    assert fresh(sheet).reopened_at is None


def test_a_sheet_is_reopened_and_still_counts_until_it_comes_again(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    sheet = sheet_of(performance)
    submit(sheet)
    assert "Re-open the sheet" in text_of(desk.get(to("judge", contest.pk, sheet.judge_id)))
    shown = sent(desk, "reopen-sheet", contest.pk, sheet.pk, reason="Typed 3.0 for 30")
    assert "Judge J1 Re-opened 17:05:00 72" in shown
    again = f"Judge J1 can send contestant {performance.contestant.number}'s sheet ({performance.round}) once more"
    assert again in shown
    scoring.close_performance(performance=performance, by=cast.li, now=later(9), reason="later")
    assert again in board(desk, contest)
    assert "already been done" in sent(desk, "reopen-sheet", contest.pk, sheet.pk, reason="again")
    other = sheet_of(performance, "J2")
    sent(desk, "reopen-sheet", contest.pk, other.pk, reason="Was outside")
    assert f"Judge J2 can send contestant {performance.contestant.number}'s sheet" in board(desk, contest)


def test_a_sheet_that_can_be_sent_anyway_is_not_reopened(cast, desk):
    contest = an_open_contest(cast)
    sheet = sheet_of(started(cast, contest))
    response = desk.post(to("reopen-sheet", contest.pk, sheet.pk), {"reason": "kept as typed"})
    assert "nothing to re-open" in text_of(response)
    assert 'value="kept as typed"' in response.content.decode()


def entry(sheet, key="paper", **values):
    marks = {f"item_{item}": format(points, "f") for item, points in marks_for(sheet).items()}
    return {**marks, "key": key, **values}


def test_a_paper_sheet_counts_when_a_second_person_has_confirmed_it(cast, desk):
    contest = an_open_contest(cast)
    sheet = sheet_of(started(cast, contest))
    shown = sent(desk, "paper", contest.pk, sheet.pk, **entry(sheet))
    assert "Judge J1 Paper to be confirmed" in shown
    sent(desk, "paper", contest.pk, sheet.pk, **entry(sheet))
    submission = Submission.objects.get()
    assert not submission.counts
    assert "Judge J1" in text_of(desk.get(to("papers", contest.pk)))
    assert "You entered this sheet yourself." in text_of(desk.get(to("confirm", contest.pk, submission.pk)))
    assert "Somebody other" in sent(desk, "confirm", contest.pk, submission.pk, read="on")
    other = client_of(cast.zhao)
    page = text_of(other.get(to("confirm", contest.pk, submission.pk)))
    assert "Entered by Li." in page
    assert "36.0" in page
    shown = sent(other, "confirm", contest.pk, submission.pk, read="on")
    assert "Judge J1 Received" in shown
    assert fresh(submission).counts
    assert "already been done" in sent(other, "confirm", contest.pk, submission.pk, read="on")


def test_two_desks_enter_one_paper_sheet_and_the_second_is_told_what_was_entered(cast, desk):
    contest = an_open_contest(cast)
    sheet = sheet_of(started(cast, contest))
    other, content = client_of(cast.zhao), sheet.performance.round.items.get(key="content")
    sent(desk, "paper", contest.pk, sheet.pk, **entry(sheet, seen=""))
    first = Submission.objects.get()
    mine = entry(sheet, "other", item_content="35.5")
    response = other.post(to("paper", contest.pk, sheet.pk), {**mine, "seen": ""})
    assert f"Li has just entered this sheet: {content} 36, " in text_of(response)
    assert 'value="35.5"' in response.content.decode()
    assert fresh(first).retired_at is None
    sent(other, "paper", contest.pk, sheet.pk, **mine, seen=seen_in(response))
    assert fresh(first).retired_at is not None
    assert seen_in(desk.get(to("paper", contest.pk, sheet.pk))) == str(Submission.objects.last().pk)


def test_the_second_person_may_enter_it_again_and_a_difference_is_told(cast, desk):
    contest = an_open_contest(cast)
    sheet = sheet_of(started(cast, contest))
    sent(desk, "paper", contest.pk, sheet.pk, **entry(sheet))
    submission = Submission.objects.get()
    other = client_of(cast.zhao)
    own = {name: value for name, value in entry(sheet).items() if name.startswith("item_")}
    assert "Enter every number yourself" in sent(other, "confirm", contest.pk, submission.pk)
    wrong = other.post(to("confirm", contest.pk, submission.pk), {**own, "item_content": "35.9"})
    assert "This is different." in text_of(wrong)
    assert 'value="35.9"' in wrong.content.decode()
    assert not fresh(submission).counts
    sent(other, "confirm", contest.pk, submission.pk, **own)
    assert fresh(submission).counts


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("41", "The most that can be given is 40."),
        ("36.55", "Points go in steps of 0.1, as in 39.9."),
        ("-1", "The least that can be given is 0."),
        ("36,5", "Please write a point, as in 39.9."),
        ("x", "Please use digits only, as in 39.9."),
    ],
)
def test_a_wrong_mark_on_a_paper_sheet_is_told_beside_it(cast, desk, typed, words):
    contest = an_open_contest(cast)
    sheet = sheet_of(started(cast, contest))
    response = desk.post(to("paper", contest.pk, sheet.pk), entry(sheet, item_content=typed))
    assert words in text_of(response)
    assert f'value="{typed}"' in response.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize(("typed", "points"), [("36.", "36"), (".5", "0.5"), ("３６．５", "36.5")])
def test_a_paper_sheet_is_read_as_a_tablet_reads_it(cast, desk, typed, points):
    contest = an_open_contest(cast)
    sheet = sheet_of(started(cast, contest))
    sent(desk, "paper", contest.pk, sheet.pk, **entry(sheet, item_content=typed))
    mark = Mark.objects.get(item__key="content")
    assert format(mark.points, "f") == points


def test_the_range_of_an_item_is_told_with_all_its_digits(cast, desk):
    contest = a_draft(cast)
    most = Decimal("123456789012345.123456789012345")
    RubricItem.objects.filter(round__contest=contest, key="content").update(maximum=most, step=None)
    draw_order(contest=contest, called="1979358", by=cast.wang, now=NOW)
    contest = open_contest(contest=contest, by=cast.wang, now=NOW)
    sheet = sheet_of(started(cast, contest))
    assert f"0 to {most}" in text_of(desk.get(to("paper", contest.pk, sheet.pk)))


def test_an_incomplete_paper_sheet_is_told_beside_the_item(cast, desk):
    contest = an_open_contest(cast)
    sheet = sheet_of(started(cast, contest))
    shown = sent(desk, "paper", contest.pk, sheet.pk, **entry(sheet, item_poise=""))
    assert "Please give points." in shown


def test_a_seat_asks_as_many_queries_for_one_sheet_as_for_three(django_assert_num_queries, cast, desk):
    contest = an_open_contest(cast)
    performances = played(contest)
    seat = contest.judges.get(key="J1")
    performed(cast, contest, performances[0])
    with django_assert_num_queries(7):
        desk.get(to("judge", contest.pk, seat.pk))
    for performance in performances[1:3]:
        performed(cast, contest, performance)
    with django_assert_num_queries(7):
        desk.get(to("judge", contest.pk, seat.pk))


# ---- Decisions -----------------------------------------------------------------------------------------------------


def a_tie(cast):
    """Two contestants with the same marks in everything."""
    contest = an_open_contest(cast, contestants=2)
    for performance in played(contest):
        started(cast, contest, performance)
        for judge in ("J1", "J2", "J3", "J4", "J5"):
            submit(sheet_of(performance, judge))
        scoring.close_performance(performance=performance, by=cast.li, now=later(9), reason="the watch stopped")
    return Contest.objects.get(pk=contest.pk)


def test_a_tie_is_told_decided_and_the_decision_withdrawn(cast, desk):
    contest = a_tie(cast)
    shown = board(desk, contest)
    assert "01, 02 are tied: a decision is needed." in shown
    assert "provisional: a decision is open" in shown
    assert "1–2 01 Secretary 1 90.00" in shown
    assert " certain" not in shown
    given = {"card": "||01|02", "kind": "chair", "decided_by": "Judge J1", "place_1": "02", "place_2": "02"}
    assert "Name every contestant exactly once." in sent(desk, "decisions", contest.pk, **given)
    assert not Decision.objects.exists()
    shown = sent(desk, "decisions", contest.pk, **{**given, "place_2": "01"})
    assert "The decision is recorded." in shown
    assert "are tied" not in shown
    assert "1 02 Secretary 2 90.00 place certain" in shown
    decision = Decision.objects.get()
    assert decision.order == ["02", "01"]
    elsewhere = to("withdraw", a_draft(cast, slug="another").pk, decision.pk)
    assert desk.post(elsewhere, {"reason": "of another contest"}).status_code == 404
    sent(desk, "decisions", contest.pk, **{**given, "place_2": "01"})
    assert Decision.objects.count() == 1
    sent(desk, "withdraw", contest.pk, decision.pk, reason="The vote was repeated")
    assert not Decision.objects.exists()
    assert "withdrawn already" in sent(desk, "withdraw", contest.pk, decision.pk, reason="again")


def test_a_decision_that_no_longer_fits_is_told_and_can_be_withdrawn(cast, desk):
    contest = a_tie(cast)
    given = {"card": "||01|02", "kind": "chair", "decided_by": "J1", "place_1": "02", "place_2": "01"}
    sent(desk, "decisions", contest.pk, **given)
    who = contest.contestants.get(number="01")
    sent(desk, "points", contest.pk, who.pk, points="-1", where="", reason="late", seen="", sure="on")
    assert "The results cannot be calculated" in board(desk, contest)
    assert "If a decision names people who are no longer tied" in text_of(desk.get(to("decisions", contest.pk)))
    sent(desk, "withdraw", contest.pk, Decision.objects.get().pk, reason="No longer equal")
    assert "The results cannot be calculated" not in board(desk, contest)
