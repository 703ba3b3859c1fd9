"""A resident with an old phone: who won, and why; and every public page without a fault that axe calls serious."""

import pytest
from playwright.sync_api import expect

from contests import actions as contests
from scoring import actions as scoring
from tests.browser.conftest import LAPTOP, PHONE, axe_faults
from tests.cast import Cast, a_published_contest, an_open_contest, later, secretaries

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def published():
    cast = Cast()
    secretaries(cast.district, 10)
    contest = a_published_contest(cast, contestants=10)
    contests.change_contest(contest=contest, values={"public_level": "everything"}, by=cast.wang, now=later(90))
    scoring.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(91))
    an_open_contest(cast, slug="next", title="The next one")
    return contest


@pytest.mark.usefixtures("published")
def test_a_resident_reads_who_won_and_why_without_script(open_page):
    page = open_page(size=PHONE, script=False)
    page.goto("/")
    page.get_by_role("link", name="District contest").first.click()
    expect(page.get_by_role("heading", name="一等奖")).to_be_visible()
    winner = page.locator(".honours a").first
    name = winner.inner_text()
    winner.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator(".dropped")).to_have_count(4)
    page.locator("summary").click()
    expect(page.locator(".steps").first).to_be_visible()
    page.get_by_role("link", name="Community").first.click()
    expect(page.get_by_role("heading", name="What has been achieved")).to_be_visible()


def test_no_public_page_is_wider_than_a_phone_or_has_a_serious_fault(open_page, published):
    community = published.contestants.first().secretary.community
    paths = [
        "/",
        "/districts/tiexi/",
        f"/contests/{published.pk}/",
        f"/contests/{published.pk}/contestants/{published.contestants.first().pk}/",
    ]
    paths += [f"/communities/{community.pk}/", "/certificates/TX-0001/", "/account/sign-in/"]
    for size, options in ((PHONE, {}), (LAPTOP, {"color_scheme": "dark"})):
        page = open_page(size=size, **options)
        for path in paths:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
            assert axe_faults(page) == [], path


def test_the_language_is_switched_and_kept(open_page, published):
    page = open_page(size=PHONE, locale="zh-CN")
    page.goto(f"/contests/{published.pk}/")
    expect(page.get_by_role("heading", name="成绩")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Results")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Contests of community secretaries")).to_be_visible()
