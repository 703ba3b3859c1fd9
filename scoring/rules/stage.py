"""Who is on stage and who comes next; whether a performance can be started, closed, taken back or re-opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communities.refused import Refused
from contests.models import Performance
from scoring.queries import SheetFacts


@dataclass(frozen=True, slots=True)
class CutAfter:
    """Who was cut: the number of each contestant with the key of the round after which; and all rounds in order."""

    after: Mapping[str, str]
    rounds: Sequence[str]

    def bars(self, performance: Performance) -> str | None:
        """The round whose cut keeps a contestant out of a performance; None for a round up to that cut."""
        after = self.after.get(performance.contestant.number)
        if after is None or self.rounds.index(after) >= self.rounds.index(performance.round.key):
            return None
        return after


NOBODY_CUT = CutAfter({}, ())


def next_up(performances: Iterable[Performance], cut: CutAfter = NOBODY_CUT) -> Performance | None:
    """Who is called next, of the running order of a contest without rounds scored elsewhere.

    First in order of those who wait, perform and were not cut; where rooms run side by side, of a room whose stage is
    free, if there is one.
    """
    order = list(performances)
    waiting = [p for p in order if p.is_waiting and p.contestant.performs and cut.bars(p) is None]
    taken = [p for p in order if p.is_on_stage]
    return next((p for p in waiting if stage_taken_by(p, taken) is None), waiting[0] if waiting else None)


def stage_taken_by(performance: Performance, performances: Iterable[Performance]) -> Performance | None:
    """Who is on the stage a performance would be called to: each room has one."""
    return next((p for p in performances if p.is_on_stage and p.room == performance.room), None)


def why_not_started(
    performance: Performance, performances: Iterable[Performance], cut: CutAfter = NOBODY_CUT
) -> Refused | None:
    """Why somebody cannot be called now; None where it is possible.

    "external-round", "not-competing", "not-waiting", "was-cut" or "stage-taken". `performances` are those of the
    contest, or at least those on stage. What only the standings know, such as a cut that is undecided, is asked apart.
    """
    who = performance.contestant
    if performance.round.external:
        return Refused("external-round", round=performance.round.key)
    if not who.performs:
        return Refused("not-competing", contestant=who.number, status=who.status)
    if not performance.is_waiting:
        return Refused("not-waiting", contestant=who.number, state=performance.state)
    if (after := cut.bars(performance)) is not None:
        return Refused("was-cut", contestant=who.number, round=after)
    taken = stage_taken_by(performance, performances)
    return None if taken is None else Refused("stage-taken", contestant=taken.contestant.number)


def why_not_closed(performance: Performance, outstanding: Sequence[str], *, reason: str) -> Refused | None:
    """Why a performance cannot be closed; None where it can: "not-open", and without a reason "sheets-outstanding" or
    "time-missing".

    `outstanding` are the names of the judges whose sheets the result waits for.
    """
    if not performance.is_under_way:
        return _not_open(performance)
    if outstanding and not reason.strip():
        return Refused("sheets-outstanding", judges=list(outstanding))
    if lacks_time(performance) and not reason.strip():
        return Refused("time-missing", contestant=performance.contestant.number)
    return None


def lacks_time(performance: Performance) -> bool:
    """Whether the round goes by a clock and no time was entered."""
    return bool(performance.round.clock) and performance.seconds is None


def why_not_cancelled(performance: Performance, sheets: Iterable[tuple[str, SheetFacts]]) -> Refused | None:
    """Why a start cannot be taken back: "not-open", or "marks-came-in" once any judge has sent marks, also such as
    count no longer; None where it can. `sheets` are those of the performance by key of the judge."""
    if not performance.is_under_way:
        return _not_open(performance)
    judges = [judge for judge, facts in sheets if facts.used]
    return Refused("marks-came-in", contestant=performance.contestant.number, judges=judges) if judges else None


def why_not_reopened(performance: Performance) -> Refused | None:
    """Why a performance cannot be re-opened: "not-closed"; None where it can."""
    if performance.is_closed:
        return None
    return Refused("not-closed", contestant=performance.contestant.number, state=performance.state)


def _not_open(performance: Performance) -> Refused:
    return Refused("not-open", contestant=performance.contestant.number, state=performance.state)
