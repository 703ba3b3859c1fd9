"""Files that somebody has sent, given to whoever may have them: a picture to look at, a PDF to keep."""

from __future__ import annotations

import re

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from communities.models import FileFormat, StoredFile
from communities.rules.files import picture_format
from communities.typed import without_the_unseen
from pages.conditional import is_known, tag

NAMES_A_PLACE = re.compile(r'[\\/:*?"<>|\t\n]+')
"""What stands between folders, or in no name of a file."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
TYPES = {
    FileFormat.PNG: "image/png",
    FileFormat.JPEG: "image/jpeg",
    FileFormat.WEBP: "image/webp",
    FileFormat.PDF: "application/pdf",
}
SMALL = "small"
"""What an address asks for where a smaller copy will do."""


def file_answer(request: HttpRequest, rows: QuerySet[StoredFile], pk: int) -> HttpResponse:
    """One of some files: a picture to be shown, with `?small` its smaller copy where there is one; a PDF to be kept.

    Whoever has it is not sent it again, but asks each time: who may have it can change. Raises Http404.
    """
    found: StoredFile = get_object_or_404(rows.defer("content", "small"), pk=pk)
    small = SMALL in request.GET and found.is_picture
    etag = tag(found.digest, int(small))
    headers = {**HEADERS, "Cache-Control": "private, no-cache", "ETag": etag}
    if is_known(request, etag):
        return HttpResponse(status=304, headers=headers)
    kind = FileFormat(found.format)
    if not found.is_picture:
        headers["Content-Disposition"] = kept_as(found.title)
        return HttpResponse(bytes(found.content), content_type=TYPES[kind], headers=headers)
    copy = bytes(found.small) if small else b""
    if copy:
        kind = picture_format(copy)
    return HttpResponse(copy or bytes(found.content), content_type=TYPES[kind], headers=headers)


def kept_as(title: str) -> str:
    """The header that has a browser keep a PDF under its title."""
    return str(content_disposition_header(as_attachment=True, filename=_name(title)))


def _name(title: str) -> str:
    plain = NAMES_A_PLACE.sub("-", without_the_unseen(title)).strip(" .-").removesuffix(".pdf")
    return f"{plain or 'PDF'}.pdf"
