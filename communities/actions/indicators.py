"""The catalogue of a district: which indicators its communities' values are of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.journal import record, verbs
from communities.models import District, Indicator, User
from communities.numbers import format_decimal
from communities.periods import period_of
from communities.refused import Refused
from communities.rules.starter_set import STARTER_SET
from communities.rules.values import is_whole, too_early

from .rows import discard, fill, fresh, newly_sent, store

FIELDS = ("code", "name", "unit", "pillar", "adds_up", "whole", "meaning", "since")


@transaction.atomic
def create_indicator(*, district: District, values: Mapping[str, Any], by: User, now: datetime) -> Indicator:
    """Enter an indicator into the catalogue of a district.

    Refused("unknown-fields") and "invalid".
    """
    row = Indicator(district=fresh(district))
    detail = fill(row, values, allowed=FIELDS)
    store(row)
    record(verb=verbs.INDICATOR_CREATED, at=now, who=by, district_id=district.pk, object=str(row), detail=detail)
    return row


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, values: Mapping[str, Any], by: User, now: datetime, seen: Mapping[str, Any] | None = None
) -> Indicator:
    """Change some fields of an indicator; `seen` are their values when the caller looked, None for who has not.

    Refused("stale") where somebody else has changed such a field since, "gone", "unknown-fields" and "invalid";
    "unit-in-use" where values stand that are counted in the unit there is, "values-before" where one is of a period
    before the first it is to be counted for, and "broken-values" where one is no whole number and all are to be.
    """
    row = fresh(indicator)
    given = newly_sent(row, values, seen)
    unit = row.unit
    detail = fill(row, given, allowed=FIELDS)
    broken = [] if not row.whole else [v for v in row.values.filter(retired_at=None) if not is_whole(v.quantity)]
    if broken:
        where = f"{broken[0].community} {period_of(broken[0].period)}"
        raise Refused("broken-values", object=str(row), where=where, value=format_decimal(broken[0].quantity))
    store(row)
    periods = sorted(map(period_of, set(row.values.filter(retired_at=None).values_list("period", flat=True))))
    if periods and row.unit != unit:
        raise Refused("unit-in-use", object=str(row), unit=unit)
    if periods and too_early(periods[0], row):
        raise Refused("values-before", object=str(row), period=str(periods[0]))
    if detail:
        record(
            verb=verbs.INDICATOR_CHANGED, at=now, who=by, district_id=row.district_id, object=str(row), detail=detail
        )
    return row


@transaction.atomic
def remove_indicator(*, indicator: Indicator, by: User, now: datetime) -> None:
    """Take an indicator out of the catalogue.

    Refused("gone") where it is no more, and "in-use" where there are values of it, or have been.
    """
    row = fresh(indicator)
    record(verb=verbs.INDICATOR_REMOVED, at=now, who=by, district_id=row.district_id, object=str(row))
    discard(row)


@transaction.atomic
def take_starter_set(*, district: District, by: User, now: datetime) -> list[Indicator]:
    """Take over those indicators of the starter set whose code and name are both still free; the new ones.

    Refused("already") where there is none left.
    """
    fresh(district)
    there = list(district.indicators.values_list("code", "name"))
    codes, names = {code for code, _name in there}, {name for _code, name in there}
    new = [
        Indicator(district=district, **{name: getattr(each, name) for name in FIELDS if name != "since"})
        for each in STARTER_SET
        if each.code not in codes and each.name not in names
    ]
    if not new:
        raise Refused("already")
    Indicator.objects.bulk_create(new)
    detail = {"codes": [row.code for row in new]}
    record(verb=verbs.STARTER_SET_TAKEN, at=now, who=by, district_id=district.pk, object=str(district), detail=detail)
    return new
