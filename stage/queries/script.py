"""What the emcee's page is made of beside the run sheet: scores in force with what they say, and cuts to come."""

from __future__ import annotations

from contests.models import Contest, Cut
from stage.models import Release, ReleaseKind, Show


def scores_told(show: Show) -> list[Release]:
    """The scores that the hall may know, in the order in which they were released. One query."""
    rows = Release.objects.filter(show=show.pk, kind=ReleaseKind.SCORE, taken_back_at__isnull=True)
    return list(rows.select_related("performance__contestant", "performance__round").order_by("number"))


def first_round_cut(contest: Contest) -> int | None:
    """The position of the first round after which not everybody goes on; None where there is none. One query."""
    rows = Cut.objects.filter(round__contest=contest).order_by("round__position")
    return rows.values_list("round__position", flat=True).first()
