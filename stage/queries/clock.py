"""The clocks of a show."""

from __future__ import annotations

from django.db.models import F, FilteredRelation, Q, QuerySet

from communities.reading import models_asked
from contests.models import Performance
from stage.models import ClockKind, Show, StageClock

ANY = -1
COLUMNS = ("id", "passed", "began", "began_at", "boot", "of_start", "called", "called_boot", "declined")


def clock_of(performance: Performance) -> StageClock | None:
    """The clock of a performance, once there is one; it may be of a start that was taken back. One query."""
    return next(iter(models_asked(_of_performance, {ANY: performance.pk})), None)


def _of_performance() -> QuerySet[StageClock]:
    return StageClock.objects.filter(performance=ANY, kind=ClockKind.PERFORMANCE)


def with_clocks(rows: QuerySet[Performance]) -> QuerySet[Performance]:
    """Performances that are read together with their clocks, for `clock_read`."""
    own = FilteredRelation("clocks", condition=Q(clocks__kind=ClockKind.PERFORMANCE))
    return rows.annotate(own_clock=own).annotate(**{f"clock_{name}": F(f"own_clock__{name}") for name in COLUMNS})


def clock_read(performance: Performance) -> StageClock | None:
    """The clock of a performance that was read with it. No query."""
    values = {name: getattr(performance, f"clock_{name}") for name in COLUMNS}
    return None if values["id"] is None else StageClock(performance=performance, kind=ClockKind.PERFORMANCE, **values)


def call_read(performance: Performance) -> tuple[int | None, str]:
    """When somebody was called by the steady clock, and the start of the machine that it counts from; None where that
    was not noted, or the performance was not read with its clock. No query."""
    kept = vars(performance)
    if kept.get("clock_called") is None or kept["clock_of_start"] != performance.started_at:
        return None, ""
    return kept["clock_called"], kept["clock_called_boot"]


def clock_of_show(show: int, kind: ClockKind) -> StageClock | None:
    """The clock of the break or of preparation, while it is set. One query."""
    return StageClock.objects.filter(show=show, kind=kind, performance=None).first()


def clocks_of_show(show: Show) -> list[StageClock]:
    """The clocks of break and preparation that are set. One query."""
    return list(StageClock.objects.filter(show=show.pk, performance=None)) if show.pk else []
