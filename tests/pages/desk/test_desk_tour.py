"""The desk runs a tour: one press opens all sites, a table says who has been where, one question closes them."""

import pytest

from contests import actions as contests
from contests.models import Performance, Status
from scoring import actions as scoring
from scoring.models import KeptSheet, Submission
from tests.browsers import client_of, text_of
from tests.cast import NOW, all_submit, an_open_contest, an_open_tour, fresh, sheet_of, submit
from tests.desk import board, sent, to
from tests.pages.judge.test_order import body_of
from tests.tablet import seated, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
POINTS = {"premises": "20", "service": "21", "governance": "22", "order": "13"}


def visit_of(contest):
    return contest.rounds.get(at_once=True)


def test_one_press_opens_all_and_one_question_closes_all(cast, desk):
    contest = an_open_contest(cast, preset="tour", contestants=3)
    visit = visit_of(contest)
    shown = board(desk, contest)
    assert "“现场观摩”: open all for marking; judges then mark in any order." in shown
    assert "Next on stage" not in shown
    assert "All sites of “现场观摩” can be marked now, in any order." in sent(desk, "open-round", contest.pk, visit.pk)
    all_submit(visit.performances.get(contestant__number="02"))
    shown = board(desk, contest)
    assert "“现场观摩”: 5 of 15 sheets received; 1 of 3 sites have all." in shown
    asked = text_of(desk.get(to("close-round", contest.pk, visit.pk)))
    assert "Judge J1: 2 sheets not received (" in asked
    assert "Enter a reason." in sent(desk, "close-round", contest.pk, visit.pk, seen="10")
    for number in ("01", "03"):
        all_submit(visit.performances.get(contestant__number=number))
    assert "All 15 sheets of “现场观摩” are in. Close all." in board(desk, contest)
    sent(desk, "close-round", contest.pk, visit.pk, seen="0")
    assert set(Performance.objects.filter(round=visit).values_list("state", flat=True)) == {"closed"}
    assert "All visits are over. Close the contest." in board(desk, fresh(contest))


def test_the_table_says_who_has_been_where(cast, desk):
    contest = an_open_tour(cast, contestants=2)
    visit = visit_of(contest)
    contest.contestants.filter(number="01").update(stop="Zhufeng Road 9", stop_at="9:30")
    submit(sheet_of(visit.performances.get(contestant__number="01"), "J2"))
    page = to("tour", contest.pk, visit.pk)
    shown = text_of(desk.get(page))
    assert "1/10 Sheets in" in shown
    assert "9:30 · Zhufeng Road 9" in shown
    assert "Judge J2 1/2" in shown
    assert "Close all" not in text_of(client_of(cast.sun).get(page))
    first = desk.get(to("tour-state", contest.pk, visit.pk))
    again = desk.get(to("tour-state", contest.pk, visit.pk), headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    external = contest.rounds.get(external=True)
    assert desk.get(to("tour", contest.pk, external.pk)).status_code == 404


def test_a_judge_sees_all_sites_and_what_came_after_the_closing_waits_for_the_desk(cast, desk):
    contest = an_open_tour(cast, contestants=3)
    visit = visit_of(contest)
    judge = contests.issue_card(judge=contest.judges.get(key="J1"), by=cast.wang, now=NOW).judge
    first, second, third = (visit.performances.get(contestant__number=f"0{n}") for n in (1, 2, 3))
    tablet = seated(judge)
    submit(sheet_of(second, "J1"))
    shown = text(tablet.get("/judge/"))
    assert "To be marked" in shown
    assert shown.count("Mark") >= 2
    assert "Received" in shown
    said = tablet.get("/judge/order/").json()
    assert len(said["heads"]) == 3
    assert said["list"].count("Received") == 1
    submit(sheet_of(third, "J1"))
    assert "To be marked" in text(tablet.get("/judge/")), "one site is left, and the judge chooses it"
    sent(desk, "close-round", contest.pk, visit.pk, seen="13", reason="The bus left")
    late = tablet.post("/judge/outbox/", body_of(judge, first, **POINTS)).json()
    assert (late["state"], late["counts"]) == ("kept", False)
    assert (KeptSheet.objects.get().why, Submission.objects.count()) == ("late", 2)


def test_nobody_goes_to_a_site_that_was_withdrawn_or_waits_for_its_sheets(cast, desk):
    contest = an_open_tour(cast, contestants=2)
    visit = visit_of(contest)
    judge = contests.issue_card(judge=contest.judges.get(key="J1"), by=cast.wang, now=NOW).judge
    site = visit.performances.get(contestant__number="02")
    all_submit(visit.performances.get(contestant__number="01"))
    values = {"status": Status.WITHDRAWN, "reason": "Under repair"}
    scoring.set_contestant_status(contestant=site.contestant, **values, by=cast.li, now=NOW)
    assert site.contestant.name not in text(seated(judge).get("/judge/"))
    assert "All 5 sheets of “现场观摩” are in. Close all." in board(desk, contest)
    assert "not received" not in text_of(desk.get(to("close-round", contest.pk, visit.pk)))
    sent(desk, "close-round", contest.pk, visit.pk, seen="0")
    assert set(Performance.objects.filter(round=visit).values_list("state", flat=True)) == {"closed"}
