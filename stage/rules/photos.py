"""Whose photo it is, told from the name of its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

from contests.models import Contestant

DIGITS = re.compile(r"[0-9]+")


def whose(file_name: str, contestants: Iterable[Contestant]) -> Contestant | None:
    """The contestant whose name stands in the name of a file, else whose number does; None where that is not one.

    A number stands alone among letters: 03, 3 and 3号 are the same, 2026 or 1203 are not.
    """
    stem = unicodedata.normalize("NFKC", PurePath(file_name).stem).casefold()
    people = list(contestants)
    squeezed = _squeezed(stem)
    named = [who for who in people if len(_squeezed(who.name)) > 1 and _squeezed(who.name) in squeezed]
    if named:
        return named[0] if len(named) == 1 else None
    numbers = {number.lstrip("0") for number in DIGITS.findall(stem)}
    found = [who for who in people if who.number.casefold() in re.split(r"[^0-9a-z]+", stem)]
    found = found or [who for who in people if who.number.isdecimal() and who.number.lstrip("0") in numbers]
    return found[0] if len(found) == 1 else None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s._·-]+", "", unicodedata.normalize("NFKC", text).casefold())
