"""Who learned from whom: recorded by the district, published, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.journal import Verb, record, verbs
from communities.models import Community, District, Exchange, Participation, User
from communities.refused import Refused

from .rows import discard, fill, fresh, newly_sent, store

FIELDS = ("kind", "title", "began", "ended", "beyond", "who", "text", "outcome")
COMMUNITIES = "communities"
LONGEST_REASON = 400


@transaction.atomic
def create_exchange(*, district: District, values: Mapping[str, Any], by: User, now: datetime) -> Exchange:
    """Record an exchange; of `values`, `communities` are the numbers of those of the district that took part.

    Refused("unknown-fields"), "another-district" and "invalid".
    """
    row = Exchange(district=fresh(district))
    detail = fill(row, _plain(values), allowed=FIELDS)
    store(row)
    _note(row, verbs.EXCHANGE_CREATED, by, now, {**_said(detail), **_took_part(row, values)})
    return row


@transaction.atomic
def change_exchange(
    *, exchange: Exchange, values: Mapping[str, Any], by: User, now: datetime, seen: Mapping[str, Any] | None = None
) -> Exchange:
    """Change some fields of an exchange; `seen` are their values when the caller looked, None for who has not.

    Refused("stale") where somebody else has changed such a field since, "gone", "unknown-fields", "another-district"
    and "invalid".
    """
    row = fresh(exchange)
    detail = fill(row, newly_sent(row, _plain(values), _plain(seen) if seen is not None else None), allowed=FIELDS)
    store(row)
    detail = {**detail, **_took_part(row, values, seen)}
    if detail:
        row.version += 1
        store(row)
        _note(row, verbs.EXCHANGE_CHANGED, by, now, detail)
    return row


@transaction.atomic
def publish_exchange(*, exchange: Exchange, seen: int, by: User, now: datetime) -> None:
    """Let residents read an exchange; `seen` is the version of it that the caller has read.

    Refused("gone"), "already", and "stale" where it says something else by now.
    """
    row = fresh(exchange)
    if row.published:
        raise Refused("already")
    if seen != row.version:
        raise Refused("stale", seen=row.version)
    row.published_at, row.published_by = now, by
    store(row)
    _note(row, verbs.EXCHANGE_PUBLISHED, by, now)


@transaction.atomic
def withdraw_exchange(*, exchange: Exchange, reason: str, by: User, now: datetime) -> None:
    """Let residents read an exchange no longer. Refused("gone"), "not-public", "reason-needed", "reason-too-long"."""
    row = fresh(exchange)
    if not row.published:
        raise Refused("not-public")
    if not reason.strip():
        raise Refused("reason-needed")
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused("reason-too-long", most=LONGEST_REASON)
    row.published_at, row.published_by = None, None
    store(row)
    _note(row, verbs.EXCHANGE_WITHDRAWN, by, now, {"reason": reason.strip()})


@transaction.atomic
def remove_exchange(*, exchange: Exchange, by: User, now: datetime) -> None:
    """Remove the record of an exchange. Refused("gone") where it is no more, and "public-stays"."""
    row = fresh(exchange)
    if row.published:
        raise Refused("public-stays")
    _note(row, verbs.EXCHANGE_REMOVED, by, now)
    discard(row)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != COMMUNITIES}


def _said(detail: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in detail.items() if value not in ("", None)}


def _took_part(row: Exchange, values: Mapping[str, Any], seen: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Let those communities take part; their names, where they are others than before."""
    wanted = set(map(int, values.get(COMMUNITIES, ())))
    there = set(row.participations.values_list("community_id", flat=True))
    then = set(map(int, seen[COMMUNITIES])) if seen is not None and COMMUNITIES in seen else there
    if COMMUNITIES not in values or wanted in (there, then):
        return {}
    if there != then:
        raise Refused("stale", seen={**(seen or {}), COMMUNITIES: sorted(there)}, fields=[COMMUNITIES])
    found = Community.objects.filter(street__district=row.district_id, pk__in=wanted)
    names = [str(community) for community in found]
    if len(names) != len(wanted):
        raise Refused("another-district")
    row.participations.exclude(community__in=wanted).delete()
    new = sorted(wanted - there)
    Participation.objects.bulk_create(Participation(exchange=row, community_id=pk) for pk in new)
    return {COMMUNITIES: names}


def _note(row: Exchange, verb: Verb, by: User, now: datetime, detail: Mapping[str, Any] | None = None) -> None:
    record(verb=verb, at=now, who=by, district_id=row.district_id, object=str(row), detail=detail)
