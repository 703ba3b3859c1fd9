"""A WebP picture as it is kept: the chunks that draw it, and nothing else (`pictures`)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from .refused import Refused

WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)
LOSSY, LOSSLESS, WIDER, CLEAR, COLOURS, MOVES = b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM"
BEGINS = b"\x9d\x01\x2a"
"""What stands before the size of a picture in a lossy one."""
HAS_COLOURS, HAS_CLEAR = 0x20, 0x10


def read_webp(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and the picture with nothing but what draws it: no Exif, no XMP, nothing behind the end.

    Refused("picture-broken") where it is not whole, "not-a-picture" for one that moves.
    """
    (size,) = struct.unpack_from("<I", data, 4)
    chunks = dict(_chunks(data[12 : 8 + size], size - 4))
    if MOVES in chunks:
        raise Refused("not-a-picture")
    drawn = [kind for kind in (LOSSY, LOSSLESS) if kind in chunks]
    if len(drawn) != 1:
        raise Refused("picture-broken")
    body = chunks[drawn[0]]
    width, height, clear = _lossless(body) if drawn[0] == LOSSLESS else (*_lossy(body), CLEAR in chunks)
    more = [kind for kind in (COLOURS, CLEAR) if kind in chunks and not (kind == CLEAR and drawn[0] == LOSSLESS)]
    kept = [(kind, chunks[kind]) for kind in more] + [(drawn[0], body)]
    kept.sort(key=lambda chunk: (COLOURS, CLEAR, LOSSY, LOSSLESS).index(chunk[0]))
    if more:
        flags = HAS_COLOURS * (COLOURS in more) | HAS_CLEAR * clear
        sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        kept.insert(0, (WIDER, bytes((flags, 0, 0, 0)) + sides))
    packed = b"".join(kind + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2) for kind, part in kept)
    return width, height, b"RIFF" + struct.pack("<I", 4 + len(packed)) + b"WEBP" + packed


def _chunks(data: bytes, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk, the first of its kind, to the end that the file says it has."""
    if len(data) != size:
        raise Refused("picture-broken")
    at, seen = 0, set[bytes]()
    while at < len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) != length:
            raise Refused("picture-broken")
        if kind not in seen:
            yield kind, body
        seen.add(kind)
        at += 8 + length + length % 2


def _lossy(body: bytes) -> tuple[int, int]:
    """Width and height of a picture that begins with a key frame."""
    if len(body) < 10 or body[0] & 1 or body[3:6] != BEGINS:
        raise Refused("picture-broken")
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF


def _lossless(body: bytes) -> tuple[int, int, bool]:
    """Width, height, and whether something shines through."""
    if body[:1] != b"\x2f":
        raise Refused("picture-broken")
    (bits,) = struct.unpack_from("<I", body, 1)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1)
