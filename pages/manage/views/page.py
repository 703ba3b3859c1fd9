"""What every page of a contest as a whole is given, and files to keep."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from pages.access import Access


def page(access: Access, tab: str, **context: Any) -> dict[str, Any]:
    """What a template under templates/manage needs; `tab` names the page in the frame of the contest's pages."""
    return {"contest": access.contest, "access": access, "tab": tab, **context}


def download(content: bytes | str, *, mime: str, name: str) -> HttpResponse:
    """A file to keep, under a name. No browser and no cache in between keeps it as well."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": str(disposition), "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type=mime, headers=headers)
