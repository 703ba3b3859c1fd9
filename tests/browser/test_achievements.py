"""From the sheet an office has to the bars that residents read, and back into a sheet that changes nothing."""

import re

import pytest
from playwright.sync_api import expect

from communities.actions import take_starter_set
from tests.browser.conftest import PHONE, looked_at
from tests.browser.journey import button, office_list, press
from tests.cast import NOW, Cast, a_community, all_organise

pytestmark = pytest.mark.django_db(transaction=True)
HEADINGS = ["所属街道", "社区", "时期", "解决居民急难愁盼问题（件）", "网格员\n（名）", "备注"]
ROWS = (
    ["珠峰街道", "启工社区", "2025年上半年", "120", "7", ""],
    ["珠峰街道", "启工社区", "2025年下半年", "150", "8", ""],
    ["珠峰街道", "工人村社区", "2025年上半年", "80件", "—", ""],
    ["珠峰街道", "工人村社区", "2025年下半年", "约90", "5", "年报"],
    ["兴工街道", "应昌社区", "2024年", "31", "", ""],
)


def test_a_sheet_becomes_what_residents_read_and_comes_back_unchanged(open_page):
    cast = all_organise(Cast())
    take_starter_set(district=cast.district, by=cast.wang, now=NOW)
    for street, name in (("珠峰街道", "启工社区"), ("珠峰街道", "工人村社区"), ("兴工街道", "应昌社区")):
        a_community(cast.district, street, name)
    organiser = open_page(user=cast.wang, locale="zh-CN")
    organiser.goto("/achievements/tiexi/sheet/")
    looked_at(organiser)
    organiser.get_by_label("文件").set_input_files(office_list("2025年实绩统计表", HEADINGS, ROWS))
    button(organiser, "读取这份表")
    expect(organiser.get_by_text("新增7个")).to_be_visible()
    expect(organiser.get_by_text("不是数字")).to_contain_text("D7")
    looked_at(organiser)
    button(organiser, "填报这7个数值")
    step(organiser, "2025年上半年", "珠峰街道")
    expect(organiser.get_by_text("由街道其他人员、本区另一位主办方人员或管理员确认")).to_be_visible()
    another = open_page(user=cast.li, locale="zh-CN", size=PHONE)
    another.goto("/achievements/tiexi/waiting/")
    step(another, "2025年上半年", "珠峰街道")
    looked_at(another)
    for period, street in (("2024年", "兴工街道"), ("2025年上半年", "珠峰街道"), ("2025年下半年", "珠峰街道")):
        for page, name in ((another, r"^确认"), (organiser, r"^公布")):
            page.goto("/achievements/tiexi/waiting/")
            step(page, period, street)
            page.get_by_role("button", name=re.compile(name)).click()
            expect(page.get_by_role("status")).to_be_visible()
    resident = open_page(locale="zh-CN", size=PHONE)
    resident.goto("/districts/tiexi/")
    looked_at(resident)
    press(resident, "解决居民急难愁盼问题")
    expect(resident.get_by_role("img", name="历期变化")).to_be_visible()
    looked_at(resident)
    resident.get_by_text("查看表格").nth(1).click()
    press(resident, "启工社区")
    expect(resident.get_by_text("150")).to_be_visible()
    looked_at(resident)
    organiser.goto("/achievements/tiexi/sheet/")
    with organiser.expect_download() as download:
        organiser.locator('a[href$="wide.xlsx?period=2025"]').click()
    organiser.get_by_label("文件").set_input_files(download.value.path())
    button(organiser, "读取这份表")
    expect(organiser.get_by_text("新增0个，变动0个，不变6个，未采用0个")).to_be_visible()
    years = "\n".join(f"启工\t{year}-{month:02d}\tLD06\t{year}" for year in range(1900, 2100) for month in range(1, 13))
    organiser.goto("/achievements/tiexi/sheet/")
    long = f"社区\t时期\t指标\t数值\n{years}\n{years.replace('LD06', 'LD07')}"
    sheet = {"name": "长表.csv", "mimeType": "text/csv", "buffer": long.encode("gbk")}
    organiser.get_by_label("文件").set_input_files(sheet)
    button(organiser, "读取这份表")
    button(organiser, "填报这4800个数值")
    expect(organiser.get_by_text("已填报4800个数值")).to_be_visible()


def step(page, period, street):
    """To the values of a street for a period."""
    page.get_by_role("row").filter(has_text=period).get_by_role("link", name=street).click()
