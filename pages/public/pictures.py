"""Pictures of values: where each bar and point of an SVG stands. Templates draw them, with the table behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH, ROW = 360, 44
"""Of a picture of bars: it is as wide as a phone, so that its words stay readable there."""
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 200, 16, 344, 36, 160


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words; without a length there is nothing to draw."""

    label: str
    text: str
    y: int
    length: int | None

    @property
    def baseline(self) -> int:
        """Where its words stand."""
        return self.y + 16

    @property
    def top(self) -> int:
        """Where the bar begins."""
        return self.y + 24


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars one below the other."""

    bars: Sequence[Bar]
    width: int = WIDTH

    @property
    def height(self) -> int:
        """Of the whole picture."""
        return ROW * len(self.bars)


def bars_of(rows: Sequence[tuple[str, str, Fraction | None]], most: Fraction | None = None) -> Bars:
    """Label, words and number of each bar; the longest is the largest number, or `most` for pictures side by side."""
    largest = most or max((number for _label, _text, number in rows if number is not None), default=Fraction(0))
    return Bars(
        [
            Bar(label, text, n * ROW, None if number is None else _part(number, largest, WIDTH))
            for n, (label, text, number) in enumerate(rows)
        ]
    )


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line; `below` is where its period is written."""

    label: str
    text: str
    x: int
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line over periods; where one is missing it is broken."""

    points: Sequence[Point]
    strokes: Sequence[str]
    width: int = WIDTH
    height: int = HEIGHT
    bottom: int = BOTTOM
    right: int = RIGHT
    left: int = LEFT


def line_of(rows: Sequence[tuple[str, str, Fraction | None]]) -> Line:
    """Label, words and number of each period, the earliest first, from zero to the largest."""
    largest = max((number for _label, _text, number in rows if number is not None), default=Fraction(0))
    step = (RIGHT - LEFT) // max(1, len(rows) - 1)
    points, strokes, stroke = list[Point](), list[str](), list[str]()
    for n, (label, text, number) in enumerate(rows):
        if number is None:
            strokes, stroke = [*strokes, " ".join(stroke)], []
            continue
        x, y = LEFT + n * step, BOTTOM - _part(number, largest, BOTTOM - TOP)
        anchor = "start" if n == 0 else "end" if n == len(rows) - 1 else "middle"
        points.append(Point(label, text, x, y, anchor))
        stroke.append(f"{x},{y}")
    return Line(points, [each for each in (*strokes, " ".join(stroke)) if " " in each])


def _part(number: Fraction, largest: Fraction, of: int) -> int:
    return int(number * of / largest) if largest > 0 else 0
