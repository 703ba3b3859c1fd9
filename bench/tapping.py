"""How soon a slow tablet answers a judge's hand: Chromium by touch, its processor slowed four times.

From the finger on the glass to the frame in which the page shows it, by the browser's own clock: each key of the number
pad, and confirming a sheet until the page says "received".
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING

from django import setup

from bench.hall import HOST, Hall, hall
from bench.storm import Desk

from . import Ratio

if TYPE_CHECKING:
    from playwright.sync_api import Page

SLOWED, JUDGES, CALLS = 4, 7, 8
DRAWN, RECEIVED = 50, 150
"""Milliseconds."""
POINTS = "8.5"
CALM = 700
"""Milliseconds until what is read back takes a tap."""
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WATCHED = """
  const drawn = (work) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = work;
    port1.postMessage("");
  });
  let tapped = 0;
  window.taps = [];
  window.receipts = [];
  addEventListener("pointerdown", ({ timeStamp }) => (tapped = timeStamp), true);
  addEventListener("click", ({ target }) => {
    const since = tapped;
    if (target.closest("[data-key]")) drawn(() => taps.push(performance.now() - since));
  });
  addEventListener("DOMContentLoaded", () => {
    const seen = () => {
      const receipt = document.querySelector(".receipt:not([hidden])");
      if (!tapped || !receipt || !receipt.textContent.startsWith("Received at")) return;
      const since = tapped;
      tapped = 0;
      drawn(() => receipts.push(performance.now() - since));
    };
    new MutationObserver(seen).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
"""


def judged(page: Page, place: Hall) -> None:
    """Mark the sheet that has come up, item by item, read it back and confirm it."""
    page.locator(".item.chosen").wait_for()
    for _ in place.fields:
        for key in (*POINTS, "next"):
            page.locator(f'[data-key="{key}"]').tap()
    page.get_by_role("button", name="Check and send").tap()
    page.wait_for_timeout(CALM)
    page.get_by_role("button", name="Confirm and send").tap()
    page.locator(".receipt").get_by_text("Received at").wait_for()
    page.wait_for_timeout(CALM)


def measure() -> Iterator[Ratio]:
    """The figures of a slow tablet."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the rest of the benchmarks need no browser

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    found = next(filter(None, map(shutil.which, NAMES)), None)
    with hall(on=False, judges=JUDGES) as place, sync_playwright() as playwright:
        desk = Desk(place)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        size = {"width": 820, "height": 1180}
        page = browser.new_context(viewport=size, has_touch=True, locale="en-GB").new_page()
        page.add_init_script(WATCHED)
        page.goto(f"http://{HOST}:{place.port}/j/{place.secrets[0]}/")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        for _ in range(CALLS):
            desk.call()
            judged(page, place)
        taps, receipts = page.evaluate("[taps, receipts]")
        browser.close()
    name = f"a tablet whose processor is slowed {SLOWED} times"
    yield Ratio(f"{name}: tap to drawn, median of {len(taps)}, ÷ {DRAWN} ms", median(taps) / DRAWN, 1)
    yield Ratio(
        f"{name}: confirm to received, median of {len(receipts)}, ÷ {RECEIVED} ms", median(receipts) / RECEIVED, 1
    )
