"""What judges have written about sites for the report."""

from __future__ import annotations

from collections.abc import Iterable

from contests.models import Contest, Judge
from scoring.models import SiteNote


def notes_of(contest: Contest) -> list[SiteNote]:
    """The notes that no later one has replaced, site by site and judge by judge. One query."""
    rows = SiteNote.objects.filter(performance__contest=contest, retired_at__isnull=True)
    rows = rows.select_related("judge", "left_out_by", "performance__contestant", "performance__round")
    return list(
        rows.order_by("performance__round__position", "performance__order", "performance", "judge__position", "holder")
    )


def own_notes(judge: Judge) -> Iterable[SiteNote]:
    """What whoever sits in a seat now has written last, about each site. One query."""
    rows = SiteNote.objects.filter(judge=judge, holder=judge.replaced, retired_at__isnull=True)
    return rows.select_related("performance")
