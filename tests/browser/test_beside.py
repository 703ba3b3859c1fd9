"""What helps a judge at the sheet: a question before a slip is sent, own earlier sheets and notes, the size of type."""

import pytest
from playwright.sync_api import expect

from communities.models import Journal
from contests import actions as contests
from scoring import actions
from scoring.models import Submission
from tests.browser.conftest import PHONE, TABLET, axe_faults
from tests.browser.sheet import SMALL, promised, received
from tests.cast import NOW, an_open_contest, chance, later, sheet_of, started

pytestmark = pytest.mark.django_db(transaction=True)
ITEMS = ("工作实绩与内容", "语言表达", "形象风采")
NOTES = """() => leitai.store.all("note.").then((rows) => rows.length === {})"""
ROOM = """() => {
  const box = (part) => document.querySelector(part).getBoundingClientRect();
  const [head, dock, field, sum, send] = [".who", ".dock", ".item.chosen input", "[data-sum]", ".send"].map(box);
  const foot = dock.left < field.right ? dock.top : innerHeight;
  return [field.top >= head.bottom && field.bottom <= foot, sum.bottom <= innerHeight, send.bottom <= innerHeight];
}"""


SLIPS = [  # typed, before, the scale, and what is probably meant: "" where nobody can tell, None where nothing is asked
    ("19", "33 35 38", "0 40 1", "39"),  # another digit
    ("9", "33 35 38", "0 40 1", "39"),  # a digit too few
    ("3", "33 35 38", "0 40 1", ""),
    ("88", "8 8.5 9", "0 100 0.5", "8"),  # a digit too many
    ("91", "18 19 19.5", "0 100 0.5", "19"),  # in the wrong order
    ("85", "8.1 8.5 9", "0 100 0.1", "8.5"),  # without its point
    ("29", "33 35 38", "0 40 1", None),  # less than ever, and no slip
    ("19", "12 25 38", "0 40 1", None),  # who marks widely
    ("38", "3.5 3.6 3.7", "0 40 0.1", "3.8"),
    ("19", "33 38", "0 40 1", None),  # two are no range
]


def test_what_looks_like_a_slip_and_what_does_not(open_page):
    page = open_page()
    page.goto("/k/")
    ask = """(cases) => cases.map(([text, earlier, scale]) => {
      const [min, max, step] = scale.split(" ");
      const doubt = leitai.own.doubt(text, earlier.split(" "), { min, max, step });
      return doubt && doubt.meant;
    })"""
    assert page.evaluate(ask, [case[:3] for case in SLIPS]) == [case[3] for case in SLIPS]


def judged(page, points):
    """Give points in the order of the items, and confirm."""
    for item, typed in zip(ITEMS, points, strict=True):
        page.get_by_role("textbox", name=item).fill(typed)
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Confirm and send").click()
    received(page)


def test_a_slip_is_asked_about_from_own_earlier_sheets_alone_also_without_a_server(open_page, faults, cast):
    contest = an_open_contest(cast, contestants=4)
    sheet = sheet_of(started(cast, contest))
    judge = contests.issue_card(judge=sheet.judge, chance=chance("s"), by=cast.wang, now=NOW).judge
    page = open_page(size=TABLET, judge=judge)
    page.goto("/judge/")
    for points in (("35", "25", "8"), ("33", "26", "8.5"), ("38", "27", "9")):
        expect(page.get_by_role("textbox", name="形象风采")).to_be_visible()
        judged(page, points)
        actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(9))
        waiting = contest.performances.filter(state="waiting", round__key="speech").first()
        sheet = sheet_of(started(cast, contest, waiting), judge.key)
    page.wait_for_url(f"**/judge/sheets/{sheet.pk}/")
    page.context.set_offline(True)
    for points, asked in (
        (("19", "25", "8"), ["19: before, you always gave 33–38. Is it 39?"]),
        (("29", "24", "3"), ["3: before, you always gave 8–9. Is that right?"]),
        (("39.5", "29", "9.9"), []),
    ):
        for item, typed in zip(ITEMS, points, strict=True):
            page.get_by_role("textbox", name=item).fill(typed)
        page.get_by_role("button", name="Check and send").click()
        expect(page.get_by_role("button", name="Confirm and send")).to_be_enabled()
        assert page.locator(".ask").all_text_contents() == asked
        assert page.locator("[data-remarks] li").count() == 0
        assert axe_faults(page) == []
        page.get_by_role("button", name="Change something").click()
    page.get_by_text("My earlier sheets").click()
    figures = page.locator("[data-own] tbody tr").all_text_contents()
    assert figures == ["工作实绩与内容3335.3338", "语言表达252627", "形象风采88.59", "Sheet total67.569.8374"]
    page.get_by_text("My notes").click()
    page.get_by_label("Nobody else sees them").fill("well prepared")
    promised(page, NOTES.format("1"))
    page.get_by_role("button", name="Ask for help").click()
    expect(page.get_by_text("raise your hand")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    page.context.add_cookies([{"name": "csrftoken", "value": "n" * 32, "url": page.url}])  # another page
    page.get_by_role("button", name="Ask for help").click()
    asked = page.get_by_text("You asked the desk for help at")
    expect(asked).to_be_visible()
    expect(page.get_by_label("Nobody else sees them")).to_have_value("well prepared")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Cancel the call").click()  # it stands within what is read back
    expect(asked).to_be_hidden()
    page.get_by_role("button", name="Ask for help").click()
    expect(asked).to_be_visible()
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.get_by_role("button", name="Confirm and send")).to_be_hidden()
    received(page)
    assert "well prepared" not in str(list(Journal.objects.values())) + str(list(Submission.objects.values()))
    for performance in contest.performances.exclude(state="closed").filter(started_at__isnull=False):
        actions.close_performance(performance=performance, by=cast.li, now=later(20), reason="short of time")
    actions.close_contest(contest=contest, by=cast.li, now=later(30))
    page.goto("/judge/")
    expect(page.get_by_text("The contest is over.")).to_be_visible()
    promised(page, NOTES.format("0"))
    faults[:] = [fault for fault in faults if "Failed to load resource" not in fault]


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_a_sheet_can_be_marked_in_every_size_of_type_on_every_tablet(open_page, locale, sheet):
    page = open_page(size=TABLET, judge=sheet.judge, locale=locale)
    page.goto("/judge/")
    for size in ("A", "A+", "A++"):
        page.get_by_text(size, exact=True).click()
        for width, height in (TABLET, (1180, 820), (600, 960), PHONE):
            page.set_viewport_size({"width": width, "height": height})
            page.reload()  # the tablet knows the size again
            expect(page.locator('[aria-pressed="true"]')).to_have_text(size)
            assert page.evaluate(SMALL) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (size, width)
            for name in ITEMS:
                page.get_by_role("textbox", name=name).focus()
                assert page.evaluate(ROOM) == [True] * 3, (size, width, name)
    assert axe_faults(page) == []
