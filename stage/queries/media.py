"""Films and pictures of a show."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from communities.reading import models_asked
from contests.models import Contest
from stage.models import Cue, CueState, MediaFile, MediaUse, Show

ANY = -1


def media_named(show: int, name: str) -> MediaFile | None:
    """A film or picture of a show by the name of its file. One query."""
    digest, _, ending = name.partition(".")
    return MediaFile.objects.filter(show=show, digest=digest, format=ending).first()


def photos_of(show: Show) -> dict[int, MediaFile]:
    """The photos of a show by the contestant they show. One query."""
    rows = models_asked(_photos, {ANY: show.pk}) if show.pk else []
    return {photo.contestant_id: photo for photo in rows if photo.contestant_id}


def _photos() -> QuerySet[MediaFile]:
    return MediaFile.objects.filter(show=ANY, contestant__isnull=False).select_related("contestant")


def photos_for_residents(contest: Contest) -> dict[str, MediaFile]:
    """The photos of contestants by number, where the organiser has chosen that residents see them.

    One query, and none where they do not, of a contest that was read with its show.
    """
    show = getattr(contest, "show", None)
    if show is None or not show.photos_public:
        return {}
    return {photo.contestant.number: photo for photo in _for_residents(contest.pk) if photo.contestant}


def photo_for_residents(contest: int, name: str) -> MediaFile | None:
    """A photo of a contestant that residents may see, by the name of its file. One query."""
    digest, _, ending = name.partition(".")
    return _for_residents(contest).filter(digest=digest, format=ending).first()


def _for_residents(contest: int) -> QuerySet[MediaFile]:
    rows = MediaFile.objects.filter(show__contest=contest, show__photos_public=True, contestant__isnull=False)
    return rows.select_related("contestant")


def media_of(show: Show, use: MediaUse) -> QuerySet[MediaFile]:
    """The films and pictures of a show for one use, by their titles."""
    return MediaFile.objects.filter(show=show.pk, use=use).order_by("title", "pk")


def shown_now(show: Show) -> list[MediaFile]:
    """The films and slides of the item of the run sheet that is on, by their titles; none where there is none."""
    cue = Cue.objects.filter(show=show.pk, state=CueState.ON).first()
    return list(cue.media.order_by("title", "pk")) if cue else []


def media_ahead(show: int) -> list[MediaFile]:
    """What screens should have at hand: pictures of sponsors, photos that are somebody's, and the films and slides of
    the items of the run sheet that are on or to come, these first. One query."""
    rows = MediaFile.objects.filter(show=show).annotate(soon=Exists(_coming()))
    known = Q(soon=True) | Q(use=MediaUse.SPONSOR) | Q(contestant__isnull=False)
    return list(rows.filter(known).order_by("-soon", "title", "pk"))


def _coming() -> QuerySet[Cue]:
    return Cue.objects.filter(media=OuterRef("pk"), state__in=(CueState.ON, CueState.WAITING))
