"""The timekeeper's page: what a press does, and that what it reads does not follow the wall clock."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pages.steady import HEADER, boot, moment_now, steady_now
from scoring import actions as scoring
from stage import actions
from stage.models import ClockKind, LinkKind, StageClock
from stage.tokens import token_of
from tests.cast import Cast, an_open_contest, fresh, later, started
from tests.house import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def contest(cast):
    return an_open_contest(cast)


class Phone:
    """A timekeeper's phone."""

    def __init__(self, cast, contest):
        values = {"kind": LinkKind.TIMEKEEPER, "name": "Timekeeper"}
        link = actions.add_link(contest=contest, values=values, by=cast.li, now=later(1))
        self.token, self.client = token_of(link), Client()

    def to(self, name):
        return reverse(f"clock:{name}", args=[self.token])

    def state(self, etag=""):
        return self.client.get(self.to("state"), headers={"If-None-Match": etag} if etag else {})

    def press(self, verb, performance, **more):
        given = {"kind": "performance", "performance": performance.pk, "part": "1", **more}
        return self.client.post(self.to(verb), given)

    def reading(self):
        """What it would show now, in milliseconds, as its script works it out."""
        answer = self.state()
        zero = re.search(r'data-zero="(-?[0-9]+)"', answer.content.decode())
        return int(answer[HEADER]) - int(zero[1])


def test_a_press_starts_pauses_and_corrects_and_a_second_one_is_told(cast, contest):
    phone = Phone(cast, contest)
    assert "当前无人出场" in phone.state().content.decode()
    before = phone.state()["ETag"]
    who = started(cast, contest)
    shown = phone.state(before).content.decode()
    assert who.contestant.name in shown
    assert "data-waiting" in shown
    known = phone.press("start", who, seen="0", ago="3000")
    assert phone.state(known["ETag"]).status_code == 304
    assert HEADER in phone.state(known["ETag"])
    assert 3000 <= phone.reading() < 13_000  # counts from when the thumb was there
    assert "没有重复办理" in phone.press("start", who, seen="0").content.decode()
    phone.press("correct", who, shift="60000")
    assert phone.reading() >= 63_000
    for nonsense in ("-999999", "ten", "0"):
        assert "计时未作改动" in phone.press("correct", who, shift=nonsense).content.decode()
    phone.press("pause", who)
    clock = StageClock.objects.get()
    assert (clock.running, clock.passed >= 63_000) == (False, True)
    assert phone.client.post(phone.to("start"), {"kind": "performance", "performance": who.pk}).url == phone.to("clock")
    scoring.record_clock(performance=who, seconds=70, by=cast.li, now=later(9))
    assert "1:10" in phone.state().content.decode()


def test_no_reading_moves_with_the_wall_clock_of_the_server(cast, contest, monkeypatch):
    phone, who = Phone(cast, contest), started(cast, contest)
    phone.press("start", who, ago="5000")
    began, real = phone.reading(), timezone.now
    for hours in (6, -6):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: real() + timedelta(hours=hours))
        assert 0 <= phone.reading() - began < 10_000
    phone.press("pause", who)
    assert 0 <= StageClock.objects.get().passed - began < 10_000


def test_a_link_of_another_kind_or_another_show_reaches_no_clock(cast, contest):
    who = started(cast, contest)
    phone = Phone(cast, an_open_contest(cast, slug="other"))
    phone.press("start", who)
    assert not StageClock.objects.exists()
    values = {"kind": LinkKind.EMCEE, "name": "Emcee"}
    emcee = actions.add_link(contest=contest, values=values, by=cast.li, now=later(1))
    assert Client().post(reverse("clock:start", args=[token_of(emcee)])).status_code == 404


def test_the_break_stands_below_with_buttons_of_its_own(cast, contest):
    phone = Phone(cast, contest)
    at = {"kind": ClockKind.BREAK, "by": cast.li, "now": later(2)}
    clock = actions.set_clock(contest=contest, seconds=900, at=moment_now(), **at)
    assert 'data-limit="900"' in phone.state().content.decode()
    phone.client.post(phone.to("pause"), {"kind": "break", "performance": "", "part": "1"})
    assert not fresh(clock).running


def test_a_server_that_was_killed_reads_the_same_clock_when_it_is_back():
    before = steady_now()
    script = "from pages.steady import boot, steady_now; print(boot(), steady_now())"
    asked = [sys.executable, "manage.py", "shell", "-v", "0", "-c", script]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert told[0] == boot()
    assert before <= int(told[1]) <= steady_now()
