"""A row of a district's register as somebody enters it, and what it would add to what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communities.models import Community, Secretary, Street
from communities.names import community_key, name_key, street_key


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A street, a community in it, and who leads it; the latter two may be "" where a row does not name them."""

    street: str
    community: str = ""
    secretary: str = ""


class KnownPlaces:
    """What a register has by the names people give it, with what is added while a list is gone through."""

    def __init__(
        self, streets: Iterable[Street], communities: Iterable[Community], secretaries: Iterable[Secretary]
    ) -> None:
        self.streets = {street_key(street.name): street for street in streets}
        self.communities = {(street_key(each.street.name), community_key(each.name)): each for each in communities}
        self.secretaries = {(each.community, name_key(each.name)): each for each in secretaries}

    def adds(self, place: NamedPlace) -> list[str]:
        """Which of a row's parts are not there yet: "street", "community", "secretary"."""
        key = street_key(place.street), community_key(place.community)
        community = self.communities.get(key)
        known = community is not None and (community, name_key(place.secretary)) in self.secretaries
        new = {
            "street": key[0] not in self.streets,
            "community": bool(place.community) and community is None,
            "secretary": bool(place.secretary) and not known,
        }
        return [part for part, is_new in new.items() if is_new]
