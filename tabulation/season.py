"""The points of a season: what several contests together come to, for people or communities.

Each contest gives points by place or by award, and others for having taken part; times its weight. The best of them
count. What is equal is told apart by more wins, then by the later contest, or stays shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Scale:
    """What a result is worth: the points of the first, second … place, and of awards by name; of those that somebody
    has the highest counts. `others` are the points of everybody who took part and gets none of these."""

    places: tuple[Fraction, ...] = ()
    awards: Mapping[str, Fraction] | None = None
    others: Fraction = Fraction(0)

    def points(self, place: int | None, awards: Iterable[str] = ()) -> Fraction:
        """The points of somebody who took part.

        >>> Scale(places=(Fraction(10), Fraction(8)), others=Fraction(1)).points(2)
        Fraction(8, 1)
        """
        listed = self.awards or {}
        found = [listed[award] for award in awards if award in listed]
        if place is not None and place <= len(self.places):
            found.append(self.places[place - 1])
        return max(found, default=self.others)


@dataclass(frozen=True, slots=True)
class Rules:
    """How a season is counted: by which scale, how many contests count at most (None: all), and whether what is equal
    is told apart."""

    scale: Scale
    best: int | None = None
    told_apart: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What somebody came to in a contest; several of one community may have taken part in one."""

    who: str
    contest: int
    place: int | None
    awards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one contest gives: the points of each result, their sum times the weight, and whether it counts."""

    contest: int
    results: tuple[tuple[Result, Fraction], ...]
    weight: Fraction
    points: Fraction
    counts: bool

    @property
    def wins(self) -> int:
        """How many first places it has."""
        return sum(result.place == 1 for result, _points in self.results)


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in the table. `decided` where something beside the points told them from others with as many."""

    who: str
    place: int
    shared: bool
    points: Fraction
    wins: int
    parts: tuple[Part, ...]
    decided: bool = False


def season(rules: Rules, results: Sequence[Result], weights: Sequence[Fraction]) -> list[Line]:
    """The table, best first: of contests 0, 1, …, which are in order and have these weights.

    >>> scale = Scale(places=(Fraction(10), Fraction(8)))
    >>> results = [Result("Li", 0, 1), Result("Wu", 0, 2), Result("Wu", 1, 1)]
    >>> [(line.who, line.place, int(line.points)) for line in season(Rules(scale), results, [Fraction(1)] * 2)]
    [('Wu', 1, 18), ('Li', 2, 10)]
    """
    of: dict[str, dict[int, list[Result]]] = {}
    for result in results:
        of.setdefault(result.who, {}).setdefault(result.contest, []).append(result)
    lines = [_line(rules, who, contests, weights) for who, contests in of.items()]
    lines.sort(key=lambda line: _key(line, len(weights), rules.told_apart), reverse=True)
    table: list[Line] = []
    for _, block in groupby(lines, key=lambda line: _key(line, len(weights), rules.told_apart)):
        equal = sorted(block, key=lambda line: line.who)
        place = len(table) + 1
        table += [_placed(line, place, shared=len(equal) > 1) for line in equal]
    return _with_decided(table)


def _line(rules: Rules, who: str, contests: Mapping[int, Sequence[Result]], weights: Sequence[Fraction]) -> Line:
    parts = [_part(rules.scale, n, contests[n], weights[n]) for n in sorted(contests)]
    # Of equal ones the later counts: it is the later one that tells the equal apart.
    by_points = sorted(parts, key=lambda part: (part.points, part.contest), reverse=True)
    counted = {part.contest for part in by_points[: rules.best]}
    parts = [_counted(part, counts=part.contest in counted) for part in parts]
    points = sum((part.points for part in parts if part.counts), Fraction(0))
    wins = sum(part.wins for part in parts)
    return Line(who, 0, shared=False, points=points, wins=wins, parts=tuple(parts))


def _part(scale: Scale, contest: int, results: Sequence[Result], weight: Fraction) -> Part:
    each = tuple((result, scale.points(result.place, result.awards)) for result in results)
    points = sum((points for _result, points in each), Fraction(0)) * weight
    return Part(contest, each, weight, points, counts=True)


def _counted(part: Part, *, counts: bool) -> Part:
    return Part(part.contest, part.results, part.weight, part.points, counts)


def _key(line: Line, contests: int, told_apart: bool) -> tuple[Fraction | int, ...]:
    """What places a line: points, then wins, then the points of the last contest, of the last but one …"""
    if not told_apart:
        return (line.points,)
    of = {part.contest: part.points for part in line.parts}
    latest_first = (of.get(n, Fraction(-1)) for n in reversed(range(contests)))
    return (line.points, line.wins, *latest_first)


def _placed(line: Line, place: int, *, shared: bool) -> Line:
    return Line(line.who, place, shared, line.points, line.wins, line.parts)


def _with_decided(table: Sequence[Line]) -> list[Line]:
    """The table with those marked who have another place than somebody with as many points."""
    places: dict[Fraction, set[int]] = {}
    for line in table:
        places.setdefault(line.points, set()).add(line.place)
    return [Line(x.who, x.place, x.shared, x.points, x.wins, x.parts, decided=len(places[x.points]) > 1) for x in table]
