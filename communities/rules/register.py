"""A row of a district's register as somebody enters it, and what it would add to what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from communities.models import Community, Secretary, Street
from communities.names import community_key, name_key, street_key
from communities.typed import can_be_seen, unfit_in

LONGEST = 60
"""Characters of a name in a register."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A street, a community in it, and who leads it; the latter two may be "" where a row does not name them."""

    street: str
    community: str = ""
    secretary: str = ""

    @property
    def sound(self) -> bool:
        """Whether each part can be stored: there where the next one needs it, to be seen, not too long."""
        needed = bool(self.street) and (bool(self.community) or not self.secretary)
        given = [text for text in astuple(self) if text]
        return needed and all(can_be_seen(text) and not unfit_in(text) and len(text) <= LONGEST for text in given)


class KnownPlaces:
    """What a register has by the names people give it, with what is added while a list is gone through."""

    def __init__(
        self, streets: Iterable[Street], communities: Iterable[Community], secretaries: Iterable[Secretary]
    ) -> None:
        self.streets: dict[str, Street | None] = {street_key(each.name): each for each in streets}
        self.communities: dict[tuple[str, str], Community | None] = {}
        self.in_streets: dict[str, list[str]] = {}
        for each in communities:
            self._know(each.street.name, each.name, each)
        self.secretaries = {
            (*_place(each.community.street.name, each.community.name), name_key(each.name)) for each in secretaries
        }

    def adds(self, place: NamedPlace) -> list[str]:
        """Which of a row's parts are not there yet, "street", "community", "secretary"; they are known from now on."""
        key, new = _place(place.street, place.community), list[str]()
        if key[0] not in self.streets:
            self.streets[key[0]] = None
            new.append("street")
        if place.community and key not in self.communities:
            self._know(place.street, place.community, None)
            new.append("community")
        leads = (*key, name_key(place.secretary))
        if place.secretary and leads not in self.secretaries:
            self.secretaries.add(leads)
            new.append("secretary")
        return new

    def elsewhere(self, place: NamedPlace) -> list[str]:
        """The other streets that have a community called like that of a row."""
        in_street, called = _place(place.street, place.community)
        return [name for name in self.in_streets.get(called, []) if street_key(name) != in_street]

    def _know(self, street: str, community: str, row: Community | None) -> None:
        key = _place(street, community)
        self.communities[key] = row
        self.in_streets.setdefault(key[1], []).append(street)


def _place(street: str, community: str) -> tuple[str, str]:
    return street_key(street), community_key(community)
