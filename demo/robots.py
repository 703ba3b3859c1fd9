"""Robot judges: each takes its seat by the address on its card and sends its sheets, all through HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

from contests.actions.cards import IssuedCard
from contests.models import Performance
from pages.judge.forms.sheet import field_name

from .stages import points

PATIENCE = 30
"""Seconds a robot waits for an answer."""


class Fields(HTMLParser):
    """The hidden fields of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a hidden field."""
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.found[str(given["name"])] = given.get("value") or ""


class Robot:
    """One judge with a browser that knows cookies and forms."""

    def __init__(self, base: str, issued: IssuedCard, seed: int) -> None:
        self.base, self.judge, self.seed = base, issued.judge, seed
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), ProxyHandler({}))
        self._ask(f"/j/{issued.card.secret}/")

    def _ask(self, path: str, fields: Mapping[str, str] | None = None) -> str:
        data = urlencode(fields).encode() if fields is not None else None
        with self.opener.open(f"{self.base}{path}", data, timeout=PATIENCE) as response:
            return str(response.read().decode())

    def marks(self, performance: Performance) -> dict[str, str]:
        """What this judge gives, as the form names it."""
        key = performance.contestant.number
        return {
            field_name(item): format(points(item, key, self.judge.key, self.seed), "f")
            for item in performance.round.items.all()
        }

    def send(self, sheet: int, marks: Mapping[str, str]) -> None:
        """Fill in the sheet, read it back, confirm it."""
        path = f"/judge/sheets/{sheet}/"
        hidden = Fields(self._ask(path)).found
        given = {"csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"], "key": hidden["key"], **marks}
        back = Fields(self._ask(path, {**given, "step": "review"})).found
        self._ask(path, {**given, "csrfmiddlewaretoken": back["csrfmiddlewaretoken"], "step": "confirm"})


def all_send(robots: list[Robot], performance: Performance) -> None:
    """Every robot sends its sheet of a performance at the same time."""
    sheets = dict(performance.sheets.values_list("judge", "pk"))
    due = [(robot, sheets[robot.judge.pk], robot.marks(performance)) for robot in robots if robot.judge.pk in sheets]
    with ThreadPoolExecutor(len(due)) as pool:
        for done in [pool.submit(robot.send, sheet, marks) for robot, sheet, marks in due]:
            done.result()
