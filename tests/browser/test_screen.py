"""A stage screen in a real browser: it follows the desk, reveals what is released, and needs nobody."""

import re

import pytest
from playwright.sync_api import expect

from contests.models import Contest
from stage import actions
from stage.models import LinkKind, ScreenMode
from stage.tokens import token_of
from tests.browser.conftest import axe_faults
from tests.cast import an_open_contest, later, performed, started
from tests.released import a_release

pytestmark = pytest.mark.django_db(transaction=True)
HALL = (1920, 1080)
BEYOND = """found => found.filter(one => {
  const [inner, outer] = [one, one.parentElement].map(each => each.getBoundingClientRect());
  return inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1 || one.scrollHeight > 1.2 * one.clientHeight;
}).map(one => one.outerHTML)"""
"""What reaches beyond the box it stands in, or is cut by its own."""


def told(cast, minutes=20):
    return {"by": cast.li, "now": later(minutes)}


def a_screen(cast, contest, kind=LinkKind.SCREEN, name="Hall"):
    return actions.add_link(contest=contest, values={"kind": kind, "name": name}, **told(cast))


def opened(open_page, link, **options):
    page = open_page(size=HALL, **options)
    page.goto(f"/screen/{token_of(link)}/")
    return page


def test_a_screen_follows_the_stage_and_reveals_a_score_step_by_step(cast, open_page):
    contest = an_open_contest(cast)
    first, second, *_ = contest.performances.filter(round__position=0).order_by("order")
    page = opened(open_page, a_screen(cast, contest))
    expect(page.locator("h1")).to_have_text(contest.title)
    performed(cast, contest, first)
    expect(page.locator(".on-stage h1")).to_have_text(first.contestant.name)
    a_release(cast, first, "92.00")
    actions.show_on_screen(contest=contest, mode=ScreenMode.SCORE, performance=first, **told(cast))
    revealed = page.locator("#picture.score")
    for step in ("0", "1", "2"):
        expect(revealed).to_have_attribute("data-step", step)
        expect(revealed.locator(".points")).to_have_css("opacity", "0")
    expect(revealed).not_to_have_attribute("data-step", re.compile("."))
    expect(revealed.locator(".points")).to_have_text("92.00")
    assert page.evaluate("document.querySelector('.points').getBoundingClientRect().height") >= HALL[1] / 8
    assert axe_faults(page) == []
    actions.show_on_screen(contest=contest, mode=ScreenMode.STANDINGS, **told(cast))
    expect(page.locator(".standings .new")).to_contain_text(first.contestant.name)
    started(cast, contest, second)
    expect(page.locator(".on-stage h1")).to_have_text(second.contestant.name)
    actions.show_on_screen(contest=contest, mode=ScreenMode.SCORE, performance=first, **told(cast))
    expect(revealed.locator(".points")).to_have_text("92.00")
    expect(revealed).not_to_have_attribute("data-step", re.compile("."))  # what was revealed is not revealed again
    assert page.evaluate("getComputedStyle(document.body).cursor") == "none"


@pytest.mark.parametrize("size", [HALL, (1024, 768)])
def test_a_long_title_leaves_room_for_slogan_and_subtitle(cast, open_page, size):
    contest = an_open_contest(cast)
    title = "践行“两邻”理念、争当社区先锋——社区党组织书记擂台比武（样例）"
    Contest.objects.filter(pk=contest.pk).update(title=title, theme="晒成绩、赛贡献")
    actions.change_show(
        contest=contest, values={"subtitle": "二〇二六年度基层治理经验交流"}, by=cast.wang, now=later(0)
    )
    page = open_page(size=size)
    page.goto(f"/screen/{token_of(a_screen(cast, contest))}/")
    expect(page.locator(".title .theme")).to_have_text("晒成绩、赛贡献")
    cut = "found => found.filter(one => one.scrollHeight > 1.3 * one.clientHeight).map(one => one.className)"
    assert page.locator(".title :is(.middle, .theme, .subtitle)").evaluate_all(cut) == []


@pytest.mark.parametrize("size", [HALL, (1280, 800), (1024, 768)])
def test_a_question_of_any_length_stands_whole_on_screen_and_monitor(cast, open_page, size):
    contest = an_open_contest(cast)
    pages = [open_page(size=size, locale="zh-CN", reduced_motion="reduce") for _ in range(2)]
    for page, kind in zip(pages, (LinkKind.SCREEN, LinkKind.MONITOR), strict=True):
        page.goto(f"/screen/{token_of(a_screen(cast, contest, kind, kind.value))}/")
    current = started(cast, contest)
    questions = [("老楼加装电梯低层不同意怎么办，" * 14)[:signs] for signs in (20, 45, 90, 140, 200)]
    actions.change_bank(round=current.round, questions=questions, again=False, by=cast.wang, now=later(20))
    for seed in questions:  # each draw is annulled, so that every question comes
        draw = actions.draw_question(performance=current, called=seed[:9], **told(cast))
        for page in pages:
            expect(page.locator("p.question")).to_have_text(re.compile(f"{draw.text}\\s*$"))  # one begins another
            assert page.locator(".asked > *, .monitor-clock > *, p.question").evaluate_all(BEYOND) == [], len(draw.text)
        actions.annul_draw(draw=draw, reason="Drawn by mistake", **told(cast))


def test_the_last_picture_stays_while_the_server_is_away_and_the_next_comes_by_itself(cast, open_page, faults):
    contest = an_open_contest(cast)
    link = a_screen(cast, contest)
    page = opened(open_page, link)
    page.route("**/state/**", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        actions.show_on_screen(contest=contest, mode=ScreenMode.BREAK, message="Back at ten", **told(cast))
    expect(page.locator(".title h1")).to_have_text(contest.title)
    page.unroute("**/state/**")
    expect(page.locator(".break .words")).to_have_text("Back at ten")
    actions.replace_link(link=link, **told(cast))
    with page.expect_event("response", lambda answer: answer.status == 404):
        actions.show_on_screen(contest=contest, mode=ScreenMode.MESSAGE, message="Not for them", **told(cast))
    expect(page.locator(".break .words")).to_have_text("Back at ten")
    faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault and "404" not in fault]


def test_a_screen_says_which_it_is_and_loads_a_new_version_of_itself(cast, open_page):
    contest = an_open_contest(cast)
    link = a_screen(cast, contest, name="Left of the stage")
    page = opened(open_page, link)
    page.clock.install()
    actions.identify(link=link, **told(cast))
    page.clock.run_for(600)
    expect(page.locator(".identify")).to_have_text("Left of the stage")
    page.clock.run_for(10_000)
    expect(page.locator(".identify")).to_have_count(0)
    page.evaluate("document.getElementById('picture').dataset.pageVersion = 'before'")
    with page.expect_event("load"):
        actions.show_on_screen(contest=contest, mode=ScreenMode.BLANK, **told(cast))
        page.clock.run_for(600)
    expect(page.locator("#picture.blank")).to_be_attached()


def test_nothing_moves_where_the_machine_asks_for_less_motion(cast, open_page):
    contest = an_open_contest(cast)
    first = performed(cast, contest, contest.performances.filter(round__position=0).order_by("order").first())
    page = opened(open_page, a_screen(cast, contest), reduced_motion="reduce", locale="zh-CN")
    a_release(cast, first, "92.00")
    actions.show_on_screen(contest=contest, mode=ScreenMode.SCORE, performance=first, **told(cast))
    expect(page.locator(".score .points")).to_have_text("92.00")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator("#picture").get_attribute("data-step") is None


def test_the_desk_changes_the_screen_from_its_board_with_a_key(cast, open_page):
    contest = an_open_contest(cast)
    link = a_screen(cast, contest)
    first = started(cast, contest)
    screen, desk = opened(open_page, link), open_page(user=cast.li)
    desk.goto(f"/desk/{contest.pk}/")
    expect(desk.locator("#sync")).to_have_class(re.compile("live"))
    expect(desk.locator(".screens-now")).to_contain_text(first.contestant.name)
    desk.keyboard.press("6")
    expect(screen.locator(".break h1")).to_be_visible()
    expect(desk.get_by_role("button", name="Break")).to_have_attribute("aria-pressed", "true")
    desk.get_by_role("link", name="Screens and links").click()
    desk.get_by_label("A message to the hall").fill("Back at ten")
    desk.get_by_role("button", name="Show the message").click()
    expect(screen.locator(".message .words")).to_have_text("Back at ten")
    assert axe_faults(desk) == []
