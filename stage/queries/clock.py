"""The clocks of a show."""

from __future__ import annotations

from contests.models import Performance
from stage.models import ClockKind, Show, StageClock


def clock_of(performance: Performance) -> StageClock | None:
    """The clock of a performance, once there is one; it may be of a start that was taken back. One query."""
    return StageClock.objects.filter(performance=performance.pk, kind=ClockKind.PERFORMANCE).first()


def clock_of_show(show: int, kind: ClockKind) -> StageClock | None:
    """The clock of the break or of preparation, while it is set. One query."""
    return StageClock.objects.filter(show=show, kind=kind, performance=None).first()


def clocks_of_show(show: Show) -> list[StageClock]:
    """The clocks of break and preparation that are set. One query."""
    return list(StageClock.objects.filter(show=show.pk, performance=None)) if show.pk else []
