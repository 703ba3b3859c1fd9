"""Who has to wait after wrong codes and passwords, as the desk is told: read for every page, seldom for its tag."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone

from communities.limits import CODES, CODES_FROM, PASSWORDS
from communities.queries import Lock, Places, attempts_made, locks_of, places_that_wait
from contests.rules.cards import address_key, code_key
from contests.rules.codes import code_places

from .seldom import Seldom


@dataclass(frozen=True, slots=True)
class Waiting:
    """The `lock` of a contest's codes, the places that wait with all codes, and those that wait with every name."""

    lock: Lock | None
    code_places: Places | None
    places: Places | None

    @property
    def tag(self) -> str:
        """A text that is another one once the desk has something else to read; empty where nobody waits."""
        found = [(one.until, one.wrong, sorted(one.sources)) for one in (self.code_places, self.places) if one]
        return sha256(repr((self.lock, found)).encode()).hexdigest()[:12] if found or self.lock else ""


def waiting_in(contest: int) -> Waiting:
    """Who has to wait now, as the desk of a contest is told. One query while nobody has to."""
    made = attempts_made(PASSWORDS.window, now=timezone.now())
    lock = locks_of({contest: code_key(contest)}, CODES, made).get(contest)
    lock = lock or locks_of({contest: address_key(contest)}, CODES_FROM, made).get(contest)
    found = Waiting(lock, code_places(made), places_that_wait(made, PASSWORDS))
    lately.keep(contest, found.tag, found)
    return found


def waiting_lately(contest: int) -> Waiting:
    """Who had to wait when a tag was told, at most two seconds ago."""
    kept = lately.kept(contest)
    return waiting_in(contest) if kept is None else kept[1]


def tag_of_waiting(contest: int) -> str:
    """What `Waiting.tag` was at most two seconds ago."""
    kept = lately.kept(contest)
    return waiting_in(contest).tag if kept is None else kept[0]


lately = Seldom[Waiting]()
