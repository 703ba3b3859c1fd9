"""The tour, the standards and the reserves, each from its preset to its papers, in Chinese and with real files."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from communities.models import Secretary, User
from contests.models import Contest
from tests.browser import journey
from tests.browser.journey import button, office_list, press, to
from tests.cast import Cast, a_community, a_user, all_submit, performed

pytestmark = pytest.mark.django_db(transaction=True)
LED = {"tour"}
"""Whose journey begins with the empty database. Any could, and costs as much more; the steps are the same for all."""
PEOPLE = (("启工社区", "赵启澄"), ("工人村社区", "周启蒙"), ("勋望社区", "吴明"))


def a_register(cast):
    """A street with three communities and their secretaries."""
    for place, name in PEOPLE:
        Secretary.objects.create(community=a_community(cast.district, "珠峰街道", place), name=name)


def marked(cast, contest):
    """What the judges do is another journey's; here everybody has been marked."""
    for performance in contest.performances.filter(round__external=False).order_by("round__position", "order"):
        performed(cast, contest, performance)


def pasted(page, scores):
    """A column copied from a spreadsheet goes into the first field, and fills those below."""
    page.wait_for_load_state()  # with its script
    page.locator(".score-grid input").first.evaluate(
        """(field, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", text);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
        }""",
        "\n".join(scores) + "\n",
    )
    button(page, "保存成绩")


def confirmed(desk, contest, round_name):
    """A second person compares with the original, starting from the overview."""
    desk.goto(f"/manage/{contest.pk}/")
    press(desk, f"复核成绩 {round_name}")
    button(desk, "勾选全部 3 个")
    button(desk, "确认已勾选的成绩")
    expect(desk.get_by_text("已确认 3 个成绩，现已计入。")).to_be_visible()


def led(open_page):
    """From the empty database along the first steps, by pages alone: a register, and two people who have signed in."""
    page, desk = open_page(user=a_user("admin", is_administrator=True), locale="zh-CN"), open_page(locale="zh-CN")
    journey.first_steps(page, lambda _page: None)  # looked at in the journey of the stage contest
    for window, username in ((page, "wang"), (desk, "li")):
        journey.sign_in(window, username)
    return SimpleNamespace(li=User.objects.get(username="li")), page, desk


def with_a_register(open_page):
    """The same as somebody has left it: what the first steps come to."""
    cast = Cast()
    a_register(cast)
    return cast, *(open_page(user=user, locale="zh-CN") for user in (cast.wang, cast.li))


def begun(open_page, preset, title, listed, expected="新增 3 条，有改动 0 条"):
    """Everything up to the opening: the organiser's page, the desk's, and the contest."""
    cast, page, desk = (led if preset in LED else with_a_register)(open_page)
    journey.begin(page, preset, title)
    journey.name_judges(page)
    journey.take_contestants(page, listed, expected, "选手" if preset == "reserve" else "参评单位")
    journey.draw_and_open(page, "出场顺序" if preset == "reserve" else "评议顺序")
    return cast, page, desk, Contest.objects.get()


def test_a_tour_with_stage_scores_pasted_as_a_column(open_page):
    rows = [(str(n), "珠峰街道" if n == 1 else "", place, name) for n, (place, name) in enumerate(PEOPLE, 1)]
    listed = office_list("观摩拉练点位表", ("序号", "街道", "社区", "社区党组织书记"), rows, merged=("B4:B6",))
    _cast, page, desk, contest = begun(open_page, "tour", "观摩拉练", listed)
    to(page, "总览")
    press(page, "录入成绩 擂台成绩")
    pasted(page, ("92.50", "９５．３", "88"))
    expect(page.get_by_text("已录入 3 个成绩，经第二人复核确认后方才有效。")).to_be_visible()
    confirmed(desk, contest, "擂台成绩")
    to(desk, "导控台")
    desk.get_by_role("button", name="全部开放打分").click()
    expect(desk.get_by_text("的参评单位现已全部开放打分，次序不限。")).to_be_visible()
    for site in contest.performances.filter(round__at_once=True):
        all_submit(site)
    desk.get_by_role("link", name="全部结束").click()
    button(desk, "全部结束")
    expect(desk.get_by_text("已全部结束打分。")).to_be_visible()
    journey.close(desk)
    journey.publish(page)
    printed = journey.certificates(page)
    assert len(printed) == 3
    assert "阵地建设" in journey.paper(page, "观摩报告")
    assert "周启蒙" in journey.paper(page, "获奖名单")


def test_service_centres_against_the_standards(open_page):
    rows = [
        (str(n), "珠峰街道" if n == 1 else "", f"{place}党群服务中心", place) for n, (place, _) in enumerate(PEOPLE, 1)
    ]
    listed = office_list("参评党群服务中心", ("序号", "街道", "党群服务中心", "所在社区"), rows, merged=("B4:B6",))
    cast, page, desk, contest = begun(open_page, "standards", "五化评估", listed)
    marked(cast, contest)
    desk.goto(f"/desk/{contest.pk}/")
    journey.close(desk)
    journey.publish(page)
    assert "启工社区党群服务中心" in journey.paper(page, "统分表")
    first = contest.contestants.get(number="01")  # the draw has given the numbers
    assert f"四星党群服务中心101{first.name}" in journey.paper(page, "获奖名单")


def test_reserves_with_scores_from_a_file_and_from_a_pasted_list(open_page):
    rooms = ("第一考场", "第一考场", "第二考场")
    rows = [
        (str(n), f"2026{n:04}", name, place, room)
        for n, ((place, name), room) in enumerate(zip(PEOPLE, rooms, strict=True), 1)
    ]
    listed = office_list("后备人员报名表", ("行号", "准考证号", "姓名", "所在社区", "考场"), rows, merged=())
    cast, page, desk, contest = begun(open_page, "reserve", "后备人员选拔", listed)
    to(page, "总览")
    press(page, "录入成绩 笔试")
    scores = office_list(
        "笔试成绩", ("准考证号", "姓名", "成绩"), [(r[1], r[2], f"8{n}.5") for n, r in enumerate(rows)]
    )
    page.locator('[name="file"]').set_input_files(scores)
    button(page, "读取名单")
    expect(page.locator("main")).to_contain_text("读取到 3 个成绩")
    button(page, "保存成绩")
    press(page, "工作实绩 (0/3)")
    page.locator('[name="rows"]').fill(
        "准考证号\t姓名\t得分\n" + "\n".join(f"{r[1]}\t{r[2]}\t9{n}" for n, r in enumerate(rows))
    )
    button(page, "读取名单")
    button(page, "保存成绩")
    for name in ("笔试", "工作实绩"):
        confirmed(desk, contest, name)
    marked(cast, contest)
    to(desk, "导控台")
    journey.close(desk)
    journey.publish(page)
    notice = journey.paper(page, "获奖名单")
    assert "后备人员" in notice
