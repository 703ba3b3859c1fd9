"""What every page about a district in this room has."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from communities.models import District
from pages.access import AuthenticatedRequest

LONGEST_VERSION = 11


def page(
    request: AuthenticatedRequest, template: str, district: District, enters: bool, **context: Any
) -> HttpResponse:
    """A page of a district; `enters` where who reads changes it, too."""
    return render(request, template, {"district": district, "enters": enters, **context})


def seen_version(request: AuthenticatedRequest) -> int:
    """The version of something that the page with the button has shown; -1, which none has, where it does not say."""
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < LONGEST_VERSION else -1
