"""The sample district's streets, communities, secretaries and achievements."""

from __future__ import annotations

from datetime import date, datetime
from random import Random
from typing import Any

from communities.actions import create_achievement, create_community, create_district, create_secretary, create_street
from communities.models import Community, District, User

from .sample import COMMUNITIES, DEEDS, DESCRIPTION, STREETS, TOTALS, TOTALS_SOURCE


def make_localities(*, by: User, now: datetime, chance: Random) -> District:
    """District Tiexi with all its streets and communities."""
    totals = [{"pillar": p, "title": title, "quantity": q, "unit": unit} for p, title, q, unit in TOTALS]
    values: dict[str, Any] = {
        "slug": "tiexi",
        "name": "铁西区",
        "description": DESCRIPTION,
        "totals": totals,
        "totals_source": TOTALS_SOURCE,
    }
    district = create_district(values=values, by=by, now=now)
    streets = {name: create_street(district=district, values={"name": name}, by=by, now=now) for name in STREETS}
    for n, (street, name, secretary, profile) in enumerate(COMMUNITIES):
        values = {"name": name, "profile": profile, "invented": True}
        community = create_community(street=streets[street], values=values, by=by, now=now)
        since = date(2018 + n % 6, 1 + n, 1)
        leader = {"name": secretary, "since": since, "invented": True}
        create_secretary(community=community, values=leader, by=by, now=now)
        _deeds(community, by=by, now=now, chance=chance)
    return district


def _deeds(community: Community, *, by: User, now: datetime, chance: Random) -> None:
    for pillar, title, unit, least, most in DEEDS:
        values = {
            "pillar": pillar,
            "title": title,
            "quantity": str(chance.randint(least, most)),
            "unit": unit,
            "period": str(now.year - 3),
            "evidence": "样例数据，虚构。",
        }
        create_achievement(community=community, values=values, by=by, now=now)
