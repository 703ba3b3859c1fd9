"""Signing by finger where the contest asks for it: before confirming, kept with the sheet while there is no line."""

import re

import pytest
from playwright.sync_api import expect

from scoring.actions.sheets import marks_of
from scoring.models import Submission
from tests.browser.conftest import TABLET, axe_faults, too_narrow
from tests.browser.sheet import SENT, SMALL, fill, read_back, received
from tests.cast import an_open_contest, counting, sheet_of, started
from tests.tablet import card_for

pytestmark = pytest.mark.django_db(transaction=True)
SMALL_PATH = re.compile(r"(M\d+ \d+(L\d+ \d+)+){2}")


@pytest.fixture
def sheet(cast):
    return card_for(cast, sheet_of(started(cast, an_open_contest(cast, signatures=True))))


def write(page, *strokes):
    """With the mouse, as a finger does."""
    box = page.locator("[data-pad]").bounding_box()
    for stroke in strokes:
        points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*points[0])
        page.mouse.down()
        for point in points[1:]:
            page.mouse.move(*point, steps=5)
        page.mouse.up()


def confirm(page):
    page.get_by_role("button", name="Confirm and send").click()


def test_a_drawn_signature_waits_with_its_sheet_and_is_sent_once(open_page, faults, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    fill(page)
    read_back(page)
    unsigned = page.get_by_text("Sign first: draw your signature in the field")
    confirm(page)
    expect(unsigned).to_be_visible()
    write(page, [(0.5, 0.5), (0.51, 0.5)])  # a touch by mistake
    confirm(page)
    expect(unsigned).to_be_visible()
    assert too_narrow(page) == []
    page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
    assert page.evaluate(SMALL) == []
    assert axe_faults(page) == []
    page.get_by_role("button", name="Clear").click()
    write(page, [(0.1, 0.2), (0.3, 0.8), (0.5, 0.2)], [(0.6, 0.5), (0.9, 0.5)])
    page.context.set_offline(True)
    confirm(page)
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    context = page.context
    page.close()
    page = context.new_page()
    context.set_offline(False)
    page.goto(f"/judge/sheets/{sheet.pk}/")
    received(page)
    assert marks_of(counting(sheet)) == SENT
    assert Submission.objects.count() == 1
    assert SMALL_PATH.fullmatch(counting(sheet).signature)
    assert page.locator('path.ink:not([d=""])').count() == 0
    faults[:] = [fault for fault in faults if "Failed to load resource" not in fault]


@pytest.mark.parametrize("script", [True, False])
def test_who_cannot_draw_types_the_name_by_keyboard_alone(open_page, sheet, script):
    page = open_page(size=TABLET, judge=sheet.judge, script=script)
    page.goto(f"/judge/sheets/{sheet.pk}/")
    for item, points in zip(sheet.performance.round.items.all(), ("36.5", "27.2", "9.1"), strict=True):
        page.locator(f'[name="points-{item.pk}"]').fill(points)
    page.get_by_role("button", name="Check and send").press("Enter")
    page.get_by_label("or type your name").fill("王强")
    expect(page.get_by_role("button", name="Confirm and send")).to_be_enabled()
    page.wait_for_timeout(700 if script else 0)
    page.get_by_role("button", name="Confirm and send").press("Enter")
    received(page)
    assert counting(sheet).signature == "王强"
