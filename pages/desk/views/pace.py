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

MINUTE = 60
NO_NUMBER = "{minutes}"
"""Where a script writes how many minutes it has become."""


_cues: Kept[list[Cue]] = Kept(50)
"""In this process: the items of a show, which are others only where its version is."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a show stands: the `words` of now, and the words a script needs for a while later."""

    sheet: RunSheet
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
    def ahead(self) -> str:
        """What is said while it is early."""
        return early_text(NO_NUMBER, "{end}", many=2)

    @property
    def even(self) -> str:
        """What is said while it is neither."""
        return even_text("{end}")

    @property
    def plan_clock(self) -> int:
        """When all should be over by the clock on the wall, in seconds since midnight."""
        plan = timezone.localtime(self.sheet.plan)
        return plan.hour * 3600 + plan.minute * MINUTE + plan.second


def run_sheet_now(contest: Contest, now: datetime, cut: CutAfter = NOBODY_CUT) -> RunSheet:
    """The run sheet of a contest. Three queries."""
    show = show_of(contest)
    return run_sheet_of(show, cues_of(show), performances_on_stage(contest), now=now, cut=cut)


def sheet_at_desk(show: Show, performances: Iterable[Performance], cut: CutAfter) -> RunSheet:
    """The run sheet of a show that is at hand with its contest and running order. At most one query."""
    cues = _cues.get(show.pk, show.version, lambda: cues_of(show))
    return run_sheet_of(show, cues, performances, now=timezone.now(), cut=cut)


def pace_of(sheet: RunSheet) -> Pace:
    """How far a show is from its plan."""
    if sheet.over:
        return Pace(sheet, _("Everything on the run sheet is done."))
    late, end = sheet.late, clock(sheet.end)
    if late is None:
        return Pace(sheet, _beginning(sheet))
    minutes = abs(late) // MINUTE
    if not minutes:
        return Pace(sheet, even_text(end))
    if late < 0:
        return Pace(sheet, early_text(str(minutes), end, many=minutes), "early")
    return Pace(sheet, late_text(str(minutes), end, many=minutes), "late")


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


def _beginning(sheet: RunSheet) -> str:
    """Before anything has begun."""
    if sheet.begins is None:
        hours, rest = divmod(sheet.seconds // MINUTE, 60)
        return _("{hours} h {minutes} min are planned").format(hours=hours, minutes=rest)
    return _("Begins at {begins}, ends at about {end}").format(begins=clock(sheet.begins), end=clock(sheet.end))
