"""Pictures of values: where each bar and point of an SVG stands. Templates draw them, with the table behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

WIDTH, ROW, LINE = 360, 44, 20
"""Of a picture of bars: it is as wide as a phone, so that its words stay readable there."""
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 200, 16, 344, 36, 160
WIDE, NARROW, FIRST_WIDE = 14, 8, "\u2e80"
"""How wide a Chinese and another character is at most, and the first of the Chinese ones."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words; without a length there is nothing to draw."""

    label: str
    text: str
    y: int
    length: int | None
    below: int = 0

    @property
    def baseline(self) -> int:
        """Where its words stand."""
        return self.y + 16

    @property
    def beside(self) -> int:
        """Where its number stands: at the end of its words, or below them where these are long."""
        return self.top - 8

    @property
    def top(self) -> int:
        """Where the bar begins."""
        return self.y + 24 + self.below


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars one below the other."""

    bars: Sequence[Bar]
    width: int = WIDTH

    @property
    def height(self) -> int:
        """Of the whole picture."""
        return sum(ROW + bar.below for bar in self.bars)


def bars_of(
    rows: Sequence[tuple[str, str, Fraction | None]], most: Fraction | None = None, *, in_words: bool = False
) -> Bars:
    """Label, words and number of each bar; the longest is the largest number, or `most` for pictures side by side.

    What is `in_words` stands on a line of its own below the label.
    """
    below = LINE if in_words else 0
    largest = most or max((number for _label, _text, number in rows if number is not None), default=Fraction(0))
    return Bars(
        [
            Bar(label, text, n * (ROW + below), None if number is None else _part(number, largest, WIDTH), below)
            for n, (label, text, number) in enumerate(rows)
        ]
    )


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line; `label` is its period, empty where there is no room for it; not `complete` is drawn hollow."""

    label: str
    text: str
    x: int
    y: int
    anchor: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of a line; dashed where it leads to or from a point that is not complete."""

    points: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line over periods."""

    points: Sequence[Point]
    strokes: Sequence[Stroke]
    width: int = WIDTH
    height: int = HEIGHT
    bottom: int = BOTTOM
    right: int = RIGHT
    left: int = LEFT

    @property
    def complete(self) -> bool:
        """Whether all its points are."""
        return all(point.complete for point in self.points)


def line_of(rows: Sequence[tuple[str, str, Fraction, bool]]) -> Line:
    """Label, words, number and completeness of each period, the earliest first, from zero to the largest."""
    largest = max((number for _label, _text, number, _complete in rows), default=Fraction(0))
    step = (RIGHT - LEFT) // max(1, len(rows) - 1)
    anchors = ["middle"] * len(rows)
    anchors[:1], anchors[-1:] = ["start"], ["end"]
    places = [LEFT + n * step for n in range(len(rows))]
    labels = _with_room([row[0] for row in rows], places, anchors)
    points = [
        Point(label, text, x, BOTTOM - _part(number, largest, BOTTOM - TOP), anchor, complete)
        for label, x, anchor, (_label, text, number, complete) in zip(labels, places, anchors, rows, strict=True)
    ]
    strokes = [
        Stroke(f"{one.x},{one.y} {next_one.x},{next_one.y}", one.complete and next_one.complete)
        for one, next_one in pairwise(points)
    ]
    return Line(points, strokes)


def _with_room(labels: Sequence[str], places: Sequence[int], anchors: Sequence[str]) -> list[str]:
    """The labels that do not run into each other, from the last one back; the others are left empty."""
    found, free = [""] * len(labels), float(WIDTH)
    for n in reversed(range(len(labels))):
        width = sum(WIDE if character >= FIRST_WIDE else NARROW for character in labels[n])
        begin = places[n] - {"start": 0, "middle": width / 2, "end": width}[anchors[n]]
        if begin + width <= free:
            found[n], free = labels[n], begin - WIDE
    return found


def _part(number: Fraction, largest: Fraction, of: int) -> int:
    return int(number * of / largest) if largest > 0 else 0
