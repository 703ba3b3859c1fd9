"""A PDF that somebody has sent, given to whoever may have it: to keep, never opened within a page of ours."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from contests.models import Attachment


def pdf_answer(file: Attachment) -> HttpResponse:
    """The file under its title."""
    disposition = content_disposition_header(as_attachment=True, filename=f"{file.title}.pdf")
    headers = {
        "Content-Disposition": str(disposition),
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(file.content), content_type="application/pdf", headers=headers)
