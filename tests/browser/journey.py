"""What an organiser does in every journey, in Chinese: lists as offices keep them, and the steps around them."""

import re
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import expect

from tests.printed import squeezed

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GOOD = "correct horse battery"
OWN = "battery of my own horse"
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def office_list(title, headings, rows, *, merged=()):
    """A workbook as offices send it: a cover in front, a title above the headings, full-width digits, 注： below."""
    book = Workbook()
    book.active.title = "封面"
    book.active["B3"] = title
    sheet = book.create_sheet("名单")
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headings))
    sheet.append([])
    for row in (headings, *rows):
        sheet.append([cell.translate(WIDE) for cell in row])
    sheet.append(["注：以上人员名单以区委组织部审核为准。"])
    for cells in merged:
        sheet.merge_cells(cells)
    kept = BytesIO()
    book.save(kept)
    return {"name": f"{title}.xlsx", "mimeType": EXCEL, "buffer": kept.getvalue()}


def press(page, name):
    """Follow the first link of this name."""
    page.get_by_role("link", name=name, exact=True).first.click()


def button(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def to(page, phase, tab=""):
    """To another page of the contest, by its frame."""
    for label, name in (("本场比赛", phase), (phase, tab)):
        if name:
            page.get_by_label(label, exact=True).get_by_role("link", name=name, exact=True).click()


def fill(page, **typed):
    """Type into the fields of the form by name, and save them."""
    for name, words in typed.items():
        page.locator(f'main [name="{name}"]').fill(words)
    button(page, "保存")


def first_steps(page, look):
    """A district, two communities and two people from an empty database, along the links of the panel."""
    page.goto("/manage/")
    look(page)
    press(page, "新增区")
    fill(page, name="铁西区", slug="tiexi")
    press(page, "新增街道")
    fill(page, name="珠峰街道")
    press(page, "在珠峰街道新增社区")
    fill(page, name="启工社区")
    press(page, "为启工社区新增书记")
    fill(page, name="赵启澄")
    press(page, "全部步骤")
    look(page)
    press(page, "继续新增 社区")
    press(page, "新增社区")
    fill(page, name="工人村社区")
    press(page, "为工人村社区新增书记")
    fill(page, name="周启蒙")
    for username, name in (("wang", "王组织"), ("li", "李导控")):
        press(page, "新增人员")
        fill(page, username=username, name=name, password=GOOD)
    look(page)
    press(page, "全部步骤")
    expect(page.get_by_text("请王组织登录，在“比赛”页建立。")).to_be_visible()
    button(page, "退出")


def sign_in(page, username):
    page.goto("/")
    press(page, "登录")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(GOOD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="修改密码")).to_be_visible()  # it was the administrator's
    for field, password in (("old", GOOD), ("new", OWN), ("again", OWN)):
        page.locator(f"#id_{field}").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="退出")).to_be_visible()


def begin(page, preset, title, *, seats=7):
    """A contest of one of the four kinds, from pages that come compressed."""
    assert page.goto("/manage/").headers["content-encoding"] == "gzip"
    press(page, "新建第一场比赛")
    page.locator(f'[name="seats"][value="{seats}"]').check()
    page.locator(f"#preset-{preset}").check()
    page.locator('[name="title"]').fill(title)
    page.locator('[name="date"]').fill("2026-11-20")
    button(page, "新建比赛")


def name_judges(page):
    to(page, "赛前设置", "评委")
    for n, field in enumerate(page.locator('[name^="seat-"][name$="-name"]').all(), start=1):
        field.fill(f"评委{n}")
    button(page, "保存评委名单")


def take_contestants(page, listed, expected, called="选手"):
    """A list of contestants is uploaded, looked at and taken; `called` is the word of the contest for them."""
    to(page, "赛前设置", called)
    page.locator('[name="file"]').set_input_files(listed)
    button(page, "读取名单…")
    expect(page.locator("main")).to_contain_text(expected)
    button(page, "采用这份名单")


def draw_and_open(page, order="出场顺序"):
    """The order is drawn, nothing is missing, the contest is opened; `order` is the word of the contest for it."""
    to(page, "赛前设置", order)
    button(page, "封存抽签")
    page.locator('[name="called"]').fill("3 5 1")
    button(page, "抽签")
    expect(page.locator('[name="called"]')).to_have_count(0)  # a link pressed before would overtake the draw
    to(page, "总览")
    press(page, "开赛……")
    button(page, "封存规则并开赛")
    expect(page.get_by_text("比赛已开赛。").first).to_be_visible()


def downloaded(page, press_it):
    """The text of each page of the PDF that comes when something is pressed."""
    with page.expect_download() as coming:
        press_it()
    return squeezed(Path(coming.value.path()).read_bytes())


def paper(page, name):
    """One of the papers as text without blanks, since lines break anywhere."""
    to(page, "成绩与表册", "表册")
    return "".join("".join(downloaded(page, lambda: button(page, f"PDF {name}"))).split())


def close(desk):
    """The desk ends the contest from its board."""
    desk.get_by_role("link", name="结束比赛").click()
    desk.get_by_role("button", name="结束比赛").click()


def publish(page):
    """From the overview of a closed contest."""
    to(page, "总览")
    press(page, "前往成绩")
    button(page, "公布成绩……")
    button(page, "公布成绩")
    expect(page.get_by_text("已完成第 1 次公布").first).to_be_visible()


def certificates(page):
    """All certificates, issued and printed."""
    to(page, "成绩与表册", "荣誉证书")
    button(page, "签发证书")
    return downloaded(page, lambda: page.get_by_role("button", name=re.compile(r"打印 \d+ 份证书")).click())
