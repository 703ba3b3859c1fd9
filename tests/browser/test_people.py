"""An organiser enters judges, contestants and the order; an administrator enters places and people."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, axe_faults
from tests.cast import Cast, a_draft, a_user, secretaries

pytestmark = pytest.mark.django_db(transaction=True)


def test_judges_contestants_and_the_order_are_entered(open_page):
    cast = Cast()
    secretaries(cast.district, 3)
    contest = a_draft(cast, contestants=1)
    page = open_page(user=cast.wang)
    page.goto(f"/manage/{contest.pk}/judges/")
    page.get_by_label("Name (J1)").fill("沈怀瑾")
    page.get_by_role("button", name="Move J1 down").click()
    assert page.get_by_label("Name (J1)").input_value() == "沈怀瑾"
    page.goto(f"/manage/{contest.pk}/contestants/")
    page.get_by_label("Rows copied").fill("编号\t姓名\n07\t韩映雪")
    page.get_by_role("button", name="Look at this list").click()
    expect(page.get_by_text("1 new, 0 changed")).to_be_visible()
    page.get_by_role("button", name="Take this list").click()
    expect(page.get_by_role("rowheader", name="07")).to_be_visible()
    page.get_by_label("Secretary 2").check()
    page.get_by_role("button", name="Add those ticked").click()
    expect(page.get_by_role("rowheader", name="02")).to_be_visible()
    page.goto(f"/manage/{contest.pk}/order/")
    page.get_by_role("button", name="Seal the draw").click()
    page.get_by_label("Called out in the hall").fill("dice 3 5 1")
    page.get_by_role("button", name="Draw the order").click()
    expect(page.get_by_text("Drawn from what was called out in the hall, “dice 3 5 1”")).to_be_visible()


def test_none_of_these_pages_has_a_serious_fault(open_page):
    cast = Cast()
    secretaries(cast.district, 3)
    contest = a_draft(cast)
    paths = [f"/manage/{contest.pk}/{part}/" for part in ("judges", "contestants", "order", "recusals", "panels/new")]
    for size, options in ((PHONE, {}), (LAPTOP, {"color_scheme": "dark"})):
        page = open_page(size=size, user=cast.wang, **options)
        for path in paths:
            page.goto(path)
            assert axe_faults(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path


def test_an_administrator_enters_a_district_and_somebody_who_can_sign_in(open_page):
    admin = a_user("admin", is_administrator=True)
    page = open_page(user=admin)
    page.goto("/administration/")
    page.get_by_role("link", name="New district").click()
    page.get_by_label("Name").first.fill("Tiexi")
    page.get_by_label("Short name").fill("tiexi")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Tiexi")).to_be_visible()
    page.goto("/administration/people/new/")
    page.get_by_label("User name").fill("wu")
    page.get_by_label("Name", exact=False).nth(1).fill("Wu")
    page.get_by_label("First password").fill("correct horse battery")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Tiexi · Organiser")).to_be_visible()
    assert axe_faults(page) == []
    other = open_page(size=PHONE)
    other.goto("/account/sign-in/")
    other.get_by_label("User name").fill("wu")
    other.get_by_label("Password").fill("correct horse battery")
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("button", name="Sign out")).to_be_visible()
