"""Pictures as they are kept: read part by part, and written again with what draws them and nothing else.

Where and when a photo was taken, with what, and whatever else stands in a file or behind its end is left out. What is
no PNG or JPEG in every part is refused: a picture can then pass for nothing else.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from .refused import Refused
from .webp import WEBP, read_webp

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_000
PNG = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"}
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values of a pixel by the colour type of a PNG."""
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
JPEG = b"\xff\xd8"
FRAMES = {0xC0, 0xC1, 0xC2}
"""The ways of JPEG that browsers draw: baseline, extended, progressive."""
TABLES = {0xC4, 0xDB, 0xDD}
SCAN, END, APP1, APP2, APP14 = 0xDA, 0xD9, 0xE1, 0xE2, 0xEE
TURNED = 0x0112
SIDEWAYS = range(5, 9)


class PictureFormat(StrEnum):
    """How a picture is made; also what its name ends with."""

    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"


class Picture(NamedTuple):
    """A picture to be kept: its format, how it is seen in pixels, its bytes."""

    format: PictureFormat
    width: int
    height: int
    data: bytes


def read_picture(data: bytes, *, webp: bool = False) -> Picture:
    """A picture with nothing but what draws it; WebP only where it is asked for.

    Refused("not-a-picture") for another kind of file, "picture-broken" where it is not whole, "picture-too-wide".
    """
    try:
        if data.startswith(PNG):
            return _png(data)
        if data.startswith(JPEG):
            return _jpeg(data)
        if webp and WEBP.match(data):
            width, height, kept = read_webp(data)
            return Picture(PictureFormat.WEBP, *_sized(width, height), kept)
    except (struct.error, IndexError, zlib.error):
        raise Refused("picture-broken") from None
    raise Refused("not-a-picture")


def _sized(width: int, height: int) -> tuple[int, int]:
    if not (width > 0 and height > 0):
        raise Refused("picture-broken")
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Refused("picture-too-wide", width=width, height=height, most=MOST_PIXELS // 1_000_000)
    return width, height


def _png(data: bytes) -> Picture:
    parts = list(_png_parts(data))
    if parts[0][0] != b"IHDR" or parts[-1][0] != b"IEND" or len(parts[0][1]) != 13:
        raise Refused("picture-broken")
    width, height, depth, colour, _packed, _filter, interlaced = struct.unpack(">IIBBBBB", parts[0][1])
    _sized(width, height)
    if colour not in CHANNELS or depth not in {1, 2, 4, 8, 16} or interlaced > 1:
        raise Refused("picture-broken")
    wanted = _unpacked_size(width, height, depth * CHANNELS[colour], interlaced=bool(interlaced))
    if _inflated(b"".join(body for kind, body in parts if kind == b"IDAT"), wanted) != wanted:
        raise Refused("picture-broken")
    kept = PNG + b"".join(_png_part(kind, body) for kind, body in parts if kind in PNG_PARTS)
    return Picture(PictureFormat.PNG, width, height, kept)


def _png_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each part up to the end, its sum as it should be."""
    at = len(PNG)
    while True:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        (summed,) = struct.unpack_from(">I", data, at + 8 + size)
        if zlib.crc32(kind + body) != summed:
            raise Refused("picture-broken")
        yield kind, body
        at += 12 + size
        if kind == b"IEND":
            return


def _png_part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _unpacked_size(width: int, height: int, bits: int, *, interlaced: bool) -> int:
    """How many bytes a PNG of a size unpacks to: a row takes a byte more than its pixels."""
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    found = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            found += rows * (1 + -(-columns * bits // 8))
    return found


def _inflated(packed: bytes, most: int) -> int:
    """How many bytes something unpacks to, `most` and one at the most; never held all at once."""
    unpacker, found = zlib.decompressobj(), 0
    while packed and not unpacker.eof and found <= most:
        found += len(unpacker.decompress(packed, 1 << 20))
        packed = unpacker.unconsumed_tail
    return found + len(unpacker.flush()) if not unpacker.eof else found


def _jpeg(data: bytes) -> Picture:
    kept, size, turned, drawn = [JPEG], (0, 0), 1, False
    at = 2
    while True:
        marker, at = _marker(data, at)
        if marker == END:
            break
        (length,) = struct.unpack_from(">H", data, at)
        body = data[at + 2 : at + length]
        if length < 2 or len(body) != length - 2:
            raise Refused("picture-broken")
        at += length
        if marker == APP1 and turned == 1:
            turned = _orientation(body)
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", body, 1)
            size = _sized(width, height)
        elif marker == SCAN:
            after = _end_of_scan(data, at)
            body, drawn, at = body + data[at:after], True, after
        elif 0xC0 <= marker <= 0xCF and marker not in TABLES:
            raise Refused("not-a-picture")  # a way of JPEG that no browser draws
        if _draws(marker, body):
            kept.append(struct.pack(">BBH", 0xFF, marker, length) + body)
    if not drawn or size == (0, 0):
        raise Refused("picture-broken")
    kept[1:1] = [_upright(turned)] if turned != 1 else []
    width, height = size[::-1] if turned in SIDEWAYS else size
    return Picture(PictureFormat.JPEG, width, height, b"".join((*kept, b"\xff\xd9")))


def _draws(marker: int, body: bytes) -> bool:
    """Whether a part of a JPEG is needed to draw it: tables, frames, scans, what its colours mean."""
    colours = (marker == APP2 and body.startswith(b"ICC_PROFILE\0")) or (marker == APP14 and body.startswith(b"Adobe"))
    return colours or marker == SCAN or marker in FRAMES | TABLES


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker that stands here, and where its part begins."""
    if data[at] != 0xFF:
        raise Refused("picture-broken")
    while data[at] == 0xFF:
        at += 1
    return data[at], at + 1


def _end_of_scan(data: bytes, at: int) -> int:
    """Where what is drawn ends: at the first marker that is no restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Refused("picture-broken")
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at


def _orientation(body: bytes) -> int:
    """How a photo is to be turned (1 to 8) by its Exif part; 1 where it says nothing that makes sense."""
    if not body.startswith(b"Exif\0\0"):
        return 1
    tiff = body[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for n in range(count):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * n)
            if tag == TURNED:
                return value if value in range(1, 9) else 1
    except struct.error:
        return 1
    return 1


def _upright(turned: int) -> bytes:
    """An Exif part that says how to turn the photo, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, TURNED, 3, 1, turned, 0, 0)
    body = b"Exif\0\0" + tiff
    return struct.pack(">BBH", 0xFF, APP1, len(body) + 2) + body
