"""The themes of a district: what its secretaries speak on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.journal import record, verbs
from communities.models import District, Theme, User
from communities.refused import Refused
from communities.rules.starter_set import SOURCE, THEMES

from .rows import discard, fill, fresh, newly_sent, store

FIELDS = ("name", "pillar", "source")


@transaction.atomic
def create_theme(*, district: District, values: Mapping[str, Any], by: User, now: datetime) -> Theme:
    """Enter a theme of a district.

    Refused("unknown-fields") and "invalid".
    """
    row = Theme(district=fresh(district))
    detail = fill(row, values, allowed=FIELDS)
    store(row)
    record(verb=verbs.THEME_CREATED, at=now, who=by, district_id=district.pk, object=str(row), detail=detail)
    return row


@transaction.atomic
def change_theme(
    *, theme: Theme, values: Mapping[str, Any], by: User, now: datetime, seen: Mapping[str, Any] | None = None
) -> Theme:
    """Change some fields of a theme; `seen` are their values when the caller looked, None for who has not.

    Refused("stale") where somebody else has changed such a field since, "gone", "unknown-fields" and "invalid".
    """
    row = fresh(theme)
    detail = fill(row, newly_sent(row, values, seen), allowed=FIELDS)
    row.version += bool(detail)
    store(row)
    if detail:
        record(verb=verbs.THEME_CHANGED, at=now, who=by, district_id=row.district_id, object=str(row), detail=detail)
    return row


@transaction.atomic
def remove_theme(*, theme: Theme, by: User, now: datetime) -> None:
    """Take away a theme that nobody has spoken on.

    Refused("gone") where it is no more, and "in-use" where there is a presentation on it.
    """
    row = fresh(theme)
    record(verb=verbs.THEME_REMOVED, at=now, who=by, district_id=row.district_id, object=str(row))
    discard(row)


@transaction.atomic
def take_themes(*, district: District, by: User, now: datetime) -> list[Theme]:
    """Take over those themes of the report that are not there yet; the new ones.

    Refused("already") where there is none left.
    """
    fresh(district)
    there = set(district.themes.values_list("name", flat=True))
    new = [
        Theme(district=district, name=name, pillar=pillar, source=SOURCE)
        for name, pillar in THEMES
        if name not in there
    ]
    if not new:
        raise Refused("already")
    Theme.objects.bulk_create(new)
    detail = {"names": [row.name for row in new]}
    record(verb=verbs.THEMES_TAKEN, at=now, who=by, district_id=district.pk, object=str(district), detail=detail)
    return new
