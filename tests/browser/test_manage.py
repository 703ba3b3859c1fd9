"""A contest as a whole in a real browser: opened, carded, published, certified; and its pages at three sizes."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from contests.models import Contest
from scoring import actions as scoring
from scoring.models import Certificate
from tests.browser.conftest import LAPTOP, PHONE, axe_faults, too_narrow
from tests.cast import NOW, Cast, a_draft, a_published_contest, an_open_contest, draw_order, later, performed, started
from tests.printed import printed_pages

pytestmark = pytest.mark.django_db(transaction=True)


def printed(download):
    return printed_pages(Path(download.path()).read_bytes())


def perform_all(cast, contest):
    for performance in contest.performances.filter(round__external=False).order_by("round__position", "order"):
        performed(cast, contest, performance)
    scoring.close_contest(contest=contest, by=cast.li, now=later(60))


def opened_and_carded(page, contest):
    """From the overview to the cards of all judges."""
    page.goto(f"/manage/{contest.pk}/")
    page.get_by_role("link", name="Open the contest…").click()
    page.get_by_role("button", name="Seal and open").click()
    expect(page.get_by_text("The contest is open.")).to_be_visible()
    page.get_by_role("link", name="Judges' cards").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make 5 cards (PDF)").click()
    assert "Judge J5" in "".join(printed(coming.value))
    expect(page.get_by_text("The cards are ready to use.")).to_be_visible()
    expect(page.get_by_text("5 seats, and each has a card.")).to_be_visible()  # by itself
    expect(page.get_by_text("no card", exact=True)).to_have_count(0)


def published_and_certified(page):
    """From the overview of a closed contest to the certificates."""
    page.get_by_role("link", name="Go to the results").click()
    page.get_by_role("button", name="Publish the results…").click()
    page.get_by_role("button", name="Publish the results").click()
    expect(page.get_by_text("Publication no. 1 is now the current one.")).to_be_visible()
    page.get_by_role("link", name="Certificates").click()
    page.get_by_role("button", name="Issue the certificates").click()
    expect(page.get_by_text("3 certificates issued.")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Print all 3 certificates (PDF)").click()
    assert len(printed(coming.value)) == 3
    with page.expect_download() as coming:
        page.get_by_role("button", name="PDF TIEXI-2026-0002").click()
    assert coming.value.suggested_filename.startswith("TIEXI-2026-0002")


def test_from_a_complete_draft_to_the_certificates(open_page):
    cast = Cast()
    contest = a_draft(cast)
    draw_order(contest=contest, called="dice", by=cast.wang, now=NOW)
    page = open_page(user=cast.wang)
    opened_and_carded(page, contest)
    perform_all(cast, Contest.objects.get(pk=contest.pk))
    page.goto(f"/manage/{contest.pk}/")
    published_and_certified(page)
    assert Certificate.objects.count() == 3


def test_nothing_can_be_pressed_before_the_page_listens(open_page):
    """A press that came before its script would hand out the cards, and the page would go on offering them."""
    cast = Cast()
    contest = an_open_contest(cast)
    page, held = open_page(user=cast.wang), []
    page.route("**/once*.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(f"/manage/{contest.pk}/cards/", wait_until="commit")
    page.locator("script[src*=once]").wait_for(state="attached")
    assert page.get_by_role("button", name="Make 5 cards (PDF)").count() == 0
    held[0].continue_()
    with page.expect_download():
        page.get_by_role("button", name="Make 5 cards (PDF)").click()
    expect(page.get_by_text("The cards are being made.")).to_be_visible()


def test_without_script_a_second_press_makes_no_second_cards(open_page):
    cast = Cast()
    contest = an_open_contest(cast)
    page, again = (open_page(user=cast.wang, script=False) for _ in range(2))
    for window in (page, again):
        window.goto(f"/manage/{contest.pk}/cards/")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make 5 cards (PDF)").click()
    assert len(printed(coming.value)) == 1
    again.get_by_role("button", name="Make 5 cards (PDF)").click()
    expect(again.get_by_text("Cards have been made since you opened that page.")).to_be_visible()
    page.get_by_role("link", name="Show which seats have a card now").click()
    expect(page.get_by_text("5 seats, and each has a card.")).to_be_visible()


@pytest.mark.parametrize(("size", "locale", "scheme"), [(PHONE, "zh-CN", "dark"), (LAPTOP, "en-GB", "light")])
def test_no_page_keeps_anybody_out(open_page, size, locale, scheme):
    cast = Cast()
    draft, live = a_draft(cast, slug="draft"), an_open_contest(cast, slug="live")
    started(cast, live)
    done = a_published_contest(cast, slug="done")
    row = scoring.issue_certificates(contest=done, prefix="TX", by=cast.wang, now=later(71))[0]
    page = open_page(size=size, locale=locale, user=cast.wang, color_scheme=scheme)
    paths = [f"{draft.pk}/", f"{draft.pk}/open/", f"{draft.pk}/papers/", f"{live.pk}/", f"{live.pk}/cards/"]
    paths += [f"{live.pk}/cards/all/", f"{live.pk}/results/", f"{live.pk}/journal/", "import/", f"{done.pk}/file/"]
    paths += [f"{done.pk}/{name}/" for name in ("results", "results/publish", "results/publications/1", "certificates")]
    paths += [
        f"{done.pk}/results/contestants/{done.contestants.first().pk}/",
        f"{done.pk}/certificates/{row.pk}/revoke/",
    ]
    faults = []
    for path in paths:
        page.goto(f"/manage/{path}")
        faults += [f"{path}: {width} is not enough" for width in too_narrow(page)]
        page.set_viewport_size({"width": size[0], "height": size[1]})
        faults += [f"{path}: {fault}" for fault in axe_faults(page)]
    assert faults == []
