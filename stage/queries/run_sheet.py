"""The rows that a run sheet is made of, and how much of it has begun."""

from __future__ import annotations

from contests.models import Contest, Contestant, Performance, PerformanceState
from stage.models import Cue, CueState, Show

from .clock import with_clocks

BEGUN = (CueState.ON, CueState.DONE)


def cues_of(show: Show) -> list[Cue]:
    """The items between the performances, as they come; none of a show that is not stored. One query."""
    return list(Cue.objects.filter(show=show.pk).select_related("contestant")) if show.pk else []


def performances_on_stage(contest: Contest) -> list[Performance]:
    """Everything that is performed before the hall, with contestants, rounds and clocks, in no order. One query."""
    rows = with_clocks(contest.performances.filter(round__external=False))
    return list(rows.select_related("contestant", "round").order_by())


def called_so_far(contest: int) -> int:
    """How many performances have been called. One query."""
    rows = Performance.objects.filter(contest=contest, round__external=False)
    return rows.exclude(state=PerformanceState.WAITING).count()


def begun_so_far(show: Show) -> int:
    """How many performances and items of a run sheet have begun. Two queries."""
    return called_so_far(show.contest_id) + Cue.objects.filter(show=show, state__in=BEGUN).count()


def comments_about(contestant: Contestant) -> list[str]:
    """The sentences that comments about a contestant came down to, in the order of the show. One query."""
    rows = Cue.objects.filter(show__contest=contestant.contest_id, contestant=contestant).exclude(said="")
    return list(rows.order_by("slot", "position", "pk").values_list("said", flat=True))
