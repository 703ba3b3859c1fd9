"""An organiser sets a contest up from a preset, up to a complete rule sheet."""

import pytest
from playwright.sync_api import expect

from contests.models import Contest, RubricItem
from tests.browser.conftest import LAPTOP, PHONE, axe_faults, too_narrow
from tests.cast import Cast, a_draft, an_open_contest

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "名" * 300


def fits(page):
    """Nothing stands beyond the right edge of the window."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("script", [True, False])
def test_set_up_from_a_preset(open_page, script):
    page = open_page(user=Cast().wang, script=script)
    page.goto("/manage/")
    page.get_by_role("link", name="Create the first contest").click()
    page.get_by_label("Stage contest").check()
    page.get_by_label("9", exact=True).check()
    page.get_by_label("Title*").fill("擂台比武")
    page.get_by_label("Date", exact=True).fill("2026-11-20")
    page.get_by_role("button", name="Create this contest").click()
    assert "most a contestant can get is 100," in page.inner_text("main")

    page.get_by_role("link", name="Change “形象风采”").click()
    page.get_by_label("Maximum").fill("15")
    page.get_by_role("button", name="Save").click()
    assert "most a contestant can get is 105," in page.inner_text("main")
    page.get_by_role("link", name="Change “主题演讲”").click()
    page.get_by_label("Seconds over the limit, row 5").fill("60")
    page.get_by_label("Deduction, row 5").first.fill("3")
    page.get_by_role("button", name="Save").click()
    assert "more than 60 s over: −3" in page.inner_text("main")

    page.get_by_role("link", name="Rules", exact=True).click()
    page.get_by_role("link", name="Change the rules").click()
    page.get_by_label("per item", exact=False).check()
    page.get_by_label("Final score", exact=True).select_option("3")
    page.get_by_role("button", name="Save").click()
    assert "rounded to 3 decimals (half up)" in page.inner_text("main")
    page.get_by_role("link", name="Change “评委组”").click()
    page.get_by_label("Highest dropped").fill("2")
    page.get_by_role("button", name="Save").click()
    assert "2 highest and 1 lowest marks are dropped" in page.inner_text("main")
    page.get_by_label("When scores are equal, then compare").select_option("lot")
    page.get_by_role("button", name="Add to the tie-break rules").click()
    page.get_by_role("button", name="Move “drawing lots” up").click()
    chain = [link.split("\n")[0] for link in page.locator(".setup-chain > li").all_inner_texts()]
    assert chain[-2:] == ["drawing lots", "the chair's vote"]
    assert "Two different final scores differ by at least" in page.inner_text("main")

    page.get_by_role("link", name="Awards", exact=True).click()
    page.get_by_role("link", name="Add an award").click()
    page.get_by_label("Name of the award").fill("最佳人气奖")
    page.get_by_label("Named: people chosen").check()
    page.get_by_role("button", name="Save").click()
    assert "“最佳人气奖” was added." in page.inner_text("main")
    contest = Contest.objects.get()
    assert (contest.judges.count(), contest.awards.count(), contest.panels.get().drop_high) == (9, 5, 2)
    assert contest.rule_sheet.rules["trim"] == "item"


def test_errors_stand_in_place_and_keep_what_was_typed(open_page):
    cast = Cast()
    contest = a_draft(cast)
    page = open_page(user=cast.wang, size=PHONE)
    item = RubricItem.objects.get(round__contest=contest, key="answer")
    page.goto(f"/manage/{contest.pk}/items/{item.pk}/")
    page.get_by_label("Name of the item").fill(LONG)
    page.get_by_label("Maximum").fill("four")
    page.get_by_label("Step").fill("0")
    page.get_by_role("button", name="Save").click()
    told = page.inner_text("form#form")
    assert "At most 120 characters; these are 300." in told
    assert "Write a number, such as 40 or 0.5." in told
    assert "This must be above 0." in told
    assert page.get_by_label("Name of the item").input_value() == LONG
    assert page.get_by_label("Maximum").input_value() == "four"
    expect(page.locator("#form-heading")).to_be_in_viewport()
    assert fits(page)
    assert axe_faults(page) == []


@pytest.mark.parametrize(("size", "locale", "colours"), [(PHONE, "zh-CN", "light"), (LAPTOP, "en-GB", "dark")])
def test_pages_fit_and_axe_finds_nothing_serious(open_page, size, locale, colours):
    cast = Cast()
    contest, opened = a_draft(cast, contestants=10), an_open_contest(cast, slug="open")
    page = open_page(user=cast.wang, size=size, locale=locale, color_scheme=colours)
    parts = ("about", "rounds", f"rounds/{contest.rounds.first().pk}", "awards", "awards/new", "remove", "copy")
    rules = ("rules", "rules/change", "rules/panel/?key=jury", "rules/round/?key=speech")
    own = [f"/manage/{contest.pk}/{part}{'' if '?' in part else '/'}" for part in (*parts, *rules)]
    for address in ["/manage/", "/manage/new/", *own, f"/manage/{opened.pk}/rules/"]:
        page.goto(address)
        assert too_narrow(page) == [], address
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert axe_faults(page) == [], address
