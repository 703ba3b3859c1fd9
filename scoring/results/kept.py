"""What was made of one version of something, kept in this process: for readers, who may ask many times.

Inside an action nothing is taken from here: a version that is rolled back is used again, for other rows.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, ClassVar, Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The latest version of the `most` things that were asked for last, together no larger than `room`.

    `size` says how much room something takes. Threads may share it; two that ask at the same instant may both make
    what is not there yet, and one of the two is kept.
    """

    _every: ClassVar[list[Kept[Any]]] = []

    def __init__(self, most: int, *, room: int = 0, size: Callable[[Made], int] = lambda _: 0) -> None:
        self._most, self._room, self._size = most, room, size
        self._rows: OrderedDict[Hashable, tuple[Hashable, Made, int]] = OrderedDict()
        self._taken = 0
        self._lock = Lock()
        self._every.append(self)

    def get(self, key: Hashable, version: Hashable, make: Callable[[], Made]) -> Made:
        """What was made of this version of a thing, or is made now; what `make` raises is raised and not kept."""
        made = self.seen(key, version)
        if made is None:
            made = make()
            self._keep(key, version, made)
        return made

    def seen(self, key: Hashable, version: Hashable) -> Made | None:
        """What is kept of this version of a thing, if anything."""
        with self._lock:
            row = self._rows.get(key)
            if row is None or row[0] != version:
                return None
            self._rows.move_to_end(key)
            return row[1]

    def _keep(self, key: Hashable, version: Hashable, made: Made) -> None:
        size = self._size(made)
        with self._lock:
            if key in self._rows:
                self._taken -= self._rows.pop(key)[2]
            self._rows[key] = version, made, size
            self._taken += size
            while len(self._rows) > self._most or self._taken > self._room:
                self._taken -= self._rows.popitem(last=False)[1][2]

    def clear(self) -> None:
        """Forget everything that is kept here."""
        with self._lock:
            self._rows.clear()
            self._taken = 0

    def __len__(self) -> int:
        return len(self._rows)

    @classmethod
    def forget(cls) -> None:
        """Forget everything that is kept anywhere: for tests, whose contests share their numbers."""
        for kept in cls._every:
            kept.clear()


forget = Kept.forget
