"""The desk and the clock: started and paused with a press, and what it shows is the time once the desk takes it."""

import re

import pytest
from django.urls import reverse

from communities.models import Journal
from stage.models import StageClock
from tests.browsers import client_of
from tests.cast import Cast, an_open_contest, first_performance, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def cast():
    return Cast()


class Desk:
    """The board of a contest whose first contestant was called by it."""

    def __init__(self, cast):
        self.client = client_of(cast.li)
        self.contest = an_open_contest(cast, contestants=2)
        self.who = first_performance(self.contest)
        self.press("start")

    def to(self, name):
        return reverse(f"desk:{name}", args=[self.contest.pk, self.who.pk])

    def press(self, name, **given):
        return self.client.post(self.to(name), given, follow=True).content.decode()

    def board(self):
        page = self.client.get(reverse("desk:state", args=[self.contest.pk])).content.decode()
        return re.sub(r"\s+", " ", page)

    def stand_at(self, milliseconds):
        """Start the clock, and let it stand there."""
        self.press("start-clock", seen="0")
        StageClock.objects.update(passed=milliseconds, began=None, began_at=None, boot="")


def test_calling_starts_no_clock_and_the_board_says_how_long_it_waits(cast):
    desk = Desk(cast)
    clock = StageClock.objects.get()
    assert (clock.running, clock.passed, clock.called is not None) == (False, 0, True)
    assert f'data-waiting="{clock.called}"' in desk.board()
    desk.press("start-clock", seen="0", with_wait="on")
    assert StageClock.objects.get().running
    assert "This has already been done" in desk.press("start-clock", seen="0")
    desk.press("pause-clock")
    assert (StageClock.objects.get().running, fresh(desk.who).state) == (False, "on-stage")


def test_what_the_clock_shows_is_proposed_with_what_the_rules_make_of_it_and_the_desk_takes_it(cast):
    desk = Desk(cast)
    desk.stand_at(503_900)
    assert "Time 8:23, 23 s over the limit; points off by the rules: 1" in desk.board()
    desk.press("correct-clock", shift="-10000")
    assert "Time 8:13, 13 s over the limit; points off by the rules: 0.5" in desk.board()
    desk.press("clock", clock="8:13", seen="")
    who = fresh(desk.who)
    assert (who.seconds, who.state) == (493, "marking")
    assert "data-clock" not in desk.board()


def test_what_the_clock_shows_may_be_declined_and_the_time_typed(cast):
    desk = Desk(cast)
    desk.stand_at(60_000)
    assert "Enter a reason" in desk.press("decline-time", reason="", seen="60000")
    assert "was not used: 按了两次" in desk.press("decline-time", reason="按了两次", seen="60000")
    assert "Use 1:00" not in desk.board()
    assert Journal.objects.get(verb="time-declined").detail == {"at": "1:00", "reason": "按了两次"}
    desk.press("clock", clock="7:50", seen="")
    assert fresh(desk.who).seconds == 470
