"""A judge changes a confirmed sheet of a batch that the desk still holds."""

import pytest
from playwright.sync_api import expect

from scoring.models import Submission
from stage.actions import change_show
from tests.browser.conftest import PHONE, looked_at
from tests.browser.sheet import fill, points, read_back, received, saved
from tests.cast import counting, later
from tests.released import a_release

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_held_sheet_is_changed_on_the_tablet_and_the_read_back_says_what_is_new(open_page, cast, contest, sheet):
    change_show(contest=contest, values={"releasing": "batch"}, by=cast.wang, now=later(0))
    page = open_page(size=PHONE, judge=sheet.judge)
    page.goto("/judge/")
    fill(page)
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    received(page)
    page.get_by_role("link", name="Change this sheet").click()
    expect(points(page)).to_have_value("36.5")
    points(page).fill("35")
    saved(page)
    page.reload()
    expect(points(page)).to_have_value("35")
    page.get_by_role("button", name="Check and send").click()
    expect(page.locator(".was")).to_have_text("before: 36.5")
    looked_at(page)
    page.get_by_role("button", name="Confirm and send").click()
    received(page)
    expect(page.locator("td.points").first).to_have_text("35")
    assert Submission.objects.count() == 2
    assert counting(sheet).number == 2
    expect(page.get_by_role("link", name="Change this sheet")).to_be_visible()
    a_release(cast, sheet.performance)
    page.get_by_role("link", name="Change this sheet").click()
    expect(page.get_by_text("This sheet can no longer be changed here.")).to_be_visible()
    received(page)
