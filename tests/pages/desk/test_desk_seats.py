"""A seat changes hands, and a judge leaves: whose the marks are, on tablets, at the desk and on every paper."""

import re
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from contests import actions as contests
from papers import confirmations, score_sheets, tally_sheet
from scoring import actions as scoring
from scoring.models import Submission
from scoring.queries import in_force
from scoring.results import explained, results_of, tally_now, tally_published
from tests.browsers import text_of
from tests.cast import (
    a_published_contest,
    all_submit,
    an_open_contest,
    counting,
    fresh,
    later,
    performed,
    sheet_of,
    sheets_of,
    started,
    submit,
)
from tests.desk import board, sent, to
from tests.printed import squeezed
from tests.refusals import refused
from tests.tablet import address, asked, card_for, seated, send
from tests.tablet import text as page_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
PRINTED = {"now": later(90), "language": "zh-hans"}


def replaced(desk, contest, name, key="k1"):
    seat = contest.judges.get(key="J1")
    data = {"name": name, "post": "", "reason": "ill", "key": key, "seen": str(seat.replaced)}
    desk.post(to("replace", contest.pk, seat.pk), data)
    return fresh(seat)


def handed_over(cast, desk):
    """J1 is marked by 王 for the first of three contestants, by 李 for the second; the third is still to come."""
    contest = an_open_contest(cast, seats=5)
    contests.change_part(
        part=contest.judges.get(key="J1"), values={"name": "王某"}, reason="misspelt", by=cast.wang, now=later(0)
    )
    order = list(contest.performances.filter(round__key="speech").order_by("order"))
    performed(cast, contest, order[0])
    seat = replaced(desk, contest, "李某")
    performed(cast, contest, order[1])
    return fresh(contest), seat, order


def finish(cast, contest):
    for performance in contest.performances.filter(state="waiting").order_by("round__position", "order"):
        performed(cast, contest, performance)


def test_a_seat_that_changed_hands_keeps_who_marked_what_everywhere(cast, desk):
    contest, seat, (first, second, _third) = handed_over(cast, desk)
    assert [(s.sheet.performance, s.holder) for s in Submission.objects.filter(sheet__judge=seat)] == [
        (first, 0),
        (second, 1),
    ]
    tally = tally_now(contest)
    (page,) = [page for page in squeezed(tally_sheet(tally, **PRINTED)) if "评委打分" in page or "王某" in page]
    assert "王某/李某" in page
    assert page.count("王某") == 2  # the heading, and below the one value
    for performance, by_wang in ((first, True), (second, False)):
        number = performance.contestant.number
        (page,) = squeezed(confirmations(tally, contestants=[number], judge_names=True, **PRINTED))
        assert ("王某" in page, "李某" in page) == (by_wang, True)  # who sits there now is waited for in the defence
        told = str(explained(results_of(contest), number, chinese=True))
        assert (told.count("王某 (主题演讲) / 李某 (") > 0, "王某" in told) == (by_wang, by_wang)
    blank = squeezed(score_sheets(contest, judges=[seat], **PRINTED))[0]
    assert "评委：李某" in blank
    assert blank.count("已由王某打分") >= 1
    contests.change_part(part=seat, values={"name": "李谋"}, reason="misspelt", by=cast.wang, now=later(40))
    assert "王某/李谋" in "".join(squeezed(tally_sheet(tally_now(fresh(contest)), **PRINTED)))


def test_the_newcomers_tablet_and_the_desk_show_whose_marks_they_are(cast, desk):
    contest, seat, (first, second, _third) = handed_over(cast, desk)
    tablet = seated(seat)
    listed = page_of(tablet.get("/judge/sheets/"))
    assert listed.count("Marked by 王某, the previous judge") == 1
    old, own = sheet_of(first), sheet_of(second)
    assert "Not your marks: 王某, the previous judge, sent this sheet." in page_of(tablet.get(address(old)))
    assert "Not your marks" not in page_of(tablet.get(address(own)))
    assert "marked by 王某" in board(desk, contest, show=first.pk)
    assert "marked by 王某" not in board(desk, contest, show=second.pk)
    judge = text_of(desk.get(to("judge", contest.pk, seat.pk)))
    assert "Previous judges: 王某" in judge
    assert judge.count("marked by 王某") == 1
    scoring.reopen_sheet(sheet=old, reason="a slip", by=cast.li, now=later(30))
    page = page_of(tablet.get(address(old)))
    assert "Until then the marks of 王某, the previous judge, count" in page
    assert set(re.findall(r'name="points-\d+" value="([^"]*)"', page)) == {""}
    items = {item.key: "10" for item in first.round.items.all()}
    assert tablet.get(address(own)).status_code == 200
    send(tablet, fresh(old), key="anew", **items)
    assert counting(old).holder == 1
    assert "marked by" not in board(desk, contest, show=first.pk)


def test_whose_marks_they_are_goes_into_file_publication_and_a_contest_brought_in_again(cast, desk):
    contest, _seat, _order = handed_over(cast, desk)
    finish(cast, contest)
    contest = scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    source = scoring.export_contest(contest=contest)
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    again = scoring.import_contest(source=source, district=cast.district, slug="again", by=cast.wang, now=later(80))
    assert scoring.export_contest(contest=again) == source
    replaced(desk, contest, "赵某", key="k2")
    for tally in (tally_published(in_force(contest)), tally_now(again)):
        page = "".join(squeezed(tally_sheet(tally, **PRINTED)))
        assert "王某/李某" in page
        assert "赵某" not in page
    assert "赵某" not in "".join(squeezed(tally_sheet(tally_now(fresh(contest)), **PRINTED)))


def test_seats_handed_over_before_this_was_kept_are_read_from_the_journal(cast, desk):
    contest, seat, _order = handed_over(cast, desk)
    contests.change_part(part=seat, values={"name": "李谋"}, reason="misspelt", by=cast.wang, now=later(40))
    seat = fresh(seat)
    seat.former = []
    seat.save()
    lines = list(apps.get_model("communities", "Journal").objects.filter(contest_id=contest.pk).order_by("-pk"))
    for line in lines:
        line.object = line.object.removeprefix(f"{seat.key} ")  # as lines had it then
    former, times = import_module("scoring.migrations.0008_holders").handed_over(seat, lines)
    assert former == [{"name": "王某", "post": ""}]
    assert len(times) == 1


# ---- Leaving --------------------------------------------------------------------------------------------------------


def leave(desk, contest, seat, marks, **more):
    return sent(desk, "leave", contest.pk, seat.pk, **{"reason": "Called away", "seen": "0", "marks": marks, **more})


def test_a_judge_leaves_and_earlier_marks_stay(cast, desk):
    contest = an_open_contest(cast, seats=5)
    first, second, _third = contest.performances.filter(round__key="speech").order_by("order")
    performed(cast, contest, first)
    before = results_of(fresh(contest)).scores
    started(cast, contest, second)
    seat = contest.judges.get(key="J1")
    scoring.reopen_sheet(sheet=sheet_of(first), reason="a slip", by=cast.li, now=later(12))
    assert "Choose what happens to the marks given so far." in leave(desk, contest, seat, "")
    assert fresh(seat).left_at is None
    assert "Judge J1 has left." in leave(desk, contest, seat, "stay")
    assert counting(sheet_of(first)).marks.filter(points=None).count() == 0
    assert fresh(sheet_of(first)).reopened_at is None
    now = results_of(fresh(contest)).scores
    key, who = first.round.key, contest.contestants.get(pk=first.contestant_id)
    index = results_of(fresh(contest)).contest.ids.index(who.number)
    assert now.round(key).score.nums[index] == before.round(key).score.nums[index] is not None
    assert "Received" in board(desk, contest, show=first.pk)
    assert "Judge J1 Left" in board(desk, contest, show=second.pk)
    all_submit(second)
    scoring.record_clock(performance=second, seconds=470, by=cast.li, now=later(19))
    scoring.close_performance(performance=second, by=cast.li, now=later(20))
    finish(cast, contest)
    contest = scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    assert not [missing for missing in results_of(contest).missing if missing.round == key]
    page = "".join(squeezed(tally_sheet(tally_now(contest), **PRINTED)))
    assert page.count("已退出") == 2 + 3


def test_a_paper_sheet_that_waits_is_confirmed_before_its_judge_leaves(cast, desk):
    contest = an_open_contest(cast, seats=5)
    performance = started(cast, contest, contest.performances.filter(round__key="speech").order_by("order").first())
    sheet = sheet_of(performance)
    marks = {item.key: Decimal(10) for item in performance.round.items.all()}
    entered = scoring.enter_paper_sheet(sheet=sheet, marks=marks, key="p", by=cast.wang, now=later(4))
    assert "waits for a second person" in leave(desk, contest, sheet.judge, "stay")
    assert fresh(sheet.judge).left_at is None
    scoring.confirm_paper_sheet(submission=entered, by=cast.li, now=later(5))
    assert "has left" in leave(desk, contest, sheet.judge, "stay")
    assert counting(sheet) == entered


# ---- Paper ----------------------------------------------------------------------------------------------------------


def on_paper(cast, contest, points="10"):
    """A sheet of J1 that the desk has entered from paper, waiting for a second person."""
    performance = started(cast, contest, contest.performances.filter(round__key="speech").order_by("order").first())
    sheet = sheet_of(performance)
    marks = {item.key: Decimal(points) for item in performance.round.items.all()}
    return sheet, scoring.enter_paper_sheet(sheet=sheet, marks=marks, key="p", by=cast.wang, now=later(4))


def test_a_paper_sheet_entered_after_a_handover_is_of_who_sat_there_on_stage_unless_the_desk_says_so(cast, desk):
    contest = an_open_contest(cast, seats=5)
    performance = started(cast, contest)
    sheet, name = sheet_of(performance), sheet_of(performance).judge.name
    contests.replace_judge(judge=sheet.judge, name="李某", post="", reason="ill", key="k1", by=cast.li, now=later(3))
    at = to("paper", contest.pk, sheet.pk)
    asked_for = desk.get(at)
    assert "Whose marks are on this sheet?" in text_of(asked_for)
    assert "李某 (current judge)" in text_of(asked_for)
    assert re.search(r'name="holder" value="0"[^>]*checked', asked_for.content.decode())
    typed = {f"item_{item.key}": "10" for item in performance.round.items.all()}
    desk.post(at, {**typed, "key": "p1", "holder": "0"})
    entered = Submission.objects.get(sheet=sheet)
    assert entered.holder == 0
    assert name in text_of(desk.get(to("papers", contest.pk)))
    assert f"Confirm the paper sheet of {name}" in text_of(desk.get(to("confirm", contest.pk, entered.pk)))
    scoring.confirm_paper_sheet(submission=entered, by=cast.zhao, now=later(6))
    number, said = performance.contestant.number, "".join(name.split())
    told = squeezed(confirmations(tally_now(fresh(contest)), contestants=[number], judge_names=True, **PRINTED))
    assert said in "".join(told)
    blank = squeezed(score_sheets(fresh(contest), judges=[fresh(sheet.judge)], **PRINTED))
    assert f"已由{said}打分" in "".join(blank)


def test_a_paper_sheet_is_of_whom_the_desk_names_among_those_who_sat_there(cast, desk):
    contest, _seat, (_first, _second, third) = handed_over(cast, desk)
    performance = started(cast, contest, third)
    sheet, marks = sheet_of(performance), {item.key: Decimal(10) for item in performance.round.items.all()}
    with refused("invalid"):
        scoring.enter_paper_sheet(sheet=sheet, marks=marks, key="x", by=cast.li, now=later(50), holder=2)
    replaced(desk, contest, "赵某", key="k2")
    for key, holder, expected in (("p", 1, 1), ("q", 2, 2)):
        waiting = Submission.objects.filter(sheet=sheet, retired_at=None).values_list("pk", flat=True).first()
        given = {"holder": holder, "seen": waiting, "by": cast.li, "now": later(60)}
        assert scoring.enter_paper_sheet(sheet=sheet, marks=marks, key=key, **given).holder == expected


def test_a_tablet_learns_that_the_sheet_was_entered_from_paper_with_the_values(cast):
    contest = an_open_contest(cast, seats=5)
    sheet, entered = on_paper(cast, contest, "7.5")
    tablet = seated(card_for(cast, sheet).judge)
    query = f"?sheet={sheet.pk}&typing"
    before = asked(tablet, query=query)
    assert "data-settled" not in page_of(before)
    scoring.confirm_paper_sheet(submission=entered, by=cast.li, now=later(5))
    told = page_of(asked(tablet, before["ETag"], query))
    assert "data-settled" in told
    assert "The desk entered your paper sheet" in told
    assert told.count(">7.5<") == sheet.performance.round.items.count()
    assert ">22.5<" in told
    assert "Entered from your paper sheet at" in page_of(tablet.get(address(sheet)))
    assert "Paper sheet · Received" in " ".join(text_of(tablet.get("/judge/sheets/")).split())


def test_a_paper_sheet_that_waits_is_confirmed_after_its_performance_was_closed(cast, desk):
    contest = an_open_contest(cast, seats=5)
    sheet, entered = on_paper(cast, contest)
    for other in sheets_of(sheet.performance).exclude(pk=sheet.pk):
        submit(other)
    scoring.close_performance(performance=sheet.performance, reason="short of time", by=cast.wang, now=later(9))
    assert "Closed without the sheets of Judge J1 for" in text_of(desk.get(to("finish", contest.pk)))
    sent(desk, "confirm", contest.pk, entered.pk, read="on")
    assert counting(sheet) == entered
    assert "Closed without" not in text_of(desk.get(to("finish", contest.pk)))


def test_who_withdrew_is_not_shown_as_waiting_in_the_middle_of_the_desk(cast, desk):
    contest = an_open_contest(cast, seats=5)
    performance = contest.performances.filter(round__key="speech").order_by("order").first()
    assert "Judge J1 Waiting for the call" in board(desk, contest, show=performance.pk)
    scoring.set_contestant_status(
        contestant=performance.contestant,
        status="withdrawn",
        reason="ill",
        by=cast.wang,
        now=later(1),
        seen="competing",
    )
    head = desk.get(to("board", contest.pk, show=performance.pk)).content.decode()
    head = head[head.index("desk-head-state") :].split("</span>")[0]
    assert "Withdrawn" in head
    assert "Waiting" not in head


# ---- After publication ----------------------------------------------------------------------------------------------


def test_a_new_time_after_publication_has_a_reason_and_is_not_called_published(cast, desk):
    contest = a_published_contest(cast)
    performance = contest.performances.filter(round__key="speech").order_by("order").first()
    assert "Places published" in board(desk, contest)
    where = (contest.pk, performance.pk)
    assert "Enter a reason. It is recorded" in sent(desk, "clock", *where, clock="13:41", seen="470", meant="821")
    assert fresh(performance).seconds == 470
    with refused("reason-needed"):
        scoring.record_clock(performance=performance, seconds=821, seen=470, by=cast.li, now=later(80))
    sent(desk, "clock", *where, clock="13:41", seen="470", meant="821", reason="Read off wrongly")
    assert fresh(performance).seconds == 821
    shown = board(desk, contest)
    assert "Places corrected, not published yet" in shown
    assert "residents read the old ones" in shown
    scoring.supersede(contest=contest, reason="A time was wrong", by=cast.wang, now=later(90))
    assert "Places published" in board(desk, contest)


def test_remarks_call_people_and_panels_by_name(cast):
    contest = an_open_contest(cast, seats=5)
    performance = contest.performances.filter(round__key="speech").order_by("order").first()
    started(cast, contest, performance)
    submit(sheet_of(performance))
    number = performance.contestant.number
    (line,) = [line for line in tally_now(fresh(contest)).remark_lines(chinese=True) if "不去掉最高最低分" in line]
    assert f"{performance.round.name}，评委组：{number} {performance.contestant.name} 只有 1 份有效评分表" in line
