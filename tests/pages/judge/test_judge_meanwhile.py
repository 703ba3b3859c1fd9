"""What may happen while a judge is typing, and who sees which sheet."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communities.models import Journal
from contests import actions as contests
from contests.models import Contest, ContestState, Judge, RubricItem, Tablet
from pages.desk.views import seldom
from pages.judge.views import tablets
from pages.judge.views.seat import COOKIE, cookie_value
from pages.tablet_page import page_version
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, Submission
from tests.browsers import client_of
from tests.cast import NOW, Cast, a_draft, an_open_contest, counting, later, marks_for, sheet_of, started, submit
from tests.tablet import address, asked, card_for, posted, recuse, seated, send, still_there, stored, text

pytestmark = pytest.mark.django_db


# ---- what may happen meanwhile ----


def test_a_performance_closed_meanwhile(cast, tablet, sheet):
    actions.close_performance(performance=sheet.performance, by=cast.li, now=later(9), reason="short of time")
    for step in ("review", "confirm"):
        response = send(tablet, sheet, step=step, content="38.5")
        assert "is no longer being marked, so this sheet was not sent" in text(response)
        assert still_there(response, "38.5", "27", "9")
    assert "no sheet of yours was received" in text(tablet.get(address(sheet)))
    assert stored() == (0, 0)


def test_what_waited_from_before_a_sheet_was_re_opened_is_no_correction(cast, tablet, sheet):
    waited = posted(sheet, key="waited", content="11")
    submit(sheet)
    actions.reopen_sheet(sheet=sheet, reason="a slip", by=cast.li, now=later(9))
    response = tablet.post(address(sheet), waited)
    assert "The desk has re-opened this sheet since you filled it in" in text(response)
    assert still_there(response, "11", "27", "9")
    assert stored() == (1, 1)
    anew = dict(re.findall(r'name="(\w+)" value="([^"]*)"', text(response)))
    assert anew["replaces"] == str(counting(sheet).pk)
    assert anew["key"] != "waited"
    tablet.post(address(sheet), waited | {"key": anew["key"], "replaces": anew["replaces"]})
    assert stored() == (2, 2)


def test_an_old_key_with_other_points_is_looked_at_again_once_re_opened(cast, tablet, sheet):
    send(tablet, sheet)
    actions.reopen_sheet(sheet=sheet, reason="a slip", by=cast.li, now=later(9))
    response = send(tablet, sheet, content="12")
    assert "The desk has re-opened this sheet since you filled it in" in text(response)
    assert "key-1" not in text(response)
    assert stored() == (1, 1)


def test_a_contest_closed_meanwhile(cast, tablet, sheet, contest):
    actions.close_performance(performance=sheet.performance, by=cast.li, now=later(9), reason="short of time")
    actions.close_contest(contest=contest, by=cast.li, now=later(10))
    response = send(tablet, sheet, content="38.5")
    assert "this sheet was not sent" in text(response)
    assert still_there(response, "38.5", "27", "9")
    assert Contest.objects.get().state == ContestState.CLOSED


def test_a_judge_recused_meanwhile(cast, tablet, sheet):
    recuse(cast, sheet)
    for step in ("review", "confirm"):
        response = send(tablet, sheet, step=step, content="38.5")
        assert "cousins" in text(response)
        assert still_there(response, "38.5", "27", "9")
    assert stored() == (0, 0)


@pytest.mark.parametrize("step", ["review", "confirm"])
def test_a_card_replaced_while_typing(cast, tablet, sheet, step):
    card_for(cast, sheet, "t")
    response = send(tablet, sheet, step=step, content="38.5")
    assert response.status_code == 200
    assert "Your card was replaced, so this sheet was not sent" in text(response)
    assert still_there(response, "38.5", "27", "9", "key-1")
    assert stored() == (0, 0)
    assert "Your card was replaced" in text(tablet.get(address(sheet)))
    assert tablet.get(address(sheet)).status_code == 403


def test_a_judge_who_left_while_typing(cast, tablet, sheet):
    actions.void_judge(judge=sheet.judge, reason="taken ill", by=cast.li, now=later(3))
    response = send(tablet, sheet, content="38.5")
    assert "This seat no longer marks, so this sheet was not sent" in text(response)
    assert still_there(response, "38.5", "27", "9")
    assert "This seat no longer marks" in text(tablet.get("/judge/"))


def test_a_replaced_judge_in_the_seat_sees_what_the_seat_has_sent(cast, tablet, sheet):
    send(tablet, sheet)
    judge = contests.replace_judge(
        judge=sheet.judge, name="New", post="", reason="ill", key="k", by=cast.wang, now=NOW
    ).judge
    assert "Received at" in text(seated(judge).get(address(sheet)))


def test_a_reopened_sheet_says_why_and_is_sent_once_more(cast, tablet, sheet):
    send(tablet, sheet)
    actions.reopen_sheet(sheet=sheet, reason="a slip of the thumb", by=cast.li, now=later(6))
    page = text(tablet.get(address(sheet)))
    assert f"Li (li) re-opened your sheet for {sheet.performance}: a slip of the thumb. You can send it once" in page
    assert page.count("a slip of the thumb") == 1  # once, and not as a message besides
    assert 'value="36.5"' in page
    assert 'data-sent="key-1"' in page
    assert tablet.get("/judge/")["Content-Location"] == address(sheet)
    send(tablet, sheet, key="key-2", content="38")
    assert marks_of(counting(sheet))["content"] == Decimal(38)
    assert Submission.objects.count() == 2
    assert "and that one counts" in text(send(tablet, sheet, key="key-3"))


def test_a_draft_keeps_its_name_whatever_becomes_of_the_start(cast, tablet, sheet):
    name = re.search('data-draft="([^"]+)"', text(tablet.get(address(sheet))))[0]
    actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="paper", by=cast.li, now=later(2))
    assert name in text(tablet.get(address(sheet)))


def test_a_draft_keeps_its_name_when_a_start_is_taken_back_and_given_again(cast, contest, tablet, sheet):
    name = re.search('data-draft="([^"]+)"', text(tablet.get(address(sheet))))[0]
    actions.cancel_start(performance=sheet.performance, reason="called by mistake", by=cast.li, now=later(1))
    again = sheet_of(started(cast, contest, sheet.performance), sheet.judge.key)
    assert again.pk != sheet.pk
    assert name in text(tablet.get(address(again)))


# ---- who is told ----


def test_what_is_done_to_one_judge_wakes_that_judges_tablet_and_no_other(cast, tablet, sheet, performance):
    """Within a poll, each time; what all judges may see wakes all."""
    tablets, who = (tablet, seated(sheet_of(performance, "J2").judge)), {"by": cast.li}
    tags = [asked(one)["ETag"] for one in tablets]

    def answers():
        found = [asked(one, tag=tag) for one, tag in zip(tablets, tags, strict=True)]
        tags[:] = [answer["ETag"] for answer in found]
        return [answer.status_code for answer in found]

    paper = {"marks": marks_for(sheet), "by": cast.li}
    found = {}
    done = [
        lambda: submit(sheet),
        lambda: actions.reopen_sheet(sheet=sheet, reason="a slip", now=later(9), **who),
        lambda: found.update(paper=actions.enter_paper_sheet(sheet=sheet, key="paper", now=later(9), **paper)),
        lambda: actions.confirm_paper_sheet(submission=found["paper"], by=cast.wang, now=later(9)),
        lambda: tablet.post("/judge/outbox/", posted(sheet, key="late", content="11") | {"sheet": sheet.pk}),
        lambda: actions.claim_kept_sheet(kept=KeptSheet.objects.get(), reason="the judge's", now=later(9), **who),
        lambda: recuse(cast, sheet),
        lambda: actions.void_judge(judge=sheet.judge, reason="ill", now=later(9), **who),
    ]
    for act in done:
        act()
        assert answers() == [200, 304]
        assert answers() == [304, 304]
    actions.close_performance(performance=performance, reason="the end", now=later(9), **who)
    assert answers() == [200, 200]


# ---- who sees which sheet ----


def test_nobody_sees_another_judges_sheet(tablet, performance):
    theirs = sheet_of(performance, "J2")
    for response in (tablet.get(address(theirs)), send(tablet, theirs)):
        assert response.status_code == 404
    assert f"/judge/sheets/{theirs.pk}/" not in text(tablet.get("/judge/sheets/"))
    assert text(asked(tablet, query=f"?sheet={theirs.pk}")) == text(asked(tablet))
    assert stored() == (0, 0)


def test_what_is_drawn_once_for_all_judges_holds_nothing_of_one_of_them(cast, tablet, sheet, performance):
    """Whoever opens first: own points, what is wrong with them, a name, an address; and each language has its own."""
    theirs = card_for(cast, sheet_of(performance, "J2"), "u")
    second = seated(theirs.judge)
    blank = text(second.get(address(theirs)))
    send(tablet, sheet, content="31.7")
    actions.reopen_sheet(sheet=sheet, reason="a slip", by=cast.wang, now=later(9))
    for _ in range(2):
        assert 'value="31.7"' in text(tablet.get(address(sheet)))
        assert still_there(send(tablet, sheet, step="review", content="99.3"), "99.3")
        page = text(second.get(address(theirs)))
        assert items_in(page) == items_in(blank) != ""
        assert not [one for one in ("31.7", "99.3", "aria-invalid", sheet.judge.name, address(sheet)) if one in page]
    for language, words in (("zh-CN", "满分 40 分"), ("en", "at most 40"), ("zh-CN", "满分 40 分")):
        assert words in text(second.get(address(theirs), headers={"accept-language": language}))
    plain = a_draft(cast, slug="plain")
    RubricItem.objects.filter(round__contest=plain).update(guidance="")
    contests.enter_order(contest=plain, order=["03", "01", "02"], by=cast.wang, now=NOW)
    other = card_for(cast, sheet_of(started(cast, actions.open_contest(contest=plain, by=cast.wang, now=NOW))), "p")
    for one in (theirs, other, theirs):  # rubrics that differ in what they ask to look for
        page = text(seated(one.judge).get(address(one)))
        assert ("guidance" in items_in(page)) is (one is theirs)


def items_in(page):
    return page.partition('<div class="items">')[2].partition('<div class="dock">')[0]


def test_a_seat_of_another_contest_sees_nothing_here(sheet):
    other = Cast("heping", ("qian",))
    foreign = an_open_contest(other, slug="theirs") if other.li else a_draft(other, slug="theirs")
    judge = contests.issue_card(judge=foreign.judges.first(), by=other.wang, now=NOW).judge
    assert seated(judge).get(address(sheet)).status_code == 404


def test_without_a_seat_a_sheet_can_be_neither_read_nor_sent(sheet):
    assert client_of().get(address(sheet)).status_code == 403
    assert client_of().post(address(sheet), posted(sheet)).status_code == 403
    forged = client_of()
    forged.cookies[COOKIE] = f"{cookie_value(sheet.judge)}x"
    assert forged.get(address(sheet)).status_code == 403
    assert stored() == (0, 0)


def test_a_sheet_needs_the_token_of_its_page(sheet):
    strict = seated(sheet.judge, Client(enforce_csrf_checks=True))
    assert strict.post(address(sheet), posted(sheet)).status_code == 403
    assert stored() == (0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_ones_own_sheets(cast, contest, count, django_assert_num_queries):
    judge = contests.issue_card(judge=contest.judges.first(), by=cast.wang, now=NOW).judge
    for performance in contest.performances.filter(round__key="speech").order_by("order")[:count]:
        sheet = sheet_of(started(cast, contest, performance))
        submit(sheet, share="0.9")
        actions.close_performance(performance=sheet.performance, by=cast.li, now=later(9), reason="only us")
    with django_assert_num_queries(3):
        page = text(seated(judge).get("/judge/sheets/"))
    assert page.count(">72<") == count
    assert page.count("Received at") == count


@pytest.mark.parametrize("on", [1, 3])
def test_home_asks_the_database_as_often_for_many_sheets_as_for_one(cast, contest, on, django_assert_num_queries):
    judge = contests.issue_card(judge=contest.judges.first(), by=cast.wang, now=NOW).judge
    for performance in contest.performances.filter(round__key="speech").order_by("order")[:on]:
        sheet = sheet_of(started(cast, contest, performance))
        submit(sheet)
        actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(9))
    with django_assert_num_queries(4):
        assert text(seated(judge).get("/judge/")).count("Received at") == on


def test_the_seat_is_named_on_every_page(tablet, sheet):
    for path in ("/judge/sheets/", "/judge/leave/", address(sheet)):
        assert Judge.objects.get(pk=sheet.judge_id).name in text(tablet.get(path))


def test_a_judge_is_told_what_others_did_with_a_sheet_and_by_whom(cast, tablet, sheet):
    submit(sheet)
    assert "re-opened" not in text(tablet.get("/judge/"))
    state = tablet.get("/judge/state/")
    actions.reopen_sheet(sheet=sheet, reason="wrong row", by=cast.li, now=later(11))
    assert tablet.get("/judge/state/", headers={"if-none-match": state["ETag"]}).status_code == 200
    told = tablet.get(f"/judge/state/?sheet={sheet.pk}")
    assert f"Li (li) re-opened your sheet for {sheet.performance}: wrong row" in text(told)
    paper = actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="p", by=cast.li, now=later(12))
    assert "Li (li) entered a paper sheet of yours" in text(tablet.get("/judge/state/"))
    actions.confirm_paper_sheet(submission=paper, by=cast.zhao, now=later(13))
    told = text(tablet.get(f"/judge/state/?sheet={sheet.pk}&typing"))
    assert "<summary>2 messages about this sheet" in told  # while marking, they take one line
    words = f"What counts for {sheet.performance} comes from paper now: Li (li) entered it, Zhao (zhao) confirmed it."
    assert words in text(tablet.get("/judge/"))
    assert "once a second person" not in text(tablet.get("/judge/"))
    other = contests.issue_card(judge=sheet_of(sheet.performance, "J2").judge, by=cast.wang, now=later(14)).judge
    assert "paper now" not in text(seated(other).get("/judge/"))


def test_a_judge_asks_for_help_which_the_desk_sees_at_once_and_no_other_tablet_does(cast, tablet, sheet, desk):
    contest = sheet.performance.contest
    other = seated(contests.issue_card(judge=sheet_of(sheet.performance, "J2").judge, by=cast.wang, now=NOW).judge)
    query = f"?sheet={sheet.pk}&typing"
    mine, theirs = asked(tablet, query=query)["ETag"], asked(other)["ETag"]
    board = desk.get(f"/desk/{contest.pk}/state/")
    version = Contest.objects.get().version
    assert "Ask for help" in text(tablet.get(address(sheet)))
    for _ in range(2):  # a double tap is one call
        assert tablet.post("/judge/help/", {"script": "1"}).json() == {"leitai": 1, "heard": True, "sentence": ""}
    assert asked(other, theirs).status_code == 304
    assert Contest.objects.get().version == version  # nothing that was computed is computed again
    assert "You asked the desk for help at" in text(asked(tablet, mine, query))
    told = text(desk.get(f"/desk/{contest.pk}/state/", headers={"if-none-match": board["ETag"]}))
    assert "Judge J1 asks for help." in told
    assert "desk-asks" in told
    (seen,) = set(re.findall(r'name="seen" value="([^"]*)"><button class="btn btn-secondary">Seen', told))
    at = f"/desk/{contest.pk}/judges/{sheet.judge_id}/help/"
    assert "Has been asking for help since" in text(desk.get(f"/desk/{contest.pk}/judges/{sheet.judge_id}/"))
    desk.post(at, {"seen": seen})
    assert "asks for help" not in text(desk.get(f"/desk/{contest.pk}/state/"))
    assert "The desk has seen at" in text(asked(tablet, mine, query))
    tablet.post("/judge/help/")
    assert "has just changed this" in text(desk.post(at, {"seen": seen}, follow=True))
    assert "asks for help" in text(desk.get(f"/desk/{contest.pk}/state/"))
    assert "You asked the desk for help at" in text(tablet.get("/judge/sheets/"))
    tablet.post("/judge/help/", {"step": "settled"})
    verbs = (
        Journal.objects.filter(seat=sheet.judge_id, verb__startswith="help")
        .order_by("pk")
        .values_list("verb", "device")
    )
    assert [verb for verb, _device in verbs] == ["help-asked", "help-settled"] * 2
    tablet.post("/judge/help/")
    actions.excuse_judge(judge=sheet.judge, reason="ill", by=cast.li, now=later(11))
    assert "asks for help" not in text(desk.get(f"/desk/{contest.pk}/state/"))
    assert tablet.post("/judge/help/", {"script": "1"}).status_code == 403


def test_who_lost_the_seat_is_told_by_whom_and_what_was_marked_anew(cast, tablet, sheet):
    submit(sheet)
    contests.replace_judge(judge=sheet.judge, name="New", post="", reason="ill", key="k", by=cast.li, now=later(11))
    actions.reopen_sheet(sheet=sheet, reason="marks anew", by=cast.li, now=later(12))
    lost = text(tablet.get("/judge/state/"))
    assert "Li (li) · Judge replaced, now J1 New" in lost
    assert "no longer counts" not in lost
    sheet.judge.refresh_from_db()
    submit(sheet, key="k2", minutes=13)
    again = f"J1 New has marked {sheet.performance.contestant} again. What you sent no longer counts."
    assert again in text(tablet.get("/judge/"))
    assert "re-opened your sheet" in text(seated(sheet.judge).get("/judge/"))
    assert "Judge replaced" not in text(seated(sheet.judge).get("/judge/"))


def test_two_tablets_in_one_seat_are_told_to_both_and_to_the_desk(cast, tablet, sheet, desk):
    contest = sheet.judge.contest
    second, neighbour = (
        seated(sheet.judge),
        contests.issue_card(judge=sheet_of(sheet.performance, "J2").judge, by=cast.wang, now=NOW),
    )
    other = seated(neighbour.judge)
    for browser in (tablet, second, other):
        browser.get(f"/k/{contest.pk}/")  # the browser gets its name
    board, overview = f"/desk/{contest.pk}/state/", f"/manage/{contest.pk}/"
    empty = desk.get(board)
    assert text(empty).count("no tablet yet") == 5
    assert "0 of 5 seats have a tablet" in text(desk.get(overview))
    told, calm = asked(tablet), asked(other)
    assert "tablets are in this seat" not in text(told)
    seldom.forget()  # two seconds later
    alone = desk.get(board, headers={"if-none-match": empty["ETag"]})
    assert text(alone).count("no tablet yet") == 3
    assert "2 of 5 seats have a tablet" in text(desk.get(overview))
    assert desk.get(board, headers={"if-none-match": alone["ETag"]}).status_code == 304
    version = Contest.objects.get(pk=contest.pk).version
    for browser, etag in ((second, None), (tablet, told["ETag"])):
        assert "2 tablets are in this seat" in text(asked(browser, etag))
    assert "2 tablets in this seat" in text(desk.get(board, headers={"if-none-match": alone["ETag"]}))
    assert "2 tablets in this seat" in text(desk.get(f"/desk/{contest.pk}/"))
    assert asked(other, calm["ETag"]).status_code == 304
    assert Contest.objects.get(pk=contest.pk).version == version
    second.post("/judge/leave/")
    assert "tablets are in this seat" not in text(asked(tablet))
    assert "tablets in this seat" not in text(desk.get(board))
    asked(seated(sheet.judge, second))
    contests.replace_judge(judge=sheet.judge, name="New", post="", reason="ill", key="k", by=cast.li, now=later(20))
    sheet.judge.refresh_from_db()
    assert "tablets are in this seat" not in text(asked(seated(sheet.judge, tablet)))


def test_the_desk_reads_how_each_tablet_is_with_one_write_a_minute_and_nobody_else_is_woken(tablet, sheet, desk):
    contest, seat, neighbour = sheet.judge.contest, sheet.judge, seated(sheet_of(sheet.performance, "J2").judge)
    tablet.get(f"/k/{contest.pk}/")  # the browser gets its name
    board, told, calm = f"/desk/{contest.pk}/state/", asked(tablet), asked(neighbour)
    seen = desk.get(board)
    assert told["X-Page"] == page_version()

    def says(words, minutes):
        tablets.forget()
        seldom.forget()
        for _ in range(2):
            tablet.get("/judge/state/", headers={"x-tablet": words, "if-none-match": told["ETag"]})
        row = Tablet.objects.get(judge=seat)
        assert (row.unsent, row.battery) == ((2, 18) if words.startswith("2 18") else (None, None))
        Tablet.objects.filter(judge=seat).update(minute=F("minute") - minutes)
        return text(desk.get(board, headers={"if-none-match": seen["ETag"]}))

    with CaptureQueriesContext(connection) as queries:
        assert "2 not sent · battery 18% · old page" in says("2 18 0123456789ab", minutes=0)
    assert sum("UPDATE" in query["sql"] and query["sql"].count("unsent") for query in queries) == 1
    silent = "2 not sent · battery 18% · last seen 9 minutes ago"
    assert silent in says(f"2 18 {page_version()}", minutes=9)
    assert silent in text(desk.get(f"/desk/{contest.pk}/judges/{seat.pk}/"))
    assert says("none of ours", minutes=0) == ""  # nothing to say, as before: 304
    assert asked(neighbour, calm["ETag"]).status_code == 304
    assert asked(tablet, told["ETag"]).status_code == 304
