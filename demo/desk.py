"""A robot at the desk: it runs a show by the buttons of the board, all through HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contests.clocks import clock_text
from contests.models import Contest, Performance
from stage.models import ScreenMode

from .browsing import Browser, Page
from .people import PASSWORD

ITEM = re.compile(r"/run-sheet/(\d+)/begin/$")
CHAIR = "评委会主任"
PRESENTER = "区委组织部负责同志"


class RobotDesk:
    """Somebody signed in who runs one contest."""

    def __init__(self, base: str, contest: Contest, username: str) -> None:
        self.browser = Browser(base)
        self.root = f"/desk/{contest.pk}/"
        self.browser.press("/account/sign-in/", username=username, password=PASSWORD)

    def _of(self, performance: Performance, verb: str) -> str:
        return f"{self.root}performances/{performance.pk}/{verb}/"

    def call(self, performance: Performance) -> None:
        """Call somebody on stage."""
        self.browser.press(self.root, self._of(performance, "start"))

    def draw(self, performance: Performance) -> bool:
        """Let who is on stage draw a question; whether there was one to draw."""
        address = self._of(performance, "draw")
        board = self.browser.page(self.root)
        due = address in (link.partition("?")[0] for link in board.links.values())
        if due:
            self.browser.press(address, called="7")
        return due

    def start_clock(self, performance: Performance) -> None:
        """Start the clock of who is on stage."""
        self.browser.press(self.root, self._of(performance, "clock/start"))

    def stop_clock(self, performance: Performance) -> None:
        """Let the clock stand."""
        self.browser.press(self.root, self._of(performance, "clock/pause"))

    def enter_time(self, performance: Performance, seconds: int) -> None:
        """Enter how long somebody spoke."""
        self.browser.press(self._of(performance, "clock"), clock=clock_text(seconds))

    def reopen(self, sheet: int, reason: str) -> None:
        """Let a judge send a sheet once more."""
        self.browser.press(f"{self.root}sheets/{sheet}/reopen/", reason=reason)

    def close(self, performance: Performance) -> None:
        """No more marks."""
        self.browser.press(self._of(performance, "close"))

    def release(self, reason: str) -> bool:
        """Release what the way of the contest releases next, after a look at what stands out; or correct what has
        changed since, with a reason. Whether there was anything."""
        board, address = self.browser.page(self.root), f"{self.root}release/"
        if board.offers(address):
            self.browser.press(self.root, address)
        elif link := board.links.get("R"):
            self.browser.press(link)
        elif link := board.links.get("Y"):
            self.browser.press(link, reason=reason)
        else:
            return False
        return True

    def show(self, mode: ScreenMode, performance: Performance | None = None) -> None:
        """Choose what the screens show."""
        who = {"performance": str(performance.pk)} if performance else {}
        self.browser.press(f"{self.root}screens/", f"{self.root}screens/show/", mode=mode.value, **who)

    def items(self) -> Iterator[int]:
        """Begin what comes next in the run sheet, and end it when asked for more; until a performance comes next."""
        while found := self._waiting(self.browser.page(self.root)):
            address = f"{self.root}run-sheet/{found}/"
            self.browser.press(self.root, f"{address}begin/")
            yield found
            self.browser.press(self.root, f"{address}end/")

    def _waiting(self, board: Page) -> int:
        found = (ITEM.search(form.action.partition("?")[0]) for form in board.forms)
        return next((int(match[1]) for match in found if match), 0)

    def decide(self) -> int:
        """Decide every tie that needs it, in the order in which the page names them; how many there were."""
        address, decided = f"{self.root}decisions/", 0
        while tie := next((form for form in self.browser.page(address).forms if "card" in form.fields), None):
            places = [name for name in tie.choices if name.startswith("place_")]
            order = {name: tie.choices[name][n] for n, name in enumerate(places)}
            chosen = {**order, "kind": tie.choices["kind"][0], "decided_by": CHAIR}
            self.browser.ask(address, {**tie.fields, **chosen})
            decided += 1
        return decided

    def finish(self) -> None:
        """Close the contest."""
        self.browser.press(f"{self.root}finish/")

    def prepare_ceremony(self) -> None:
        """Everybody is called one by one, and somebody hands the awards over."""
        path = f"{self.root}ceremony/prepare/"
        form = self.browser.page(path).form()
        presenters = {name: PRESENTER for name in form.fields if name.startswith("presenters_")}
        each = {name.replace("presenters", "one_by_one"): "on" for name in presenters}
        self.browser.ask(path, {**form.fields, **presenters, **each})

    def ceremony(self) -> Iterator[str]:
        """Show one step after the other; each as its address has it."""
        path, action = f"{self.root}ceremony/", f"{self.root}ceremony/step/"
        page = self.browser.page(path)
        while page.offers(action, "next"):
            form = page.form(action, "next")
            page = Page(self.browser.ask(action, form.fields))
            yield form.fields["step"]
