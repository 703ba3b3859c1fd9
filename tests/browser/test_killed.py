"""A tablet whose browser is killed, all its processes at once, as when the battery is pulled."""

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from contests.actions import issue_card
from tests.browser.conftest import CHROMIUM, TABLET
from tests.browser.sheet import points, press, promised, saved
from tests.cast import NOW, sheet_of, started

pytestmark = pytest.mark.django_db(transaction=True)


def kill(profile):
    """The browser that was started on a profile."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended meanwhile
        if f"--user-data-dir={profile}".encode() in command:
            os.kill(int(process.name), signal.SIGKILL)


def test_a_browser_killed_just_after_the_card_was_scanned_keeps_its_seat(browser, live_server, cast, contest, tmp_path):
    issued = issue_card(judge=contest.judges.first(), by=cast.wang, now=NOW)
    sheet = sheet_of(started(cast, contest), issued.judge.key)
    options = {"executable_path": CHROMIUM, "args": ["--no-sandbox"], "locale": "en-GB", "base_url": live_server.url}
    size = {"width": TABLET[0], "height": TABLET[1]}

    def opened():
        return browser.browser_type.launch_persistent_context(tmp_path, viewport=size, **options)

    page = opened().pages[0]
    page.goto(f"/j/{issued.card.secret}/")
    press(page, "36.5")
    saved(page)
    kill(tmp_path)
    context = opened()
    page = context.pages[0]
    page.goto("/judge/")
    name = sheet.performance.contestant.name
    expect(page.get_by_role("heading", name=name)).to_be_visible()  # the seat is handed in first
    expect(points(page)).to_have_value("36.5")
    page.goto("/judge/leave/")
    page.get_by_role("button", name="Leave the seat").click()
    expect(page.get_by_role("heading", name="Type the code on your card")).to_be_visible()
    page.goto("/judge/")
    expect(page.get_by_text("This tablet is not signed in to a judge's seat.")).to_be_visible()
    promised(page, "leitai.store.all('pass').then((rows) => !rows.length)")
    page.reload()
    expect(page.get_by_text("This tablet is not signed in to a judge's seat.")).to_be_visible()
    context.close()
