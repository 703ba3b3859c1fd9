"""A real browser against a real server. A console error or a request to another host fails the test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from pages.judge.views.seat import COOKIE, cookie_value
from scoring.results import forget

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in this thread
ALONE = "test_whole_contest.py"
collect_ignore = (
    [path.name for path in Path(__file__).parent.glob("test_*.py") if path.name != ALONE]
    if os.environ.get("DATABASE_URL")
    else []
)
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first is quickest
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
PHONE, TABLET, LAPTOP = (390, 844), (820, 1180), (1280, 800)
SERIOUS = {"serious", "critical"}
expect.set_options(timeout=30_000)  # as long as Playwright waits for all else; what is there already waits for nothing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "The browser tests need Chromium: apt-get install chromium, then make test again."
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session", autouse=True)
def collected(tmp_path_factory) -> Path:
    """Static files as a server collects them, once in a run: scripts in their short form, names with hashes."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", verbosity=0, interactive=False)
    for file in folder.rglob("*.*"):
        os.utime(file, (0, 0))  # long unchanged, so that browsers keep it as they keep what says `immutable`
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(autouse=True)
def _plain_static_files(collected, settings):
    """Not here: what browsers are given is what they are given in a hall."""
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = collected, [collected]


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong in any page of the test; nothing may."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def open_page(browser, live_server, faults):
    """A function that gives a fresh browser window: of a size, in a language, for somebody signed in or in a seat."""
    contexts: list[BrowserContext] = []

    def opened(*, size=LAPTOP, locale="en-GB", user=None, judge=None, script=True, **options) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            java_script_enabled=script,
            **{"service_workers": "block", **options},  # as by plain http, but for the test that is about https
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([cookie_of(live_server, user)])
        if judge is not None:
            context.add_cookies([{"name": COOKIE, "value": cookie_value(judge), "url": live_server.url}])
        page = context.new_page()
        watch(page, live_server.url, faults)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(autouse=True)
def _forget_standings():
    forget()


def cookie_of(live_server, user):
    """The session cookie of somebody who has signed in."""
    from django.test import Client  # noqa: PLC0415 - after Django is set up

    client = Client()
    client.force_login(user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


def watch(page, home, faults):
    """Note console errors, errors of scripts, and requests to other hosts."""
    page.on(
        "console",
        lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" else None,
    )
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: None if asked.url.startswith((home, "data:")) else faults.append(asked.url))


def axe_faults(page) -> list[str]:
    """What axe finds serious in a page; style sheets are read anew for no rule that can find that."""
    page.wait_for_load_state()
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]


def too_narrow(page) -> list[int]:
    """The widths, of a phone, a tablet and a laptop, at which something stands beyond the edge."""
    narrow = []
    page.wait_for_load_state()  # a press that led here has waited for the answer's first byte only
    for width, height in (PHONE, TABLET, LAPTOP):
        page.set_viewport_size({"width": width, "height": height})
        if page.locator("html").evaluate("page => page.scrollWidth > page.clientWidth"):
            narrow.append(width)
    return narrow


def looked_at(page):
    """Nothing stands beyond the edge at any width, and axe finds nothing serious."""
    assert too_narrow(page) == []
    assert axe_faults(page) == []
