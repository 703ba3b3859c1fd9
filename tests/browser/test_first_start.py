"""The first start, in Chinese: only the links of the panel are followed, from an empty database to the overview."""

import pytest
from playwright.sync_api import expect

from communities.models import Community, Secretary, User
from tests.browser.conftest import LAPTOP, PHONE, TABLET, axe_faults
from tests.cast import a_user

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "correct horse battery"


def press(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


def fill(page, **typed):
    """Type into the fields of the form by name, and save them."""
    for name, words in typed.items():
        page.locator(f'main [name="{name}"]').fill(words)
    page.get_by_role("button", name="保存").click()


def give(page):
    page.get_by_role("button", name="赋予职责", exact=True).click()


def looked_at(page):
    """Nothing stands beyond the edge at any width, and axe finds nothing serious."""
    for width, height in (PHONE, TABLET, LAPTOP):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    assert axe_faults(page) == []


def test_the_first_start_leads_to_a_contest(open_page):
    page = open_page(user=a_user("admin", is_administrator=True), locale="zh-CN")
    page.goto("/manage/")
    looked_at(page)
    press(page, "新建区")
    fill(page, name="铁西区", slug="tiexi")
    press(page, "新增街道")
    fill(page, name="珠峰街道")
    press(page, "在珠峰街道新增社区")
    fill(page, name="启工社区")
    press(page, "为启工社区新增书记")
    fill(page, name="赵启澄")
    press(page, "全部步骤")
    looked_at(page)
    press(page, "继续添加 社区")
    press(page, "新增社区")
    fill(page, name="工人村社区")
    press(page, "为工人村社区新增书记")
    fill(page, name="周启蒙")
    for username, name in (("wang", "王组织"), ("li", "李导控")):
        press(page, "新增人员")
        fill(page, username=username, name=name, password=GOOD)
        give(page)
    looked_at(page)
    press(page, "全部步骤")
    expect(page.get_by_text("请王组织登录，在“比赛”页建立。")).to_be_visible()
    page.get_by_role("button", name="退出").click()

    press(page, "登录")
    page.locator("#id_username").fill("wang")
    page.locator("#id_password").fill(GOOD)
    page.keyboard.press("Enter")
    press(page, "建立第一场比赛")
    page.locator('[name="preset"]').first.check()
    page.locator('[name="title"]').fill("社区党组织书记擂台比武")
    page.get_by_role("button", name="建立比赛").click()
    press(page, "总览")
    expect(page.get_by_role("heading", name="开赛前检查")).to_be_visible()
    assert [Community.objects.count(), Secretary.objects.count(), User.objects.count()] == [2, 2, 3]


def test_a_guide_is_read_beside_the_page_it_explains(open_page):
    page = open_page(user=a_user("admin", is_administrator=True), locale="zh-CN")
    page.goto("/administration/districts/new/")
    press(page, "帮助")
    expect(page.locator("#districts")).to_be_in_viewport()
    for guide in ("organisers", "administrators", "judges", ""):
        page.goto(f"/help/{guide}/".replace("//", "/"))
        looked_at(page)
