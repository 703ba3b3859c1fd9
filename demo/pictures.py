"""Pictures of the sample show, drawn here: figures without faces, marks of sponsors, slides. Nobody is shown."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from io import BytesIO
from math import isqrt

from contests.models import Contest
from stage.actions import add_cue, add_media, keep_photos
from stage.models import CueKind, MediaFile, MediaUse

from .people import People

Colour = tuple[int, int, int]
Span = tuple[int, int, Colour]
"""From where to before where in a row, and its colour; what comes later lies above."""
GROUNDS: tuple[Colour, ...] = ((205, 92, 76), (88, 120, 148), (196, 150, 74), (104, 138, 108), (136, 104, 140))
CLOTHES: tuple[Colour, ...] = ((52, 58, 74), (92, 40, 40), (60, 84, 70), (70, 62, 96))
PALE, WHITE, INK = (240, 214, 190), (255, 255, 255), (60, 52, 46)
SPONSORS = ("01 沈河印刷", "02 浑河书店", "03 北方影像")
SLIDES = ("01 社区之晨", "02 共同的院子", "03 傍晚的灯")


def drawn(width: int, height: int, ground: Colour, row: Callable[[int], Iterable[Span]]) -> bytes:
    """A PNG; `row` tells what stands in each row of pixels.

    >>> drawn(1, 1, (1, 2, 3), lambda _y: []).startswith(bytes([0x89]) + b"PNG")
    True
    """
    rows = bytearray()
    for y in range(height):
        line = bytearray(bytes(ground) * width)
        for left, right, colour in row(y):
            begin, end = max(0, left), min(width, right)
            if begin < end:
                line[3 * begin : 3 * end] = bytes(colour) * (end - begin)
        rows += b"\0" + line
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def disc(y: int, x: int, middle: int, radius: int, colour: Colour) -> list[Span]:
    """What a disc around (x, middle) has in a row."""
    across = radius * radius - (y - middle) * (y - middle)
    half = isqrt(across) if across > 0 else 0
    return [(x - half, x + half, colour)] if half else []


def portrait(n: int) -> bytes:
    """A figure without a face."""
    cloth = CLOTHES[n % len(CLOTHES)]

    def row(y: int) -> list[Span]:
        shoulders = disc(y, 200, 620, 260, cloth) if y > 330 else []
        return [*shoulders, *disc(y, 200, 200, 100, INK), *disc(y, 200, 215, 90, PALE)]

    return drawn(400, 500, GROUNDS[n % len(GROUNDS)], row)


def mark(n: int) -> bytes:
    """The mark of a sponsor that does not exist: discs, bars or a hill."""
    colour = GROUNDS[n % len(GROUNDS)]

    def row(y: int) -> list[Span]:
        shapes = (
            [*disc(y, 200, 100, 70, colour), *disc(y, 280, 100, 70, INK), *disc(y, 240, 100, 30, WHITE)],
            [(130 + 90 * bar, 190 + 90 * bar, colour) for bar in range(3) if 30 + 40 * bar < y < 170],
            [(240 - y, 240 + y, colour)] if 30 < y < 170 else [],
        )
        return shapes[n % len(shapes)]

    return drawn(480, 200, WHITE, row)


def slide(n: int) -> bytes:
    """Hills with the sun above them, at another time of day each."""
    sky = ((250, 226, 190), (168, 204, 226), (62, 58, 96))[n % 3]
    sun = ((236, 128, 84), (255, 244, 206), (246, 214, 150))[n % 3]

    def row(y: int) -> list[Span]:
        hills = [*disc(y, 360, 1100, 620, (96, 128, 104)), *disc(y, 980, 1180, 680, (72, 100, 88))]
        return [*disc(y, 300 + 320 * n, 230, 90, sun), *hills]

    return drawn(1280, 720, sky, row)


def add_pictures(contest: Contest, people: People, now: datetime) -> None:
    """Photos of all but the last contestant, three sponsors, and three slides in the run sheet."""
    adding = partial(_added, contest, people, now)
    contestants = list(contest.contestants.order_by("position", "pk"))[:-1]
    photos = [adding(MediaUse.PHOTO, who.number, portrait(n)) for n, who in enumerate(contestants)]
    whose = {photo.pk: who.pk for photo, who in zip(photos, contestants, strict=True)}
    keep_photos(contest=contest, whose=dict(whose), by=people.desk, now=now)
    for n, title in enumerate(SPONSORS):
        adding(MediaUse.SPONSOR, title, mark(n))
    slides = [adding(MediaUse.SLIDE, title, slide(n)).pk for n, title in enumerate(SLIDES)]
    values = {"kind": CueKind.FILM, "title": "社区掠影", "planned": 180}
    add_cue(contest=contest, values=values, slot=8, media=slides, by=people.desk, now=now)


def _added(contest: Contest, people: People, now: datetime, use: MediaUse, title: str, data: bytes) -> MediaFile:
    return add_media(contest=contest, use=use, title=title, file=BytesIO(data), size=len(data), by=people.desk, now=now)
