"""Achievements in words become values of indicators: a person says of which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from communities.journal import record, verbs
from communities.models import Achievement, District, User, ValueState
from communities.names import name_key
from communities.numbers import json_decimal
from communities.periods import Period
from communities.queries import achievements_in_words
from communities.refused import Refused
from communities.rules.values import is_whole

from .rows import fresh

Meant = tuple[int, Period]
"""The number in the database of an indicator, and the period."""


@transaction.atomic
def map_achievements(*, district: District, meant: Mapping[int, Meant], by: User, now: datetime) -> int:
    """Say of achievements in words, by their numbers in the database, which values they are. How many.

    They stay public and keep title and unit as they were written; the journal keeps their period as it was.

    Refused("already") where one is a value by now or is no more, "another-unit" where an indicator counts in another
    unit, "not-whole" where it counts in whole numbers, "value-there" where a value of that community and period is
    published already, or two would be one; "unknown-fields" for another district's indicator.
    """
    fresh(district)
    indicators = {row.pk: row for row in district.indicators.all()}
    rows = {row.pk: row for row in achievements_in_words(district).filter(pk__in=meant)}
    if not set(meant) <= set(rows):
        raise Refused("already")
    if any(indicator not in indicators for indicator, _period in meant.values()):
        raise Refused("unknown-fields")
    published = Achievement.objects.filter(indicator__in=indicators, retired_at=None, state=ValueState.PUBLISHED)
    taken = set(published.values_list("indicator", "community", "period"))
    before = {}
    for pk, (indicator, period) in meant.items():
        row, place = rows[pk], (indicator, rows[pk].community_id, period.code)
        words = f"{row.community} · {row.title}"
        if name_key(indicators[indicator].unit) != name_key(row.unit):
            raise Refused("another-unit", what=words, unit=row.unit, other=indicators[indicator].unit)
        if indicators[indicator].whole and not is_whole(row.quantity):
            raise Refused("not-whole", places=[words])
        if place in taken:
            raise Refused("value-there", what=words, period=str(period))
        taken.add(place)
        before[words] = [row.period, json_decimal(row.quantity), row.unit]
        row.indicator_id, row.period = indicator, period.code
    Achievement.objects.bulk_update(rows.values(), ["indicator", "period"], batch_size=200)
    values = {
        f"{row.community} · {row.title}": f"{indicators[row.indicator_id or 0].code} {row.period}"
        for row in rows.values()
    }
    detail = {"count": len(rows), "values": values, "before": before}
    record(verb=verbs.ACHIEVEMENTS_MAPPED, at=now, who=by, district_id=district.pk, object=str(district), detail=detail)
    return len(rows)
