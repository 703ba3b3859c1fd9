"""Judge a performance: upright and lying, with and without script, over a bad line, and after a reload."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from playwright.sync_api import expect

from contests import actions as contests
from contests.rules.cards import new_card
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import Submission
from tabulation.contest import Panel, RoundRules, Rules, Stages
from tabulation.panels import sheet_total
from tabulation.rules_in_force import panel_rules
from tests.browser.conftest import PHONE, TABLET, axe_faults
from tests.browser.sheet import SENT, SMALL, fill, press, promised, read_back, received, saved
from tests.cast import NOW, chance, counting, later, sheet_of, started

pytestmark = pytest.mark.django_db(transaction=True)
CARD = new_card(chance("s"))
SECRET = CARD.secret
SIZES = [TABLET, (1180, 820), (600, 960)]


@pytest.fixture
def judge(cast, contest):
    return contests.issue_card(judge=contest.judges.first(), chance=chance("s"), by=cast.wang, now=NOW).judge


@pytest.fixture
def sheet(cast, contest, judge):
    return sheet_of(started(cast, contest), judge.key)


def has_no_faults(page, *in_view):
    """In no size of a tablet is anything small or beyond the edge, or out of sight what must be seen."""
    for width, height in (*SIZES[1:], SIZES[0]):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(SMALL) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        for seen in in_view:
            expect(seen).to_be_in_viewport(ratio=1)
    assert axe_faults(page) == []


def test_the_total_on_the_tablet_is_that_of_the_sums_under_any_rounding(open_page):
    page, chance = open_page(), random.Random(1)  # noqa: S311 - a test that can be repeated
    page.goto("/k/")

    def number(most, places):
        return str(Decimal(chance.randint(-most, most)) / 10 ** chance.randint(0, places))

    cases, expected = [], []
    for _ in range(400):
        stages = [chance.choice([None, 0, 1, 2]) for _ in range(3)]
        how = chance.choice(["half-up", "half-even", "down", "up"])
        marks = [(number(9999, 3), number(30, 2)) for _ in range(chance.randint(1, 4))]
        rules = panel_rules(
            Rules(round=Stages(**dict(zip(("item", "weighted", "sheet"), stages, strict=True))), rounding=how),
            RoundRules(),
            Panel(id="P"),
        )
        expected.append(sheet_total([(points, Decimal(weight)) for points, weight in marks], rules))
        cases.append([marks, " ".join(["" if n is None else str(n) for n in stages] + [how])])
    found = page.evaluate("(cases) => cases.map(([marks, rounds]) => leitai.numbers.sum(marks, rounds))", cases)
    assert [Fraction(total) for total in found] == expected


def test_judge_a_performance(open_page, cast, contest, judge):
    page = open_page(size=TABLET)
    page.goto(f"/j/{SECRET}/")
    expect(page.get_by_text("The contest has not begun yet")).to_be_visible()
    assert SECRET not in page.evaluate("location.href + document.referrer")
    has_no_faults(page)
    sheet = sheet_of(started(cast, contest), judge.key)
    expect(page.get_by_role("heading", name=sheet.performance.contestant.name)).to_be_visible()
    fill(page)
    assert page.locator("[data-sum]").text_content() == "72.8"
    expect(page.get_by_text("Every item has points")).to_be_visible()
    has_no_faults(page, page.locator("[data-sum]"), page.get_by_role("button", name="Check and send"))
    read_back(page)
    has_no_faults(page)
    page.get_by_role("button", name="Confirm and send").click()
    received(page)
    expect(page.get_by_text("Please wait for the next contestant")).to_be_visible()
    has_no_faults(page)
    assert marks_of(counting(sheet)) == SENT
    actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(9))
    following = started(cast, contest, contest.performances.filter(state="waiting", round__key="speech").first())
    expect(page.get_by_role("heading", name=following.contestant.name)).to_be_visible()
    page.get_by_role("link", name="My sheets").click()
    page.wait_for_url("**/judge/sheets/")
    expect(page.get_by_text("72.8")).to_be_visible()
    has_no_faults(page)
    page.go_back()
    expect(page.get_by_role("heading", name=following.contestant.name)).to_be_visible()


def test_judge_a_performance_without_script(open_page, judge, sheet):
    page = open_page(size=TABLET, script=False)
    page.goto(f"/k/{judge.contest_id}/")
    page.get_by_label("Eight letters").fill(CARD.code.lower())
    page.get_by_role("button", name="Take the seat").click()
    expect(page.get_by_role("button", name="1", exact=True)).to_be_hidden()
    for name, points in (("工作实绩与内容", "36.5"), ("语言表达", "41"), ("形象风采", "9.1")):
        page.get_by_role("textbox", name=name).fill(points)
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_text("The most that can be given is 30.")).to_be_visible()
    assert page.get_by_role("textbox", name="工作实绩与内容").input_value() == "36.5"
    page.get_by_role("textbox", name="语言表达").fill("27.2")
    read_back(page)
    page.get_by_role("button", name="Change something").click()
    assert page.get_by_role("textbox", name="形象风采").input_value() == "9.1"
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    received(page)
    page.get_by_role("link", name="Next contestant").click()
    expect(page.get_by_text("Please wait for the next contestant")).to_be_visible()
    assert marks_of(counting(sheet)) == SENT


def test_a_reload_keeps_what_was_typed(open_page, judge, sheet):
    page = open_page(size=TABLET, judge=judge)
    page.goto("/judge/")
    press(page, "36.5")
    saved(page)
    page.reload()
    expect(page.get_by_role("textbox", name="工作实绩与内容")).to_have_value("36.5")
    assert page.locator("[data-sum]").text_content() == "36.5"
    press(page, "27.2")
    page.get_by_role("button", name="Next item").click()
    press(page, "9.1")
    read_back(page)
    page.reload()
    expect(page.get_by_role("textbox", name="形象风采")).to_have_value("9.1")
    read_back(page)
    page.go_back()
    expect(page.get_by_role("textbox", name="语言表达")).to_have_value("27.2")
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    received(page)
    assert marks_of(counting(sheet)) == SENT


def test_a_draft_does_not_come_back_after_it_was_received(open_page, cast, judge, sheet):
    page = open_page(size=TABLET, judge=judge)
    page.goto("/judge/")
    fill(page)
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    received(page)
    promised(
        page,
        """() => new Promise((done) => {
          const request = indexedDB.open("leitai");
          request.onsuccess = () => {
            const all = request.result.transaction("drafts").objectStore("drafts").getAll();
            all.onsuccess = () => {
              request.result.close();
              done(all.result.every((row) => !row.name.startsWith("draft.")));
            };
          };
        })""",
    )
    actions.reopen_sheet(sheet=sheet, reason="a slip of the thumb", by=cast.li, now=later(6))
    expect(page.get_by_text("a slip of the thumb. You can send it once more.")).to_be_visible()
    expect(page.get_by_role("textbox", name="形象风采")).to_have_value("9.1")
    page.get_by_role("textbox", name="形象风采").fill("8")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Confirm and send").click()
    received(page)
    assert marks_of(counting(sheet))["poise"] == Decimal(8)
    assert Submission.objects.count() == 2


def test_a_lost_answer_is_asked_for_again_and_stored_once(open_page, faults, judge, sheet):
    page = open_page(size=TABLET, judge=judge)
    page.goto("/judge/")
    fill(page)
    read_back(page)
    sent = []

    def lose(route):
        """No server, a server that fails, a hotel's page, half an answer, an answer lost; then all is well."""
        sent.append(route.request.post_data)
        if len(sent) == 1:
            return route.abort()
        if len(sent) == 2:
            return route.fulfill(status=503, body="busy")
        if len(sent) == 3:
            return route.fulfill(status=200, content_type="text/html", body="<title>Hotel</title>Please sign in")
        if len(sent) == 4:
            return route.fulfill(status=200, content_type="application/json", body='{"leitai": 1, "key": "')
        if len(sent) == 5:
            route.fetch()
            return route.abort()
        return route.continue_()

    page.route("**/judge/outbox/", lose)
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.get_by_role("status").get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    assert page.locator("td.points").all_text_contents() == ["36.5", "27.2", "9.1", "72.8"]
    received(page)
    faults[:] = [fault for fault in faults if "Failed to load resource" not in fault]
    assert (len(sent), len(set(sent))) == (6, 1)
    assert Submission.objects.count() == 1
    assert marks_of(counting(sheet)) == SENT


def test_what_happens_meanwhile_is_said_and_nothing_typed_is_lost(open_page, faults, cast, judge, sheet):
    page = open_page(size=TABLET, judge=judge)
    page.goto("/judge/")
    fill(page)
    actions.close_performance(performance=sheet.performance, by=cast.li, now=later(9), reason="short of time")
    expect(page.get_by_text("is no longer being marked")).to_be_visible()
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.locator(".receipt")).to_contain_text("was kept at")
    page.get_by_role("link", name="My sheets").click()
    expect(page.get_by_text("工作实绩与内容 36.5 · 语言表达 27.2 · 形象风采 9.1")).to_be_visible()
    actions.reopen_performance(performance=sheet.performance, reason="after all", by=cast.li, now=later(10))
    page.goto(f"/judge/sheets/{sheet.pk}/")
    expect(page.get_by_role("textbox", name="工作实绩与内容")).to_have_value("36.5")
    contests.issue_card(judge=judge, chance=chance("t"), by=cast.wang, now=later(11))
    expect(page.get_by_text("Your card was replaced.")).to_be_visible()
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.locator(".receipt")).to_contain_text("as your card was replaced")
    page.goto(f"/j/{new_card(chance('t')).secret}/")
    received(page)
    faults[:] = [fault for fault in faults if "Failed to load resource" not in fault]
    assert marks_of(counting(sheet)) == SENT
    assert Submission.objects.count() == 1


@pytest.mark.usefixtures("sheet")
def test_mistakes_are_told_beside_the_item_before_anything_is_sent(open_page, judge):
    page = open_page(size=TABLET, judge=judge)
    page.goto("/judge/")
    field = page.get_by_role("textbox", name="工作实绩与内容")
    for typed, said in (
        ("41", "The most that can be given is 40."),
        ("36.55", "Points go in steps of 0.1, as in 39.9."),
        ("36,5", "Please write a point, as in 39.9."),
        ("good", "Please use digits only, as in 39.9."),
        ("1500+", "Please use digits only, as in 39.9."),
        ("36²", "Please use digits only, as in 39.9."),
        ("１，２４７", "The most that can be given is 40."),
    ):
        field.fill(typed)
        page.get_by_role("button", name="Next item").click()
        expect(page.locator(".fault", has_text=said)).to_be_visible()
        assert page.locator("[data-sum]").text_content() == "0"
        field.click()
    for typed in ("３６．５", "36。5", "＋36.5 分"):
        field.fill(typed)
        expect(page.locator("[data-sum]")).to_have_text("36.5")
    assert Submission.objects.count() == 0


@pytest.mark.usefixtures("sheet")
def test_on_a_phone_the_keys_leave_room_for_the_sheet(open_page, judge):
    page = open_page(size=PHONE, judge=judge, locale="zh-CN")
    page.goto("/judge/")
    send = page.get_by_role("button", name="核对并提交").bounding_box()
    assert send["width"] > 160
    assert send["height"] < 60
    assert page.locator(".dock").bounding_box()["height"] < 0.36 * PHONE[1]
    press(page, "38.5")
    expect(page.locator("[data-sum]")).to_have_text("38.5")


def test_many_open_sheets_push_no_item_off_a_phone_and_wrong_is_no_gap(open_page, cast, judge, sheet):
    for performance in sheet.performance.contest.performances.filter(state="waiting", round__key="speech"):
        actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(9))
        sheet = sheet_of(started(cast, performance.contest, performance), judge.key)
    page = open_page(size=PHONE, judge=judge)
    page.goto(f"/judge/sheets/{sheet.pk}/")
    expect(page.get_by_text("2 other contestants wait for your marks")).to_be_visible()
    expect(page.get_by_role("textbox", name="工作实绩与内容")).to_be_in_viewport(ratio=1)
    page.get_by_text("2 other contestants").click()
    expect(page.get_by_role("link", name="To the sheet of 02")).to_be_visible()
    page.get_by_role("button", name="One step less: 工作实绩与内容").click()
    page.get_by_role("button", name="One step more: 形象风采").click()
    page.get_by_role("textbox", name="语言表达").fill("31")
    assert page.get_by_role("textbox", name="工作实绩与内容").input_value() == "40"
    assert page.get_by_role("textbox", name="形象风采").input_value() == "0"
    expect(page.get_by_text("To correct: 1")).to_be_visible()
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_text("The most that can be given is 30.")).to_be_visible()
    assert axe_faults(page) == []


def test_sums_are_exact(open_page, judge, sheet):
    page = open_page(size=TABLET, judge=judge)
    page.goto("/judge/")
    for points in (("0.1", "0.2", "0.3"), ("1.1", "2.2", "0.1"), ("39.9", "29.9", "9.9")):
        for item, typed in zip(("工作实绩与内容", "语言表达", "形象风采"), points, strict=True):
            page.get_by_role("textbox", name=item).fill(typed)
        assert Decimal(page.locator("[data-sum]").text_content()) == sum(map(Decimal, points))
    assert sheet.submissions.count() == 0


def test_pages_are_light_and_still(open_page, judge, sheet):
    page = open_page(size=TABLET, judge=judge, reduced_motion="reduce", color_scheme="dark")
    answers = []
    page.on("response", lambda answer: answers.append(answer) if answer.status == 200 else None)
    page.goto(f"/judge/sheets/{sheet.pk}/")
    expect(page.get_by_text("My notes")).to_be_visible()
    promised(page, "document.querySelector('[data-note]').dataset.ready === ''")  # what is loaded once the page is up
    pages = [answer for answer in answers if not answer.url.endswith("/judge/order/")]  # that is no page, and for later
    sizes = {answer.url: len(answer.body()) for answer in pages}
    begins = page.evaluate("Array.from(document.querySelectorAll('script[src]'), (script) => script.src)")
    assert sum(sizes.values()) < 80_000  # before anything is compressed
    assert sum(size for url, size in sizes.items() if url.endswith(".js")) < 37_500
    assert sum(sizes[url] for url in begins) < 33_000
    assert page.evaluate("document.getAnimations().length") == 0
    assert axe_faults(page) == []
