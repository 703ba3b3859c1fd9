"""How pages show a file that is evidence: a picture that is fetched once somebody opens it, or a PDF to keep."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from communities.models import StoredFile

register = template.Library()


@register.inclusion_tag("parts/evidence.html")
def evidence(file: StoredFile, address: str, *where: object) -> dict[str, Any]:
    """A file that is at an address, by the address's name and what it is made of."""
    return {"file": file, "at": reverse(address, args=where)}
