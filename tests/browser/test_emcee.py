"""The emcee's phone: it follows without a touch, nothing goes away while it is read, and it says when it is alone."""

import pytest
from playwright.sync_api import expect

from stage import actions
from stage.models import LinkKind
from stage.tokens import token_of
from tests.browser.conftest import PHONE, looked_at
from tests.cast import an_open_contest, later, performed, started

pytestmark = pytest.mark.django_db(transaction=True)


def told(cast, minutes=20):
    return {"by": cast.li, "now": later(minutes)}


def test_the_phone_follows_the_show_and_keeps_what_is_being_read(cast, open_page, faults):
    contest = an_open_contest(cast)
    first, second, *_ = contest.performances.filter(round__position=0).order_by("order")
    values = {"kind": "address", "title": "Welcome", "emcee_notes": "A warm welcome to all. " * 12}
    welcome = actions.add_cue(contest=contest, values=values, slot=0, **told(cast))
    link = actions.add_link(contest=contest, values={"kind": LinkKind.EMCEE, "name": "Emcee"}, **told(cast))
    page = open_page(size=PHONE)
    page.goto(f"/emcee/{token_of(link)}/")
    now, newer = page.locator(".line.now"), page.locator("#newer")
    expect(now).to_contain_text("A warm welcome to all.")
    expect(page.locator(".line.after")).to_contain_text(first.contestant.name)
    looked_at(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    actions.begin_cue(cue=welcome, **told(cast))
    actions.end_cue(cue=welcome, **told(cast))
    expect(newer).to_contain_text("The desk has gone on")
    expect(now).to_contain_text("A warm welcome to all.")
    newer.click()
    expect(now).to_contain_text(first.contestant.name)
    expect(page.locator("#before")).to_contain_text("A warm welcome to all.")
    performed(cast, contest, first)
    newer.click()
    expect(now).to_contain_text("is not released yet")
    release = actions.release_scores(contest=contest, performances=[first], **told(cast))[0]
    expect(now).to_contain_text(release.content["score"])
    page.get_by_role("button", name="Said: go on").click()
    expect(now).to_contain_text(second.contestant.name)
    page.get_by_role("button", name="Back").click()
    expect(now).to_contain_text(release.content["score"])
    actions.take_back_release(release=release, reason="too early", **told(cast))
    expect(page.locator("body")).not_to_contain_text(release.content["score"])
    page.route("**/state/**", lambda route: route.abort())
    expect(page.get_by_role("alert")).to_contain_text("No connection since")
    started(cast, contest, second)
    page.unroute("**/state/**")
    expect(now).to_contain_text(second.contestant.name)
    expect(page.get_by_role("alert")).to_be_hidden()
    faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault]


def test_what_the_desk_has_gone_on_to_is_one_line_without_how_its_numbers_are_read(cast, open_page):
    contest = an_open_contest(cast)
    first = contest.performances.filter(round__position=0).order_by("order").first()
    link = actions.add_link(contest=contest, values={"kind": LinkKind.EMCEE, "name": "Emcee"}, **told(cast))
    performed(cast, contest, first)
    values = {"kind": "address", "title": "Welcome", "emcee_notes": "热烈欢迎各位来宾。" * 20}
    cue = actions.add_cue(contest=contest, values=values, slot=1, **told(cast))
    actions.begin_cue(cue=cue, **told(cast))
    page = open_page(size=PHONE, locale="zh-CN")
    page.goto(f"/emcee/{token_of(link)}/")
    expect(page.locator(".line.now")).to_contain_text("热烈欢迎")
    actions.end_cue(cue=cue, **told(cast))
    score = actions.release_scores(contest=contest, performances=[first], **told(cast))[0].content["score"]
    newer = page.locator("#newer span")
    expect(newer).to_contain_text(f"得分 {score} 分")
