"""Who may see what: every address of the product, and what each role gets there.

Each module of this package lists the addresses of one part in ADDRESSES. `tests/test_addresses.py` finds an address
that no module lists, and asks every address as everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

VISITOR, JUDGE = "visitor", "judge"
ORGANISER, DESK, SUPERVISOR = "organiser", "desk", "supervisor"
STREET, ADMINISTRATOR, STRANGER = "street", "administrator", "stranger"
ROLES = (VISITOR, JUDGE, ORGANISER, DESK, SUPERVISOR, STREET, ADMINISTRATOR, STRANGER)
SIGNED = (ORGANISER, DESK, SUPERVISOR, STREET, ADMINISTRATOR, STRANGER)
DISTRICT = (ORGANISER, DESK, SUPERVISOR, ADMINISTRATOR)
READERS = (ORGANISER, SUPERVISOR, ADMINISTRATOR)
NOBODY: tuple[str, ...] = ()

SIGN_IN = "sign-in"
"""Sent to the page on which people sign in."""
REFUSED: Mapping[str, int | str] = {
    VISITOR: SIGN_IN,
    JUDGE: SIGN_IN,
    ORGANISER: 403,
    DESK: 403,
    SUPERVISOR: 403,
    STREET: 403,
    ADMINISTRATOR: 403,
    STRANGER: 404,
}


@dataclass(frozen=True)
class Address:
    """One address. `reads` and `posts` are who gets an answer; all others get what `refused` tells.

    `where` makes the parameters of the address from tests.places.Places. `gives` is what readers get; a method
    nobody may use is answered with 405. `data` is what is posted; what a poster gets is below 500, and neither 403,
    404, 405 nor the way to the sign-in page. `kept` where browsers may store it, whoever has signed in.
    """

    reads: tuple[str, ...] = NOBODY
    posts: tuple[str, ...] = NOBODY
    where: Callable[[Any], Mapping[str, Any]] = lambda places: {}  # noqa: ARG005
    gives: int = 200
    data: Mapping[str, Any] = field(default_factory=dict)
    refused: Mapping[str, int | str] = field(default_factory=dict)
    query: str = ""
    kept: bool = False

    def refusal(self, role: str) -> int | str:
        """What somebody gets who may not."""
        return self.refused.get(role, REFUSED[role])


PARTS = tuple(module.name for module in iter_modules(__path__))
"""The parts of the product, one test each where every address is asked."""


def addresses_of(part: str) -> dict[str, Address]:
    """The list of one part."""
    found: dict[str, Address] = import_module(f"{__name__}.{part}").ADDRESSES
    return found


def all_addresses() -> dict[str, Address]:
    """The lists of all parts together."""
    return {name: address for part in PARTS for name, address in addresses_of(part).items()}
