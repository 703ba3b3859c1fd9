"""The clock in real browsers: from the timekeeper's thumb to the deduction at the desk."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from pages.steady import moment_now
from stage import actions
from stage.models import LinkKind, StageClock
from stage.tokens import token_of
from tests.browser.conftest import PHONE, axe_faults
from tests.cast import an_open_contest, fresh, later, started

pytestmark = pytest.mark.django_db(transaction=True)


now = timezone.now


def seconds(page):
    minutes, rest = page.locator("[data-digits]").first.inner_text().split(":")
    return 60 * int(minutes) + int(rest)


def test_the_clock_from_the_timekeepers_thumb_to_the_deduction(cast, open_page, faults, monkeypatch):
    contest = an_open_contest(cast)
    phone, hall = (
        actions.add_link(contest=contest, values={"kind": kind, "name": kind}, by=cast.li, now=later(1))
        for kind in (LinkKind.TIMEKEEPER, LinkKind.SCREEN)
    )
    who = contest.performances.filter(round__position=0).order_by("order").first()
    desk, thumb, screen = open_page(user=cast.li), open_page(size=PHONE, has_touch=True), open_page()
    desk.goto(f"/desk/{contest.pk}/")
    thumb.goto(f"/clock/{token_of(phone)}/")
    screen.goto(f"/screen/{token_of(hall)}/")
    desk.keyboard.press("s")
    expect(thumb.locator("#whose")).to_contain_text(who.contestant.name)
    expect(thumb.locator("[data-word]")).to_contain_text("Called, clock not started")
    assert axe_faults(thumb) == []
    thumb.get_by_role("button", name="Start", exact=True).tap()
    expect(thumb.get_by_role("button", name="Pause")).to_be_visible()
    of = {"contest": contest, "kind": "performance", "performance": who, "by": cast.li, "now": later(2)}
    clock = StageClock.objects.get()
    for n, hours in enumerate((6, -6), start=1):  # the clock of the server is put forward, then far back
        monkeypatch.setattr(timezone, "now", lambda hours=hours: now() + timedelta(hours=hours))
        actions.correct_clock(**of, shift=251_000, at=moment_now())
        for page in (thumb, desk, screen):
            expect(page.locator("[data-clock]")).to_have_attribute("data-zero", str(clock.began - n * 251_000))
    for page in (thumb, desk, screen):
        expect(page.locator("[data-clock]")).to_have_attribute("data-state", "over")
    assert abs(seconds(thumb) - seconds(desk)) <= 1
    thumb.route("**/pause/**", lambda route: route.abort())  # the phone is out of reach when the button is pressed
    with thumb.expect_event("requestfailed"):
        thumb.get_by_role("button", name="Pause").tap()
    thumb.unroute("**/pause/**")
    expect(thumb.get_by_role("button", name="Go on")).to_be_visible()
    time = StageClock.objects.get().passed // 1000
    expect(desk.locator(".desk-proposed")).to_contain_text("points off by the rules: 1")
    desk.keyboard.press("m")
    expect(desk.locator(".desk-timing")).to_have_count(0)
    assert (fresh(who).seconds, fresh(who).state) == (time, "marking")
    expect(desk.locator(".desk-sums")).to_contain_text(re.compile(r"points: (-|−)1"))
    expect(thumb.locator(".over")).to_contain_text("The time is entered")
    faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault]


def test_a_clock_that_was_in_the_background_for_an_hour_is_right_to_a_tenth_of_a_second(cast, open_page):
    contest = an_open_contest(cast)
    link = actions.add_link(contest=contest, values={"kind": "timekeeper", "name": "T"}, by=cast.li, now=later(1))
    who = started(cast, contest)
    of = {"contest": contest, "kind": "performance", "performance": who, "by": cast.li, "now": later(2)}
    actions.start_clock(**of, at=moment_now())
    page = open_page(size=PHONE)
    page.add_init_script("Object.defineProperty(document, 'hidden', { get: () => true })")  # it asks for nothing
    page.clock.install()
    page.goto(f"/clock/{token_of(link)}/")
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    before = seconds(page)
    for _ in range(40):
        page.clock.run_for(50)
        if seconds(page) > before:
            break
    page.clock.fast_forward(3_600_000)  # each of its timers rings once in the whole hour
    assert seconds(page) == before + 3601
    page.clock.run_for(900)
    assert seconds(page) == before + 3601
    page.clock.run_for(150)
    assert seconds(page) == before + 3602
