"""What the desk's board shows, and how little it asks of the database."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from contests import actions as contests
from contests.models import Judge, JudgeKind
from scoring import actions as scoring
from scoring.results import forget, results_of, tally_now
from tests.browsers import client_of, text_of
from tests.cast import (
    Cast,
    a_closed_contest,
    a_draft,
    an_observer,
    an_open_contest,
    draw_order,
    first_performance,
    fresh,
    later,
    marks_for,
    one_of_each,
    performed,
    sheet_of,
    started,
    submit,
)
from tests.desk import board, played, to

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


# ---- The board -----------------------------------------------------------------------------------------------------


def test_the_board_tells_who_has_not_submitted_by_name(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    for judge in ("J1", "J2", "J3"):
        submit(sheet_of(performance, judge))
    shown = board(desk, contest)
    number = performance.contestant.number
    assert f"For contestant {number}, 2 judges have not submitted: Judge J4, Judge J5." in shown
    assert "Judge J1 Received 17:05:00 72" in shown
    assert "Judge J4 Not submitted" in shown
    assert "Sheets in 3/5" in shown


def test_the_board_says_it_in_chinese_as_an_official_would(cast):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    for judge in ("J1", "J2", "J3"):
        submit(sheet_of(performance, judge))
    client = client_of(cast.li)
    client.cookies["django_language"] = "zh-hans"
    with translation.override("zh-hans"):
        shown = board(client, contest)
    assert f"{performance.contestant.number} 号选手还有 2 位评委未提交：Judge J4、Judge J5" in shown


def test_every_state_of_a_seat_is_told_in_words(cast, desk):
    contest = a_draft(cast, seats=6)
    practice = an_observer(contest, "J7", JudgeKind.PRACTICE)
    contests.add_part(contest=contest, part=practice, values={"name": "Judge J7"}, by=cast.wang, now=later(0))
    draw_order(contest=contest, called="lot", by=cast.wang, now=later(0))
    contest = scoring.open_contest(contest=fresh(contest), by=cast.wang, now=later(0))
    scoring.recuse_after_opening(
        judge=contest.judges.get(key="J6"),
        contestant=first_performance(contest).contestant,
        reason="same street",
        by=cast.wang,
        now=later(0),
    )
    performance = started(cast, contest)
    submit(sheet_of(performance, "J1"))
    scoring.reopen_sheet(sheet=sheet_of(performance, "J1"), reason="misread", by=cast.li, now=later(6))
    submit(sheet_of(performance, "J2"))
    paper = sheet_of(performance, "J3")
    scoring.enter_paper_sheet(sheet=paper, marks=marks_for(paper), key="p", by=cast.li, now=later(6))
    scoring.void_judge(judge=contest.judges.get(key="J5"), reason="ill", by=cast.li, now=later(7))
    shown = board(desk, contest)
    for words in (
        "Judge J1 Re-opened",
        "Judge J2 Received",
        "Judge J3 Paper to be confirmed",
        "Judge J4 Not submitted",
        "Judge J5 Left",
        "Judge J6 Recused",
        "Judge J7 Practice Not submitted",
    ):
        assert words in shown
    assert f"For contestant {performance.contestant.number}, 1 judge has not submitted: Judge J4." in shown
    assert "1 paper sheet needs a second person to confirm it." in shown


def test_who_is_excused_recused_or_has_left_is_told_apart_and_waited_for_by_nobody(cast, desk):
    contest = an_open_contest(cast, seats=7)
    performance = started(cast, contest)
    contest = one_of_each(cast, contest, performance)
    shown = board(desk, contest)
    for words in ("Judge J4 Not submitted", "Judge J5 Excused", "Judge J6 Recused", "Judge J7 Left"):
        assert words in shown
    assert "Sheets in 3/4" in shown
    page = text_of(desk.get(to("judge", contest.pk, contest.judges.get(key="J7").pk)))
    assert ("Left" in page, "Received" in page) == (True, False)


def test_who_is_recused_and_has_left_is_recused_on_board_and_paper(cast, desk):
    contest = an_open_contest(cast, seats=7)
    contest = one_of_each(cast, contest, started(cast, contest))
    scoring.void_judge(judge=contest.judges.get(key="J6"), reason="ill", by=cast.li, now=later(9))
    assert "Judge J6 Recused" in board(desk, fresh(contest))
    values = tally_now(fresh(contest)).rounds[0].panels[0].rows[first_performance(contest).contestant.number].lines[0]
    assert values.values[5].why == "recused"


def test_every_number_says_that_it_is_not_final(cast, desk):
    contest = an_open_contest(cast, contestants=2)
    first, second, *defence = played(contest)
    performed(cast, contest, first)
    started(cast, contest, second)
    submit(sheet_of(second))
    shown = board(desk, contest)
    assert "Running order provisional: " in shown
    assert re.search(r"On stage 72\.0+ prov\.", shown)
    assert re.search(r"Round score 72\.0+ provisional", shown)
    assert "No contestant has a final score yet." in shown
    all_submit_rest(second)
    scoring.close_performance(performance=second, by=cast.li, now=later(20), reason="the watch stopped")
    performed(cast, contest, defence[0])
    shown = board(desk, contest)
    assert re.search(rf"1–2 {first.contestant.number} Secretary \d+ \d+\.\d\d prov\.", shown)
    assert "provisional: 5 marks missing" in shown


def all_submit_rest(performance):
    for judge in ("J2", "J3", "J4", "J5"):
        submit(sheet_of(performance, judge), share="0.9")


def test_places_that_can_no_longer_change_are_certain(cast, desk):
    contest = a_closed_contest(cast, contestants=3)
    shown = board(desk, contest)
    assert shown.count("place certain") == 3
    assert shown.count("complete, not published yet") == 3, "the same words above order, score and places"
    assert "prov" not in shown
    scoring.publish_results(contest=contest, by=cast.wang, now=later(90))
    shown = board(desk, fresh(contest))
    assert shown.count("published") >= 3
    assert not re.search("prov|certain|not published|so far", shown), "what residents read is neither open nor certain"
    results = text_of(desk.get(reverse("manage:results", args=[contest.pk])))
    assert "Results as they are now published" in results
    assert "certain" not in results.lower()


def test_a_contest_in_set_up_says_what_comes_first(cast, desk):
    contest = a_draft(cast)
    assert "This contest is still being set up. Open it first." in board(desk, contest)


def test_a_picked_performance_stays_in_the_middle(cast, desk):
    contest = an_open_contest(cast)
    first, second, *_ = played(contest)
    started(cast, contest, first)
    shown = board(desk, contest, show=second.pk)
    assert "You chose this performance." in shown
    assert f"{second.contestant.number} {second.contestant.name} Community" in shown
    assert desk.get(to("board", contest.pk, show=999_999)).status_code == 404


def test_a_supervisor_sees_everything_and_no_button(cast):
    contest = an_open_contest(cast)
    started(cast, contest)
    page = client_of(cast.sun).get(to("board", contest.pk)).content.decode()
    assert "You can view this page." in page
    assert "data-press" not in page
    assert page.count("<form") == 1  # the language


def test_names_are_shown_as_they_are_written(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    Judge.objects.filter(contest=contest, key="J1").update(name="<b>王</b>")
    type(performance.contestant).objects.filter(pk=performance.contestant_id).update(name="䶮<i>·买买提")
    page = desk.get(to("board", contest.pk)).content.decode()
    assert "<b>王</b>" not in page
    assert "&lt;b&gt;王&lt;/b&gt;" in page
    assert "䶮&lt;i&gt;·买买提" in page


# ---- How little it asks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("contestants", "seats"), [(1, 5), (3, 5), (30, 9)])
def test_the_board_asks_ten_queries_and_three_more_for_new_results(
    django_assert_num_queries, cast, desk, contestants, seats
):
    contest = an_open_contest(cast, contestants=contestants, seats=seats)
    performance = started(cast, contest)
    submit(sheet_of(performance))
    results_of(fresh(contest))
    with django_assert_num_queries(10):
        board(desk, contest)
    forget()
    with django_assert_num_queries(13):
        board(desk, contest)


def test_the_state_address_asks_three_queries_while_nothing_changes(django_assert_num_queries, cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    tag = desk.get(to("state", contest.pk))["ETag"]
    with django_assert_num_queries(3):
        same = desk.get(to("state", contest.pk), headers={"if-none-match": tag})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", tag)
    submit(sheet_of(performance))
    changed = desk.get(to("state", contest.pk), headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag
    assert "no-store" in changed["Cache-Control"]
    assert "Judge J1 Received" in text_of(changed)
    assert "<html" not in changed.content.decode()


def test_the_desk_is_told_before_the_disk_is_full(cast, desk, monkeypatch):
    contest = an_open_contest(cast)
    tag = desk.get(to("state", contest.pk))["ETag"]
    assert "MB are left on the disk" not in text_of(desk.get(to("board", contest.pk)))
    monkeypatch.setattr("pages.room_left.ENOUGH", 10**12)  # so that what is left here is too little
    changed = desk.get(to("state", contest.pk), headers={"if-none-match": tag})
    assert "MB are left on the disk" in text_of(changed)
    assert "MB are left on the disk" in text_of(desk.get(reverse("manage:contest", args=[contest.pk])))


def test_the_tag_of_the_page_is_that_of_the_state(cast, desk):
    contest = an_open_contest(cast)
    tag = unescape(re.search(r'data-etag="([^"]*)"', desk.get(to("board", contest.pk)).content.decode())[1])
    assert desk.get(to("state", contest.pk), headers={"if-none-match": tag}).status_code == 304


def test_the_tag_tells_roles_languages_and_performances_apart(cast, desk):
    contest = an_open_contest(cast)
    performance = first_performance(contest)
    tag = desk.get(to("state", contest.pk))["ETag"]
    given = {"if-none-match": tag}
    assert client_of(cast.sun).get(to("state", contest.pk), headers=given).status_code == 200
    assert desk.get(to("state", contest.pk, show=performance.pk), headers=given).status_code == 200
    assert desk.get(to("state", contest.pk), headers={**given, "accept-language": "zh-hans"}).status_code == 200
    outsider = client_of(Cast("heping", ("qian",)).wang)
    assert outsider.get(to("state", contest.pk), headers=given).status_code == 404


# ---- Strangers' rows -----------------------------------------------------------------------------------------------


def test_rows_of_another_contest_are_not_there(cast, desk):
    contest, other = an_open_contest(cast, slug="one"), an_open_contest(cast, slug="two")
    performance = started(cast, other)
    sheet = sheet_of(performance)
    for name, row in (
        ("start", performance),
        ("close", performance),
        ("points", performance.contestant),
        ("paper", sheet),
        ("replace", sheet.judge),
    ):
        assert desk.post(to(name, contest.pk, row.pk)).status_code == 404
