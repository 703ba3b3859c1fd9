"""`make pictures`: the pictures of the README, taken from the running demo."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

import django
import typst
from playwright.sync_api import Browser, Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from papers.certificates import Honour, printed  # noqa: E402
from papers.typeface import FOLDER as TYPEFACE  # noqa: E402 - after Django is set up
from papers.typesetting import TEMPLATES  # noqa: E402
from tests.browser.conftest import CHROMIUM  # noqa: E402
from tests.house import ROOT  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
SHOWN = "Ctrl-C"
PORT = 8791


def signed_in(browser: Browser, base: str, username: str, password: str, **options: object) -> Page:
    """A window of somebody who has signed in."""
    page = browser.new_context(base_url=base, locale="zh-CN", **options).new_page()
    page.goto("/account/sign-in/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("main input[type=submit]")
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def take(page: Page, name: str) -> None:
    """Store what the window shows."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png")


def pictures(said: str) -> None:
    """Walk through the demo and take a picture at each place."""
    base = re.search(r"Ready: (\S+?)/$", said, re.MULTILINE)[1]
    password = re.search(r"with the password (\S+)", said)[1]
    screen, emcee = (re.search(rf"{base}(/{room}/\S+)", said)[1] for room in ("screen", "emcee"))
    card, number = re.search(rf"{base}(/j/\S+)", said)[1], re.search(rf"{base}/desk/(\d+)/", said)[1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        desk = signed_in(browser, base, "desk", password, viewport={"width": 1280, "height": 800})
        desk.goto(f"/desk/{number}/")
        desk.keyboard.press("s")
        tablet = browser.new_context(
            base_url=base, locale="zh-CN", viewport={"width": 820, "height": 1180}, has_touch=True
        ).new_page()
        tablet.goto(card)
        tablet.wait_for_selector("[data-sheet]")
        for field, points in zip(tablet.locator("[data-sheet] .points input").all(), ("37.5", "27.2"), strict=False):
            field.fill(points)
        take(tablet, "tablet")
        desk.wait_for_timeout(1500)
        take(desk, "desk")
        stage = hall(browser, base)
        stage.goto(screen)
        desk.keyboard.press("r")
        stage.wait_for_selector(".result .points")
        stage.wait_for_timeout(5000)
        take(stage, "screen")
        phone = browser.new_context(
            base_url=base, locale="zh-CN", viewport={"width": 390, "height": 844}, device_scale_factor=2
        ).new_page()
        phone.goto(emcee)
        phone.wait_for_timeout(2500)  # until it says that it follows
        take(phone, "emcee")
        resident = browser.new_context(
            base_url=base, locale="zh-CN", viewport={"width": 390, "height": 844}, device_scale_factor=2
        ).new_page()
        resident.goto("/contests/1/")
        take(resident, "results")
        draw(browser, desk, number)
        ceremony(browser, base, desk)
        browser.close()


def draw(browser: Browser, desk: Page, contest: str) -> None:
    """The draw of the running order, on a screen of its own."""
    desk.goto(f"/desk/{contest}/screens/add/")
    desk.fill("[name=name]", "抽签")
    desk.select_option("[name=mode]", "order-draw")
    desk.locator("main .btn-primary").click()
    link = desk.locator(".screens-link", has_text="抽签").locator("input.code").input_value()
    stage = hall(browser, desk.url.partition("/desk/")[0])
    stage.goto(f"/screen/{link.partition('/screen/')[2]}")
    stage.wait_for_selector(".places .name")
    stage.wait_for_timeout(15_000)  # until the last has opened
    take(stage, "draw")


def hall(browser: Browser, base: str) -> Page:
    """A stage screen."""
    options = {"viewport": {"width": 1920, "height": 1080}, "device_scale_factor": 0.5}
    return browser.new_context(base_url=base, locale="zh-CN", **options).new_page()


def ceremony(browser: Browser, base: str, desk: Page) -> None:
    """The award ceremony of last month's contest at the step of the second prize."""
    desk.goto("/desk/1/screens/")
    desk.click("form[action$='/screens/usual/'] button")
    link = desk.locator(".screens-links input.code[value*='/screen/']").first.input_value()
    desk.goto("/desk/1/ceremony/prepare/")
    desk.locator("main .btn-primary").click()
    step = desk.locator(".ceremony-steps li", has_text="二等奖").nth(1)
    step.get_by_role("button").click()
    stage = hall(browser, base)
    stage.goto(f"/screen/{link.partition('/screen/')[2]}")
    stage.wait_for_selector(".winners .name")
    stage.wait_for_timeout(4000)
    take(stage, "ceremony")


def certificate() -> None:
    """A sample certificate as a picture, from the template that prints it."""
    honour = Honour(
        name="林砚秋",
        street="桐音街道",
        community="桐荫里社区",
        award="一等奖",
        contest="社区党组织书记擂台比武（样例）",
        theme="晒成绩、赛贡献",
        host="铁西区（样例主办方）",
        day=date(2026, 11, 20),
        serial="TX-SAMPLE-0001",
    )
    at = datetime(2026, 11, 20, 18, tzinfo=UTC)
    with patch("papers.certificates.pdf_of", png_of):
        made = printed([honour], language="zh-hans", at=at, address="https://leitai.example/certificates/{}/".format)
    (FOLDER / "certificate.png").write_bytes(made)


def png_of(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The first page of a paper as a picture."""
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[TYPEFACE]),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="png",
        ppi=84,
        timestamp=at,
    )


def main() -> None:
    """Start the demo, walk through it, stop it."""
    demo = subprocess.Popen(
        ["make", "demo", f"PORT={PORT}"],  # noqa: S607 - the one in the path
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said: list[str] = []
    assert demo.stdout is not None
    for line in demo.stdout:
        said.append(line)
        if SHOWN in line:
            break
    try:
        pictures("".join(said))
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait()
    certificate()


if __name__ == "__main__":
    main()
