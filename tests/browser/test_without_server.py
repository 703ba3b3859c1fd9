"""The judge goes on without the server: who is on stage is chosen on the tablet, and all arrives exactly once."""

import re

import pytest
from playwright.sync_api import expect

from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, ScoreSheet, Submission
from tests.browser.conftest import PHONE, TABLET, looked_at
from tests.browser.sheet import LIST, ORDER, SENT, choose, fill, points, press, promised, read_back, received, saved
from tests.cast import counting, fresh, later, started

ANSWERS = re.compile(r"/judge/(state|outbox|order)/")
pytestmark = pytest.mark.django_db(transaction=True)


def confirm(page):
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()


def test_with_no_server_the_judge_chooses_who_is_on_stage_and_the_desk_decides_what_it_did_not_expect(
    open_page, faults, cast, contest, sheet
):
    late = sheet.performance
    meanwhile, early = contest.performances.filter(state="waiting", round__key="speech").order_by("order")
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    fill(page)
    promised(page, ORDER)
    page.context.set_offline(True)
    read_back(page)
    expect(page.get_by_text("No connection to the server.").last).to_be_attached()
    expect(page.get_by_role("heading", name=LIST)).to_be_hidden()
    confirm(page)

    rounds = page.locator("[data-choosing] details")
    rounds.first.locator("summary").click()
    choose(page, early)  # the wrong one: back to the list, and what was typed stays
    press(page, "7")
    saved(page)
    page.get_by_role("link", name="Now").click()
    choose(page, meanwhile)
    expect(points(page)).to_have_value("")
    looked_at(page)
    page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
    fill(page)
    read_back(page)
    confirm(page)
    expect(page.get_by_role("button", name=f"Mark {late.contestant}, {late.round}")).to_have_text("Confirmed")
    expect(rounds.first).to_have_attribute("open", "")  # as the judge left it
    expect(page.locator(".strip .line")).to_contain_text("waiting on this tablet: 2.")
    page.route(ANSWERS, lambda route: route.fulfill(status=200, body="<title>Hotel</title>Sign in"))
    page.context.set_offline(False)  # somebody else answers now, and nothing of it is shown
    with page.expect_response("**/judge/state/**") as hotel:
        assert "Hotel" in hotel.value.text()
    with page.expect_response("**/judge/state/**"):
        expect(page.get_by_role("heading", name=LIST)).to_be_visible()
        expect(page.get_by_text("Sign in")).to_be_hidden()
    page.context.set_offline(True)
    page.unroute(ANSWERS)
    looked_at(page)
    choose(page, early)
    expect(points(page)).to_have_value("7")
    page.go_back()
    choose(page, early)
    points(page).click()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    fill(page)
    read_back(page)
    confirm(page)
    assert Submission.objects.count() == 0
    the_server_is_back(page, cast, contest, sheet.judge, late, meanwhile, early)
    faults[:] = [fault for fault in faults if "Failed to load resource" not in fault]


def the_server_is_back(page, cast, contest, judge, late, meanwhile, early):
    """One was called and closed meanwhile, one is on stage, and one nobody has called."""
    actions.close_performance(performance=late, by=cast.li, now=later(9), reason="nothing came")
    started(cast, contest, meanwhile)
    page.context.set_offline(False)
    expect(page.locator("[data-choosing]")).to_be_hidden()
    expect(page.get_by_text("was kept at").first).to_be_visible()
    promised(page, "leitai.store.all('sent.').then((rows) => rows.every((row) => row.state !== 'waiting'))")
    assert marks_of(counting(ScoreSheet.objects.get(judge=judge, performance=meanwhile))) == SENT
    kept = {(one.performance_id, str(one.why)) for one in KeptSheet.objects.all()}
    assert kept == {(late.pk, "late"), (early.pk, "not-called")}
    assert Submission.objects.count() == 1

    actions.record_clock(performance=fresh(meanwhile), seconds=400, by=cast.li, now=later(10))
    started(cast, contest, early)
    expect(page.get_by_role("heading", name=early.contestant.name)).to_be_visible()
    expect(points(page)).to_have_value("36.5")
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    received(page)
    assert marks_of(counting(ScoreSheet.objects.get(judge=judge, performance=early))) == SENT
    assert Submission.objects.count() == 2
    assert KeptSheet.objects.get(performance=early).submission is not None


def pressed_without_a_server(page):
    """Whatever leads away says that there is no server, and the page stays."""
    here = page.url
    links = [page.get_by_role("link", name=name, exact=True) for name in ("My sheets", "Now", "Leave", "Help")]
    for one in (*links, page.get_by_role("button", name="中文"), page.locator(".list a").last):
        page.locator(".unheard").evaluate("line => (line.hidden = true)")
        one.click()
        expect(page.locator(".unheard")).to_contain_text("No connection to the server.")
        assert page.url == here


@pytest.mark.parametrize("workers", ["block", "allow"], ids=["http", "https"])
def test_nothing_leaves_a_page_without_the_server_and_an_old_page_knows_what_was_received(
    open_page, faults, sheet, workers
):
    page = open_page(size=TABLET, judge=sheet.judge, service_workers=workers)
    page.goto("/judge/")
    promised(page, ORDER)
    if workers == "allow":
        promised(page, "caches.open('leitai').then((kept) => kept.match(location.href)).then(Boolean)")
    before = page.url
    fill(page)
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    received(page)
    page.get_by_role("link", name="Now").click()
    expect(page.get_by_role("heading", name="On stage now")).to_be_visible()
    page.goto("/judge/leave/")
    page.context.set_offline(True)
    page.get_by_role("button", name="Leave the seat").click()
    expect(page.locator(".unheard")).to_contain_text("No connection to the server.")
    page.context.set_offline(False)
    expect(page.locator(".unheard")).to_be_hidden()
    if workers == "allow":
        an_old_page(page, before)
    else:
        page.get_by_role("link", name="My sheets").click()
        expect(page.get_by_role("heading", name="My sheets")).to_be_visible()
        page.context.set_offline(True)
        pressed_without_a_server(page)
    page.get_by_role("button", name="Ask for help").click()
    expect(page.get_by_text("raise your hand")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("raise your hand")).to_be_hidden()
    assert Submission.objects.count() == 1
    faults[:] = [fault for fault in faults if "Failed to load resource" not in fault]


def an_old_page(page, address):
    """As a browser shows it again, from before the sheet was sent: nothing waits, whatever it does not know."""
    page.context.set_offline(True)
    page.goto(address)
    received(page)
    page.get_by_role("link", name="My sheets").click()
    expect(page.locator(".unheard")).to_contain_text("No connection to the server.")
    assert page.url == address
    received(page)
    assert page.evaluate("leitai.outbox.waiting") == 0
    assert page.evaluate("leitai.store.all('sent.').then(([row]) => row.state)") == "received"
