"""Sheets that nobody has heard of yet: those of the first few performances, held to be released together."""

from __future__ import annotations

from collections import Counter

from django.db.models import Exists, OuterRef

from contests.models import PERFORMING, ContestState, Performance
from stage.models import Release, Releasing, Show


def held_together(contest: int) -> frozenset[int]:
    """The performances of a live contest whose scores are held to be released together: the first few of each round and
    room that were called; none that was ever released. All by their numbers in the database. Two queries, one where
    nothing is held.

    Until then a judge may set them against each other and change what was confirmed.
    """
    show = Show.objects.filter(contest=contest, contest__state=ContestState.LIVE, releasing=Releasing.BATCH).first()
    if show is None:
        return frozenset()
    rows = Performance.objects.filter(contest=contest, round__external=False, called__isnull=False)
    rows = rows.filter(contestant__status__in=PERFORMING).select_related("contestant")
    rows = rows.order_by("called", "order", "pk")
    called: Counter[tuple[int, str]] = Counter()
    found = set()
    for performance in rows.annotate(told=Exists(Release.objects.filter(performance=OuterRef("pk")))):
        line = performance.round_id, performance.room or ""
        called[line] += 1
        if called[line] <= show.batch and not performance.told:
            found.add(performance.pk)
    return frozenset(found)
