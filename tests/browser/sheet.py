"""A judge at work in a real browser: pressing the keys of a sheet, reading it back, reading that it was received."""

import re
from decimal import Decimal

from playwright.sync_api import Error, expect

SENT = {"content": Decimal("36.5"), "language": Decimal("27.2"), "poise": Decimal("9.1")}
LIST = "The desk cannot be reached: who is on stage?"
ORDER = "leitai.disk.transact((table, found) => (table.count('order').onsuccess = (one) => found(one.target.result)))"
SMALL = """() => Array.from(document.querySelectorAll("a, button, input:not([type=hidden])"))
  .map((one) => [one.textContent.trim() || one.id, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 56 || box.width < 56))
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""


def press(page, text):
    for key in text:
        page.locator(f'[data-key="{key}"]').click()


def fill(page):
    """Give points with the number keys, and a step more and less."""
    press(page, "36.5")
    page.get_by_role("button", name="Next item").click()
    press(page, "27.1")
    page.get_by_role("button", name="One step more: 语言表达").click()
    page.get_by_role("button", name="Next item").click()
    press(page, "9.2")
    page.get_by_role("button", name="One step less: 形象风采").click()


def read_back(page):
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_role("heading", name="Is everything right?")).to_be_visible()
    expect(page.locator("td.points")).to_have_text(["36.5", "27.2", "9.1", "72.8"])


def received(page):
    expect(page.locator(".receipt")).to_have_text(re.compile(r"Received at \d\d:\d\d:\d\d"))


def saved(page):
    expect(page.locator("[data-kept]:not([data-behind])")).to_have_attribute("data-state", "saved")


def points(page, item="工作实绩与内容"):
    return page.get_by_role("textbox", name=item)


def promised(page, script, within=10):
    """Wait until a script, or what it promises, is true; so many seconds at most.

    Playwright's own waiting takes every promise for a yes, and asks a second time only where a page may evaluate text:
    on a machine that is not quick enough for the first, our Content-Security-Policy refuses it.
    """
    for _ in range(within * 20):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    raise Error(script)


def choose(page, performance):
    """Without the server: say who is on stage."""
    expect(page.get_by_role("heading", name=LIST)).to_be_visible()
    page.get_by_role("button", name=f"Mark {performance.contestant}, {performance.round}").click()
    expect(page.get_by_role("heading", name=performance.contestant.name)).to_be_visible()
