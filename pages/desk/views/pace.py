"""How far a show is from its plan, as one line; a script lets it go on between two answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contests.models import Contest, Performance
from scoring.results import Kept
from scoring.rules import NOBODY_CUT, CutAfter
from stage.models import Cue, Show
from stage.queries import show_of
from stage.queries.run_sheet import cues_of, performances_on_stage
from stage.results.run_sheet import RunSheet, run_sheet_of
from stage.rules.clock import MILLISECOND, Moment

MINUTE = 60
NO_NUMBER = "{minutes}"
"""Where a script writes how many minutes it has become."""


_cues: Kept[list[Cue]] = Kept(50)
"""In this process: the items of a show, which are others only where its version is."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a show stands: the `words` of now, and the words a script needs for a while later."""

    sheet: RunSheet
    at: Moment
    words: str
    kind: str = ""

    @property
    def noted(self) -> list[Cue]:
        """What is on and what comes next, where the desk has notes about it."""
        items = [item for item in (self.sheet.current, self.sheet.following) if item]
        return [item.cue for item in items if item.cue and item.cue.desk_notes and (item.on or item.to_come)]

    @property
    def behind(self) -> str:
        """What is said once it is late."""
        return late_text(NO_NUMBER, "{end}", many=2)

    @property
    def behind_one(self) -> str:
        """What is said while it is late by one minute."""
        return late_text(NO_NUMBER, "{end}", many=1)

    @property
    def ahead_one(self) -> str:
        """What is said while it is early by one minute."""
        return self.even if not self.sheet.begun else early_text(NO_NUMBER, "{end}", many=1)

    @property
    def ahead(self) -> str:
        """What is said while it is early; what has not begun cannot be."""
        return self.even if not self.sheet.begun else early_text(NO_NUMBER, "{end}", many=2)

    @property
    def even(self) -> str:
        """What is said while it is neither."""
        return even_text("{end}") if self.sheet.begun else begins_text(self.sheet.begins, "{end}")

    @property
    def plan_steady(self) -> int | None:
        """When all should be over, in milliseconds by the steady clock, by which a page goes on counting."""
        return self._steady(self.sheet.plan)

    @property
    def follows(self) -> bool:
        """Whether a script lets it go on: there is a plan, and it is not over."""
        return self.sheet.plan is not None and not self.sheet.over

    @property
    def lanes_steady(self) -> str:
        """For each room until when it is taken, in milliseconds by the steady clock, and how many seconds follow."""
        return " ".join(f"{self._steady(lane.due)}:{lane.rest}" for lane in self.sheet.lanes)

    @property
    def plan_clock(self) -> int:
        """When all should be over by the clock on the wall, in seconds since midnight."""
        plan = timezone.localtime(self.sheet.plan)
        return plan.hour * 3600 + plan.minute * MINUTE + plan.second

    def _steady(self, wall: datetime | None) -> int | None:
        return self.at.steady + (wall - self.at.wall) // MILLISECOND if wall else None


def run_sheet_now(contest: Contest, at: Moment, cut: CutAfter = NOBODY_CUT) -> RunSheet:
    """The run sheet of a contest. Three queries."""
    show = show_of(contest)
    return run_sheet_of(show, cues_of(show), performances_on_stage(contest), at=at, cut=cut)


def sheet_at_desk(show: Show, performances: Iterable[Performance], at: Moment, cut: CutAfter) -> RunSheet:
    """The run sheet of a show that is at hand with its contest and running order. At most one query."""
    cues = _cues.get(show.pk, show.version, lambda: cues_of(show))
    return run_sheet_of(show, cues, performances, at=at, cut=cut)


def pace_of(sheet: RunSheet, at: Moment) -> Pace:
    """How far a show is from its plan."""
    if sheet.over:
        return Pace(sheet, at, _("Everything on the run sheet is done."))
    late, end = sheet.late, clock(sheet.end)
    if late is None:
        return Pace(sheet, at, _beginning(sheet))
    minutes = abs(late) // MINUTE
    if not minutes:
        return Pace(sheet, at, even_text(end) if sheet.begun else _beginning(sheet))
    if late < 0:
        return Pace(sheet, at, early_text(str(minutes), end, many=minutes), "early")
    return Pace(sheet, at, late_text(str(minutes), end, many=minutes), "late")


def clock(at: datetime | None) -> str:
    """A time by the clock on the wall."""
    return f"{timezone.localtime(at):%H:%M}" if at else ""


def late_text(minutes: str, end: str, *, many: int) -> str:
    """How late it is."""
    words = ngettext(
        "{minutes} minute behind plan, ends at about {end}", "{minutes} minutes behind plan, ends at about {end}", many
    )
    return words.format(minutes=minutes, end=end)


def early_text(minutes: str, end: str, *, many: int) -> str:
    """How early it is."""
    words = ngettext(
        "{minutes} minute ahead of plan, ends at about {end}",
        "{minutes} minutes ahead of plan, ends at about {end}",
        many,
    )
    return words.format(minutes=minutes, end=end)


def even_text(end: str) -> str:
    """It is as planned."""
    return _("As planned, ends at about {end}").format(end=end)


def begins_text(begins: datetime | None, end: str) -> str:
    """When all begins, and when it will be over."""
    return _("Begins at {begins}, ends at about {end}").format(begins=clock(begins), end=end)


def length_text(seconds: int) -> str:
    """How long something is planned to take, with its units, so that it is no time of day."""
    minutes, rest = divmod(seconds, MINUTE)
    if not rest:
        return _("{minutes} min").format(minutes=minutes)
    return (_("{minutes} min {seconds} s") if minutes else _("{seconds} s")).format(minutes=minutes, seconds=rest)


def _beginning(sheet: RunSheet) -> str:
    """Before anything has begun, or should have."""
    if sheet.begins is None:
        hours, rest = divmod(sheet.seconds // MINUTE, 60)
        if not hours:
            return _("{minutes} min are planned").format(minutes=rest)
        return _("{hours} h {minutes} min are planned").format(hours=hours, minutes=rest)
    return begins_text(sheet.begins, clock(sheet.end))
