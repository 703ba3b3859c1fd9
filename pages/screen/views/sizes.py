"""How large a text can stand, by how wide it is."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from contests.members import members_text

NO_BREAK = "\N{NO-BREAK SPACE}"
SIZES = {"short": 8, "medium": 14, "long": 26, "longest": 60}
"""Up to how many half widths of a Chinese character a text is of a size."""


def size_of(text: str, times: int = 1) -> str:
    """Whether a text is short, medium, long, longest, or takes a whole page; a Chinese character is as wide as two
    Latin ones. `times` as much is each where more room is.

    >>> [size_of(text) for text in ("王芳", "迪丽热巴", "Li Jianguo", "阿卜杜热合曼·买买提", "x" * 60, "x" * 61)]
    ['short', 'short', 'medium', 'long', 'longest', 'page']
    """
    return next((size for size, most in SIZES.items() if half_widths(text) <= most * times), "page")


def fitting(names: Sequence[str], room: int) -> str:
    """The people of a team in so many half widths: all of them, or as many as fit and how many there are."""
    whole = [name.replace(" ", NO_BREAK) for name in names]
    texts = (members_text(whole, most) for most in range(len(whole), 0, -1))
    return next((text for text in texts if half_widths(text) <= room), members_text(whole, 1)) if whole else ""


def half_widths(text: str) -> int:
    """How wide a text is, in half widths of a Chinese character."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
