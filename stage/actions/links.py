"""Links for screens, the emcee and the timekeeper: given out, replaced where they came into wrong hands, removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from communities.actions.rows import fill, newly_sent, store
from communities.models import User
from communities.refused import Refused
from contests.actions.change import refuse_stale, refuse_without_role
from contests.models import Contest
from stage import verbs
from stage.models import LinkKind, Show, StageLink

from .change import locked_show, show_changed

MOST_LINKS = 30
OWN = ("name", "mode", "light")
COLUMNS = ("kind", *OWN)
NOTED_AGAIN = timedelta(seconds=55)
"""A screen asks twice a second; that it is there is written once a minute."""


@transaction.atomic
def add_link(*, contest: Contest, values: Mapping[str, Any], by: User, now: datetime) -> StageLink:
    """Make a link: `kind`, `name`, whether it is `light`, and the `mode` of a screen that does not follow
    the main one.

    Refused("gone"), "too-many-links", "unknown-fields" and "invalid".
    """
    return _added(locked_show(contest), values, by, now)


@transaction.atomic
def add_usual_links(*, contest: Contest, names: Mapping[LinkKind, str], by: User, now: datetime) -> list[StageLink]:
    """Make the links that every show needs, one of each kind that has a name here.

    Refused("gone"), "already" where there are links, and "invalid".
    """
    show = locked_show(contest)
    if show.links.exists():
        raise Refused("already")
    return [_added(show, {"kind": kind, "name": name}, by, now) for kind, name in names.items()]


def _added(show: Show, values: Mapping[str, Any], by: User, now: datetime) -> StageLink:
    if show.links.count() >= MOST_LINKS:
        raise Refused("too-many-links", most=MOST_LINKS)
    link = StageLink(show=show)
    detail = fill(link, values, allowed=COLUMNS)
    store(link)
    show_changed(show, verbs.LINK_ADDED, by=by, now=now, object=link, detail=detail)
    return link


@transaction.atomic
def change_link(
    *, link: StageLink, values: Mapping[str, Any], by: User, now: datetime, seen: Mapping[str, Any] | None = None
) -> StageLink:
    """Give a link another name, a screen another `mode` of its own, empty to follow the main one, or `light` colours.

    `seen` are the columns as the caller saw them: only what differs from them is written. Refused("gone"), "stale",
    "unknown-fields" and "invalid".
    """
    show, current = _locked(link)
    called = str(current)
    detail = fill(current, newly_sent(current, values, seen), allowed=OWN)
    store(current)
    if detail:
        show_changed(show, verbs.LINK_CHANGED, by=by, now=now, object=called, detail=detail)
    return current


@transaction.atomic
def replace_link(*, link: StageLink, by: User, now: datetime, seen: int | None = None) -> StageLink:
    """Give a link a new address; the old one is dead from now on.

    `seen` is the number of the address that the caller saw. Refused("gone") and "stale".
    """
    show, current = _locked(link)
    refuse_stale(seen, current.number)
    current.number += 1
    current.seen_at, current.size, current.page_version = None, "", ""
    store(current)
    show_changed(show, verbs.LINK_REPLACED, by=by, now=now, object=current)
    return current


@transaction.atomic
def remove_link(*, link: StageLink, by: User, now: datetime) -> None:
    """Remove a link; its address is dead from now on. Refused("already") where it is gone."""
    show = locked_show(link.show.contest)
    current = show.links.filter(pk=link.pk).first()
    if current is None:
        raise Refused("already")
    current.delete()
    show_changed(show, verbs.LINK_REMOVED, by=by, now=now, object=current)


@transaction.atomic
def identify(*, link: StageLink, by: User, now: datetime) -> None:  # noqa: ARG001 - an action is told when
    """Let a screen show its name for ten seconds. Nothing of the show changes. Refused("gone") and "role-ended"."""
    show, current = _locked(link)
    refuse_without_role(show.contest, verbs.LINK_CHANGED, by)
    StageLink.objects.filter(pk=current.pk).update(identify=F("identify") + 1)


@transaction.atomic
def note_screen(*, link: int, size: str, page_version: str, silent: bool = False, now: datetime) -> None:
    """Who has a link has asked: a screen with its size in pixels, the version of its page, and whether it plays
    a film without sound. At most one write a
    minute, unless one of these has changed. The show stays as it is, and the link may be gone.
    """
    size, page_version = size[:20], page_version[:40]
    long_ago = Q(seen_at__isnull=True) | Q(seen_at__lt=now - NOTED_AGAIN) | Q(seen_at__gt=now)  # the clock was set back
    news = long_ago | ~Q(size=size) | ~Q(page_version=page_version) | ~Q(silent=silent)
    StageLink.objects.filter(news, pk=link).update(seen_at=now, size=size, page_version=page_version, silent=silent)


def _locked(link: StageLink) -> tuple[Show, StageLink]:
    """The show and the link as they are now, locked. Refused("gone")."""
    show = locked_show(link.show.contest)
    current = show.links.filter(pk=link.pk).first()
    if current is None:
        raise Refused("gone", object=link.name)
    return show, current
