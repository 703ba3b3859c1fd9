"""WebM: elements, each with an id and a length, some with elements in them (EBML, RFC 8794; Matroska, RFC 9559)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from communities.refused import Refused
from stage.models import MediaFormat

from .films import Film, Unplayable, exactly, refuse_crumbs, sound_film

HEAD, DOC_TYPE, SEGMENT, INFO, TRACKS, CLUSTER = 0x1A45DFA3, 0x4282, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
SCALE, DURATION, TRACK, CODEC, VIDEO, WIDTH, HEIGHT = 0x2AD7B1, 0x4489, 0xAE, 0x86, 0xE0, 0xB0, 0xBA
ENCODINGS = 0x6D80
LARGEST = 1024 * 1024
"""Bytes of a part that is read; pictures and sound are passed over."""
PLAYED = {"V_VP8", "V_VP9", "V_AV1", "A_OPUS", "A_VORBIS"}
OTHERS = ("V_", "A_")
MILLISECOND = 1_000_000


def is_webm(head: bytes) -> bool:
    """Whether a file begins as WebM does."""
    return head.startswith(HEAD.to_bytes(4, "big"))


def read_webm(file: BinaryIO, size: int) -> Film:
    """What a WebM holds. Refused("film-broken", "film-without-picture") and Unplayable."""
    file.seek(0)
    found = {kind: exactly(file, length) for kind, length in _elements(file, size, inside={SEGMENT})}
    kind = dict(_parts(found.get(HEAD, b""))).get(DOC_TYPE, b"").rstrip(b"\0").decode("latin-1")
    if kind != "webm":
        raise Unplayable("Matroska" if kind == "matroska" else kind[:20])
    width = height = 0
    for name, track in _parts(found.get(TRACKS, b"")):
        if name == TRACK:
            here = dict(_parts(track))
            _refuse_unplayable(here)
            of_picture = dict(_parts(here.get(VIDEO, b"")))
            width = width or _number(of_picture.get(WIDTH, b""))
            height = height or _number(of_picture.get(HEIGHT, b""))
    return sound_film(Film(MediaFormat.WEBM, width, height, _seconds(dict(_parts(found.get(INFO, b""))))))


def _refuse_unplayable(track: dict[int, bytes]) -> None:
    codec = track.get(CODEC, b"").rstrip(b"\0").decode("latin-1")
    if ENCODINGS in track or (codec.startswith(OTHERS) and codec not in PLAYED):
        raise Unplayable(codec[2:22])


def _seconds(info: dict[int, bytes]) -> int | None:
    length_text = info.get(DURATION, b"")
    if len(length_text) not in {4, 8}:
        return None
    (length,) = struct.unpack(">f" if len(length_text) == 4 else ">d", length_text)
    seconds = length * (_number(info.get(SCALE, b"")) or MILLISECOND) / 1e9
    return round(seconds) if 0 < seconds < 1e6 else None


def _elements(file: BinaryIO, end: int, inside: set[int]) -> Iterator[tuple[int, int]]:
    """The elements that are read, with their length, the file standing before each; what is `inside` some is entered.

    It ends at the first pictures: what tells of them stands before.
    """
    at, parts = file.tell(), 0
    while at < end:
        refuse_crumbs(parts := parts + 1)
        file.seek(at)
        name, length = _id(file), _length(file)
        begin = file.tell()
        if name == CLUSTER:
            return
        if length is not None and begin + length > end:
            raise Refused("film-broken")
        if name in inside:
            end = begin + length if length is not None else end
            at = begin
            continue
        if length is None:
            raise Refused("film-broken")
        if name in {HEAD, INFO, TRACKS}:
            if length > LARGEST:
                raise Refused("film-broken")
            yield name, length
        at = begin + length


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    file, at = BytesIO(data), 0
    while at < len(data):
        file.seek(at)
        name, length = _id(file), _length(file)
        if length is None:
            raise Refused("film-broken")
        yield name, exactly(file, length)
        at = file.tell()


def _id(file: BinaryIO) -> int:
    first = exactly(file, 1)
    more = 8 - first[0].bit_length()
    if more > 3:
        raise Refused("film-broken")
    return int.from_bytes(first + exactly(file, more), "big")


def _length(file: BinaryIO) -> int | None:
    """How long an element is; None where that was not known when it was written."""
    first = exactly(file, 1)[0]
    more = 8 - first.bit_length()
    if more > 7:
        raise Refused("film-broken")
    value = int.from_bytes(bytes([first & (0x7F >> more)]) + exactly(file, more), "big")
    return None if value == (1 << 7 * (more + 1)) - 1 else value


def _number(data: bytes) -> int:
    return int.from_bytes(data[:8], "big")
