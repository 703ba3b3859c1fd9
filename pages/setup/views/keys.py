"""How the parts of a contest are named by who sets it up."""

from __future__ import annotations


def new_key(kind: str, taken: set[str]) -> str:
    """A short name for a new part by which the contest file refers to it.

    >>> new_key("item", {"item-1", "content"})
    'item-2'
    """
    number = 1
    while f"{kind}-{number}" in taken:
        number += 1
    return f"{kind}-{number}"
