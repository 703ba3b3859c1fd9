"""Districts, streets, communities, secretaries, achievements: entered and changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from communities.journal import Verb, record
from communities.journal.verbs import LOCALITIES
from communities.models import Achievement, Community, District, Secretary, Street, User
from communities.refused import Refused
from communities.rules.register import several_in

from .rows import discard, fill, fresh, newly_sent, store

FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    District: ("slug", "name", "description", "totals", "totals_source"),
    Street: ("name",),
    Community: ("street", "name", "profile", "invented"),
    Secretary: ("community", "name", "since", "until", "invented"),
    Achievement: ("pillar", "title", "quantity", "unit", "period", "evidence", "evidence_link"),
}
Row = TypeVar("Row", bound=District | Street | Community | Secretary | Achievement)


def district_of(row: District | Street | Community | Secretary | Achievement) -> District:
    """The district a locality belongs to."""
    match row:
        case District():
            return row
        case Street():
            return row.district
        case Community():
            return row.street.district
        case Secretary() | Achievement():
            return row.community.street.district


def _keep(row: Row, values: Mapping[str, Any], by: User, now: datetime, seen: Mapping[str, Any] | None = None) -> Row:
    new = row.pk is None
    _refuse_counted(row)
    values = newly_sent(row, values, seen)
    district = None if isinstance(row, District) else district_of(row)
    changed = fill(row, values, allowed=FIELDS[type(row)])
    _refuse_several(row, changed)
    if district is not None and district_of(row) != district:
        raise Refused("another-district")
    store(row)
    if changed or new:
        verbs = LOCALITIES[type(row)]
        _note(row, verbs.created if new else verbs.changed, by, now, changed)
    return row


def _refuse_several(row: Row, changed: Mapping[str, Any]) -> None:
    """Several names in one, as a register refuses them too."""
    named = isinstance(row, Street | Community | Secretary) and "name" in changed
    if named and several_in(changed["name"], person=isinstance(row, Secretary)):
        raise Refused("several-names", text=changed["name"])


def _refuse_counted(row: Row) -> None:
    """A value of an indicator has its own way, and so has a community with values: they are kept."""
    if isinstance(row, Achievement) and row.indicator_id is not None:
        raise Refused("counted-value")


def _note(row: Row, verb: Verb, by: User, now: datetime, detail: Mapping[str, Any] | None = None) -> None:
    record(verb=verb, at=now, who=by, district_id=district_of(row).pk, object=str(row), detail=detail)


@transaction.atomic
def create_district(*, values: Mapping[str, Any], by: User, now: datetime) -> District:
    """Enter a district.

    Refused("unknown-fields") and "invalid".
    """
    return _keep(District(), values, by, now)


@transaction.atomic
def create_street(*, district: District, values: Mapping[str, Any], by: User, now: datetime) -> Street:
    """Enter a street of a district.

    Refused("unknown-fields"), "invalid" and "several-names".
    """
    return _keep(Street(district=district), values, by, now)


@transaction.atomic
def create_community(*, street: Street, values: Mapping[str, Any], by: User, now: datetime) -> Community:
    """Enter a community of a street.

    Refused("unknown-fields"), "invalid" and "several-names".
    """
    return _keep(Community(street=street), values, by, now)


@transaction.atomic
def create_secretary(*, community: Community, values: Mapping[str, Any], by: User, now: datetime) -> Secretary:
    """Enter who leads a community.

    Refused("unknown-fields"), "invalid", "several-names" and "another-district".
    """
    return _keep(Secretary(community=community), values, by, now)


@transaction.atomic
def create_achievement(*, community: Community, values: Mapping[str, Any], by: User, now: datetime) -> Achievement:
    """Enter what a community has achieved.

    Refused("unknown-fields") and "invalid".
    """
    return _keep(Achievement(community=community), values, by, now)


@transaction.atomic
def change_locality(
    *, row: Row, values: Mapping[str, Any], by: User, now: datetime, seen: Mapping[str, Any] | None = None
) -> Row:
    """Change some fields of a district, street, community, secretary or achievement.

    `seen` are the values of these fields when the caller looked, None for whoever has not: only what differs from them
    is written. Refused("stale") where somebody else has changed such a field since, "gone" where the row is no more,
    "unknown-fields", "invalid", "several-names", "another-district" where it would leave it, and "counted-value" for a
    value.
    """
    return _keep(fresh(row), values, by, now, seen)


@transaction.atomic
def remove_locality(*, row: Row, by: User, now: datetime) -> None:
    """Take away a locality nothing stands on.

    Refused("gone") where it is no more, "in-use" where something stands on it, and "counted-value" for a value.
    """
    _refuse_counted(fresh(row))
    if isinstance(row, Community) and row.achievements.filter(indicator__isnull=False).exists():
        raise Refused("in-use", object=str(row))
    _note(row, LOCALITIES[type(row)].removed, by, now)
    discard(row)
