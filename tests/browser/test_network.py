"""A hall of judges over a line that fails: what tablets recorded as confirmed is what counts, once and unchanged.

Before a call one of them goes ahead without the server. `make soak SEEDS=…` takes seven judges and ten contestants
instead of the few of `make test`.
"""

import os
import random
from collections import Counter
from contextlib import suppress
from decimal import Decimal

import pytest
from playwright.sync_api import Error, expect

from contests.actions import issue_card
from contests.models import Contest
from pages.judge.views.seat import COOKIE, cookie_value
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, Submission
from tests.browser.conftest import TABLET
from tests.browser.network import GOOD, STORM, Network
from tests.browser.sheet import ORDER, promised
from tests.cast import NOW, an_open_contest, later, sheet_of, started

pytestmark = pytest.mark.django_db(transaction=True)
SOAK = int(os.environ.get("SOAK", "0"))
SEEDS = range(1, (SOAK or 2) + 1)
JUDGES, CONTESTANTS = (7, 10) if SOAK else (2, 2)
PLACED = "() => Boolean(window.leitai && leitai.outbox && leitai.outbox.place)"
READY = "() => Boolean(window.leitai && leitai.reading && leitai.draft() && leitai.sheet())"
WAITS = "({ state, draft }) => state === 'waiting' && draft.endsWith('.%s')"
HANDLES = """
  window.handles = [];
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...asked) {
    const request = open.apply(this, asked);
    request.addEventListener("success", () => window.handles.push(request.result));
    return request;
  };
"""


class Tablet:
    """One judge's tablet, and somebody at it who does not give up; `chance` is what else befalls it."""

    def __init__(self, browser, network, judge, chance):
        self.chance, self.judge = chance, judge
        self.home = f"http://localhost:{network.port}"
        size = {"width": TABLET[0], "height": TABLET[1]}
        self.context = browser.new_context(viewport=size, locale="en-GB", service_workers="block")
        self.context.add_cookies([{"name": COOKIE, "value": cookie_value(judge), "url": self.home}])
        self.context.add_init_script(HANDLES)
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()

    def opened(self, path, ready):
        """The page at last, after however many attempts."""
        while True:
            try:
                self.page.goto(self.home + path)
                if self.page.evaluate(ready):
                    return
            except Error:
                self.page.close()  # what a judge does with a page of the browser's own
                self.page = self.context.new_page()

    def befallen(self):
        """A reload, a killed tab, a storage that the browser closes, or nothing."""
        match self.chance.choice(["reload", "kill", "close", "", "", ""]):
            case "reload":
                self.page.reload(wait_until="commit")
            case "kill":
                self.page.close()
                self.page = self.context.new_page()
            case "close":
                self.page.evaluate("handles.forEach((handle) => handle.close())")

    def confirm(self, sheet, marks):
        """Fill in a sheet and confirm it, until this tablet has recorded that."""
        self.opened(f"/judge/sheets/{sheet.pk}/", PLACED)
        ending = draft_ending(sheet.performance)
        promised(self.page, f"leitai.outbox.entries().then((all) => !all.some({WAITS % ending}))", within=120)
        while not self.states(sheet.performance) - {"kept"}:
            with suppress(Error):
                self.fill(marks)
                continue
            self.opened(f"/judge/sheets/{sheet.pk}/", PLACED)
        with suppress(Error):  # the line may take the page away, too
            self.befallen()

    def confirm_alone(self, performance, marks):
        """Choose who is on stage while nobody answers, fill in and confirm; then there is a line again."""
        self.opened("/judge/", PLACED)
        while not self.states(performance):
            with suppress(Error):
                promised(self.page, ORDER, within=120)
                self.context.set_offline(True)
                self.page.locator(f'[data-choose="{draft_ending(performance)}"]').click()
                self.fill(marks)
            self.context.set_offline(False)
            self.opened("/judge/", PLACED)

    def states(self, performance):
        """Of what this tablet has recorded as confirmed; "kept" is what came before the call."""
        return {entry["state"] for entry in self.entries() if entry["draft"].endswith(f".{draft_ending(performance)}")}

    def fill(self, marks):
        promised(self.page, READY, within=2)
        for item, points in marks.items():
            self.page.locator(f'[name="{item}"]').fill(points, timeout=2000)
        self.page.get_by_role("button", name="Check and send").click(timeout=2000)
        self.page.get_by_role("button", name="Confirm and send").click(timeout=2000)
        self.page.locator(".receipt").wait_for(timeout=2000)

    def entries(self):
        return self.page.evaluate("leitai.outbox.entries()")

    def drained(self):
        """All that waited is through."""
        self.opened("/judge/sheets/", PLACED)
        expect(self.page.locator("[data-line]")).to_have_attribute("data-state", "received", timeout=60_000)
        return self.entries()


def draft_ending(performance):
    return f"{performance.round_id}.{performance.contestant_id}"


def as_numbers(entry):
    return sorted(Decimal(points) for points in entry["points"].values())


def any_marks(performance, chance):
    items = performance.round.items.all()
    return {f"points-{i.pk}": str(chance.randint(0, int(i.maximum / i.step)) * i.step) for i in items}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_tablets_recorded_as_confirmed_is_what_counts(browser, live_server, cast, seed):
    contest = an_open_contest(cast, contestants=CONTESTANTS, seats=max(JUDGES, 5))
    judges = [issue_card(judge=judge, by=cast.wang, now=NOW).judge for judge in contest.judges.all()[:JUDGES]]
    chance = random.Random(seed)  # noqa: S311 - a test that can be repeated
    host, port = live_server.thread.host, live_server.thread.port
    with Network(host, port, seed=seed) as network:
        tablets = [Tablet(browser, network, judge, chance) for judge in judges]
        network.weather = STORM
        for number, performance in enumerate(contest.performances.filter(round__key="speech").order_by("order")):
            if SOAK or not number:
                chance.choice(tablets).confirm_alone(performance, any_marks(performance, chance))
            started(cast, contest, performance)
            for tablet in chance.sample(tablets, len(tablets)):
                tablet.confirm(sheet_of(performance, tablet.judge.key), any_marks(performance, chance))
            performance.refresh_from_db()
            actions.record_clock(performance=performance, seconds=400, by=cast.li, now=later(9))
        network.weather = GOOD
        entries = [entry for tablet in tablets for entry in tablet.drained()]
        for tablet in tablets:
            tablet.context.close()
    assert Contest.objects.get(pk=contest.pk).state == "live"
    confirmed = [entry for entry in entries if entry["state"] != "kept"]
    assert len(confirmed) == JUDGES * CONTESTANTS
    counted = {sent.idempotency_key: sent for sent in Submission.objects.filter(counts=True)}
    assert Counter(entry["key"] for entry in confirmed) == Counter(dict.fromkeys(counted, 1))
    assert Submission.objects.count() == len(confirmed)
    assert not KeptSheet.objects.filter(submission=None).exists()
    for entry in confirmed:
        assert as_numbers(entry) == sorted(marks_of(counted[entry["key"]]).values())
    assert sum(network.met.values()) > network.met["good"]
