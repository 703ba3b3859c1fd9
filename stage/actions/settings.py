"""How a contest is shown: when its scores are released, and what raises an alarm before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.actions.rows import fill, newly_sent, store
from communities.models import User
from communities.refused import Refused
from contests.models import Contest
from stage import verbs
from stage.models import Show

from .change import locked_show, show_changed

SETTINGS = (
    "releasing",
    "batch",
    "judges",
    "widest_range",
    "widest_distance",
    "watch_equal",
    "live_page",
    "photos_public",
    "between",
    "begins",
    "subtitle",
)
WAY = ("releasing", "batch", "judges")


@transaction.atomic
def change_show(
    *, contest: Contest, values: Mapping[str, Any], by: User, now: datetime, seen: Mapping[str, Any] | None = None
) -> Show:
    """Change how a contest is shown.

    `seen` are the columns as the caller saw them: only what differs from them is written. Refused("gone"), "stale",
    "unknown-fields", "invalid", and "releasing-begun" for the way to release, and what of the judges,
    once a score was released.
    """
    show = locked_show(contest)
    detail = fill(show, newly_sent(show, values, seen), allowed=SETTINGS)
    if not detail.keys().isdisjoint(WAY) and show.releases.exists():
        raise Refused("releasing-begun")
    store(show)
    if detail:
        show_changed(show, verbs.SHOW_CHANGED, by=by, now=now, detail=detail)
    return show
