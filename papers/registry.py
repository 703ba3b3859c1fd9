"""The papers that can be printed of a contest: a module of this folder lists those it makes in PRINTABLES.

The page of papers, its form and the addresses are made of what is listed, so that a new paper is one module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.db.models import Exists
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from contests.models import Contest

LATER = gettext_lazy("Available once the first contestant has been called on stage.")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick: a keyword of the function that makes the paper, and what it is called on the page."""

    name: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Need:
    """Rows a paper is made of, those of the contest at `OuterRef("pk")`, and what is said while there are none."""

    rows: Exists
    lacking: str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """One kind of paper: its id in the address, what it is called, what for, and how it is made.

    `make` takes a tally sheet or, unless `of_tally`, a contest; then the keywords `now`, `language`, `form`, one for
    each of the `choices`, `room` where it can be made of one room alone (`by_room`), and, where it `leads_to_desk`,
    `address`: from judge and round to where the desk enters sheets. What is `of_places` cannot be made where people are
    judged. The page lists the papers by `position`.
    """

    id: str
    name: str | Promise
    purpose: str | Promise
    position: int
    make: Callable[..., bytes]
    of_tally: bool = False
    by_room: bool = False
    needs: tuple[Need, ...] = ()
    choices: tuple[Choice, ...] = ()
    leads_to_desk: bool = False
    of_places: bool = False


@cache
def printables() -> tuple[Printable, ...]:
    """Every kind of paper, in the order of the page."""
    package = import_module(__package__)
    modules = [import_module(f"{__package__}.{module.name}") for module in iter_modules(package.__path__)]
    found = [kind for module in modules for kind in getattr(module, "PRINTABLES", ())]
    return tuple(sorted(found, key=lambda kind: kind.position))


def choices() -> Iterator[Choice]:
    """All that can be ticked on the page of papers."""
    for kind in printables():
        yield from kind.choices


def not_yet(contest: Contest) -> dict[str, str]:
    """By its id why a paper cannot be made of a contest yet; those that can are left out. One query."""
    needs = {f"need_{i}_{n}": need for i, kind in enumerate(printables()) for n, need in enumerate(kind.needs)}
    asked = {name: need.rows for name, need in needs.items()}
    there: dict[str, Any] = {**Contest.objects.filter(pk=contest.pk).values(**asked).get()}
    found = {kind.id: str(LATER) for kind in printables() if kind.of_tally and not contest.has_begun}
    for i, kind in enumerate(printables()):
        for n, need in enumerate(kind.needs):
            if not there[f"need_{i}_{n}"] or (kind.of_places and not contest.takes_evidence):
                found.setdefault(kind.id, str(need.lacking))
    return found
