"""The items of a sheet as they are drawn: once for all judges who have typed nothing yet (decision 58).

At a call every tablet opens a sheet with the same items. What is kept is drawn from plain values alone, and found again
by all of them: there is nothing of a judge in it, and other values are drawn anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from contests.judged import Judged, judged_now
from pages.forms.points import read_out
from pages.judge.forms.sheet import Line

KEPT = 32
"""Rubrics that are kept as they are drawn, each in a language."""


class SentFile(NamedTuple):
    """A file that was sent beforehand for an item, as plain values."""

    pk: int
    title: str
    is_picture: bool
    width: int | None
    height: int | None


class Item(NamedTuple):
    """One item as `judge/items.html` and `judge/points.html` draw it; the last four are one judge's own.

    `choices` are the buttons of an item that takes few points, each with what it gives; `evidence` is of one
    contestant, and the same for all judges.
    """

    item: str
    name: str
    guidance: str
    minimum: str
    maximum: str
    step: str
    weight: str
    example: str
    grades: str
    choices: tuple[tuple[str, str], ...]
    evidence: tuple[SentFile, ...]
    typed: str
    points: Decimal | None
    was: str
    faults: tuple[str, ...]

    @property
    def own(self) -> bool:
        """Whether a judge has given points, or something is said of them."""
        return bool(self.typed or self.points is not None or self.was or self.faults)

    @property
    def points_text(self) -> str:
        """The points as they are read out."""
        return read_out(self.points)


class Drawn(NamedTuple):
    """The items of a sheet to be filled in, and the frame in which a tablet reads points back."""

    items: SafeString
    points: SafeString


class Frame(NamedTuple):
    """What stands around the items: the highest total, whether items have weights, how the rules round (or empty)."""

    most: str
    weighted: bool
    rounds: str


def drawn(lines: Sequence[Line], frame: Frame, evidence: Mapping[int, Sequence[SentFile]] | None = None) -> Drawn:
    """The items of a sheet, in the language and with the word for what is judged of this page; `evidence` by item."""
    items = tuple(_item(line, tuple((evidence or {}).get(line.item.pk, ()))) for line in lines)
    if any(item.own for item in items):
        return _drawn(items, frame)
    return _kept(items, frame, get_language(), judged_now())


def _item(line: Line, evidence: tuple[SentFile, ...]) -> Item:
    own = line.typed, line.points, line.was, tuple(line.faults)
    about = str(line.item), line.name, line.item.guidance, line.minimum, line.maximum, line.step, line.weight
    return Item(*about, line.example, line.grades, line.choices, evidence, *own)


@lru_cache(KEPT)
def _kept(items: tuple[Item, ...], frame: Frame, _language: str | None, _judged: Judged) -> Drawn:
    return _drawn(items, frame)


def _drawn(items: tuple[Item, ...], frame: Frame) -> Drawn:
    context = {"lines": items, "blank": True, "form": frame, **frame._asdict()}
    return Drawn(render_to_string("judge/items.html", context), render_to_string("judge/points.html", context))
