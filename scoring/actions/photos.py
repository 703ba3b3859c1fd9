"""Photos of sites for the report on a tour: added and taken away by the organiser and the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.actions.rows import store
from communities.models import BYTES, User
from communities.refused import Refused
from communities.rules.files import looked_at
from contests.actions.change import changed, locked_in
from contests.models import Contest, Performance
from scoring import verbs
from scoring.models import SitePhoto

from .keeping import FROZEN

MOST_PHOTOS = 6


def add_site_photo(
    *, performance: Performance, title: str, data: bytes, by: User, now: datetime, small: bytes = b""
) -> SitePhoto:
    """Add a photo of a site to the report. It is looked through before anything is locked; `small` is a smaller copy.

    Refused("gone", "wrong-state"), "not-at-once" where the round is no tour, "already" where it is there,
    "too-many-photos", "only-photos" for a PDF, "invalid", "no-evidence", "picture-too-heavy", "picture-too-wide",
    "picture-broken", "pdf-too-heavy", "no-pdf", "pdf-locked", "pdf-too-long" and "pdf-active".
    """
    found = looked_at(data, small)
    if found.pages is not None:
        raise Refused("only-photos")
    made = SitePhoto(title=title, added_at=now, added_by=by, **found.columns)
    with transaction.atomic():
        contest = _opened(performance)
        made.performance = Performance.objects.select_related("contestant", "round").get(pk=performance.pk)
        if not made.performance.round.at_once:
            raise Refused("not-at-once", round=made.performance.round.key)
        there = list(SitePhoto.objects.filter(performance=performance).values_list("digest", flat=True))
        if made.digest in there:
            raise Refused("already")
        if len(there) >= MOST_PHOTOS:
            raise Refused("too-many-photos", most=MOST_PHOTOS)
        store(made)
        detail, who = {"title": made.title}, made.performance.contestant
        changed(contest, verbs.PHOTO_ADDED, by=by, now=now, object=who, detail=detail, for_the_desk=True)
    return made


@transaction.atomic
def remove_site_photo(*, photo: SitePhoto, by: User, now: datetime) -> None:
    """Take a photo out of the report. Refused("gone", "wrong-state") and "already"."""
    contest = _opened(photo.performance)
    rows = SitePhoto.objects.select_related("performance__contestant").defer(*BYTES)
    row = rows.filter(pk=photo.pk).first()
    if row is None:
        raise Refused("already")
    detail, who = {"title": row.title}, row.performance.contestant
    row.delete()
    changed(contest, verbs.PHOTO_REMOVED, by=by, now=now, object=who, detail=detail, for_the_desk=True)


def _opened(performance: Performance) -> Contest:
    return locked_in(performance.contest_id, *FROZEN)
