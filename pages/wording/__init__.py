"""Numbers and sentences as pages write them."""

from __future__ import annotations

from collections.abc import Iterable

from communities.language import in_chinese


def joined(sentences: Iterable[str]) -> str:
    """Sentences one after another, with a blank between them where the language has one."""
    return ("" if in_chinese() else " ").join(sentences)
