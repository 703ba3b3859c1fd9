"""Rooms side by side: each goes on by itself, until all wait for each other: for an item between performances, or for
the next round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

Free = Mapping[str, timedelta | None]
"""From when on each room is free, counted from one moment; None for a room that is left out of the count."""
NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Step:
    """What takes some seconds in one room, or in all where `room` is None; it may wait until all rooms are free."""

    room: str | None
    seconds: int
    waits: bool = False


def begun_at(steps: Iterable[Step], free: Free) -> tuple[list[timedelta | None], timedelta | None]:
    """When each of some steps begins, and when all are over.

    >>> both = {"A": NOTHING, "B": NOTHING}
    >>> begins, over = begun_at([Step("A", 60), Step("B", 90), Step("A", 60), Step(None, 30)], both)
    >>> [int(at.total_seconds()) for at in begins], int(over.total_seconds())
    ([0, 0, 60, 120], 150)
    """
    at, begins = dict(free), list[timedelta | None]()
    for step in steps:
        rooms = list(at) if step.room is None or step.waits else [step.room]
        begin = _latest(at[room] for room in rooms)
        begins.append(begin)
        for room in rooms:
            at[room] = begin
        for room in [step.room] if step.room is not None else rooms:
            at[room] = None if begin is None else begin + timedelta(seconds=step.seconds)
    return begins, _latest(at.values())


def longest_ways(steps: Sequence[Step], rooms: Iterable[str]) -> dict[str, int]:
    """For each room how many seconds pass at least from when it is free until all is over.

    So all is over at the latest of "free + way" of the rooms, whenever each becomes free.

    >>> longest_ways([Step("A", 60), Step("B", 90), Step(None, 30), Step("A", 10)], ["A", "B"])
    {'A': 100, 'B': 130}
    """
    named = list(rooms)
    alone = ({one: NOTHING if one == room else None for one in named} for room in named)
    ends = (begun_at(steps, free)[1] for free in alone)
    return {room: int((end or NOTHING).total_seconds()) for room, end in zip(named, ends, strict=True)}


def _latest(times: Iterable[timedelta | None]) -> timedelta | None:
    return max((time for time in times if time is not None), default=None)
