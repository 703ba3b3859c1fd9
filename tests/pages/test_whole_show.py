"""A whole contest as its hall lives it, in each way to release: nobody is sent what was not released, all say the same.

Every number that a judge gives is another than all others, so that wherever it stands it is known whose it is.
"""

import re
from decimal import Decimal

import pytest
from django.db.models import Prefetch
from django.urls import reverse

from communities.models import User
from contests import actions as contests
from contests.models import Award, AwardTie, Contest, Decision
from scoring import actions as scoring
from scoring.models import Certificate, ScoreSheet, Submission
from scoring.results import results_of
from stage.actions import add_link, change_show
from stage.models import Releasing, StageClock, StageLink
from stage.queries import latest_score, releases_in_force
from tests.browsers import client_of, text_of
from tests.cast import NOW, a_draft, chance, draw_order, fresh, later
from tests.desk import board, played, primary, to
from tests.printed import printed_pages
from tests.recorder import LINKS, Hall, numbers_in
from tests.tablet import address, posted

pytestmark = pytest.mark.django_db
NAME = re.compile(r"Secretary \d")
LANGUAGE, POISE = "22.4", "8.3"
REST = Decimal(LANGUAGE) + Decimal(POISE)
MARKS = "submissions__marks"
CONTENT = (
    (301, 306, 311, 316, 321, 326, 331),
    (303, 308, 313, 318, 323, 328, 398),  # the last stands out
    (334, 339, 344, 349, 354, 359, 364),
    (329, 335, 345, 350, 355, 360, 369),  # equal to the one before, once the lowest and the highest are dropped
)
"""Tenths that each judge gives for the content, by contestant in the running order."""
TROUBLE, STANDS_OUT, EQUAL, BEST = range(4)
DEDUCTION, WHY = Decimal("0.37"), "read from a paper"


def a_contest(cast, way):
    """Seven judges and four contestants with one speech each, drawn and open; the hall's links are there."""
    draft = a_draft(cast, contestants=4, seats=7)
    rules = {**draft.rule_sheet.rules, "tie_chain": ["item:speech/content", "chair"]}
    told = {"by": cast.wang, "now": NOW}
    contests.set_rules(contest=draft, rules=rules, **told)
    contests.remove_part(part=draft.rounds.get(key="defence"), **told)
    draft.awards.all().delete()
    for name, quota in (("First", 1), ("Second", 2), ("Third", 1)):
        values = {"name": name, "quota": quota, "tie": AwardTie.DECIDE}
        contests.add_part(contest=draft, part=Award(contest=draft), values=values, **told)
    draw_order(contest=draft, called="1979358", **told)
    contest = scoring.open_contest(contest=draft, **told)
    chosen = {"releasing": way, "batch": 2, "widest_distance": "5", "live_page": True}
    change_show(contest=contest, values=chosen, by=cast.wang, now=NOW)
    for kind, name, mode in LINKS:
        values = {"kind": kind, "name": name, "mode": mode}
        add_link(contest=contest, values=values, by=cast.li, now=later(1))
    return fresh(contest)


class Show:
    """The show as its desk runs it, with everybody in the hall."""

    def __init__(self, cast, way):
        self.contest = a_contest(cast, way)
        self.desk, self.organiser = client_of(cast.li), client_of(cast.wang)
        self.hall = Hall(self.contest, StageLink.objects.order_by("pk"), self.card)
        self.order = played(self.contest)
        self.sheets_sent = 0

    @staticmethod
    def card(judge):
        """A card for a judge of the contest."""
        wang = User.objects.get(username="wang")
        return contests.issue_card(judge=judge, chance=chance(judge.key[1]), by=wang, now=NOW)

    def press(self, page, *args, **data):
        """Something is done at the desk; what everybody in the hall then has is looked at."""
        response = self.desk.post(to(page, self.contest.pk, *args), data)
        assert response.status_code == 302, text_of(response)
        self.look()

    def look(self):
        """Nobody has what was not released; what is released, is the same everywhere."""
        force, totals = releases_in_force(self.contest), self.totals()
        secret, own = self.secrets(totals), self.own(totals)
        known = {number for release in force for number in numbers_in(str(release.content))}
        why_known = any(WHY in str(release.content) for release in force)
        self.hall.ask()
        for device in self.hall.devices:
            mine = own.get(device.own, set())
            for answer in (*device.new(), device.body):
                assert not (numbers_in(answer) & secret) - known - mine, (device.name, answer)
                assert why_known or WHY not in answer, (device.name, answer)
        self.agree(force)

    def totals(self):
        """The totals of all sheets that ever came, the last one last, by performance and judge."""
        found = {}
        sheets = ScoreSheet.objects.filter(submissions__isnull=False).distinct().select_related("judge")
        for sheet in sheets.prefetch_related(Prefetch("submissions", Submission.objects.order_by("number")), MARKS):
            totals = [sum(mark.points for mark in one.marks.all()).normalize() for one in sheet.submissions.all()]
            found.setdefault(sheet.performance_id, {})[sheet.judge] = totals
        return found

    def own(self, totals):
        """What each judge has given, by judge: every judge may know that."""
        found = {}
        for sheets in totals.values():
            for judge, given in sheets.items():
                found.setdefault(judge, set()).update(given, ((total - REST).normalize() for total in given))
        return found

    def secrets(self, totals):
        """Every number that marks have made; what is released of them is taken out by who asks."""
        found = {DEDUCTION}.union(*self.own(totals).values())
        for sheets in totals.values():
            last = sorted(given[-1] for given in sheets.values())
            found |= {(sum(part) / len(part)).normalize() for part in (last, last[1:-1]) if part}
        rows = results_of(fresh(self.contest)).standings
        texts = (text for row in rows for text in (row.score, *row.rounds.values()) if text)
        return found | {Decimal(text).normalize() for text in texts}

    def agree(self, force):
        """Standings and scores of the releases in force are what screens, residents, emcee and desk have."""
        last = latest_score(force)
        standings = [(row["name"], row["score"]) for row in last.content["standings"]] if last else []
        on_screen = self.hall.links["standings"].body
        points = re.findall(r'<span class="points">(.*?)</span>', on_screen)
        assert list(zip(NAME.findall(on_screen) if points else [], points, strict=True)) == standings
        public = self.hall.public.body
        rows = re.findall(r"<tr><td>\d+ <.*?</tr>|<tr><td>\d+</td>.*?</tr>", public.partition("Running order")[0])
        assert [(NAME.search(row)[0], re.search(r'number">(.*?)<', row)[1]) for row in rows] == standings
        of_public = re.findall(r'number">([\d.]+)<', public.partition("Running order")[2])
        assert sorted(of_public) == sorted(release.content["score"] for release in force)
        shown = self.hall.links["scores"].body
        assert (NAME.findall(shown), "data-points" in shown) == (
            ([last.content["contestant"]["name"]], True) if last else (NAME.findall(shown), False)
        )

    # ---- What the desk does ------------------------------------------------------------------------------------------

    def send(self, who, judge, tenths, key="first"):
        """A judge types and confirms a sheet on the tablet."""
        sheet = ScoreSheet.objects.get(performance=self.order[who], judge__key=f"J{judge}")
        marks = {"content": f"{Decimal(tenths) / 10}", "language": LANGUAGE, "poise": POISE}
        given = posted(sheet, key=f"{key}-{who}-{judge}", **marks)
        self.hall.tablets[f"J{judge}"].post(address(sheet), given)
        return sheet

    def perform(self, who):
        """From the call to the close; the score is not released."""
        performance = self.order[who]
        self.press("start", performance.pk)
        if who == TROUBLE:
            self.recuse(who, "J6")
            self.take_time(performance)
        for judge, tenths in enumerate(CONTENT[who], start=1):
            if who != TROUBLE or judge != 6:
                self.send(who, judge, tenths)
        self.look()
        if who == TROUBLE:
            sheet = ScoreSheet.objects.get(performance=performance, judge__key="J2")
            self.press("reopen-sheet", sheet.pk, reason="a slip of the pen")
            self.send(who, 2, 317, key="again")
        if who == STANDS_OUT:
            person = performance.contestant
            given = {"points": str(DEDUCTION), "where": "speech", "reason": WHY, "sign": "minus", "sure": "on"}
            self.press("points", person.pk, seen="0", **given)
        if who != TROUBLE:
            self.press("clock", performance.pk, clock="7:41")
        self.press("close", performance.pk)
        if who == STANDS_OUT:
            self.check(performance)
        self.hall.read()
        self.look()

    def recuse(self, who, judge):
        """The organiser enters that a judge does not mark somebody."""
        seat, person = self.contest.judges.get(key=judge), self.order[who].contestant
        data = {"judge": seat.pk, "contestant": person.pk, "reason": "cousins"}
        self.organiser.post(reverse("recusals:list", args=[self.contest.pk]), data)
        self.look()
        assert "cousins" not in self.hall.public.body

    def take_time(self, performance):
        """The timekeeper's clock stands 23 seconds over; the desk takes what it proposes."""
        phone = self.hall.links["timekeeper"]
        path = phone.path.removesuffix("state/")
        given = {"kind": "performance", "performance": performance.pk, "part": "1"}
        phone.post(f"{path}start/", given | {"seen": "0"})
        phone.post(f"{path}pause/", given)
        ran = StageClock.objects.get().passed  # as long as the machine took from the one to the other
        phone.post(f"{path}correct/", given | {"shift": str(503_000 - ran)})
        assert StageClock.objects.get().passed == 503_000
        assert "Time 8:23, 23 s over the limit; points off by the rules: 1" in board(self.desk, self.contest)
        self.press("clock", performance.pk, clock="8:23")

    def check(self, performance):
        """The judge who stands out is asked to look again, and sends another mark."""
        assert "J7" in board(self.desk, self.contest, show=performance.pk)
        sheet = ScoreSheet.objects.get(performance=performance, judge__key="J7")
        self.press("check-sheet", sheet.pk, reason="far from the others")
        self.send(STANDS_OUT, 7, 338, key="checked")

    def decide(self):
        """The chair of the panel tells two who are equal at the line of the first award apart."""
        equal, best = (self.order[who].contestant.number for who in (EQUAL, BEST))
        page = self.desk.get(to("decisions", self.contest.pk)).content.decode()
        card = re.search(r'name="card" value="([^"]+)"', page)[1]
        given = {"kind": "chair", "decided_by": "Judge J1", "place_1": best, "place_2": equal}
        self.press("decisions", card=card, **given)
        assert Decision.objects.get().order == [best, equal]

    def release(self, **chosen):
        """Some scores, then each on the main screens; one is taken back and released again."""
        before = {release.pk for release in releases_in_force(self.contest)}
        self.press("release", **chosen)
        made = [release for release in releases_in_force(self.contest) if release.pk not in before]
        for release in made:
            self.announced(release)
        for release in made:
            if release.performance == self.order[STANDS_OUT] and not release.show.releases.exclude(taken_back_at=None):
                self.press("take-back-release", release.pk, reason="too early")
                assert "too early" not in "".join(device.body for device in self.hall.devices)
                self.release(performances=str(release.performance_id))

    def announced(self, release):
        """One score on the main screens: the same digits there, with the emcee and at the desk."""
        self.press("show", mode="score", performance=release.performance_id)
        said, main, emcee = release.content, self.hall.links["main"].body, self.hall.links["emcee"].body
        score, sheets = Decimal(said["score"]).normalize(), said["panels"][0]["sheets"]
        assert re.findall(r"data-points>(.*?)<", main) == [said["score"]]
        assert re.findall(r'class="total">(.*?)<', main) == [sheet["total"] for sheet in sheets]
        dropped = {Decimal(sheet["total"]).normalize() for sheet in sheets if sheet["dropped"]}
        assert (score in numbers_in(emcee), len(dropped), dropped <= numbers_in(emcee)) == (True, 2, True)
        assert said["score"] in emcee
        assert said["score"] in board(self.desk, self.contest, show=release.performance_id)

    def release_what_is_ready(self):
        """As long as the big button says so."""
        while (button := primary(self.desk, self.contest))[0] == "Release":
            self.release(**button[2])

    def release_at_the_end(self):
        """One after the other, in the order that keeps first place open."""
        page = text_of(self.desk.get(to("reveal-order", self.contest.pk)))
        people = {performance.contestant.name: performance.pk for performance in self.order}
        names = NAME.findall(page)
        assert names[-1] == self.order[BEST].contestant.name
        for name in names:
            if people[name] not in {release.performance_id for release in releases_in_force(self.contest)}:
                self.release(performances=str(people[name]))

    def honour(self):
        """The ceremony to its end: nobody is named before their step. Returns the winners by award."""
        self.press("prepare-ceremony", presenters_0="Director Gao")
        show = self.contest.show
        called, everybody = {}, {performance.contestant.name for performance in self.order}
        for n, step in enumerate(show.ceremony.steps):
            self.press("ceremony-step", step=n, seen="")
            if step["winners"]:
                called.setdefault(step["award"], []).extend(winner["name"] for winner in step["winners"])
            named = {name for names in called.values() for name in names}
            for name in ("main", "emcee"):
                body = self.hall.links[name].body
                assert everybody & set(NAME.findall(body)) <= named, (name, step)
                assert {winner["name"] for winner in step["winners"]} <= set(NAME.findall(body)), (name, step)
            others = [device for device in self.hall.devices if device.name not in {"main", "emcee"}]
            for award in ("First", "Second", "Third"):
                assert not [device.name for device in others if f">{award}<" in device.body]
        self.press("show", mode="message", message="Thank you")
        assert not everybody & set(NAME.findall(self.hall.links["emcee"].body))  # no score is announced any more
        return called

    def publish(self):
        """The results, everything of them, and the certificates."""
        for page, data in (
            ("public-level", {"public_level": "everything", "announced": "contestants"}),
            ("publish", {}),
            ("certificates", {"beginning": "TX"}),
        ):
            self.organiser.post(reverse(f"manage:{page}", args=[self.contest.pk]), data)
        assert Contest.objects.get().is_published


ASKED_OF_BOTH = {Releasing.BATCH}
"""The way to release that asks most of a database: several scores at once."""


@pytest.mark.parametrize(
    "way", [pytest.param(w, marks=[] if w in ASKED_OF_BOTH else pytest.mark.sqlite_suffices) for w in Releasing]
)
def test_a_whole_contest_tells_its_hall_what_was_released_and_the_same_everywhere(cast, way):
    show = Show(cast, way)
    for who in range(len(show.order)):
        show.perform(who)
        if who == BEST:
            show.decide()
        if way != Releasing.END:
            show.release_what_is_ready()
    if way == Releasing.END:
        assert releases_in_force(show.contest) == []
        show.release_at_the_end()
    told = {row["name"]: row["score"] for row in latest_score(releases_in_force(show.contest)).content["standings"]}
    assert list(told)[:2] == [show.order[who].contestant.name for who in (BEST, EQUAL)]
    assert len(told) == len(show.order)
    show.press("finish")
    called = show.honour()
    show.publish()
    public = text_of(client_of().get(reverse("public:contest", args=[show.contest.pk])))
    assert [name for name, score in told.items() if not re.search(rf"{name} Community \d[^.]* {score} ", public)] == []
    papers = Certificate.objects.select_related("contestant")
    assert {row.contestant.name: row.award for row in papers} == {
        name: award for award, names in called.items() for name in names
    }
    pdf = show.organiser.get(reverse("manage:certificates-pdf", args=[show.contest.pk]))
    printed = "".join(printed_pages(pdf.content))
    assert sorted(NAME.findall(printed)) == sorted(name for names in called.values() for name in names)
