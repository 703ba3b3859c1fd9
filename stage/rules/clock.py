"""What a clock of the stage reads: the steady clock of the machine tells it, and no wall clock moves it.

All lengths here are milliseconds, but for limits, which are seconds as in the contest file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contests.about import LONGEST_CLOCK, seconds_in
from contests.clocks import clock_text
from contests.models import Performance
from stage.models import ClockKind, StageClock

SECOND = 1000
MILLISECOND = timedelta(milliseconds=1)
DRIFT = timedelta(seconds=1)
"""Wall clocks that are kept right go a little faster or slower than the steady one."""
LONGEST = LONGEST_CLOCK * SECOND - 1


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment by both clocks of a machine: `steady` since it was started, which `boot` names, and `wall`."""

    steady: int
    boot: str
    wall: datetime

    def since(self, steady: int, boot: str, wall: datetime) -> int:
        """How much has passed since another moment, by the steady clock; by the wall clock where the machine was
        started anew in between. Never less than nothing.
        """
        passed = self.steady - steady if boot == self.boot else (self.wall - wall) // MILLISECOND
        return max(0, passed)

    def put_right(self, wall: datetime | None, steady: int | None, boot: str) -> datetime | None:
        """When another moment was by the wall clock of now, which may have been put right since; as it was noted where
        its steady clock was not, or the machine was started anew.
        """
        if wall is None or steady is None or boot != self.boot:
            return wall
        moved = self.wall - wall - (self.steady - steady) * MILLISECOND
        return wall + moved if abs(moved) > DRIFT else wall


def reading_of(clock: StageClock, at: Moment) -> int:
    """What a clock reads at a moment."""
    if clock.began is None or clock.began_at is None:
        return clock.passed
    return min(LONGEST, clock.passed + at.since(clock.began, clock.boot, clock.began_at))


def waiting_of(performance: Performance, clock: StageClock | None, at: Moment) -> int:
    """How long ago somebody was called on stage: by the steady clock where their clock has noted that moment."""
    called = performance.started_at
    if called is None:
        return 0
    if is_of(clock, performance) and clock is not None and clock.called is not None:
        return at.since(clock.called, clock.called_boot, called)
    return max(0, (at.wall - called) // MILLISECOND)


def is_of(clock: StageClock | None, performance: Performance) -> bool:
    """Whether a clock is of the start that holds for a performance, and not of one that was taken back."""
    return clock is not None and clock.of_start == performance.started_at


def clock_seen(clock: StageClock) -> str:
    """How a clock stands, in one text: for a caller to hand back what it has seen."""
    return f"{clock.passed}/{'' if clock.began is None else clock.began}"


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A clock as pages show it and go on with by themselves.

    `zero` is when it stood at nothing by the steady clock of now, None while it stands; then `passed` is what it shows.
    `waiting` is when somebody was called whose clock has not been started. `limit` and `warn_at` are seconds.
    """

    kind: ClockKind
    passed: int = 0
    zero: int | None = None
    waiting: int | None = None
    limit: int | None = None
    warn_at: int | None = None
    seen: str = "0/"

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self.zero is not None

    @property
    def begun(self) -> bool:
        """Whether it was started, or set."""
        return self.running or self.passed > 0

    @property
    def reads(self) -> bool:
        """Whether it has a time to show. Without a limit there is none before the start: its "0:00" would be read as
        the end of the time.
        """
        return self.begun or self.limit is not None

    @property
    def seconds(self) -> int:
        """Whole seconds that have passed, as a clock shows them."""
        return self.passed // SECOND

    @property
    def digits(self) -> str:
        """Minutes and seconds that have passed: "8:23"."""
        return clock_text(self.seconds)

    @property
    def limit_text(self) -> str:
        """The limit in minutes and seconds; "" without one."""
        return clock_text(self.limit)

    @property
    def warn_text(self) -> str:
        """When it warns, in minutes and seconds; "" where it does not."""
        return clock_text(self.warn_at)


def face_of_performance(performance: Performance, clock: StageClock | None, at: Moment) -> ClockFace:
    """The clock of somebody who was called on stage."""
    rules = performance.round.clock or {}
    about = rules.get("about")
    warn_at = seconds_in(about if isinstance(about, Mapping) else None, "warn_at")
    more: dict[str, Any] = {"limit": rules.get("limit"), "warn_at": warn_at}
    if clock is None or not is_of(clock, performance) or not (clock.running or clock.passed):
        more["waiting"] = at.steady - waiting_of(performance, clock, at)
        return ClockFace(ClockKind.PERFORMANCE, **more)
    return _face(clock, at, **more)


def face_of_show(clock: StageClock, at: Moment) -> ClockFace:
    """The clock of a break or of preparation, which counts down."""
    return _face(clock, at, limit=clock.limit)


def _face(clock: StageClock, at: Moment, **more: Any) -> ClockFace:
    reading = reading_of(clock, at)
    zero = at.steady - reading if clock.running else None
    return ClockFace(ClockKind(clock.kind), passed=reading, zero=zero, seen=clock_seen(clock), **more)
