"""The points table of a campaign: set and taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from communities.actions.rows import fill, store
from communities.models import User
from communities.numbers import format_decimal
from communities.refused import Refused
from contests import verbs
from contests.models import Campaign, Inclusion, Season

from .campaigns import locked_campaign, note_campaign
from .change import refuse_stale

FIELDS = ("collects", "places", "awards", "others", "best", "told_apart", "public")
MOST_RANKED = 200
MOST_AWARDS = 50


@transaction.atomic
def set_season(
    *, campaign: Campaign, values: Mapping[str, Any], weights: Mapping[int, Decimal], seen: int, by: User, now: datetime
) -> Season:
    """Say how a campaign counts points; `weights` are those of its contests, by their numbers in the database, and
    `seen` is the version of the campaign that the caller has read.

    Refused("gone", "role-ended"), "stale", "unknown-fields", "no-points" where nothing gives any, "too-many-points",
    "award-twice" and "invalid".
    """
    row = locked_campaign(campaign, by)
    refuse_stale(seen, row.version)
    season = Season.objects.filter(campaign=row).first() or Season(campaign=row)
    detail = fill(season, values, allowed=FIELDS)
    _refuse_odd(season)
    store(season)
    changed = _weighed(row, weights)
    if detail or changed:
        said = detail | ({"weights": changed} if changed else {})
        note_campaign(row, verbs.SEASON_SET, by, now, said)
    return season


@transaction.atomic
def remove_season(*, campaign: Campaign, by: User, now: datetime) -> None:
    """Take the points table away. Refused("gone", "role-ended") and "already" where there is none."""
    row = locked_campaign(campaign, by)
    gone, _rows = Season.objects.filter(campaign=row).delete()
    if not gone:
        raise Refused("already")
    note_campaign(row, verbs.SEASON_REMOVED, by, now)


def _refuse_odd(season: Season) -> None:
    if not season.places and not season.awards and not season.others:
        raise Refused("no-points")
    if len(season.places) > MOST_RANKED or len(season.awards) > MOST_AWARDS:
        raise Refused("too-many-points", places=MOST_RANKED, awards=MOST_AWARDS)
    names = [name for name, _points in season.awards]
    if len(set(names)) < len(names):
        raise Refused("award-twice")


def _weighed(row: Campaign, weights: Mapping[int, Decimal]) -> dict[str, str]:
    """Give contests of a campaign their weights; those that have another one than before, by title."""
    found: dict[str, str] = {}
    for inclusion in Inclusion.objects.filter(campaign=row, contest__in=weights).select_related("contest"):
        weight = weights[inclusion.contest_id]
        if weight != inclusion.weight:
            inclusion.weight = weight
            store(inclusion)
            found[str(inclusion.contest)] = format_decimal(weight)
    return found
