"""The register of a district, entered as one list: streets, communities, and who leads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from communities.journal import record
from communities.journal.verbs import LOCALITIES
from communities.models import Community, District, Secretary, Street, User
from communities.names import community_key, street_key
from communities.queries import communities_of, secretaries_of
from communities.refused import Refused
from communities.rules.register import KnownPlaces, NamedPlace
from communities.writing import insert

from .localities import change_locality
from .rows import fresh

Row = TypeVar("Row", Street, Community, Secretary)


@dataclass(frozen=True, slots=True)
class Registered:
    """How many rows of each kind were added, and how many secretaries are back in office."""

    streets: int
    communities: int
    secretaries: int
    returned: int = 0


@transaction.atomic
def enter_register(
    *, district: District, places: Iterable[NamedPlace], by: User, now: datetime, invented: bool = False
) -> Registered:
    """Add the streets, communities and secretaries of a list that are not there yet, all or none.

    What is there stays as it is, so that entering twice is entering once; each that is added has its line in the
    journal. A secretary who had left office and is named again is back in it; since when, a list does not say.
    `invented` are those of a sample. Refused("gone") where the district is no more, "invalid" for a place that
    cannot be one, and "stale" where somebody else entered the same at the same moment.
    """
    fresh(district)
    known = KnownPlaces(district.streets.all(), communities_of(district), secretaries_of(district))
    entering = _Entering(district, known, {"invented": True} if invented else {}, by, now)
    try:
        for place in places:
            entering.take(place)
    except IntegrityError as error:
        raise Refused("stale") from error
    streets, communities, secretaries = (entering.counts[kind] for kind in (Street, Community, Secretary))
    return Registered(streets, communities, secretaries, entering.returned)


class _Entering:
    def __init__(self, district: District, known: KnownPlaces, marks: dict[str, bool], by: User, now: datetime) -> None:
        self.district, self.known, self.marks, self.by, self.now = district, known, marks, by, now
        self.counts: dict[type, int] = {Street: 0, Community: 0, Secretary: 0}
        self.returned = 0

    def take(self, place: NamedPlace) -> None:
        if not place.sound:
            raise Refused("invalid", errors={"__all__": ["invalid"]})
        streets, communities = self.known.streets, self.known.communities
        former, new, in_street = self.known.former(place), self.known.adds(place), street_key(place.street)
        key = in_street, community_key(place.community)
        if "street" in new:
            streets[in_street] = self._added(Street(district=self.district, name=place.street))
        if "community" in new:
            communities[key] = self._added(Community(street=streets[in_street], name=place.community, **self.marks))
        if "secretary" in new:
            self._added(Secretary(community=communities[key], name=place.secretary, **self.marks))
        if former is not None and "returns" in new:
            change_locality(row=former, values={"since": None, "until": None}, by=self.by, now=self.now)
            self.returned += 1

    def _added(self, row: Row) -> Row:
        """Written without asking the database about each rule of its table again: `sound` and the keys say them all."""
        verb, district = LOCALITIES[type(row)].created, self.district.pk
        insert(row)
        detail = {"name": row.name, **(self.marks if not isinstance(row, Street) else {})}
        record(verb=verb, at=self.now, who=self.by, district_id=district, object=str(row), detail=detail)
        self.counts[type(row)] += 1
        return row
