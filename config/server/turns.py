"""Whose turn it is in a lane, so that nobody who asks a hundred times a second keeps out who asks once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import NamedTuple

FORGETTING = 10.0
"""Seconds after which what a place has asked weighs half."""


KNOWN_DEVICE = "device "
"""How the name of a place begins that is a device which was right about a password or a card before."""
CREDIT = 20.0
"""How often such a device has asked before it is as good as one that nobody knows."""


class LaneFull(Exception):
    """More wait already than would be served in good time."""


class HasLeftError(Exception):
    """Who asked has gone before it was their turn."""


class Asked:
    """How often each place has asked of late."""

    def __init__(self) -> None:
        self._often: dict[str, float] = {}
        self._since = monotonic()

    def note(self, place: str) -> None:
        """Once more."""
        if monotonic() - self._since > FORGETTING:
            self._since = monotonic()
            self._often = {known: often / 2 for known, often in self._often.items() if often >= 2}
        self._often[place] = self._often.get(place, 0.0) + 1

    def often(self, place: str) -> float:
        """How often; of a device that is known less what it has to its credit."""
        return self._often.get(place, 0.0) - (CREDIT if place.startswith(KNOWN_DEVICE) else 0.0)


class Waiting(NamedTuple):
    """Somebody who waits, and what tells them that it is their turn, or that there is no room for them."""

    place: str
    turn: asyncio.Future[None]


class Turns:
    """Those who wait for one of some threads.

    First comes who asks from the place that has asked least of late; of several, who came first. Places that have asked
    no more than is `ordinary` are alike. Where too many wait, whoever asks from the place that has asked most is
    refused, also after having waited.
    """

    def __init__(self, threads: int, most: int, ordinary: float = 0.0) -> None:
        self.free, self.most, self.ordinary = threads, most, ordinary
        self.waiting: list[Waiting] = []
        self.asked = Asked()

    def arrive(self, place: str) -> None:
        """Count one who asks. Raises LaneFull where nobody would make room."""
        self.asked.note(place)
        self._last(place)

    async def take(self, place: str, leaving: Callable[[], Awaitable[object]]) -> None:
        """Wait for a thread, as long as somebody waits for the answer. Raises LaneFull or HasLeftError."""
        if self.free:
            self.free -= 1
            return
        last = self._last(place)
        if last is not None:
            self.waiting.remove(last)
            last.turn.set_exception(LaneFull())
        mine = Waiting(place, asyncio.get_running_loop().create_future())
        self.waiting.append(mine)
        gone: asyncio.Future[object] = asyncio.ensure_future(leaving())
        try:
            await asyncio.wait((mine.turn, gone), return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            if mine.turn.done() and mine.turn.exception() is None:
                self.give_back()
            raise
        finally:
            gone.cancel()
            if mine in self.waiting:
                self.waiting.remove(mine)
        if not mine.turn.done():
            raise HasLeftError
        mine.turn.result()

    def _often(self, place: str) -> float:
        often = self.asked.often(place)
        return 0.0 if 0 < often <= self.ordinary else often

    def give_back(self) -> None:
        """A thread is free: the next one's turn."""
        if not self.waiting:
            self.free += 1
            return
        first = min(self.waiting, key=lambda one: self._often(one.place))
        self.waiting.remove(first)
        first.turn.set_result(None)

    def _last(self, place: str) -> Waiting | None:
        """Who would have to make room for somebody from a place; None where there is room. Raises LaneFull."""
        if self.free or len(self.waiting) < self.most:
            return None
        last = max(reversed(self.waiting), key=lambda one: self._often(one.place))
        if self._often(last.place) <= self._often(place):
            raise LaneFull
        return last
