"""The desk runs three performances in a real browser while the judges send their sheets."""

import re

import pytest
from playwright.sync_api import expect

from communities.models import Journal
from scoring import actions as scoring
from scoring.models import ScoreSheet
from stage.actions import prepare_ceremony
from tests.browser.conftest import LAPTOP, axe_faults
from tests.cast import a_published_contest, all_submit, an_open_contest, later, performed, sheet_of, submit

pytestmark = pytest.mark.django_db(transaction=True)
OVERFLOW = "document.documentElement.scrollHeight - window.innerHeight"
INSIDE = "[...document.querySelectorAll('.desk > section')].map(s => s.scrollHeight - s.clientHeight)"


def played(contest):
    rows = contest.performances.filter(round__external=False).select_related("contestant")
    return list(rows.order_by("round__position", "order"))


def address(contest, rest=""):
    return f"/desk/{contest.pk}/{rest}"


def open_board(open_page, contest, user, **options):
    page = open_page(user=user, **options)
    page.goto(address(contest))
    listens(page)
    return page


def listens(page):
    """The page has its script, so that no key is lost."""
    expect(page.locator("#sync")).to_have_class(re.compile("live"))


def test_three_performances_from_the_desk_with_keys_alone(cast, open_page):
    contest = an_open_contest(cast, contestants=3)
    page = open_board(open_page, contest, cast.li)
    for number, performance in enumerate(played(contest)[:3], start=1):
        who = performance.contestant
        page.keyboard.press("s")
        expect(page.locator("#stage-title")).to_have_text(who.name)
        expect(page.locator(".desk-todos")).to_contain_text(f"For contestant {who.number}, 5 judges have not submitted")
        all_submit(performance)
        expect(page.locator(".desk-todos")).to_contain_text("Enter the time")  # by itself, without loading again
        expect(page.locator(".desk-seats .good")).to_have_count(5)
        page.keyboard.press("c")
        page.keyboard.type(f"8:0{number}")
        page.keyboard.press("Enter")
        expect(page.locator(".desk-sums")).to_contain_text(f"8:0{number} points: -0.2")
        listens(page)
        page.keyboard.press("e")
        expect(page.locator(".desk-order")).to_contain_text(re.compile(rf"{who.number} {who.name}\s+Closed"))
        listens(page)
        page.keyboard.press("r")
        expect(page.locator(".desk-order")).to_contain_text(re.compile(rf"{who.number} {who.name}\s+Released"))
    states = [performance.state for performance in played(contest)[:4]]
    assert states == ["closed", "closed", "closed", "waiting"]
    assert Journal.objects.filter(verb="performance-started").count() == 3


def test_the_board_follows_without_losing_what_is_typed(cast, open_page):
    contest = an_open_contest(cast)
    first, second, *_ = played(contest)
    scoring.start_performance(performance=first, by=cast.zhao, now=later(1))
    page = open_board(open_page, contest, cast.li)
    page.locator("#clock").fill("7:5")
    submit(sheet_of(first))
    expect(page.locator(".desk-seats .good")).to_have_count(1)
    for judge in ("J2", "J3", "J4", "J5"):
        submit(sheet_of(first, judge))
    scoring.record_clock(performance=first, seconds=470, by=cast.zhao, now=later(8))
    scoring.close_performance(performance=first, by=cast.zhao, now=later(9))
    scoring.start_performance(performance=second, by=cast.zhao, now=later(10))
    expect(page.locator(".desk-order")).to_contain_text(re.compile(rf"{second.contestant.name}\s+On stage"))
    expect(page.locator("#stage-title")).to_have_text(first.contestant.name)
    expect(page.locator("#clock")).to_have_value("7:5")
    assert page.evaluate("document.activeElement.id") == "clock"
    page.locator("#clock").fill("")
    page.locator("#clock").blur()
    expect(page.locator("#stage-title")).to_have_text(second.contestant.name)


def test_who_is_looked_for_stays_while_the_board_goes_on(cast, open_page):
    contest = an_open_contest(cast, contestants=61)
    page = open_board(open_page, contest, cast.li)
    page.get_by_label("Number or name").fill("61")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".desk-order")).to_contain_text("Secretary 61")
    page.get_by_label("Number or name").fill("somebody else")  # typed, not sent
    first = next(one for one in played(contest) if one.contestant.number != "61")
    scoring.start_performance(performance=first, by=cast.zhao, now=later(1))
    expect(page.locator(".desk-away")).to_contain_text(re.compile(rf"{first.contestant.name}\s+On stage"))
    expect(page.locator("#stage-title")).to_have_text(first.contestant.name)
    expect(page.get_by_label("Number or name")).to_have_value("somebody else")
    expect(page.locator(".desk-order")).to_contain_text("Found:")
    assert axe_faults(page) == []


@pytest.mark.parametrize("picked", [False, True])
def test_a_time_typed_before_another_desk_entered_one_is_asked_about(cast, open_page, picked):
    contest = an_open_contest(cast)
    first = played(contest)[0]
    scoring.start_performance(performance=first, by=cast.zhao, now=later(1))
    page = open_board(open_page, contest, cast.li)
    if picked:
        page.goto(address(contest, f"?show={first.pk}"))
    seen = page.locator(".desk-clock [name=seen]")
    page.locator("#clock").fill("9:10")
    scoring.record_clock(performance=first, seconds=510, by=cast.zhao, now=later(8))
    expect(page.locator(".desk-sums")).to_contain_text("8:30")
    expect(seen).to_have_value("")
    page.locator("#clock").fill("")
    page.locator("#clock").blur()
    expect(seen).to_have_value("510")
    page.locator("#clock").fill("9:10")
    scoring.record_clock(performance=first, seconds=511, seen=510, by=cast.zhao, now=later(9))
    expect(page.locator(".desk-sums")).to_contain_text("8:31")
    page.locator("#clock").press("Enter")
    expect(page.locator("main")).to_contain_text("8:31 has just been entered as the time.")
    expect(page.get_by_label("Time")).to_have_value("9:10")
    first.refresh_from_db()
    assert first.seconds == 511


def test_keys_never_fire_while_typing_and_can_be_switched_off(cast, open_page):
    contest = an_open_contest(cast)
    page = open_board(open_page, contest, cast.li)
    page.keyboard.press("Control+s")
    page.keyboard.press("Alt+s")
    page.locator("#keys").click()
    expect(page.locator("#keys")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("s")
    page.reload()
    expect(page.locator("#keys")).to_have_attribute("aria-pressed", "false")
    assert [p.state for p in played(contest)] == ["waiting"] * 6
    page.locator("#keys").click()
    page.keyboard.press("s")
    expect(page.locator("#stage-title")).to_have_text(played(contest)[0].contestant.name)
    before = page.url
    page.locator("#clock").press_sequentially("aekpdx")
    expect(page.locator("#clock")).to_have_value("aekpdx")
    assert page.url == before
    page.locator("#clock").fill("")
    page.locator("#clock").blur()
    page.keyboard.press("a")
    page.wait_for_url(re.compile("/points/"))


def test_two_desks_press_at_once_and_one_is_told(cast, open_page):
    contest = an_open_contest(cast)
    first = played(contest)[0]
    desks = [open_page(user=user, script=False) for user in (cast.li, cast.zhao)]
    for page in desks:
        page.goto(address(contest))
    desks[0].get_by_role("button", name="Start").click()
    desks[1].get_by_role("button", name="Start").click()
    expect(desks[1].locator("main > .notice")).to_contain_text("already been done")
    expect(desks[1].locator("#stage-title")).to_have_text(first.contestant.name)
    assert Journal.objects.filter(verb="performance-started").count() == 1


def test_a_double_click_is_one_click(cast, open_page):
    contest = an_open_contest(cast)
    page = open_board(open_page, contest, cast.li)
    page.get_by_role("button", name="Start").dblclick()
    expect(page.locator(".desk-head-state")).to_contain_text("On stage")
    expect(page.locator("main > .notice.success")).to_have_count(1)
    page.keyboard.press("a")
    page.get_by_label("Points").fill("0.5")
    page.get_by_label("Reason").fill("Prompted")
    page.get_by_role("button", name="Deduct").click()
    page.get_by_role("button", name="Deduct: −0.5").dblclick()
    expect(page.locator(".desk-sums")).to_contain_text("Prompted")
    assert Journal.objects.filter(verb="adjusted").count() == 1


def test_everything_works_without_script(cast, open_page):
    contest = an_open_contest(cast)
    first = played(contest)[0]
    page = open_page(user=cast.li, script=False)
    page.goto(address(contest))
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_label(re.compile("Time of"))).to_be_visible()
    all_submit(first)
    page.reload()
    page.get_by_label(re.compile("Time of")).fill("7.50")
    page.get_by_role("button", name="Enter the time").click()
    page.get_by_role("button", name="7:50").click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("main > .notice")).to_contain_text("is closed")
    first.refresh_from_db()
    assert (first.state, first.seconds) == ("closed", 470)


def test_a_judge_is_replaced_and_the_card_opens_a_seat(cast, open_page):
    contest = an_open_contest(cast)
    page = open_board(open_page, contest, cast.li)
    page.get_by_role("link", name="Judge J1").click()
    page.get_by_role("link", name="Replace").click()
    page.get_by_label("Name of the new judge").fill("周建国")
    page.get_by_label("Reason").fill("Taken ill")
    page.get_by_role("button", name="Replace and make the new card").click()
    expect(page.locator(".desk-card h1")).to_have_text("周建国")
    expect(page.locator(".desk-qr svg")).to_be_visible()
    assert axe_faults(page) == []
    code = page.locator(".desk-code").inner_text()
    assert re.fullmatch(r"[3-9A-Z]{4}-[3-9A-Z]{4}", code)
    page.get_by_role("link", name="Back to the desk").click()
    expect(page.get_by_role("link", name="周建国")).to_be_visible()


def test_a_lost_connection_is_told_and_found_again(cast, open_page, faults):
    contest = an_open_contest(cast)
    page = open_board(open_page, contest, cast.li)
    page.route("**/state/**", lambda route: route.abort())
    expect(page.locator("#sync")).to_contain_text("No connection. What you see is from")
    page.unroute("**/state/**")
    expect(page.locator("#sync")).to_have_text("Connected")
    faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault]


@pytest.mark.parametrize(("locale", "scheme"), [("zh-CN", "light"), ("en-GB", "dark")])
def test_ten_contestants_and_nine_judges_fit_on_one_screen(cast, open_page, locale, scheme):
    contest = an_open_contest(cast, contestants=10, seats=9)
    performances = played(contest)
    for performance in performances[:10]:
        performed(cast, contest, performance)
    performed(cast, contest, performances[10])
    scoring.start_performance(performance=performances[11], by=cast.li, now=later(30))
    for sheet in ScoreSheet.objects.filter(performance=performances[11])[:7]:
        submit(sheet)
    for size in (LAPTOP, (1440, 900)):
        page = open_board(open_page, contest, cast.li, size=size, locale=locale, color_scheme=scheme)
        assert page.evaluate(OVERFLOW) <= 0
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert max(page.evaluate(INSIDE)) <= 0
        assert axe_faults(page) == []


def test_axe_finds_nothing_serious_on_the_pages_beside_the_board(cast, open_page):
    contest = an_open_contest(cast)
    performance = scoring.start_performance(performance=played(contest)[0], by=cast.li, now=later(1))
    sheet = sheet_of(performance)
    submit(sheet)
    paper = sheet_of(performance, "J2")
    who, on = performance.contestant_id, performance.pk
    marks = {item.key: item.maximum for item in performance.round.items.all()}
    waiting = scoring.enter_paper_sheet(sheet=paper, marks=marks, key="p", by=cast.zhao, now=later(3))
    page = open_page(user=cast.li)
    for rest in (
        f"performances/{on}/close/",
        f"performances/{on}/clock/",
        f"contestants/{who}/points/",
        f"contestants/{who}/status/",
        "decisions/",
        "papers/",
        f"papers/{waiting.pk}/",
        f"sheets/{paper.pk}/paper/",
        f"sheets/{sheet.pk}/reopen/",
        f"judges/{sheet.judge_id}/",
        f"judges/{sheet.judge_id}/replace/",
        f"judges/{sheet.judge_id}/leave/",
    ):
        page.goto(address(contest, rest))
        assert axe_faults(page) == [], rest


def test_a_step_of_the_ceremony_counts_once_however_often_it_is_pressed_before_the_answer(cast, open_page):
    contest = a_published_contest(cast, contestants=3)
    prepare_ceremony(contest=contest, tiers={}, by=cast.li, now=later(80))
    page, sent = open_page(user=cast.li), []

    def unanswered(route):
        sent.append(route.request.post_data)
        route.fulfill(status=204)  # the browser stays where it is

    page.goto(address(contest, "ceremony/"))
    button = page.locator("[data-press=next]")
    expect(button).not_to_have_attribute("aria-busy", "true")
    page.route("**/ceremony/step/", unanswered)
    page.keyboard.press("ArrowRight")
    expect(button).to_have_attribute("aria-busy", "true")
    for key in ("ArrowRight", "PageDown", "ArrowLeft"):
        page.keyboard.press(key)
    expect(button).to_have_attribute("aria-busy", "true")
    assert [data.rpartition("step=")[2] for data in sent] == ["0"]
    page.unroute("**/ceremony/step/")
    page.reload()
    expect(button).not_to_have_attribute("aria-busy", "true")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".ceremony-steps li").nth(0)).to_have_attribute("aria-current", "step")
    assert Journal.objects.filter(verb="ceremony-step").count() == 1
