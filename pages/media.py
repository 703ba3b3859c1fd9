"""Films and pictures of a show as they are sent: by content, whole or in parts, kept by browsers for good."""

from __future__ import annotations

import re
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from contests.models import Banner
from stage.media_folder import path_of
from stage.models import MediaFormat
from stage.queries.media import media_named

TYPES = {
    MediaFormat.PNG: "image/png",
    MediaFormat.JPEG: "image/jpeg",
    MediaFormat.MP4: "video/mp4",
    MediaFormat.WEBM: "video/webm",
}
NOT_STORED = "private, no-store"
RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
HEADERS = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Part:
    """The bytes of a file from `start` to before `end`, opened when somebody reads: a server that sends files itself
    only asks for the name."""

    def __init__(self, path: Path, start: int, end: int) -> None:
        self.name, self.at, self.end = str(path), start, end

    def read(self, size: int = -1) -> bytes:
        """What comes next, at most so many bytes."""
        left = self.end - self.at
        with Path(self.name).open("rb") as file:
            file.seek(self.at)
            data = file.read(left if size < 0 else min(size, left))
        self.at += len(data)
        return data

    def close(self) -> None:
        """Nothing is open."""


def media_answer(request: HttpRequest, show: int, name: str, *, stored: bool = True) -> HttpResponseBase:
    """A film or picture of a show by the name of its file, or the part of it that is asked for.

    `stored` where browsers may keep it for good. Raises Http404.
    """
    media = media_named(show, name)
    path = path_of(media) if media else None
    if media is None or path is None or not path.is_file():
        raise Http404
    size = path.stat().st_size
    wanted = _range(request.headers.get("Range", ""), size)
    if wanted is None and request.headers.get("Range", "").startswith("bytes="):
        return HttpResponse(status=416, headers={**HEADERS, "Content-Range": f"bytes */{size}"})
    start, end = wanted or (0, size)
    part = Part(path, start, end)
    response = FileResponse(part, content_type=TYPES[MediaFormat(media.format)])
    for header, value in HEADERS.items():
        response[header] = value
    if not stored:
        response["Cache-Control"] = NOT_STORED
    response["Content-Length"] = str(end - start)
    if wanted:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def picture_answer(picture: Banner, *, cached: str) -> HttpResponse:
    """A picture whose bytes are kept in its row."""
    kind = TYPES[MediaFormat(picture.format)]
    response = HttpResponse(bytes(picture.content), content_type=kind, headers={**HEADERS, "Cache-Control": cached})
    del response["Accept-Ranges"]
    return response


def _range(said: str, size: int) -> tuple[int, int] | None:
    """From where to before where, as a Range header asks; None for all, and for what is not there."""
    found = RANGE.fullmatch(said)
    if not found or found.groups() == ("", "") or not size:
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None
