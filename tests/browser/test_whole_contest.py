"""One contest, from the first page to the certificate, as its people walk through it."""

import json
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import expect
from pypdf import PdfReader

from contests.models import Contest, RubricItem
from demo.robots import Fields
from pages.judge.forms.sheet import field_name
from scoring.models import Certificate, Publication, ScoreSheet
from scoring.results import read_file
from tabulation import as_json, read_contest, tabulate
from tests.browser.conftest import PHONE, TABLET
from tests.cast import Cast, secretaries

pytestmark = pytest.mark.django_db(transaction=True)
CODE = re.compile(r"\b[A-Z0-9]{4}[-–][A-Z0-9]{4}\b")


def set_up(page):
    """A contest from the preset, with judges, two contestants and a drawn order; its number."""
    page.goto("/manage/")
    page.get_by_role("link", name="Create the first contest").click()
    page.get_by_label("Stage contest").check()
    page.get_by_label("Title*").fill("The district contest")
    page.get_by_label("Date", exact=True).fill("2026-11-20")
    page.get_by_role("button", name="Create this contest").click()
    contest = Contest.objects.get()
    page.goto(f"/manage/{contest.pk}/judges/")
    for n in range(1, 8):
        page.get_by_label(f"Name (J{n})").fill(f"Judge {n}")
    page.get_by_role("button", name="Save the judges").click()
    page.goto(f"/manage/{contest.pk}/contestants/")
    page.get_by_label("Secretary 1").check()
    page.get_by_label("Secretary 2").check()
    page.get_by_role("button", name="Add those ticked").click()
    page.goto(f"/manage/{contest.pk}/order/")
    page.get_by_label("Seed").fill("dice 3 5 1")
    page.get_by_role("button", name="Draw the order").click()
    return contest


def opened_with_codes(page, contest):
    """Open it and print the cards; the short codes as the cards have them."""
    page.goto(f"/manage/{contest.pk}/")
    page.get_by_role("link", name="Open the contest…").click()
    page.get_by_role("button", name="Seal and open").click()
    page.goto(f"/manage/{contest.pk}/cards/")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make 7 cards (PDF)").click()
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(Path(coming.value.path()).read_bytes())).pages)
    codes = list(dict.fromkeys(CODE.findall(text)))
    assert len(codes) == 7
    return codes


def share(contestant, judge):
    """What a judge gives of the maximum: the first contestant is better, the judges differ."""
    return Decimal("0.9") - Decimal("0.1") * (contestant == "02") - Decimal("0.01") * judge


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
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.get_by_text(re.compile("[Rr]eceived at")).first).to_be_visible()


def perform(desk, tablet, others, performance):
    """One performance: called, marked by all, timed, closed."""
    desk.get_by_role("button", name="Start").first.click()
    expect(desk.locator("#stage-title")).to_have_text(performance.contestant.name)
    items = list(RubricItem.objects.filter(round=performance.round))
    contestant = performance.contestant.number
    expect(tablet.locator(f"#points-{items[0].pk}")).to_be_visible()  # by itself: the tablet follows the stage
    mark_on_tablet(tablet, contestant, items)
    for judge in others:
        sheet = ScoreSheet.objects.get(performance=performance, judge__position=judge.number - 1)
        judge.mark(sheet, contestant, items)
    expect(desk.locator(".desk-seats .good")).to_have_count(7)
    if performance.round.clock:
        desk.locator("#clock").fill("7:50")
        desk.keyboard.press("Enter")
        expect(desk.locator(".desk-sums")).to_contain_text("7:50")
    desk.get_by_role("button", name="Close").first.click()
    expect(desk.locator("#stage-title")).not_to_have_text("")


def published_and_certified(page, contest):
    page.goto(f"/manage/{contest.pk}/results/publish/")
    page.get_by_role("button", name="Publish the results").click()
    expect(page.get_by_text("Publication no. 1 is now the current one.")).to_be_visible()
    page.goto(f"/manage/{contest.pk}/certificates/")
    page.get_by_role("button", name="Issue the certificates").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name=re.compile("Print all")).click()
    return PdfReader(BytesIO(Path(coming.value.path()).read_bytes())).pages


def test_from_the_first_page_to_the_certificate(open_page):
    cast = Cast()
    secretaries(cast.district, 2)
    organiser, desk = open_page(user=cast.wang), open_page(user=cast.li)
    contest = set_up(organiser)
    codes = opened_with_codes(organiser, contest)
    tablet = open_page(size=TABLET)
    tablet.goto(f"/k/{contest.pk}/")
    tablet.locator("input[name=code]").fill(codes[0].lower())
    tablet.get_by_role("button", name="Take the seat").click()
    expect(tablet.get_by_text("The contest has not begun yet")).to_be_visible()
    others = [PlainJudge(contest, code, number) for number, code in enumerate(codes[1:], start=2)]
    desk.goto(f"/desk/{contest.pk}/")
    for performance in contest.performances.select_related("contestant", "round"):
        perform(desk, tablet, others, performance)
    desk.goto(f"/desk/{contest.pk}/")
    desk.get_by_role("link", name="Close the contest").click()
    desk.get_by_role("button", name=re.compile("Close the contest")).click()
    certificates = published_and_certified(organiser, contest)
    assert len(certificates) == Certificate.objects.count() == 2
    assert "Secretary 1" in certificates[0].extract_text()
    reads_at_home(open_page, contest)
    computes_again(organiser, contest)


def reads_at_home(open_page, contest):
    """A resident sees who won, and no score, since the organiser has not chosen more."""
    phone = open_page(size=PHONE)
    phone.goto("/")
    phone.get_by_role("link", name="The district contest").click()
    assert phone.locator(".honours section").first.inner_text().split() == [
        "一等奖",
        "Secretary",
        "1",
        "Community",
        "1",
    ]
    scores = [row["score"] for row in Publication.objects.get(contest=contest).data["result"]["standings"]]
    assert not [score for score in scores if score in phone.content()]


def computes_again(organiser, contest):
    """The exported file gives the published numbers."""
    organiser.goto(f"/manage/{contest.pk}/file/")
    with organiser.expect_download() as coming:
        organiser.get_by_role("link", name="Download the contest file").click()
    exported = Path(coming.value.path()).read_bytes()
    assert read_file(exported)["title"] == "The district contest"
    standings = json.loads(json.dumps(as_json(tabulate(read_contest(exported)))["standings"]))
    assert standings == Publication.objects.get(contest=contest).data["result"]["standings"]
