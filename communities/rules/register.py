"""A row of a district's register as somebody enters it, and what it would add to what is there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from communities.models import Community, Secretary, Street
from communities.names import HAN, community_key, name_key, street_key
from communities.typed import can_be_seen, unfit_in

LONGEST = 60
"""Characters of a name in a register."""

BETWEEN_NAMES = re.compile(r"[、,，;；/／|｜\\&＆+＋\r\n\v\u2028\u2029]")
TWO_PEOPLE = re.compile(rf"[{HAN}]{{2,}}\s+[{HAN}]{{2,}}")


def several_in(text: str, *, person: bool) -> bool:
    """Whether a cell may hold more than one name; a blank within the name of a person parts one sign at most.

    >>> [several_in(name, person=True) for name in ("甲、乙", "王强/李娜", "王强\\n李娜", "王强 李娜", "王　强")]
    [True, True, True, True, False]
    >>> several_in("阿依古丽·买买提", person=True), several_in("兴工街道 麦子屯社区", person=False)
    (False, False)
    """
    return bool(BETWEEN_NAMES.search(text) or (person and TWO_PEOPLE.search(text)))


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
        self.secretaries: dict[tuple[str, str], dict[str, Secretary | None]] = {}
        for one in secretaries:
            called = self.secretaries.setdefault(_place(one.community.street.name, one.community.name), {})
            if one.until is None or name_key(one.name) not in called:
                called[name_key(one.name)] = one

    def adds(self, place: NamedPlace) -> list[str]:
        """Which of a row's parts are not there yet, "street", "community", "secretary"; they are known from now on.

        "returns" is a secretary who has left office in this community and is named for it again.
        """
        key, new = _place(place.street, place.community), list[str]()
        if key[0] not in self.streets:
            self.streets[key[0]] = None
            new.append("street")
        if place.community and key not in self.communities:
            self._know(place.street, place.community, None)
            new.append("community")
        if place.secretary and not self._serves(place):
            new.append("returns" if self.former(place) else "secretary")
            self._called(place)[name_key(place.secretary)] = None
        return new

    def former(self, place: NamedPlace) -> Secretary | None:
        """Who is named in a row and has left office in this community."""
        found = self._called(place).get(name_key(place.secretary))
        return found if found is not None and found.until is not None else None

    def serving(self, place: NamedPlace) -> list[str]:
        """Who else leads the community of a row, as the register has it."""
        others = {name: each for name, each in self._called(place).items() if name != name_key(place.secretary)}
        return [each.name for each in others.values() if each is not None and each.until is None]

    def elsewhere(self, place: NamedPlace) -> list[str]:
        """The other streets that have a community called like that of a row."""
        in_street, called = _place(place.street, place.community)
        return [name for name in self.in_streets.get(called, []) if street_key(name) != in_street]

    def _serves(self, place: NamedPlace) -> bool:
        return name_key(place.secretary) in self._called(place) and self.former(place) is None

    def _called(self, place: NamedPlace) -> dict[str, Secretary | None]:
        return self.secretaries.setdefault(_place(place.street, place.community), {})

    def _know(self, street: str, community: str, row: Community | None) -> None:
        key = _place(street, community)
        self.communities[key] = row
        self.in_streets.setdefault(key[1], []).append(street)


def _place(street: str, community: str) -> tuple[str, str]:
    return street_key(street), community_key(community)
