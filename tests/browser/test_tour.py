"""A tour: all sites are marked in any order without a network for its whole length, and everything arrives once."""

import pytest
from playwright.sync_api import expect

from contests import actions as contests
from scoring.models import KeptSheet, SiteNote, Submission
from tests.browser.conftest import PHONE, TABLET, looked_at
from tests.browser.sheet import ORDER, press, promised
from tests.cast import NOW, an_open_contest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contest(cast):
    """Three sites on a route, not opened yet."""
    contest = an_open_contest(cast, preset="tour", contestants=3, seats=5)
    contest.contestants.filter(number="01").update(stop="Zhufeng Road 9", stop_at="9:30")
    return contest


def mark(page, number):
    page.get_by_role("link", name=f"Mark {number}").or_(page.get_by_role("button", name=f"Mark {number}")).click()
    for points in ("20", "21", "22", "13"):
        press(page, points)
        page.get_by_role("button", name="Next item").click()
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Confirm and send").click()


@pytest.mark.parametrize("workers", ["block", "allow"], ids=["http", "https"])
def test_a_judge_marks_every_site_without_a_network(open_page, faults, cast, contest, workers):
    desk = open_page(user=cast.li)
    desk.goto(f"/desk/{contest.pk}/")
    desk.get_by_role("button", name="Open all for marking").click()
    expect(desk.get_by_text("can be marked now, in any order.")).to_be_visible()

    seat = contests.issue_card(judge=contest.judges.get(key="J2"), by=cast.wang, now=NOW).judge
    page = open_page(size=TABLET, judge=seat, service_workers=workers)
    page.goto("/judge/")
    expect(page.get_by_role("link", name="Mark 01")).to_be_visible()
    looked_at(page)
    promised(page, ORDER)
    if workers == "allow":
        promised(page, "Boolean(navigator.serviceWorker.controller)")
        promised(page, "caches.match('/judge/').then(Boolean)")
    page.context.set_offline(True)
    mark(page, "03")
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    page.get_by_text("For the report").click()
    page.get_by_label("What was good").fill("Open till nine")
    page.get_by_label("What to mend").fill("No ramp")
    mark(page, "01")
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()  # only then it is promised
    if workers == "allow":
        page.goto("/judge/")
        expect(page.get_by_role("link", name="Mark 01")).to_have_text("Confirmed")
    mark(page, "02")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert Submission.objects.count() == 0
    page.context.set_offline(False)
    promised(page, "leitai.store.all('sent.').then((rows) => rows.every((row) => row.state === 'received'))")
    assert (Submission.objects.filter(counts=True).count(), KeptSheet.objects.count()) == (3, 0)

    promised(page, "leitai.store.all('report.').then((rows) => rows.every((row) => row.state === 'received'))")
    note = SiteNote.objects.get()
    assert (note.performance.contestant.number, note.good, note.mend) == ("03", "Open till nine", "No ramp")

    desk.get_by_role("link", name="Who has been where").click()
    expect(desk.get_by_text("3/15 Sheets in")).to_be_visible()
    looked_at(desk)
    faults[:] = [fault for fault in faults if "Failed to load resource" not in fault]
