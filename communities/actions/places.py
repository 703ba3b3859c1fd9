"""Districts, streets, communities, secretaries, achievements: entered and changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from communities.models import Achievement, Community, District, Secretary, Street, User
from communities.refused import Refused

from .journal import record
from .rows import discard, fill, fresh, store

FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    District: ("slug", "name", "about", "totals", "totals_source"),
    Street: ("name",),
    Community: ("street", "name", "profile", "invented"),
    Secretary: ("community", "name", "since", "until", "invented"),
    Achievement: ("pillar", "title", "quantity", "unit", "period", "evidence", "evidence_link"),
}
Row = TypeVar("Row", bound=District | Street | Community | Secretary | Achievement)


def district_of(row: District | Street | Community | Secretary | Achievement) -> District:
    """The district a place belongs to."""
    match row:
        case District():
            return row
        case Street():
            return row.district
        case Community():
            return row.street.district
        case Secretary() | Achievement():
            return row.community.street.district


def _keep(row: Row, values: Mapping[str, Any], verb: str, by: User, now: datetime) -> Row:
    district = None if isinstance(row, District) else district_of(row)
    changed = fill(row, values, allowed=FIELDS[type(row)])
    if district is not None and district_of(row) != district:
        raise Refused("another-district")
    store(row)
    if changed or verb == "created":
        _note(row, verb, by, now, changed)
    return row


def _note(row: Row, verb: str, by: User, now: datetime, detail: Mapping[str, Any] | None = None) -> None:
    what = f"{type(row).__name__.lower()}-{verb}"
    record(verb=what, at=now, who=by, district_id=district_of(row).pk, object=str(row), detail=detail)


@transaction.atomic
def create_district(*, values: Mapping[str, Any], by: User, now: datetime) -> District:
    """Enter a district."""
    return _keep(District(), values, "created", by, now)


@transaction.atomic
def create_street(*, district: District, values: Mapping[str, Any], by: User, now: datetime) -> Street:
    """Enter a street of a district."""
    return _keep(Street(district=district), values, "created", by, now)


@transaction.atomic
def create_community(*, street: Street, values: Mapping[str, Any], by: User, now: datetime) -> Community:
    """Enter a community of a street."""
    return _keep(Community(street=street), values, "created", by, now)


@transaction.atomic
def create_secretary(*, community: Community, values: Mapping[str, Any], by: User, now: datetime) -> Secretary:
    """Enter who leads a community."""
    return _keep(Secretary(community=community), values, "created", by, now)


@transaction.atomic
def create_achievement(*, community: Community, values: Mapping[str, Any], by: User, now: datetime) -> Achievement:
    """Enter what a community has achieved."""
    return _keep(Achievement(community=community), values, "created", by, now)


@transaction.atomic
def change_place(*, row: Row, values: Mapping[str, Any], by: User, now: datetime) -> Row:
    """Change some fields of a district, street, community, secretary or achievement."""
    return _keep(fresh(row), values, "changed", by, now)


@transaction.atomic
def remove_place(*, row: Row, by: User, now: datetime) -> None:
    """Take away a place nothing stands on."""
    _note(fresh(row), "removed", by, now)
    discard(row)
