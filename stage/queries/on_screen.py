"""What screens show is made of: the show, who was called, what is released, the running order. Nothing of the marks."""

from __future__ import annotations

from django.db.models import QuerySet

from contests.models import Performance
from stage.models import Release, ReleaseKind, Show


def show_on_screen_now(pk: int) -> Show:
    """A show with its contest, the district, and the performance whose score was chosen."""
    of_show = ("contest__district", "performance__contestant", "performance__round")
    return Show.objects.select_related(*of_show).get(pk=pk)


def scores_in_force(show: Show) -> QuerySet[Release]:
    """The scores that the hall may know, the last released first, without what they say."""
    rows = Release.objects.filter(show=show.pk, kind=ReleaseKind.SCORE, taken_back_at__isnull=True)
    return rows.select_related("performance__contestant").order_by("-number").defer("content")


def running_order(contest: int, round_: int | None) -> list[Performance]:
    """Who performs in a round, None for the first one, as they come."""
    rows = Performance.objects.filter(contest=contest, round__external=False, order__isnull=False)
    rows = rows.select_related("contestant", "round").order_by("round__position", "order", "pk")
    found = list(rows if round_ is None else rows.filter(round=round_))
    return [performance for performance in found if performance.round_id == found[0].round_id]
