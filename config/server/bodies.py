"""The body of a request, whole and in time, before anybody computes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Protocol

from .lanes import SMALL

SILENCE, WHOLE = 5.0, 30.0
"""Seconds without a byte, and for all of it, after which nobody waits any longer."""
TOGETHER = 64 * 1024 * 1024
"""Bytes of larger bodies that one process collects at the same time."""


class TooSlowError(Exception):
    """The body did not come in time."""


class TooLargeError(Exception):
    """More is announced than the address takes."""


class NoRoomError(Exception):
    """Others send so much just now that there is no room for more."""


class Chunks(Protocol):
    """What a body is read from: chunk by chunk as it comes."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The chunks."""


class BrokenOffError(Exception):
    """The body ended before it was whole, or nobody said how long it would be."""


class Room:
    """How many bytes of larger bodies have been collected and are still here."""

    def __init__(self, most: int = TOGETHER) -> None:
        self.left = most

    def take(self, size: int) -> None:
        """Keep room for so many bytes. Raises NoRoomError."""
        if size > self.left:
            raise NoRoomError
        self.left -= size


async def read_body(chunks: Chunks, announced: int, most: int, room: Room) -> bytes:
    """The whole body, as long as it was announced and at most so many bytes.

    Raises TooSlowError, TooLargeError, BrokenOffError or NoRoomError.
    """
    if announced > most:
        raise TooLargeError
    if announced == 0:
        return b""
    try:
        async with asyncio.timeout(WHOLE):
            body = await _collected(chunks, announced, room)
    except TimeoutError:
        raise TooSlowError from None
    if len(body) != announced:
        raise BrokenOffError
    return body


async def _collected(chunks: Chunks, most: int, room: Room) -> bytes:
    """What comes. Room is taken for what is here, not for what was announced; small bodies need none."""
    body, coming, taken = bytearray(), aiter(chunks), 0
    try:
        while len(body) <= most:
            body += await asyncio.wait_for(anext(coming), SILENCE)
            if len(body) > SMALL:
                room.take(len(body) - taken)
                taken = len(body)
    except StopAsyncIteration:
        pass
    finally:
        room.left += taken
    return bytes(body)
