"""Numbers and sentences as pages write them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from communities.language import in_chinese


def short(number: Decimal) -> str:
    """A number without zeros at its end.

    >>> short(Decimal("80.0")), short(Decimal("100"))
    ('80', '100')
    """
    return format(number.normalize(), "f")


def joined(sentences: Iterable[str]) -> str:
    """Sentences one after another, with a blank between them where the language has one."""
    return ("" if in_chinese() else " ").join(sentences)
