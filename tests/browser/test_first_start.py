"""Help beside the pages of the first start; the first start itself begins the whole contest."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import looked_at
from tests.browser.journey import press
from tests.cast import a_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_guide_is_read_beside_the_page_it_explains(open_page):
    page = open_page(user=a_user("admin", is_administrator=True), locale="zh-CN")
    page.goto("/administration/districts/new/")
    press(page, "帮助")
    expect(page.locator("#districts")).to_be_in_viewport()
    for guide in ("organisers", "administrators", "judges", ""):
        page.goto(f"/help/{guide}/".replace("//", "/"))
        looked_at(page)
