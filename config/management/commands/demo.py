"""`manage.py demo`: the sample district, served on this machine, with robot judges in a contest that is on."""

from __future__ import annotations

import signal
import subprocess
import time
from datetime import timedelta
from random import Random
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from communities.management.terminal import TerminalCommand
from communities.models import District, User
from contests.actions.cards import IssuedCard
from contests.models import Contest
from contests.queries import performances_of
from demo import (
    People,
    Stage,
    fill_district,
    frame_contests,
    hold_other_kinds,
    keep_what_was_pledged,
    keep_what_was_presented,
    last_month,
    make_localities,
    make_people,
    make_values,
    record_who_learned,
    this_week,
)
from demo.people import PASSWORD, make_administrator
from demo.pictures import add_pictures
from demo.rehearsal import Pace, RobotShow
from demo.robots import Robot, all_send
from demo.stages import rehearsal_of, seconds_on_stage
from pages.links import path_of
from scoring import actions
from stage.actions import add_usual_links, release_scores
from stage.models import LinkKind, StageLink

from .serve import command, environment, prepare, refuse_taken

FIRST = 7
"""How many performances the robots have marked when the demo is ready."""
SPEED = 30
"""How many times faster than in a hall a rehearsal goes: about five minutes."""
START_UP = 60
"""Seconds the server may take to answer."""


class Command(TerminalCommand):
    """Fill an empty database with the sample, serve it, let the robots judge, tell where to go."""

    needs_tables = False

    help = "A sample district to look at. Needs an empty database: make demo uses one of its own."

    def add_arguments(self, parser: CommandParser) -> None:
        """What `make demo STAGE=… SEED=… SPEED=… PORT=…` passes on."""
        parser.add_argument("--stage", choices=[stage.value for stage in Stage], default=Stage.LIVE.value)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--speed", type=speed_of, default=SPEED)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_args: Any, stage: str, seed: int, speed: float, host: str, port: int, **_options: Any) -> None:
        """Fill, serve, judge, tell, wait."""
        refuse_taken(host, port)
        self.report(_("Preparing the database and the static files"))
        prepare()
        if User.objects.exists() or District.objects.exists():
            raise CommandError(_("This database is not empty. The demo wants one of its own: LEITAI_VAR=var/demo."))
        people, contest, cards = self.fill(Stage(stage), seed)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        server = subprocess.Popen(command(host, port), env=environment([host]))  # noqa: S603 - our own interpreter
        base = f"http://{host}:{port}"
        try:
            wait_for(base, server)
            if Stage(stage) is Stage.LIVE:
                self.judge(contest, people, cards, base, seed)
            self.report(where_to_go(base, contest, people, cards))
            if contest.rehearsal:
                self.rehearse(contest, people, cards, base, seed, speed)
            server.wait()
        except KeyboardInterrupt:
            self.report(_("Stopping"))
        finally:
            server.terminate()
            server.wait()

    def report(self, text: str) -> None:
        """Say something at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()

    def fill(self, stage: Stage, seed: int) -> tuple[People, Contest, list[IssuedCard]]:
        """The district, the contest of last month, and that of this week."""
        now = timezone.now()
        self.report(_("Entering a district with twenty streets, 120 communities and two years of their values"))
        administrator = make_administrator(now)
        district = make_localities(by=administrator, now=now, chance=Random(seed))  # noqa: S311 - drawn again from the same seed
        people = make_people(district, administrator, now)
        fill_district(district, by=administrator, now=now)
        make_values(district, people=people, now=now, chance=Random(seed))  # noqa: S311 - the same sample every time
        self.report(_("Running the contest of last month: twenty performances, seven judges"))
        before = last_month(district, people, now, seed, tell=lambda _: None)
        keep_what_was_presented(before, people, now - timedelta(days=30), now)
        keep_what_was_pledged(before, people, now - timedelta(days=30))
        record_who_learned(district, people, now)
        self.report(_("Publishing a tour of sites, an evaluation of centres, a mass jury and a selection of reserves"))
        hold_other_kinds(district, people, now)
        self.report(_("Setting up the contest of this week (STAGE={stage})").format(stage=stage))
        contest, cards = this_week(district, people, now, stage, seed, tell=lambda _: None)
        frame_contests(district, people, (before, contest), now)
        if stage is Stage.REHEARSAL:
            contest, cards = rehearsal_of(contest, people, now)
        add_pictures(contest, people, now)
        return people, contest, cards

    def rehearse(
        self, contest: Contest, people: People, cards: list[IssuedCard], base: str, seed: int, speed: float
    ) -> None:
        """The whole show by robots; then how to go back to the contest as it was sealed."""
        RobotShow(base, contest, people, cards, seed, Pace(speed), self.report).play()
        words = _("The rehearsal is over. The organiser deletes it at {address}; the contest is then as it was opened.")
        self.report(words.format(address=f"{base}/manage/{contest.pk}/remove/"))

    def judge(self, contest: Contest, people: People, cards: list[IssuedCard], base: str, seed: int) -> None:
        """Seven performances, each called by the desk and marked by all robots through HTTP; the score of the last one
        is not released yet."""
        robots = [Robot(base, card, seed) for card in cards]
        waiting = performances_of(contest).filter(round__external=False, state="waiting")
        for n, performance in enumerate(waiting[:FIRST], start=1):
            now = timezone.now()
            actions.start_performance(performance=performance, by=people.desk, now=now)
            all_send(robots, performance)
            end = now + timedelta(seconds=1)
            seconds = seconds_on_stage(performance.contestant.number, seed)
            actions.record_clock(performance=performance, seconds=seconds, by=people.desk, now=end)
            actions.close_performance(performance=performance, by=people.desk, now=end)
            if n < FIRST:
                release_scores(contest=contest, performances=[performance], by=people.desk, now=end)
            words = _("{contestant} was marked by {count} robot judges")
            self.report("  " + words.format(contestant=performance.contestant, count=len(robots)))


def speed_of(text: str) -> float:
    """How many times faster than in a hall; ValueError for what is no such number."""
    speed = float(text)
    if not 0 < speed < float("inf"):
        raise ValueError(text)
    return speed


def wait_for(base: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, or say that it does not."""
    opener = build_opener(ProxyHandler({}))
    for _try in range(START_UP * 5):
        if server.poll() is not None:
            raise CommandError(_("The server did not start; see its message above."))
        try:
            opener.open(base, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise CommandError(_("The server did not answer within {seconds} seconds.").format(seconds=START_UP))


def where_to_go(base: str, contest: Contest, people: People, cards: list[IssuedCard]) -> str:
    """Where each kind of person goes, and how to get in."""
    accounts = {
        _("organiser"): (people.organiser, f"/manage/{contest.pk}/"),
        _("second organiser"): (people.second_organiser, f"/achievements/{contest.district.slug}/"),
        _("desk"): (people.desk, f"/desk/{contest.pk}/"),
        _("second person at the desk"): (people.second_desk, f"/desk/{contest.pk}/"),
        _("street"): (people.street, f"/achievements/{contest.district.slug}/waiting/"),
        _("supervisor"): (people.supervisor, f"/manage/{contest.pk}/results/"),
        _("administrator"): (people.administrator, "/administration/"),
    }
    lines = ["", _("Ready: {address}").format(address=f"{base}/"), ""]
    lines.append("  " + _("resident       {address}  (no account)").format(address=f"{base}/"))
    for issued in cards[:2]:
        address = f"{base}/j/{issued.card.secret}/"
        lines.append("  " + _("judge {key}       {address}").format(key=issued.judge.key, address=address))
    if cards:
        words = _("or type {code} at {address}")
        lines.append(" " * 17 + words.format(code=cards[0].card.printed_code, address=f"{base}/k/{contest.pk}/"))
    links = links_of(contest, people) if contest.state in {"open", "live"} else []
    lines += [f"  {LinkKind(link.kind).label:14} {base}{path_of(link)}" for link in links]
    words = _("Sign in at {address} with the password {password}")
    lines += ["", "  " + words.format(address=f"{base}/account/sign-in/", password=PASSWORD), ""]
    lines += [f"  {role:26} {user.username:12} {base}{path}" for role, (user, path) in accounts.items()]
    lines += ["", _("All people, communities and marks are invented. Stop with Ctrl-C.")]
    if contest.rehearsal:
        lines.append(_("This is a rehearsal: robots play the whole show by themselves. Open the screen and watch."))
    elif cards and contest.state in {"open", "live"}:
        lines.append(_("Open the screen, release the last score at the desk, call the next one, mark as a judge."))
    return "\n".join(lines)


def links_of(contest: Contest, people: People) -> list[StageLink]:
    """A link each for a screen, the emcee and the timekeeper."""
    with override("zh-hans"):  # as all that the sample has typed
        names = {kind: str(kind.label) for kind in (LinkKind.SCREEN, LinkKind.EMCEE, LinkKind.TIMEKEEPER)}
    return add_usual_links(contest=contest, names=names, by=people.desk, now=timezone.now())
