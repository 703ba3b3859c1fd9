"""The desk lets the hall know scores, one press after closing."""

import re
from decimal import Decimal

import pytest

from scoring import actions as scoring
from scoring.models import WhyKept
from scoring.results import results_of
from stage.actions import change_show
from stage.models import Release, Releasing
from stage.queries import releases_in_force
from tests.browsers import client_of, text_of
from tests.cast import (
    a_closed_contest,
    an_open_contest,
    fresh,
    later,
    marks_for,
    performed,
    sheet_of,
    sheets_of,
    started,
    submit,
)
from tests.desk import board, played, primary, sent, to

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def on_the_way(cast, count=2, **values):
    contest = an_open_contest(cast, contestants=3)
    change_show(contest=contest, values=values, by=cast.wang, now=later(0))
    order = played(contest)
    for performance in order[:count]:
        performed(cast, contest, performance)
    return fresh(contest), order


def test_after_closing_the_score_is_released_with_one_press_and_the_next_is_called_with_another(cast, desk):
    contest, (first, second, *_others) = on_the_way(cast, count=1)
    label, detail, fields = primary(desk, contest)
    assert label == "Release"
    assert detail.startswith(f"{first.contestant.number}: ")
    assert detail.endswith(f", {first.round.name}")  # of several rounds the button says which
    words = sent(desk, "release", contest.pk, **fields)
    assert f"Released: {detail}" in words
    assert "Released" in board(desk, contest)
    assert primary(desk, contest)[0] == "Start"
    assert [r.performance for r in releases_in_force(contest)] == [first]
    assert "already been done" in sent(desk, "release", contest.pk, **fields)
    sent(desk, "start", contest.pk, second.pk)
    assert Release.objects.count() == 1


def test_while_scores_are_held_the_desk_reads_why_there_is_nothing_to_release(cast, desk):
    contest, (_first, second, *_others) = on_the_way(cast, count=1, releasing="batch", batch=2)
    held = "Scores are held: the first 2 of a round are released together."
    assert (held in board(desk, contest), primary(desk, contest)[0]) == (True, "Start")
    performed(cast, contest, second)
    assert (held in board(desk, contest), primary(desk, contest)[0]) == (False, "Release")


def totalled(cast, contest, performance, *contents):
    """Performed; every judge gives 35.0 beside the points for the content."""
    started(cast, contest, performance)
    for sheet, content in zip(sheets_of(performance), contents, strict=True):
        submit(sheet, marks={"content": Decimal(content), "language": Decimal(25), "poise": Decimal(10)})
    scoring.record_clock(performance=performance, seconds=470, by=cast.li, now=later(9))
    scoring.close_performance(performance=performance, by=cast.li, now=later(10))


def test_a_score_has_as_many_decimals_in_the_hall_as_on_the_desk_and_no_more_of_them_make_it_another(cast, desk):
    contest = an_open_contest(cast, contestants=3, seats=7)
    first, second, third, *_defence = played(contest)
    totalled(cast, contest, first, *["35.4"] * 7)
    totalled(cast, contest, second, *["35.4"] * 5, "35.5", "35.5")
    number, label = first.contestant.number, primary(desk, contest)[1]
    assert label == f"{number}: 70.40, {first.round.name}", (
        "as the running order beside it says, where 70.42 stands, too"
    )
    assert {"70.40", "70.42"} <= set(board(desk, contest).split())
    sent(desk, "release", contest.pk, **primary(desk, contest)[2])
    said = releases_in_force(contest)[0].content
    assert {sheet["total"] for panel in said["panels"] for sheet in panel["sheets"]} == {"70.4"}
    assert [said["score"], said["panels"][0]["score"], said["standings"][0]["score"]] == ["70.40"] * 3
    judge = contest.judges.get(key="J1")
    scoring.recuse_after_opening(
        judge=judge, contestant=third.contestant, reason="cousins", by=cast.wang, now=later(30)
    )
    words = board(desk, contest)
    assert "70.400" in words, "six judges leave four: means of these have three decimals"
    assert "has changed since its release" not in words
    assert primary(desk, contest)[1] == f"{second.contestant.number}: 70.420, {first.round.name}"


def test_a_score_that_changed_while_the_desk_looked_is_asked_back(cast, desk):
    contest, (first, *_others) = on_the_way(cast, count=1)
    fields = primary(desk, contest)[2]
    off = {"points": Decimal(-1), "reason": "late", "seen": 0, "by": cast.zhao, "now": later(21)}
    scoring.adjust(contestant=first.contestant, round=first.round, **off)
    words = sent(desk, "release", contest.pk, **fields)
    assert "A score has just changed" in words
    assert not Release.objects.exists()


def test_leaving_the_way_asks_for_a_reason_and_keeps_what_was_typed(cast, desk):
    contest, (first, *_others) = on_the_way(cast, releasing=Releasing.END)
    page = board(desk, contest, show=first.pk)
    assert "Release out of turn" in page
    words = sent(desk, "release", contest.pk, performances=str(first.pk))
    assert "The way chosen for this contest is: All at the end." in words
    assert "Enter a reason. It is recorded in the journal." in words
    assert "Released: " in sent(desk, "release", contest.pk, performances=str(first.pk), reason="guests leave")


def test_what_stands_in_the_way_and_what_stands_out_is_said(cast, desk):
    contest, (first, second, *_others) = on_the_way(cast, count=1, widest_range="1")
    words = board(desk, contest)
    assert " differ by " in words
    assert "Ask the chair of the panel to look before you release the score." in words
    assert "more than 1." in text_of(desk.get(f"{to('release', contest.pk)}?performances={first.pk}"))
    asked = sent(desk, "check-sheet", contest.pk, sheet_of(first).pk, reason="far from the others")
    assert "is asked to look at the sheet" in asked
    sent(desk, "release", contest.pk, performances=str(first.pk))
    started(cast, contest, second)
    scoring.close_performance(performance=second, reason="the power failed", by=cast.li, now=later(30))
    assert "are missing. Have them sent" in board(desk, contest)


def test_a_sheet_that_came_late_and_was_kept_is_to_be_decided_on_and_asked_of_nobody(cast, desk):
    contest, (first, *_others) = on_the_way(cast, count=0)
    started(cast, contest, first)
    for judge in ("J1", "J2", "J3"):
        submit(sheet_of(first, judge))
    scoring.close_performance(performance=first, reason="the power failed", by=cast.li, now=later(30))
    number, who = first.contestant.number, f"{first.contestant}, {first.round}"
    shown = board(desk, contest)
    asked = f"The sheets of {{}} for contestant {number} are missing. Have them sent"
    assert asked.format("Judge J4, Judge J5") in shown
    assert f"{who}: 2 judges have not submitted" not in shown, "each thing is said once"
    kept_late(first, "J4")
    shown = board(desk, contest)
    assert asked.format("Judge J5") in shown
    assert f"Contestant {number}: the sheet of Judge J4 was kept and does not count. Decide" in shown
    kept_late(first, "J5")
    kept = kept_late(first, "J1")  # beside one that counts: it holds up nothing
    shown = board(desk, contest)
    assert f"Contestant {number}: the sheets of Judge J4, Judge J5 were kept and do not count. Decide" in shown
    assert ("Have them sent" in shown, "1 sheet was kept and does not count" in shown) == (False, True)
    scoring.set_aside_kept_sheet(kept=kept, reason="another counts", by=cast.li, now=later(33))
    assert "1 sheet was kept and does not count" not in board(desk, contest)


def kept_late(performance, judge):
    sheet = sheet_of(performance, judge)
    given = {"performance": performance, "marks": marks_for(sheet), "key": f"late {judge}", "why": WhyKept.LATE}
    return scoring.keep_sheet(**given, holder=0, by=sheet.judge, now=later(32))


def test_a_released_score_that_changed_is_a_thing_to_do_and_can_be_corrected_or_taken_back(cast, desk):
    contest, (first, *_others) = on_the_way(cast, count=1)
    sent(desk, "release", contest.pk, **primary(desk, contest)[2])
    off = {"points": Decimal(-1), "reason": "late", "seen": 0, "by": cast.zhao, "now": later(21)}
    scoring.adjust(contestant=first.contestant, round=first.round, **off)
    assert f"The score of contestant {first.contestant.number} has changed since its release" in board(desk, contest)
    made = releases_in_force(contest)[0]
    assert "is corrected." in sent(desk, "correct-release", contest.pk, made.pk, reason="late")
    assert "already been done" in sent(desk, "correct-release", contest.pk, made.pk, reason="late")
    anew = releases_in_force(contest)[0]
    asked = client_of(cast.li, "zh-hans").get(to("take-back-release", contest.pk, anew.pk)).content.decode()
    assert ("撤回亮分</button>" in asked, "撤销出场" in asked) == (True, False)
    assert "is taken back." in sent(desk, "take-back-release", contest.pk, anew.pk, reason="too early")
    assert releases_in_force(contest) == []


def test_a_desk_that_follows_learns_of_a_release(cast, desk):
    contest, _order = on_the_way(cast, count=1)
    tag = desk.get(to("state", contest.pk))["ETag"]
    assert desk.get(to("state", contest.pk), headers={"if-none-match": tag}).status_code == 304
    sent(desk, "release", contest.pk, **primary(desk, contest)[2])
    assert desk.get(to("state", contest.pk), headers={"if-none-match": tag}).status_code == 200


def test_the_desk_alone_is_told_in_which_order_first_place_stays_open_longest(cast, desk):
    contest = a_closed_contest(cast)
    change_show(contest=contest, values={"releasing": Releasing.END}, by=cast.wang, now=later(61))
    assert "Order of release" in board(desk, contest)
    page = desk.get(to("reveal-order", contest.pk))
    best = results_of(contest).standings[0].contestant
    *_before, last = re.findall(r"<li.*?</li>", page.content.decode(), re.DOTALL)
    assert f"{best} Secretary" in last
    assert "with this score first place is certain" in last
    assert page.content.decode().count("is certain") == 1
