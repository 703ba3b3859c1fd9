"""Who waits for whom. Each audience has threads of its own in every process, so that none can fill those of another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from config.limits import MOST

T = TypeVar("T")
KIB = 1024
SMALL = 16 * KIB
"""Bytes of a body that anybody may send at any time."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Threads, how many requests may wait for one of them, and the largest body in bytes."""

    name: str
    threads: int
    waiting: int
    largest: int


HALL = Lane("hall", threads=3, waiting=600, largest=256 * KIB)
OFFICE = Lane("office", threads=2, waiting=40, largest=MOST)
SIGN_IN = Lane("sign-in", threads=1, waiting=4, largest=SMALL)
PUBLIC = Lane("public", threads=1, waiting=60, largest=SMALL)
STATIC = Lane("static", threads=1, waiting=600, largest=0)
LANES = (HALL, OFFICE, SIGN_IN, PUBLIC, STATIC)

BY_PATH = {
    "static": STATIC,
    "judge": HALL,
    "desk": HALL,
    "j": HALL,
    "k": HALL,
    "account": OFFICE,
    "administration": OFFICE,
    "manage": OFFICE,
}
"""The lane of what begins with a word; everything else is the residents'."""
UNTIL_SIGNED_IN = {"desk", "administration", "manage"}
"""What answers nobody without a session: asked without a cookie it is only a redirection, and waits with the public."""


def lane_of(method: str, path: str, *, has_cookie: bool) -> Lane:
    """The lane in which a request waits.

    >>> lane_of("POST", "/judge/sheets/7/", has_cookie=True).name
    'hall'
    >>> lane_of("GET", "/desk/3/state/", has_cookie=False).name
    'public'
    >>> lane_of("POST", "/account/sign-in/", has_cookie=True).name
    'sign-in'
    """
    first, _, rest = path.lstrip("/").partition("/")
    if method == "POST" and first == "account" and rest != "sign-out/":
        return SIGN_IN
    if first in UNTIL_SIGNED_IN and not has_cookie:
        return PUBLIC
    return BY_PATH.get(first, PUBLIC)


class LaneFull(Exception):
    """More wait already than would be served in good time."""


class Line:
    """Those who wait in a lane, and the threads that serve them."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.inside = 0
        self.threads = ThreadPoolExecutor(lane.threads, thread_name_prefix=lane.name)

    async def run(self, work: Callable[[], T]) -> T:
        """Do something in a thread of the lane, in turn. Raises LaneFull."""
        if self.inside >= self.lane.threads + self.lane.waiting:
            raise LaneFull
        self.inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, work)
        finally:
            self.inside -= 1
