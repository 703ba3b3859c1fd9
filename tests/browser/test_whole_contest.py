"""One contest, from the first page to the certificate, as its people walk through it."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import expect

from contests.models import Contest, RubricItem
from demo.robots import Fields
from pages.judge.forms.sheet import field_name
from scoring.models import Certificate, Publication, ScoreSheet
from scoring.results import read_file
from tabulation import as_json, read_contest, tabulate
from tests.browser import journey
from tests.browser.conftest import PHONE, TABLET, looked_at
from tests.cast import a_user

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "社区党组织书记擂台比武"
CODE = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{4}[-–][A-Z0-9]{4}(?![A-Z0-9])")


def set_up(open_page):
    """From an empty database to a contest that lacks nothing, by pages alone; the organiser's page."""
    page = open_page(user=a_user("admin", is_administrator=True), locale="zh-CN")
    journey.first_steps(page, looked_at if connection.vendor == "sqlite" else lambda _page: None)  # both look the same
    journey.sign_in(page, "wang")
    journey.begin(page, "stage", TITLE, seats="5")
    journey.name_judges(page)
    rows = (("1", "珠峰街道", "启工社区", "赵　启澄"), ("2", "", "工人村", "周启蒙"))
    listed = journey.office_list("擂台比武参赛名单", ("序号", "街道", "社 区", "书记姓名*"), rows, merged=("B4:B5",))
    journey.take_contestants(page, listed, "新增 2 条")
    expect(page.get_by_title("不在本区书记名册中")).to_have_count(0)  # both were found in the register
    journey.draw_and_open(page)
    return page


def codes_of(page):
    """Print the cards; the short codes as the cards have them. The page shows by itself that they are made."""
    journey.to(page, "赛前设置", "评委卡")
    button = page.get_by_role("button", name="生成 5 张评委卡（PDF）")
    codes = list(dict.fromkeys(CODE.findall("".join(journey.downloaded(page, button.click)))))
    assert len(codes) == 5
    expect(page.get_by_text("共 5 个席位，均已有评委卡。")).to_be_visible()
    return codes


def share(contestant, judge):
    """What a judge gives of the maximum: the first contestant is better, the judges differ."""
    return Decimal("0.9") - Decimal("0.1") * contestant.endswith("2") - Decimal("0.01") * judge


def points_for(item, contestant, judge):
    return format((item.maximum * share(contestant, judge)).quantize(Decimal("0.1")), "f")


class PlainJudge:
    """A judge whose browser knows forms only."""

    def __init__(self, contest, code, number):
        self.client, self.number = Client(), number
        assert self.client.post(f"/k/{contest.pk}/", {"code": code}).status_code == 302

    def mark(self, sheet, contestant, items):
        given = {field_name(item): points_for(item, contestant, self.number) for item in items}
        path = f"/judge/sheets/{sheet.pk}/"
        key = Fields(self.client.get(path).content.decode()).found["key"]
        assert self.client.post(path, {**given, "key": key, "step": "confirm"}).status_code == 302


def mark_on_tablet(page, contestant, items):
    """The first judge taps the points in, reads back, confirms."""
    for item in items:
        page.locator(f"#points-{item.pk}").fill(points_for(item, contestant, 1))
    page.get_by_role("button", name="核对并提交").click()
    page.get_by_role("button", name="确认提交").click()
    expect(page.get_by_text(re.compile("已于 .* 收到")).first).to_be_visible()


def perform(desk, tablet, others, performance):
    """One performance: called, marked by all, timed, closed."""
    desk.get_by_role("button", name="叫号出场").first.click()
    expect(desk.locator("#stage-title")).to_have_text(performance.contestant.name)
    items = list(RubricItem.objects.filter(round=performance.round))
    contestant = performance.contestant.number
    expect(tablet.locator(f"#points-{items[0].pk}")).to_be_visible()  # by itself: the tablet follows the stage
    mark_on_tablet(tablet, contestant, items)
    for judge in others:
        sheet = ScoreSheet.objects.get(performance=performance, judge__position=judge.number - 1)
        judge.mark(sheet, contestant, items)
    expect(desk.locator(".desk-seats .good")).to_have_count(5)
    if performance.round.clock:
        desk.locator("#clock").fill("7:50")
        desk.keyboard.press("Enter")
        expect(desk.locator(".desk-sums")).to_contain_text("7:50")
    desk.get_by_role("button", name="结束出场").first.click()
    expect(desk.locator("#stage-title")).not_to_have_text("")


def test_from_an_empty_database_to_the_certificate(open_page):
    organiser = set_up(open_page)
    contest, codes = Contest.objects.get(), codes_of(organiser)
    desk, tablet = open_page(locale="zh-CN"), open_page(size=TABLET, locale="zh-CN")
    journey.sign_in(desk, "li")
    tablet.goto(f"/k/{contest.pk}/")
    tablet.locator("input[name=code]").fill(codes[0].lower())
    journey.button(tablet, "入席")
    expect(tablet.get_by_text("比赛尚未开始")).to_be_visible()
    others = [PlainJudge(contest, code, number) for number, code in enumerate(codes[1:], start=2)]
    desk.goto(f"/desk/{contest.pk}/")
    for performance in contest.performances.select_related("contestant", "round"):
        perform(desk, tablet, others, performance)
    desk.goto(f"/desk/{contest.pk}/")
    journey.close(desk)
    journey.publish(organiser)
    certificates = journey.certificates(organiser)
    assert len(certificates) == Certificate.objects.count() == 2
    best = contest.contestants.get(number__endswith="1")
    assert best.name in certificates[0]
    reads_at_home(open_page, contest, best)
    computes_again(organiser, contest)


def reads_at_home(open_page, contest, best):
    """A resident sees who won, and no score, since the organiser has not chosen more."""
    phone = open_page(size=PHONE, locale="zh-CN")
    phone.goto("/")
    phone.get_by_role("link", name=TITLE).click()
    assert phone.locator(".honours section").first.inner_text().split() == ["一等奖", best.name, best.community]
    scores = [row["score"] for row in Publication.objects.get(contest=contest).data["result"]["standings"]]
    assert not [score for score in scores if score in phone.content()]


def computes_again(organiser, contest):
    """The exported file gives the published numbers."""
    organiser.goto(f"/manage/{contest.pk}/file/")
    with organiser.expect_download() as coming:
        organiser.get_by_role("link", name="下载比赛文件").click()
    exported = Path(coming.value.path()).read_bytes()
    assert read_file(exported)["title"] == TITLE
    standings = json.loads(json.dumps(as_json(tabulate(read_contest(exported)))["standings"]))
    assert standings == Publication.objects.get(contest=contest).data["result"]["standings"]
