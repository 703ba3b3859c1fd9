"""The show in real browsers: seven tablets, desk, screen, emcee and timekeeper, from the first call to the ceremony."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from contests import actions as contests
from pages.steady import moment_now
from scoring.actions import issue_certificates, publish_results, recuse_after_opening
from scoring.models import Certificate, ScoreSheet
from stage.actions import change_bank, correct_clock
from stage.models import StageLink
from stage.queries import latest_score, releases_in_force
from stage.tokens import token_of
from tests.browser.conftest import PHONE, TABLET, axe_faults
from tests.browser.sheet import points, received
from tests.cast import chance, fresh, later
from tests.desk import played
from tests.pages.test_whole_show import BEST, CONTENT, EQUAL, LANGUAGE, POISE, STANDS_OUT, TROUBLE
from tests.pages.test_whole_show import a_contest as a_held_contest
from tests.recorder import numbers_in
from tests.tablet import address, posted, seated

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite_suffices]
TYPED, RECUSED = (1, 7), 6
"""The judges whose marks are typed on their tablets; the others send theirs as a browser without script does."""


QUESTION = "How do you mend the courtyards?"


class Hall:
    """The browsers of a hall."""

    def __init__(self, cast, open_page):
        self.cast, self.contest = cast, a_held_contest(cast, "batch")
        links = {link.name: token_of(link) for link in StageLink.objects.all()}
        judges = [
            contests.issue_card(judge=judge, chance=chance(judge.key[1]), by=cast.wang, now=later(0)).judge
            for judge in self.contest.judges.order_by("key")
        ]
        self.tablets = {n: open_page(size=TABLET, judge=judge) for n, judge in enumerate(judges, start=1)}
        self.plain = {n: seated(judge) for n, judge in enumerate(judges, start=1)}
        self.desk, self.screen = open_page(user=cast.li), open_page(size=(1920, 1080), reduced_motion="reduce")
        self.emcee, self.thumb = open_page(size=PHONE), open_page(size=PHONE, has_touch=True)
        for tablet in self.tablets.values():
            tablet.goto("/judge/")
        self.screen.goto(f"/screen/{links['main']}/")
        self.emcee.goto(f"/emcee/{links['emcee']}/")
        self.thumb.goto(f"/clock/{links['timekeeper']}/")
        self.order, self.given = played(self.contest), {n: set() for n in self.tablets}
        bank = {"round": self.order[0].round, "questions": [QUESTION], "again": False}
        change_bank(**bank, by=cast.wang, now=later(0))
        self.to_board()

    def to_board(self):
        self.desk.goto(f"/desk/{self.contest.pk}/")
        expect(self.desk.locator("#sync")).to_have_class(re.compile("live"))

    def press(self, key):
        """A key of the desk, on a page that is there."""
        self.desk.wait_for_load_state()
        self.desk.keyboard.press(key)

    def answer(self, name, *args, button, reason):
        """A question of the desk, answered with a reason."""
        self.desk.goto(reverse(f"desk:{name}", args=[self.contest.pk, *args]))
        self.desk.get_by_label("Reason").fill(reason)
        self.desk.get_by_role("button", name=button).click()
        self.to_board()

    def mark(self, who, judge, tenths):
        """A judge marks somebody: on the tablet, or without its script."""
        content = f"{Decimal(tenths) / 10}"
        total = Decimal(content) + Decimal(LANGUAGE) + Decimal(POISE)
        self.given[judge] |= {Decimal(content).normalize(), total.normalize()}
        sheet = ScoreSheet.objects.get(performance=self.order[who], judge__key=f"J{judge}")
        if judge not in TYPED:
            data = posted(sheet, key=f"{who}-{judge}", content=content, language=LANGUAGE, poise=POISE)
            assert self.plain[judge].post(address(sheet), data).status_code == 302
            return sheet
        page = self.tablets[judge]
        for item, given in zip(sheet.performance.round.items.all(), (content, LANGUAGE, POISE), strict=True):
            points(page, item.name).fill(given)
        page.get_by_role("button", name="Check and send").click()
        page.get_by_role("button", name="Confirm and send").click()
        received(page)
        return sheet

    def perform(self, who):
        """From the call to the close."""
        name = self.order[who].contestant.name
        self.press("s")
        expect(self.screen.locator(".on-stage h1")).to_have_text(name)
        expect(self.thumb.locator("#whose")).to_contain_text(name)
        for n in TYPED:
            expect(self.tablets[n].locator("h1")).to_contain_text(name)
        if who == EQUAL:
            self.draw(self.order[who])
        marking = [judge for judge in self.tablets if who != TROUBLE or judge != RECUSED]
        if who == TROUBLE:
            self.recuse(self.order[who].contestant)
        sheets = [self.mark(who, judge, CONTENT[who][judge - 1]) for judge in marking]
        expect(self.desk.locator(".desk-seats .good")).to_have_count(len(sheets))
        if who == EQUAL:
            self.answer("reopen-sheet", sheets[0].pk, button="Re-open the sheet", reason="a slip of the pen")
            expect(self.tablets[1].locator("body")).to_contain_text("a slip of the pen")
            self.mark(who, 1, CONTENT[who][0])
            expect(self.desk.locator(".desk-seats .good")).to_have_count(len(sheets))
        if who == TROUBLE:
            self.overrun(self.order[who])
        else:
            self.desk.locator("#clock").fill("7:41")
            self.desk.keyboard.press("Enter")
            expect(self.desk.locator(".desk-sums")).to_contain_text("7:41")
        self.press("e")
        expect(self.desk.get_by_role("button", name=re.compile("^Close"))).to_have_count(0)
        if who == STANDS_OUT:
            self.answer("check-sheet", sheets[-1].pk, button="Ask Judge J7", reason="far from the others")
            expect(self.tablets[7].locator("body")).to_contain_text("far from the others")
            self.mark(who, 7, 338)
        self.nobody_knows()

    def draw(self, performance):
        """A question is drawn: at once it stands on the screen, is the emcee's to read, and is on the tablets."""
        hall = (self.screen, self.emcee, *(self.tablets[n] for n in TYPED))
        assert not any(QUESTION in page.content() for page in hall)
        self.desk.goto(reverse("desk:draw", args=[self.contest.pk, performance.pk]))
        assert QUESTION not in self.desk.content()
        self.desk.get_by_label("Called out in the hall").fill("3 5 1")
        self.desk.get_by_role("button", name="Draw", exact=True).click()
        expect(self.screen.locator("#picture.question")).to_contain_text(QUESTION)
        for page in hall[1:]:
            expect(page.locator("body")).to_contain_text(QUESTION)
        self.to_board()

    def recuse(self, contestant):
        """The organiser enters that a judge does not mark whoever is on stage; the tablet says so by itself."""
        judge = self.contest.judges.get(key=f"J{RECUSED}")
        told = {"reason": "cousins", "by": self.cast.wang, "now": later(2)}
        recuse_after_opening(judge=judge, contestant=contestant, **told)
        expect(self.tablets[RECUSED].locator("body")).to_contain_text("You do not mark contestant")

    def overrun(self, performance):
        """The timekeeper's clock runs over; the desk takes what it proposes."""
        self.thumb.get_by_role("button", name="Start", exact=True).tap()
        expect(self.thumb.get_by_role("button", name="Pause")).to_be_visible()
        of = {"contest": self.contest, "kind": "performance", "performance": performance}
        correct_clock(**of, shift=503_000, at=moment_now(), by=self.cast.li, now=later(2))
        expect(self.screen.locator("[data-clock]")).to_have_attribute("data-state", "over")
        self.thumb.get_by_role("button", name="Pause").tap()
        expect(self.desk.locator(".desk-proposed")).to_contain_text("points off by the rules: 1")
        self.press("m")
        expect(self.desk.locator(".desk-timing")).to_have_count(0)

    def nobody_knows(self):
        """No page of the hall has a number that is not released, but for a judge's own."""
        known = {number for release in releases_in_force(self.contest) for number in numbers_in(str(release.content))}
        secret = set().union(*self.given.values()) - known
        for page in (self.screen, self.emcee, self.thumb):
            assert numbers_in(page.content()) & secret == set()
        for judge, tablet in self.tablets.items():
            assert numbers_in(tablet.content()) & (secret - self.given[judge]) == set()

    def release(self, *released):
        """The desk lets the hall know; the screen has the first, the emcee says it."""
        expect(self.desk.get_by_role("button", name=re.compile("^Release"))).to_be_visible()
        self.press("r")
        expect(self.screen.locator("#picture.score h1")).to_have_text(self.order[released[0]].contestant.name)
        said = next(r for r in releases_in_force(self.contest) if r.performance == self.order[released[0]]).content
        expect(self.screen.locator("#picture .result .points")).to_have_text(said["score"])
        totals = [sheet["total"] for sheet in said["panels"][0]["sheets"]]
        expect(self.screen.locator("#picture .sheet .total")).to_have_text(totals)
        news, line = self.emcee.locator("#newer"), self.emcee.locator(".line.now", has_text=said["score"])
        expect(news.filter(visible=True).or_(line).first).to_be_visible()
        if news.is_visible():
            self.emcee.locator("#newer").click()
        expect(self.emcee.locator(".line.now")).to_contain_text(said["score"])
        return said

    def decide(self):
        """The chair tells those who are equal apart."""
        self.desk.get_by_role("link", name=re.compile("^Decisions")).click()
        for n, who in enumerate((BEST, EQUAL), start=1):
            self.desk.locator(f'[name="place_{n}"]').select_option(self.order[who].contestant.number)
        self.desk.locator('[name="kind"]').select_option("chair")
        self.desk.locator('[name="decided_by"]').fill("Judge J1")
        self.desk.locator('[name="decided_by"]').press("Enter")
        self.to_board()


def test_a_held_batch_from_the_first_call_to_the_last_award(cast, open_page):
    hall = Hall(cast, open_page)
    hall.perform(TROUBLE)
    hall.perform(STANDS_OUT)
    hall.release(TROUBLE, STANDS_OUT)
    mistaken = latest_score(releases_in_force(hall.contest))
    hall.answer("take-back-release", mistaken.pk, button="Take back", reason="too early")
    hall.nobody_knows()
    hall.release(STANDS_OUT)
    hall.perform(EQUAL)
    hall.release(EQUAL)
    hall.perform(BEST)
    hall.decide()
    hall.release(BEST)
    hall.press("f")
    hall.desk.get_by_role("button", name="Close the contest").click()
    for page in (*hall.tablets.values(), hall.thumb):  # they have gone home
        page.close()
    honoured(cast, hall.contest, hall.desk, hall.screen, open_page)


def honoured(cast, contest, desk, screen, open_page):
    """The ceremony: the desk presses on and back, the screen calls those who get the certificates."""
    other = open_page(user=cast.li)
    desk.goto(f"/desk/{contest.pk}/ceremony/")
    desk.get_by_role("link", name="Prepare the award ceremony").click()
    second = desk.get_by_role("group", name="Second")
    second.get_by_label("Call the winners one by one").check()
    second.get_by_label("Presented by").fill("Director Gao")
    desk.get_by_role("button", name="Prepare").click()
    expect(desk.get_by_role("button", name="Show on the screens")).to_be_visible()
    other.goto(f"/desk/{contest.pk}/ceremony/")
    desk.wait_for_load_state()
    desk.keyboard.press("PageDown")  # as a presenter's remote does
    expect(screen.locator("#picture.ceremony h1")).to_have_text("Award ceremony")
    called = {}
    steps = desk.locator(".ceremony-steps li")
    expect(steps.nth(0)).to_have_attribute("aria-current", "step")
    for n in range(1, steps.count()):
        desk.wait_for_load_state()
        desk.keyboard.press("ArrowRight")
        expect(steps.nth(n)).to_have_attribute("aria-current", "step")
        if n + 1 < steps.count():
            award = re.split(": ", desk.locator(".ceremony-now .ceremony-text").text_content())[0]
            expect(screen.locator("#picture.ceremony h1")).to_have_text(award)
            names = screen.locator("#picture .winners .name")
            expected = re.findall(r"Secretary \d", desk.locator(".ceremony-now .ceremony-text").text_content())
            if expected:
                expect(names).to_have_text(expected)
                called.setdefault(award, set()).update(expected)
    expect(screen.locator("#picture .roll")).to_contain_text("Secretary")
    assert axe_faults(screen) == []
    assert axe_faults(desk) == []
    publish_results(contest=fresh(contest), by=cast.wang, now=later(89))
    issue_certificates(contest=contest, prefix="A", by=cast.wang, now=later(90))
    papers = Certificate.objects.select_related("contestant")
    assert called == {
        award: {row.contestant.name for row in papers if row.award == award} for award in {row.award for row in papers}
    }
    mirrored = other.locator(".ceremony-steps li")  # the second desk has followed without a touch
    expect(mirrored.last).to_have_attribute("aria-current", "step")
    other.keyboard.press("ArrowLeft")
    expect(mirrored.nth(steps.count() - 2)).to_have_attribute("aria-current", "step")
    expect(steps.nth(steps.count() - 2)).to_have_attribute("aria-current", "step")
    steps.nth(1).get_by_role("button").click()
    expect(screen.locator("#picture")).not_to_contain_text("Secretary")
    assert "Secretary" not in screen.locator("#picture").inner_html()
