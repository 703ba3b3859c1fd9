"""What every page about a district in this room has."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from communities.models import District
from pages.access import AuthenticatedRequest


def page(
    request: AuthenticatedRequest, template: str, district: District, enters: bool, **context: Any
) -> HttpResponse:
    """A page of a district; `enters` where who reads changes it, too."""
    return render(request, template, {"district": district, "enters": enters, **context})
