"""A PDF that somebody has sent, given to whoever may have it: to keep, never opened within a page of ours."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from communities.typed import without_the_unseen
from contests.models import Attachment

NAMES_A_PLACE = re.compile(r'[\\/:*?"<>|\t\n]+')
"""What stands between folders, or in no name of a file."""


def pdf_answer(file: Attachment) -> HttpResponse:
    """The file under its title."""
    disposition = content_disposition_header(as_attachment=True, filename=_name(file.title))
    headers = {
        "Content-Disposition": str(disposition),
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(file.content), content_type="application/pdf", headers=headers)


def _name(title: str) -> str:
    plain = NAMES_A_PLACE.sub("-", without_the_unseen(title)).strip(" .-").removesuffix(".pdf")
    return f"{plain or 'PDF'}.pdf"
