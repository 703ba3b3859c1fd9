"""Films and pictures of a show: added, given to contestants, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from communities.actions.rows import store
from communities.models import User
from communities.refused import Refused
from contests.models import Contest
from stage import verbs
from stage.media_folder import Received, keep, received
from stage.models import FILMS, MediaFile, MediaUse, Show

from .change import locked_show, show_changed

MOST_FILES = 500


def add_media(
    *, contest: Contest, use: MediaUse, title: str, file: BinaryIO, size: int, by: User, now: datetime
) -> MediaFile:
    """Add a film or picture of `size` bytes; of a photo somebody says later whose it is (`keep_photos`).

    It is looked through, and written to the disk, before anything is locked.

    Refused("gone"), "already" where the same is there for the same use, "too-many-files", "picture-only" for a film
    that is to be a photo or a sponsor's, "picture-too-heavy", "film-too-heavy", "picture-broken", "picture-too-wide",
    "no-picture", "film-broken", "film-without-picture", "film-unplayable", "disk-full" and "invalid".
    """
    with received(file, size) as found, transaction.atomic():
        show = locked_show(contest)
        made = _stored(show, found, use=use, title=title, by=by, now=now)
        detail = {"use": str(use), "format": str(made.format), "size": made.size}
        show_changed(show, verbs.MEDIA_ADDED, by=by, now=now, object=made, detail=detail)
        keep(found.draft, made)
        return made


def _stored(show: Show, found: Received, *, use: MediaUse, title: str, by: User, now: datetime) -> MediaFile:
    if found.format in FILMS and use != MediaUse.SLIDE:
        raise Refused("picture-only")
    if show.media.filter(use=use, digest=found.digest).exists():
        raise Refused("already")
    if show.media.count() >= MOST_FILES:
        raise Refused("too-many-files", most=MOST_FILES)
    of_file = {"format": found.format, "digest": found.digest, "size": found.size, "seconds": found.seconds}
    made = MediaFile(show=show, use=use, title=title, width=found.width, height=found.height, **of_file)
    made.added_at, made.added_by = now, by
    store(made)
    return made


@transaction.atomic
def remove_media(*, media: MediaFile, by: User, now: datetime) -> None:
    """Remove a film or picture; screens that show it show the title. Refused("gone") for the contest, "already"."""
    show = locked_show(media.show.contest)
    current = show.media.filter(pk=media.pk).first()
    if current is None:
        raise Refused("already")
    _removed(show, [current])
    show_changed(show, verbs.MEDIA_REMOVED, by=by, now=now, object=current, detail={"use": current.use})


@transaction.atomic
def keep_photos(*, contest: Contest, whose: Mapping[int, int | None], by: User, now: datetime) -> None:
    """Say whose photos are that wait: by their numbers in the database the contestants', None to throw one away.

    Who has a photo already gets the new one in its place. Refused("gone"), "already" where none of them waits, and
    "photo-twice" where somebody would get two.
    """
    show = locked_show(contest)
    waiting = {photo.pk: photo for photo in show.media.filter(use=MediaUse.PHOTO, contestant=None, pk__in=whose)}
    if not waiting:
        raise Refused("already")
    given = {pk: who for pk, who in whose.items() if pk in waiting and who is not None}
    people = {who.pk: who for who in show.contest.contestants.filter(pk__in=given.values())}
    if set(given.values()) - set(people):
        raise Refused("gone", object="")
    twice = next((pk for pk in people if list(given.values()).count(pk) > 1), None)
    if twice is not None:
        raise Refused("photo-twice", contestant=str(people[twice]))
    _removed(show, [photo for pk, photo in waiting.items() if pk not in given])
    _removed(show, show.media.filter(contestant__in=people))
    for pk, who in given.items():
        waiting[pk].contestant = people[who]
        store(waiting[pk])
    said = [str(people[who]) for who in given.values()]
    show_changed(show, verbs.PHOTOS_KEPT, by=by, now=now, detail={"contestants": said})


def _removed(show: Show, media: Iterable[MediaFile]) -> None:
    """Delete rows, whose files go with them, and take them from the screens."""
    for one in list(media):
        if show.picture_id == one.pk:
            show.picture = None
        if show.beside_id == one.pk:
            show.beside = None
        one.delete()
