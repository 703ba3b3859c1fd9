"""What every page of this room has: the district, its tabs, and whether who reads may enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from communities.models import District, Street
from communities.queries import achievements_in_words
from communities.results.grid import Batch, batches_of
from pages.access import AuthenticatedRequest, ValuesAccess


def page(
    request: AuthenticatedRequest, template: str, district: District, enters: bool, context: Mapping[str, Any]
) -> HttpResponse:
    """A page of a district for those who see the whole of it; `enters` where they change it, too."""
    return page_for(request, template, ValuesAccess(district, enters), context)


def page_for(
    request: AuthenticatedRequest, template: str, access: ValuesAccess, context: Mapping[str, Any]
) -> HttpResponse:
    """A page of values; its tabs say how many wait for who reads it, and whether there are achievements in words.

    What is confirmed waits for organisers: a street has done its part.
    """
    district, enters = access.district, access.enters
    batches = context.get("batches") or batches_of(district, access.sees)
    counts = {
        "access": access,
        "waiting": sum(_due(batch, access.street) for batch in batches),
        "in_words": context["in_words"] if "in_words" in context else achievements_in_words(district).count(),
    }
    return render(request, template, {"district": district, "enters": enters, **counts, **context, "batches": batches})


def _due(batch: Batch, street: Street | None) -> int:
    if street is None:
        return batch.entered + batch.confirmed
    return batch.entered if batch.street == street.pk else 0
