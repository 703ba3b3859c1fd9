"""The typeface of everything printed, and which characters it does not have."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from fontTools.ttLib import TTFont

FOLDER = settings.BASE_DIR / "fonts"
FAMILY = "Noto Serif SC"
REGULAR = FOLDER / "noto-serif-sc" / "NotoSerifSC-Regular.ttf"


def missing_glyphs(text: str) -> list[str]:
    """The characters of a text that would print as an empty box, each once; none is good.

    >>> missing_glyphs("䶮㛃·𬱖"), missing_glyphs("张𰻞𰻞")
    ([], ['𰻞'])
    """
    return [char for char in dict.fromkeys(text) if not char.isspace() and ord(char) not in _covered()]


@cache
def _covered() -> frozenset[int]:
    """Every character of the typeface; regular and bold have the same. Read once, a fifth of a second."""
    with TTFont(REGULAR, lazy=True) as font:
        return frozenset(font.getBestCmap())
