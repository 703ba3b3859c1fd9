"""Films on their way: collected in a file without a name, of which nothing stays where sending breaks off."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path
from typing import IO

from .bodies import BrokenOffError, Chunks, Room, TooLargeError, TooSlowError

SPOOLS = 2
"""Bodies that one process collects in files at the same time."""
SILENCE, WHOLE = 10.0, 20 * 60.0
"""Seconds without a byte, and for all of it, after which nobody waits any longer."""
PORTION = 1024 * 1024
LEFT_FREE = 200 * 1024 * 1024
"""Bytes that stay free on the disk for the contest itself."""


class DiskFullError(Exception):
    """There is not room enough on the disk."""


async def read_to_disk(chunks: Chunks, announced: int, most: int, spools: Room, folder: Path) -> IO[bytes]:
    """The whole body as a file that stands at its beginning, as long as it was announced and at most so many bytes.

    Raises TooSlowError, TooLargeError, BrokenOffError, NoRoomError where others send, or DiskFullError.
    """
    if announced > most:
        raise TooLargeError
    if shutil.disk_usage(folder).free < 2 * announced + LEFT_FREE:  # Django takes it apart into files of its own
        raise DiskFullError
    spools.take(1)
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - handed on
    try:
        async with asyncio.timeout(WHOLE):
            await _collect(chunks, announced, file)
    except TimeoutError:
        file.close()
        raise TooSlowError from None
    except OSError:
        file.close()
        raise DiskFullError from None
    except BaseException:
        file.close()
        raise
    finally:
        spools.left += 1
    file.seek(0)
    return file


async def _collect(chunks: Chunks, announced: int, file: IO[bytes]) -> None:
    """What comes, written beside the loop: a slow disk holds nobody else up. Raises BrokenOffError."""
    portion, written, coming = bytearray(), 0, aiter(chunks)
    try:
        while written + len(portion) <= announced:
            portion += await asyncio.wait_for(anext(coming), SILENCE)
            if len(portion) >= PORTION:
                written += await asyncio.to_thread(file.write, bytes(portion))
                portion.clear()
    except StopAsyncIteration:
        pass
    written += await asyncio.to_thread(file.write, bytes(portion))
    if written != announced:
        raise BrokenOffError
