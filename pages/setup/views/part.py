"""What the pages of the set-up share: how a form or a button ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages

from communities.refused import Refused
from communities.wording import sentence
from pages.access import Signed


def pressed(request: Signed, action: Callable[[], Any]) -> bool:
    """What a button asks for is done; a refusal becomes a message on the next page."""
    try:
        action()
    except Refused as refused:
        messages.error(request, sentence(refused))
        return False
    return True


def new_key(kind: str, taken: set[str]) -> str:
    """A short name for a new part by which the contest file refers to it.

    >>> new_key("item", {"item-1", "content"})
    'item-2'
    """
    number = 1
    while f"{kind}-{number}" in taken:
        number += 1
    return f"{kind}-{number}"
