"""Pages that stay current by themselves, in a real browser that asks for compressed answers."""

import re

import pytest
from playwright.sync_api import expect

from scoring.actions import record_clock, reopen_sheet
from tests.browser.conftest import TABLET
from tests.cast import later, sheet_of, submit

pytestmark = pytest.mark.django_db(transaction=True)


def listen(page):
    """What the page's state address answers, in turn."""
    answers = []
    page.on("response", lambda answer: answers.append(answer.status) if "/state/" in answer.url else None)
    return answers


def hear(page, answers, more):
    """Wait until the page has asked so many times more."""
    until = len(answers) + more
    while len(answers) < until:
        page.wait_for_event("response")


def test_a_desk_gets_each_change_once_and_304_ever_after(open_page, cast, contest, performance):
    page = open_page(user=cast.li)
    answers = listen(page)
    page.goto(f"/desk/{contest.pk}/")
    hear(page, answers, 2)
    assert set(answers) == {304}
    submit(sheet_of(performance))
    expect(page.locator(".desk-seats .good")).to_have_count(1)
    assert answers.count(200) == 1
    hear(page, answers, 4)
    assert (answers.count(200), answers[-4:]) == (1, [304] * 4)


def test_a_tablet_gets_each_change_once_and_304_ever_after(open_page, cast, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    answers = listen(page)
    page.goto("/judge/sheets/")
    page.goto("/judge/")
    page.evaluate("document.querySelector('[data-live]').innerHTML += '<i id=mine></i>'")
    other = sheet_of(sheet.performance, "J2")
    submit(other)
    reopen_sheet(sheet=other, reason="a slip", by=cast.li, now=later(4))
    hear(page, answers, 3)
    assert answers == [304] * len(answers)  # neither what another judge sends nor what is done to it is news
    expect(page.locator("#mine")).to_be_attached()
    record_clock(performance=sheet.performance, seconds=470, by=cast.li, now=later(5))
    page.wait_for_event("response", lambda answer: "/state/" in answer.url and answer.status == 200)
    hear(page, answers, 3)
    assert (answers.count(200), answers[-3:]) == (1, [304] * 3)
    expect(page.locator("#mine")).not_to_be_attached()


HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_page_that_nobody_sees_asks_nothing_and_catches_up_at_once(open_page, cast, contest, performance):
    page = open_page(user=cast.li)
    page.clock.install()
    answers = listen(page)
    page.goto(f"/desk/{contest.pk}/")
    page.clock.run_for(600)
    expect(page.locator("#sync")).to_have_class(re.compile("live"))
    page.evaluate(HIDE, True)
    asked = len(answers)
    page.clock.run_for(60_000)
    submit(sheet_of(performance))
    assert len(answers) == asked
    page.evaluate(HIDE, False)
    page.clock.run_for(1)
    expect(page.locator(".desk-seats .good")).to_have_count(1)


def test_a_server_that_does_not_answer_is_given_up_and_asked_less_and_less_often(open_page, cast, contest):
    page = open_page(user=cast.li)
    page.clock.install()
    asked = []

    def unanswered(route):
        asked.append(route)

    page.route("**/state/", unanswered)
    page.goto(f"/desk/{contest.pk}/")
    for _ in range(3):
        with page.expect_event("requestfailed", lambda request: request.url.endswith("/state/")):
            page.clock.run_for(14_000)
    expect(page.locator("#sync")).to_contain_text("No connection. What you see is from")
    assert 2 <= len(asked) <= 6  # where a server that answers is asked eighty times
