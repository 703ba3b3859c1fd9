"""Tags of a desk that are read anew every two seconds only, since desks ask twice a second."""

from __future__ import annotations

from time import monotonic

EVERY = 2
"""Seconds after which a desk that follows learns of it; each process asks once in the meantime."""
MOST = 100


class Seldom:
    """What a tag was a moment ago, by contest, in this process."""

    def __init__(self) -> None:
        self._tags: dict[int, tuple[float, str]] = {}
        _all.append(self)

    def keep(self, contest: int, tag: str) -> None:
        """It holds for two seconds from now on."""
        if len(self._tags) >= MOST:
            self._tags.clear()
        self._tags[contest] = monotonic() + EVERY, tag

    def kept(self, contest: int) -> str | None:
        """The tag, while it holds."""
        until, tag = self._tags.get(contest, (0.0, ""))
        return tag if monotonic() < until else None

    def forget(self) -> None:
        """Ask the next time."""
        self._tags.clear()


_all: list[Seldom] = []


def forget() -> None:
    """Ask the next time, whatever it is about."""
    for one in _all:
        one.forget()
