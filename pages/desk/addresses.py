"""Addresses of the desk's pages: a board has a score of them, and they never change."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

KEPT = 4000


@lru_cache(KEPT)
def desk_address(page: str, *args: int | str) -> str:
    """The address of a page of the desk, by its name."""
    return reverse(f"desk:{page}", args=args)
