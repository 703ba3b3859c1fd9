"""A show that plays by itself: a robot desk and robot judges, through the addresses that people use."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contests.actions.cards import IssuedCard
from contests.clocks import clock_text
from contests.models import Contest, Performance, PerformanceState
from contests.queries import performances_of
from stage.models import Cue, CueKind, Release, ScreenMode

from .desk import RobotDesk
from .faults import Faults, faults_of
from .people import People
from .robots import Robot, all_send
from .stages import Progress

CALLED, ANSWERED, LATE, AGAIN, SHOWN, ITEM, STEP = 20, 150, 60, 45, 25, 90, 30
"""Seconds, as in a hall: until the clock is started; of an answer; that a sheet is late; until a tablet is back or a
sheet sent once more; that a score and the standings stand on the screens; of an item of the run sheet, of a step of
the ceremony."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many times faster than in a hall everything goes."""

    speed: float

    def wait(self, seconds: int) -> None:
        """Let so many seconds of the hall pass."""
        time.sleep(seconds / self.speed)


class RobotShow:
    """The whole show of an opened contest; what goes wrong is drawn from the seed."""

    def __init__(
        self,
        base: str,
        contest: Contest,
        people: People,
        cards: Sequence[IssuedCard],
        seed: int,
        pace: Pace,
        tell: Progress,
    ) -> None:
        self.base, self.contest, self.seed, self.pace, self.tell = base, contest, seed, pace, tell
        self.desk = RobotDesk(base, contest, people.desk.username)
        self.cards = {issued.judge.key: issued for issued in cards}
        self.robots = {key: Robot(base, issued, seed) for key, issued in self.cards.items()}
        numbers = list(contest.contestants.values_list("number", flat=True))
        self.faults: Faults = faults_of(numbers, list(self.robots), seed)

    def play(self) -> None:
        """From the first item of the run sheet to the last step of the ceremony."""
        waiting = performances_of(self.contest).filter(state=PerformanceState.WAITING, round__external=False)
        for performance in list(waiting):
            self._items()
            self._perform(performance)
            self._release()
        self._end()

    def _items(self) -> None:
        for number in self.desk.items():
            cue = Cue.objects.get(pk=number)
            self.tell(cue.title)
            if cue.kind == CueKind.CEREMONY:
                self._ceremony()
            else:
                self.pace.wait(min(cue.planned, ITEM))

    def _perform(self, performance: Performance) -> None:
        number, first = performance.contestant.number, not performance.round.position
        self.desk.call(performance)
        self.tell(_("{contestant}, {round}: called").format(contestant=performance.contestant, round=performance.round))
        self.pace.wait(CALLED)
        if self.desk.draw(performance):
            self.tell("  " + _("a question is drawn"))
            self.pace.wait(SHOWN)
        if performance.round.clock:
            self._speak(performance)
        else:
            self.pace.wait(ANSWERED)
        self._mark(performance, first=first)
        if first and number == self.faults.reopened[0]:
            self._send_again(performance, self.faults.reopened[1])
        self.desk.close(performance)

    def _speak(self, performance: Performance) -> None:
        seconds = self.faults.seconds(performance, self.seed)
        self.desk.start_clock(performance)
        self.pace.wait(seconds)
        self.desk.stop_clock(performance)
        self.desk.enter_time(performance, seconds)
        if performance.contestant.number == self.faults.overtime:
            self.tell("  " + _("overtime: {time}").format(time=clock_text(seconds)))

    def _mark(self, performance: Performance, *, first: bool) -> None:
        number = performance.contestant.number
        late = self.faults.late[1] if first and number == self.faults.late[0] else ""
        dies = self.faults.tablet[1] if first and number == self.faults.tablet[0] else ""
        form = self.faults.form_of(number)
        all_send([robot for key, robot in self.robots.items() if key not in {late, dies}], performance, form)
        if dies:
            self.tell("  " + _("the tablet of {judge} dies").format(judge=dies))
            self.robots[dies].die_over(performance, form)
            self.pace.wait(AGAIN)
            self.robots[dies] = Robot(self.base, self.cards[dies], self.seed)
            all_send([self.robots[dies]], performance, form)
            self.tell("  " + _("{judge} is back with the card, and has sent the sheet").format(judge=dies))
        if late:
            self.tell("  " + _("the sheet of {judge} is late").format(judge=late))
            self.pace.wait(LATE)
            all_send([self.robots[late]], performance, form)

    def _send_again(self, performance: Performance, judge: str) -> None:
        robot = self.robots[judge]
        sheet = performance.sheets.get(judge=robot.judge)
        self.desk.reopen(sheet.pk, _("A mark was mistyped."))
        self.tell("  " + _("the sheet of {judge} is re-opened").format(judge=judge))
        self.pace.wait(AGAIN)
        robot.send(sheet.pk, robot.marks(performance, self.faults.equal[0]))

    def _release(self) -> None:
        """What the way of the contest releases now, one score after the other on the screens, then the standings."""
        before = Release.objects.filter(show__contest=self.contest).count()
        while self.desk.release(_("The standings have changed.")):
            pass
        new = list(Release.objects.filter(show__contest=self.contest).select_related("performance")[before:])
        for release in new:
            self.desk.show(ScreenMode.SCORE, release.performance)
            score, who = release.content["score"], release.content["contestant"]["name"]
            self.tell("  " + _("released: {contestant} {score}").format(contestant=who, score=score))
            self.pace.wait(SHOWN)
        if new:
            self.desk.show(ScreenMode.STANDINGS)
            self.pace.wait(SHOWN)

    def _end(self) -> None:
        decided = self.desk.decide()
        if decided:
            self.tell(_("a tie is decided by the chair"))
            self._release()
        self.desk.finish()
        self.tell(_("The contest is closed."))
        self._items()
        if not self.played:
            self._ceremony()

    played = False

    def _ceremony(self) -> None:
        self.played = True
        self.desk.prepare_ceremony()
        for step in self.desk.ceremony():
            self.tell("  " + _("ceremony, step {step}").format(step=step))
            self.pace.wait(STEP)
