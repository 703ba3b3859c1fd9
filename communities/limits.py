"""How many attempts at what could be guessed there are, in a stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """Attempts in any `window` of up to a day: at one thing from one place, at one thing in all, from one place in all.

    A place is a device that is known, else an address: a hall shares one.
    """

    here: int
    in_all: int
    from_here: int
    window: timedelta = timedelta(minutes=15)


PASSWORDS = Limits(here=10, in_all=60, from_here=120)
OWN_PASSWORD = Limits(here=10, in_all=10, from_here=10)
CODES = Limits(here=20, in_all=3000, from_here=20)
"""Short codes of judges: of a hundred billion, so that 3,000 tries find none; one telephone spoils none."""
CODES_FROM = Limits(here=100, in_all=3000, from_here=100)
"""The same, of all devices of one address that were right about nothing yet: whoever throws away what a device is known
by is one more each time."""
EVIDENCE = Limits(here=60, in_all=120, from_here=600)
"""Files by the link of a service centre; an office may send for many."""
