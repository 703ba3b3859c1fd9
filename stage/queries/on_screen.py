"""What screens show is made of: the show, what is released. Nothing of the marks."""

from __future__ import annotations

from django.db.models import QuerySet

from communities.reading import models_asked
from stage.models import Release, ReleaseKind, Show

ANY = -1


def show_on_screen_now(pk: int) -> Show:
    """A show with its contest, the district, and the performance whose score was chosen."""
    for show in models_asked(_shown, {ANY: pk}):
        return show
    raise Show.DoesNotExist


def _shown() -> QuerySet[Show]:
    of_show = ("contest__district", "performance__contestant", "performance__round", "picture", "beside")
    return Show.objects.select_related(*of_show).filter(pk=ANY)


def told_on_screen(show: Show) -> list[Release]:
    """The scores that the hall may know, the last released first, without what they say. One query."""
    return models_asked(_told, {ANY: show.pk})


def _told() -> QuerySet[Release]:
    return scores_in_force(Show(pk=ANY))


def scores_in_force(show: Show) -> QuerySet[Release]:
    """The scores that the hall may know, the last released first, without what they say."""
    rows = Release.objects.filter(show=show.pk, kind=ReleaseKind.SCORE, taken_back_at__isnull=True)
    return rows.select_related("performance__contestant").order_by("-number").defer("content")
