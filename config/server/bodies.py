"""The body of a request, whole and in time, before anybody computes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Protocol

from .lanes import SMALL

SILENCE, WHOLE = 5.0, 30.0
"""Seconds without a byte, and for all of it, after which nobody waits any longer."""
TOGETHER = 64 * 1024 * 1024
"""Bytes of larger bodies that one process collects at the same time."""


class TooSlowError(Exception):
    """The body did not come in time."""


class TooLargeError(Exception):
    """More is announced, or came, than the address takes."""


class NoRoomError(Exception):
    """Others send so much just now that there is no room for more."""


class Chunks(Protocol):
    """What a body is read from: chunk by chunk as it comes."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The chunks."""


class Room:
    """How many bytes of larger bodies are being collected."""

    def __init__(self, most: int = TOGETHER) -> None:
        self.left = most

    @contextmanager
    def taken(self, size: int) -> Iterator[None]:
        """Keep room for a body as long as it comes; small ones need none. Raises NoRoomError."""
        needed = size if size > SMALL else 0
        if needed > self.left:
            raise NoRoomError
        self.left -= needed
        try:
            yield
        finally:
            self.left += needed


async def read_body(chunks: Chunks, announced: int | None, most: int, room: Room) -> bytes:
    """The whole body of at most so many bytes. Raises TooSlowError, TooLargeError or NoRoomError."""
    if announced == 0:
        return b""
    size = most if announced is None else announced
    if size > most or most == 0:
        raise TooLargeError
    with room.taken(size):
        try:
            async with asyncio.timeout(WHOLE):
                return await _collected(chunks, size)
        except TimeoutError:
            raise TooSlowError from None


async def _collected(chunks: Chunks, most: int) -> bytes:
    body, coming = bytearray(), aiter(chunks)
    while True:
        try:
            body += await asyncio.wait_for(anext(coming), SILENCE)
        except StopAsyncIteration:
            return bytes(body)
        if len(body) > most:
            raise TooLargeError
