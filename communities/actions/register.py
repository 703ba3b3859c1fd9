"""The register of a district, entered as one list: streets, communities, and who leads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from communities.models import Community, District, Secretary, Street, User
from communities.names import community_key, name_key, street_key
from communities.queries import communities_of, secretaries_of
from communities.rules.register import KnownPlaces, NamedPlace

from .localities import create_community, create_secretary, create_street
from .rows import fresh


@dataclass(frozen=True, slots=True)
class Registered:
    """How many rows of each kind were added."""

    streets: int
    communities: int
    secretaries: int


@transaction.atomic
def enter_register(*, district: District, places: Iterable[NamedPlace], by: User, now: datetime) -> Registered:
    """Add the streets, communities and secretaries of a list that are not there yet, all or none.

    What is there stays as it is, so that entering twice is entering once; each that is added has its line in the
    journal. Refused("gone") where the district is no more, and "invalid".
    """
    fresh(district)
    known = KnownPlaces(district.streets.all(), communities_of(district), secretaries_of(district))
    counts = dict.fromkeys(("street", "community", "secretary"), 0)
    for place in places:
        for part in known.adds(place):
            counts[part] += 1
        _entered(district, place, known, by, now)
    return Registered(counts["street"], counts["community"], counts["secretary"])


def _entered(district: District, place: NamedPlace, known: KnownPlaces, by: User, now: datetime) -> None:
    in_street, new = street_key(place.street), known.adds(place)
    if "street" in new:
        known.streets[in_street] = create_street(district=district, values={"name": place.street}, by=by, now=now)
    street: Street = known.streets[in_street]
    key = in_street, community_key(place.community)
    if "community" in new:
        known.communities[key] = create_community(street=street, values={"name": place.community}, by=by, now=now)
    if "secretary" in new:
        community: Community = known.communities[key]
        added: Secretary = create_secretary(community=community, values={"name": place.secretary}, by=by, now=now)
        known.secretaries[community, name_key(place.secretary)] = added
