"""What a desk is told that is read anew every two seconds only, since desks ask twice a second."""

from __future__ import annotations

from time import monotonic
from typing import Any, Generic, TypeVar

T = TypeVar("T")

EVERY = 2
"""Seconds after which a desk that follows learns of it; each process asks once in the meantime."""
MOST = 100


class Seldom(Generic[T]):
    """What was read a moment ago, by contest, in this process: its tag, and all of it."""

    def __init__(self) -> None:
        self._read: dict[int, tuple[float, str, T]] = {}
        _all.append(self)

    def keep(self, contest: int, tag: str, read: T) -> None:
        """It holds for two seconds from now on."""
        if len(self._read) >= MOST:
            self._read.clear()
        self._read[contest] = monotonic() + EVERY, tag, read

    def kept(self, contest: int) -> tuple[str, T] | None:
        """Tag and all, while they hold."""
        found = self._read.get(contest)
        return found[1:] if found is not None and monotonic() < found[0] else None

    def forget(self) -> None:
        """Ask the next time."""
        self._read.clear()


_all: list[Seldom[Any]] = []


def forget() -> None:
    """Ask the next time, whatever it is about."""
    for one in _all:
        one.forget()
