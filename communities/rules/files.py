"""A file that somebody sends as evidence: a picture or a PDF, looked through, with nothing in it but what is shown."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, NamedTuple

from communities.models import FileFormat
from communities.pictures import Picture, read_picture
from communities.refused import Refused

from .pdf import read_pdf

MEGABYTE = 1024 * 1024
LARGEST_PICTURE = 10 * MEGABYTE
MOST_PIXELS = 25_000_000
"""What tablets and old phones can draw; a file of few bytes may have many more."""
LARGEST_SMALL = MEGABYTE // 2
LONGEST_SMALL = 1_000
BEGINS = {FileFormat.PNG: b"\x89PNG", FileFormat.JPEG: b"\xff\xd8", FileFormat.WEBP: b"RIFF"}
ALIKE = 20
"""A copy has the shape of its picture to one part in so many."""


class Looked(NamedTuple):
    """What is kept of a file, column by column."""

    format: FileFormat
    content: bytes
    small: bytes
    digest: str
    size: int
    pages: int | None = None
    width: int | None = None
    height: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of a `StoredFile`."""
        return self._asdict()


def picture_format(data: bytes) -> FileFormat:
    """How a picture is made that was read as one."""
    return next(kind for kind, begins in BEGINS.items() if data.startswith(begins))


def looked_at(data: bytes, small: bytes = b"") -> Looked:
    """What is kept of a picture or a PDF; `small` is a smaller copy that came along, left out where it is none.

    Refused("no-evidence", "picture-too-heavy", "picture-too-wide", "picture-broken") and what a PDF is refused for.
    """
    if data.startswith(b"%PDF-"):
        return Looked(FileFormat.PDF, data, b"", sha256(data).hexdigest(), len(data), pages=read_pdf(data))
    if len(data) > LARGEST_PICTURE:
        raise Refused("picture-too-heavy", most=LARGEST_PICTURE // MEGABYTE)
    found = _picture(data)
    shape = (found.width, found.height)
    digest = sha256(found.data).hexdigest()
    return Looked(FileFormat(found.format), found.data, _small(small, found), digest, len(found.data), None, *shape)


def _picture(data: bytes) -> Picture:
    try:
        found = read_picture(data, webp=True)
    except Refused as refused:
        raise (Refused("no-evidence") if refused.code == "not-a-picture" else refused) from None
    if found.width * found.height > MOST_PIXELS:
        raise Refused("picture-too-wide", width=found.width, height=found.height, most=MOST_PIXELS // 1_000_000)
    return found


def _small(data: bytes, of: Picture) -> bytes:
    """The smaller copy, if it is one."""
    if not data or len(data) > LARGEST_SMALL:
        return b""
    try:
        found = read_picture(data, webp=True)
    except Refused:
        return b""
    across, down = found.width * of.height, found.height * of.width
    alike = abs(across - down) * ALIKE <= max(across, down)
    return found.data if alike and max(found.width, found.height) <= LONGEST_SMALL else b""
