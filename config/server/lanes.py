"""Who waits for whom. Each audience has threads of its own in every process, so that none can fill those of another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import TypeVar

from config.limits import LARGEST_UPLOAD, MOST

from .turns import Turns

T = TypeVar("T")
KIB = 1024
SMALL = 16 * KIB
"""Bytes of a body that anybody may send at any time."""


GIVING_WAY = 0.5
"""Seconds that others wait at most while the hall is being served."""

ORDINARY = 200.0
"""How often a tablet, desk or screen may have asked of late and still be like all others of its lane, so that of fifty
who send at once none falls behind. They ask two or three times a second; who floods is beyond it within a second or
two."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Threads, how many requests may wait for one of them, and the largest body in bytes.

    Who is in a lane of the `hall` is served first: a lane that `gives_way` begins nothing meanwhile. Of a lane that
    computes `alone` one request is served at a time on the whole machine. A thread `rests` for so many seconds after
    each request, so that a lane takes a part of a processor however many ask. Bodies of a lane `on_disk` are collected
    in files. In each lane who asks from where least was asked comes first (`turns`);
    in the hall only whoever has asked more than is ordinary comes after the others.
    """

    name: str
    threads: int
    waiting: int
    largest: int
    hall: bool = False
    gives_way: bool = False
    alone: bool = False
    rests: float = 0.0
    on_disk: bool = False


TABLETS = Lane("tablets", threads=3, waiting=600, largest=256 * KIB, hall=True)
SHEETS = Lane("sheets", threads=1, waiting=600, largest=SMALL, hall=True)
"""The pages of tablets: at a call all of them ask for one, and what judges confirm meanwhile does not wait for that."""
DESK = Lane("desk", threads=2, waiting=100, largest=256 * KIB, hall=True)
STAGE = Lane("stage", threads=2, waiting=100, largest=SMALL, hall=True)
OFFICE = Lane("office", threads=2, waiting=40, largest=MOST)
FILES = Lane("files", threads=1, waiting=20, largest=MOST, gives_way=True, rests=0.2)
"""Lists and contest files, which take long to read and come seldom: who sends one after the other gets no more of the
machine than this, and holds up no page of the office."""
DOOR = Lane("door", threads=1, waiting=100, largest=SMALL, gives_way=True)
ENTRANCE = Lane("entrance", threads=1, waiting=40, largest=SMALL, gives_way=True)
SIGN_IN = Lane("sign-in", threads=1, waiting=4, largest=SMALL, gives_way=True, alone=True, rests=0.2)
VOTES = Lane("votes", threads=2, waiting=600, largest=SMALL)
"""Three hundred phones vote within ten seconds, and no resident waits for them."""
PUBLIC = Lane("public", threads=1, waiting=60, largest=SMALL, gives_way=True)
UPLOADS = Lane("uploads", threads=1, waiting=4, largest=LARGEST_UPLOAD, gives_way=True, on_disk=True)
EVIDENCE = Lane("evidence", threads=1, waiting=40, largest=MOST, gives_way=True, rests=0.2)
"""Service centres send pictures and documents by a link: more than a resident may, and nobody of the hall waits."""
STATIC = Lane("static", threads=1, waiting=600, largest=0)
LANES = (TABLETS, SHEETS, DESK, STAGE, OFFICE, FILES, DOOR, ENTRANCE, SIGN_IN, VOTES, PUBLIC, UPLOADS, EVIDENCE, STATIC)

BY_PATH = {
    "static": STATIC,
    "judge": TABLETS,
    "desk": DESK,
    "screen": STAGE,
    "emcee": STAGE,
    "clock": STAGE,
    "j": DOOR,
    "k": DOOR,
    "v": VOTES,
    "w": DOOR,
    "e": EVIDENCE,
    "account": OFFICE,
    "administration": OFFICE,
    "manage": OFFICE,
    "achievements": OFFICE,
    "campaigns": OFFICE,
    "evidence": OFFICE,
    "exchange": OFFICE,
    "supervise": OFFICE,
}
"""The lane of what begins with a word; everything else is the residents'."""
AT_ONCE = {"judge/state/", "judge/outbox/"}
"""What tablets ask for that is no page."""
UNTIL_SIGNED_IN = {DESK, OFFICE}
"""What answers nobody without a session: asked without one it is only a redirection, and waits with the public, but
for the page on which people sign in."""


def lane_of(
    method: str,
    path: str,
    *,
    has_seat: bool = False,
    has_session: bool = False,
    has_link: bool = False,
    has_pass: bool = False,
    is_large: bool = False,
) -> Lane:
    """The lane in which a request waits: by its address, and by who can have sent it.

    `has_seat` where it brings the cookie of a judge's seat, signed by us; without one nobody is among the tablets.
    `has_session` where it brings a session whose key was signed by us; without one nobody is at the desk.
    `has_link` where its address is that of a screen, the emcee, the timekeeper or a service centre, signed by us.
    `has_pass` where its address is one to which films are sent, signed by us for somebody who may.
    `is_large` where it brings more than a form does.

    >>> lane_of("POST", "/judge/sheets/7/", has_seat=True).name
    'tablets'
    >>> lane_of("GET", "/judge/sheets/7/", has_seat=True).name
    'sheets'
    >>> lane_of("GET", "/judge/state/", has_session=True).name
    'door'
    >>> lane_of("GET", "/desk/3/state/").name
    'public'
    >>> lane_of("POST", "/manage/import/", has_session=True, is_large=True).name
    'files'
    >>> lane_of("GET", "/account/sign-in/").name
    'entrance'
    >>> lane_of("GET", "/screen/made-up/state/").name
    'public'
    >>> lane_of("POST", "/account/sign-in/").name
    'sign-in'
    """
    if has_pass and has_session:
        return UPLOADS
    first, _, rest = path.lstrip("/").partition("/")
    if method == "POST" and first == "account" and rest != "sign-out/":
        return SIGN_IN
    lane = BY_PATH.get(first, PUBLIC)
    if lane is TABLETS:
        at_once = method == "POST" or path.lstrip("/") in AT_ONCE
        return (TABLETS if at_once else SHEETS) if has_seat else DOOR
    if lane in {STAGE, EVIDENCE} and not has_link:
        return PUBLIC
    if lane in UNTIL_SIGNED_IN and not has_session:
        return ENTRANCE if first == "account" else PUBLIC
    return FILES if lane is OFFICE and is_large else lane


class Hall:
    """How many of the hall are being served, or wait for it, in this process."""

    def __init__(self) -> None:
        self.inside = 0
        self.empty = asyncio.Event()
        self.empty.set()

    def add(self, many: int) -> None:
        """Somebody comes, or goes (-1)."""
        self.inside += many
        if self.inside:
            self.empty.clear()
        else:
            self.empty.set()

    async def let_pass(self) -> None:
        """Wait until nobody of the hall is inside, but not for ever."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.empty.wait(), GIVING_WAY)


def alone(work: Callable[[], T], lock: Path) -> T:
    """Do something while no other process does, by a lock on a file; where there can be no file, without.

    A password takes half a second of a processor by intention: one for each process would be all of a small machine.
    """
    with ExitStack() as locked:
        with suppress(OSError):
            file = locked.enter_context(lock.open("a"))
            flock(file, LOCK_EX)  # given back when the file is closed, and by the system where the process dies
        return work()


class Line:
    """Those who wait in a lane, and the threads that serve them."""

    def __init__(self, lane: Lane, hall: Hall | None = None) -> None:
        self.lane = lane
        self.hall = hall or Hall()
        self.turns = Turns(lane.threads, lane.waiting, ORDINARY if lane.hall else 0.0)
        self.threads = ThreadPoolExecutor(lane.threads, thread_name_prefix=lane.name)

    async def run(self, work: Callable[[], T], leaving: Callable[[], Awaitable[object]], place: str = "") -> T:
        """Do something in a thread of the lane, in turn. Raises LaneFull, or HasLeftError if `leaving` ends first."""
        self.hall.add(self.lane.hall)
        try:
            await self.turns.take(place, leaving)
            try:
                if self.lane.gives_way:
                    await self.hall.let_pass()
                return await asyncio.get_running_loop().run_in_executor(self.threads, work)
            finally:
                self._done()
        finally:
            self.hall.add(-self.lane.hall)

    def _done(self) -> None:
        """A thread is free, when it has rested."""
        if self.lane.rests:
            asyncio.get_running_loop().call_later(self.lane.rests, self.turns.give_back)
        else:
            self.turns.give_back()
