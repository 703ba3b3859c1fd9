"""What every page of this room has: the district, its tabs, and whether who reads may enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from communities.models import District
from communities.queries import achievements_in_words
from communities.results.grid import batches_of
from pages.access import AuthenticatedRequest


def page(
    request: AuthenticatedRequest, template: str, district: District, enters: bool, context: Mapping[str, Any]
) -> HttpResponse:
    """A page of a district; its tabs say how many values wait, and whether there are achievements in words."""
    batches = context.get("batches") or batches_of(district)
    counts = {
        "waiting": sum(batch.entered + batch.confirmed for batch in batches),
        "in_words": context["in_words"] if "in_words" in context else achievements_in_words(district).count(),
    }
    return render(request, template, {"district": district, "enters": enters, **counts, **context, "batches": batches})
