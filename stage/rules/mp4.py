"""MP4: boxes, each with its size and four letters, some with boxes in them (ISO/IEC 14496-12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from communities.refused import Refused
from stage.models import MediaFormat

from .films import Film, Unplayable, exactly, refuse_crumbs, sound_film

LARGEST_INDEX = 64 * 1024 * 1024
VIDEO = {"avc1", "avc3", "vp08", "vp09", "av01"}
AUDIO = {"Opus", "fLaC", ".mp3"}
AAC = (0x40, 0x66, 0x67, 0x68)
MP3 = (0x69, 0x6B)
PROFILES = {66, 77, 88, 100}
"""The profiles of H.264 that browsers play: baseline, main, extended, high."""
STILL = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
"""What pictures of phones begin with, which are made like films."""
NAMES = {
    "hvc1": "H.265 (HEVC)",
    "hev1": "H.265 (HEVC)",
    "dvh1": "Dolby Vision",
    "dvhe": "Dolby Vision",
    "mp4v": "MPEG-4 Part 2",
    "apch": "ProRes",
    "apcn": "ProRes",
    "jpeg": "Motion JPEG",
    "ac-3": "AC-3",
    "ec-3": "E-AC-3",
    "alac": "Apple Lossless",
    "samr": "AMR",
    "encv": "encrypted video",
    "enca": "encrypted sound",
}
TO_FIRST_BOX = {"vide": 78, "soun": 28}
"""Bytes of a description of pictures or sound before the boxes in it."""


class Track(NamedTuple):
    """What one track holds, and how large its picture is."""

    kind: str
    width: int
    height: int


def is_mp4(head: bytes) -> bool:
    """Whether a file begins as MP4 does."""
    return head[4:8] == b"ftyp" and head[8:12] not in STILL


def read_mp4(file: BinaryIO, size: int) -> Film:
    """What an MP4 holds. Refused("film-broken", "film-without-picture") and Unplayable."""
    index = _index(file, size)
    try:
        tracks = [_track(body) for name, body in _boxes(index) if name == "trak"]
        seconds = next((_seconds(body) for name, body in _boxes(index) if name == "mvhd"), None)
    except (struct.error, IndexError):
        raise Refused("film-broken") from None
    pictures = [track for track in tracks if track.kind == "vide"] or [Track("vide", 0, 0)]
    return sound_film(Film(MediaFormat.MP4, pictures[0].width, pictures[0].height, seconds))


def _index(file: BinaryIO, size: int) -> bytes:
    """The box that tells what is in the file; every box lies wholly in it."""
    at, found, parts = 0, b"", 0
    while at < size:
        refuse_crumbs(parts := parts + 1)
        file.seek(at)
        length, name = struct.unpack(">I4s", exactly(file, 8))
        head = 8
        if length == 1:
            (length,), head = struct.unpack(">Q", exactly(file, 8)), 16
        length = size - at if length == 0 else length
        if length < head or at + length > size:
            raise Refused("film-broken")
        if name == b"ftyp" and b"qt  " in exactly(file, min(length - head, 4)):
            raise Unplayable("QuickTime")
        if name == b"moov":
            if length > LARGEST_INDEX:
                raise Refused("film-broken")
            found = exactly(file, length - head)
        at += length
    if not found:
        raise Refused("film-broken")
    return found


def _boxes(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if length < 8 or at + length > len(data):
            raise Refused("film-broken")
        yield name.decode("latin-1"), data[at + 8 : at + length]
        at += length


def _within(data: bytes, *path: str) -> bytes:
    for step in path:
        data = next((body for name, body in _boxes(data) if name == step), b"")
    return data


def _track(data: bytes) -> Track:
    media = _within(data, "mdia")
    kind = _within(media, "hdlr")[8:12].decode("latin-1")
    width = height = 0
    if kind in TO_FIRST_BOX:
        described = _within(media, "minf", "stbl", "stsd")[8:]
        for name, body in _boxes(described):
            _refuse_unplayable(kind, name, body)
            if kind == "vide":
                width, height = struct.unpack_from(">HH", body, 24)
    return Track(kind, width, height)


def _refuse_unplayable(kind: str, name: str, body: bytes) -> None:
    inside = body[TO_FIRST_BOX[kind] :]
    if kind == "vide" and name in VIDEO:
        if name.startswith("avc") and (profile := _within(inside, "avcC")[1:2]) and profile[0] not in PROFILES:
            raise Unplayable("H.264, 10 bit or 4:2:2")
        return
    if kind == "soun" and name in AUDIO:
        return
    if name == "mp4a":
        kept = _object_type(_within(inside, "esds"))
        if kept is None or kept in AAC + MP3:
            return
    raise Unplayable(NAMES.get(name, name.strip()))


def _object_type(descriptor: bytes) -> int | None:
    """What an MPEG-4 sound track is coded as, by its descriptor; None where it does not say."""
    at = descriptor.find(b"\x04", 4 + 5)
    at += 1
    while at and at < len(descriptor) and descriptor[at] & 0x80:
        at += 1
    return descriptor[at + 1] if 0 < at < len(descriptor) - 1 else None


def _seconds(body: bytes) -> int | None:
    scale, length = struct.unpack_from(">IQ", body, 20) if body[0] == 1 else struct.unpack_from(">II", body, 12)
    return round(length / scale) if scale and 0 < length < 2**32 - 1 else None
