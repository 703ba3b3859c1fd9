"""Contestants of a list against the register of the district: who is meant, and where they are from.

Recusals and caps per street compare streets, so a place that the register knows is called as the register calls it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from communities.models import Community, District, Secretary
from communities.names import community_key, name_key, street_key, street_of
from communities.queries import communities_of, secretaries_of
from communities.refused import Refused

from .roster import Entry

PLACE = ("community", "street")
"""The columns of a contestant that say where somebody is from."""


@dataclass(frozen=True, slots=True)
class Register:
    """The people and places of a district by what their spellings have in common."""

    secretaries: dict[str, list[Secretary]]
    communities: dict[str, list[Community]]
    streets: dict[str, str]


@dataclass(frozen=True, slots=True)
class Recognised:
    """An entry with the places of the register; who it is there, if anybody; what a person should look at.

    `note` is a code with facts: "place-contradicts" must not be taken, "another-place" and "unknown-place" may be.
    """

    entry: Entry
    secretary: Secretary | None = None
    note: tuple[str, dict[str, Any]] | None = None


def register_of(district: District) -> Register:
    """Three queries."""
    people: dict[str, list[Secretary]] = {}
    for secretary in secretaries_of(district).order_by("until", "pk"):
        people.setdefault(name_key(secretary.name), []).append(secretary)
    places: dict[str, list[Community]] = {}
    for community in communities_of(district):
        places.setdefault(community_key(community.name), []).append(community)
    return Register(people, places, {street_key(street.name): street.name for street in district.streets.all()})


def recognised(entry: Entry, register: Register) -> Recognised:
    """Who is meant: the one of this name in whose place the list puts them, or the only one where it names no place."""
    named = register.secretaries.get(name_key(entry.name), [])
    there = [secretary for secretary in named if _fits(entry, secretary.community)]
    serving = [secretary for secretary in there if secretary.until is None] or there
    if len({secretary.community_id for secretary in serving}) == 1:
        return Recognised(_at(entry, serving[0].community), serving[0])
    places = register.communities.get(community_key(entry.community), []) if entry.community else []
    fitting = _exact(entry, [community for community in places if _fits(entry, community)])
    if places and not fitting:
        return Recognised(entry, None, _contradicts(entry, places))
    if len(fitting) == 1:
        return Recognised(_at(entry, fitting[0]), None, _elsewhere(named))
    written = street_of(entry.street, entry.community)
    street = register.streets.get(street_key(written), "") if written else ""
    unknown = [place for place, known in ((entry.community, places), (written, street)) if place and not known]
    note = _elsewhere(named) or (("unknown-place", {"places": unknown}) if unknown else None)
    return Recognised(replace(entry, street=street or written), None, note)


def _fits(entry: Entry, community: Community) -> bool:
    """Whether nothing the list says of the place speaks against a community."""
    same = not entry.community or community_key(entry.community) == community_key(community.name)
    street = street_of(entry.street, entry.community)
    return same and (not street or street_key(street) == street_key(community.street.name))


def _exact(entry: Entry, communities: list[Community]) -> list[Community]:
    """Of several communities those that are called just as the list has it, if there are any."""
    same = [community for community in communities if name_key(community.name) == name_key(entry.community)]
    return same or communities


def _at(entry: Entry, community: Community) -> Entry:
    return replace(entry, community=community.name, street=community.street.name)


def _contradicts(entry: Entry, places: Iterable[Community]) -> tuple[str, dict[str, Any]]:
    streets = [community.street.name for community in places]
    return "place-contradicts", {
        "community": entry.community,
        "street": street_of(entry.street, entry.community),
        "streets": streets,
    }


def _elsewhere(named: Iterable[Secretary]) -> tuple[str, dict[str, Any]] | None:
    """Somebody of this name is in the register, but not with this place."""
    places = [f"{secretary.community.street.name} {secretary.community.name}" for secretary in named]
    return ("another-place", {"places": places}) if places else None


def places_of(entry: Entry, register: Register) -> dict[str, str | None]:
    """Community and street of an entry as the register calls them, None where there is none.

    Refused("places-contradict") where the register has the community in another street.
    """
    found = recognised(entry, register)
    if found.note is not None and found.note[0] == "place-contradicts":
        raise Refused("places-contradict", problems=[(entry.number, found.note[1])])
    return {"community": found.entry.community or None, "street": found.entry.street or None}
