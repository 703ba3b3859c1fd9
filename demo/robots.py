"""Robot judges: each takes its seat by the address on its card and sends its sheets, all through HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

from contests.actions.cards import IssuedCard
from contests.models import Performance
from pages.judge.forms.sheet import field_name

from .browsing import Browser
from .stages import points


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
        self.judge, self.seed = issued.judge, seed
        self.browser = Browser(base)
        self.browser.ask(f"/j/{issued.card.secret}/")

    def marks(self, performance: Performance, form: str = "") -> dict[str, str]:
        """What this judge gives, as the form names it; `form` is the number of whom the contestant equals."""
        key = form or performance.contestant.number
        return {
            field_name(item): format(points(item, key, self.judge.key, self.seed), "f")
            for item in performance.round.items.all()
        }

    def send(self, sheet: int, marks: Mapping[str, str]) -> None:
        """Fill in the sheet, read it back, confirm it."""
        given = self._read_back(sheet, marks)
        self.browser.ask(f"/judge/sheets/{sheet}/", {**given, "step": "confirm"})

    def die_over(self, performance: Performance, form: str = "") -> None:
        """Fill in the sheet of a performance, and confirm nothing: the tablet is dead by then."""
        self._read_back(performance.sheets.get(judge=self.judge).pk, self.marks(performance, form))

    def _read_back(self, sheet: int, marks: Mapping[str, str]) -> dict[str, str]:
        path = f"/judge/sheets/{sheet}/"
        hidden = Fields(self.browser.ask(path)).found
        given = {"csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"], "key": hidden["key"], **marks}
        back = Fields(self.browser.ask(path, {**given, "step": "review"})).found
        return {**given, "csrfmiddlewaretoken": back["csrfmiddlewaretoken"]}


def all_send(robots: list[Robot], performance: Performance, form: str = "") -> None:
    """Every robot sends its sheet of a performance at the same time, marked as the contestant with the number `form`
    where there is one."""
    sheets = dict(performance.sheets.values_list("judge", "pk"))
    due = [
        (robot, sheets[robot.judge.pk], robot.marks(performance, form)) for robot in robots if robot.judge.pk in sheets
    ]
    with ThreadPoolExecutor(max(len(due), 1)) as pool:
        for done in [pool.submit(robot.send, sheet, marks) for robot, sheet, marks in due]:
            done.result()
