"""A judge is excused from one performance: the desk says why, and everybody reads the same."""

import pytest

from communities.models import Journal
from scoring import actions as scoring
from scoring.results import tally_now
from tests.browsers import client_of, text_of
from tests.cast import all_submit, an_open_contest, later, sheet_of, started, submit
from tests.desk import board, sent, to
from tests.tablet import card_for, seated

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def score_of(contest, performance):
    """The score of a performance in the first round."""
    return tally_now(contest).rounds[0].rows[performance.contestant.number].score


def test_a_judge_who_is_ill_for_ten_minutes_is_excused_from_one_performance(cast):
    contest = an_open_contest(cast, contestants=2)
    performance = started(cast, contest)
    all_submit(performance)
    sheet = card_for(cast, sheet_of(performance, "J2"))
    desk, tablet = client_of(cast.li), seated(sheet.judge)
    whole, question = score_of(contest, performance), to("excuse-sheet", contest.pk, sheet.pk)
    assert question in desk.get(to("judge", contest.pk, sheet.judge_id)).content.decode()
    asked = desk.get(question)
    assert "is excused" in sent(
        desk, "excuse-sheet", contest.pk, sheet.pk, reason="taken ill", seen=asked.context["form"]["seen"].value()
    )
    assert ("4/4" in board(desk, contest), "Excused" in board(desk, contest)) == (True, True)
    assert "taken ill" in text_of(tablet.get("/judge/"))
    line = Journal.objects.get(verb="sheet-excused")
    assert (line.who, line.detail) == (cast.li, {"reason": "taken ill"})
    excused = score_of(contest, performance)
    who, now = performance.contestant, later(21)
    scoring.recuse_after_opening(judge=sheet.judge, contestant=who, reason="cousins", by=cast.wang, now=now)
    assert whole != excused == score_of(contest, performance)


def test_a_sheet_that_came_meanwhile_is_looked_at_first_and_an_excuse_is_undone(cast):
    contest = an_open_contest(cast, contestants=2)
    performance = started(cast, contest)
    sheet, desk = sheet_of(performance, "J2"), client_of(cast.li)
    submit(sheet)
    words = sent(desk, "excuse-sheet", contest.pk, sheet.pk, reason="taken ill", seen="0")
    assert "has just sent a sheet. Check it first" in words
    scoring.excuse_sheet(sheet=sheet, reason="taken ill", by=cast.li, now=later(20))
    scoring.close_performance(performance=performance, reason="the others later", by=cast.li, now=later(21))
    assert "J2" not in str(Journal.objects.latest("pk").detail["outstanding"])
    scoring.reopen_sheet(sheet=sheet, reason="well again", by=cast.li, now=later(22))
    assert submit(sheet, key="again", minutes=23).counts
