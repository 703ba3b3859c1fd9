"""A contest as plain values: everything that decides a result, and nothing else.

The values follow the contest file (docs/contest-file.md) key by key. They are immutable;
`reader` makes them from a file, `writer` writes them back, `tabulate` computes from them.
Points are decimal text, as they were given; weights, factors and limits are `Decimal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from .vocabulary import AwardTie, CutTie, JudgeKind, Places, Pool, RankOn, Rooms, Rounding, Status, Trim

FORMAT = "leitai-contest/1"

About = Mapping[str, Any]
"""A free object the sums ignore and the round trip keeps."""

Points = str
"""Decimal text such as "36.5"."""

MarkKey = tuple[str, str | None, str | None]
"""Round, judge, item; judge and item are None in a sealed round."""

Marks = Mapping[MarkKey, Mapping[str, Points | None]]
"""By round, judge and item: contestant → points; None is an excused mark, absence a missing one."""


BallotKey = tuple[str, str, str]
"""Round, panel, contestant."""

Counts = Mapping[tuple[str, Points], int]
"""Class of voters and points → how many ballots."""

Ballots = Mapping[BallotKey, Counts]


class BadContestFile(ValueError):
    """A contest that cannot be computed; `problems` has a line for each reason, at most fifty."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """Values further than `distance` from the mean are moved there; all rounded to `round` places."""

    distance: Decimal
    round: int | None = None
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The number of decimal places at each stage; None is not rounded there."""

    item: int | None = None
    weighted: int | None = None
    sheet: int | None = None
    panel: int | None = None
    round: int | None = None
    final: int | None = 2
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Lowest and highest score of a round and of the end; None is unbounded."""

    round: tuple[Decimal | None, Decimal | None] = (Decimal(0), None)
    final: tuple[Decimal | None, Decimal | None] = (None, None)
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rule sheet: how marks become places."""

    trim: str = Trim.TOTAL.value
    pool: str = Pool.MEAN.value
    clip: Clip | None = None
    best_rounds: int | None = None
    round: Stages = Stages()
    bounds: Bounds = Bounds()
    rounding: str = Rounding.HALF_UP.value
    rank_on: str = RankOn.ROUNDED.value
    places: str = Places.COMPETITION.value
    rooms: str = Rooms.RAW.value
    tie_chain: tuple[str, ...] = ()
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRules:
    """What one round does differently; None leaves the contest's or the panel's rule in force.

    `round` maps a stage to its places; a stage that is not in it keeps the contest's. Whoever has less than the
    `pass_mark` in this round gets no award by place.
    """

    trim: str | None = None
    pool: str | None = None
    clip: Clip | None = None
    round: Mapping[str, int | None] = field(default_factory=dict)
    round_about: About | None = None
    drop_high: int | None = None
    drop_low: int | None = None
    trim_from: int | None = None
    pass_mark: Decimal | None = None
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterClass:
    """Voters of a mass jury whose ballots have one mean of their own, which enters the panel's by `weight`."""

    id: str
    name: str = ""
    weight: Decimal = Decimal(1)
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade on a ballot or of an item, and the points it stands for."""

    name: str
    points: Decimal
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What voters are asked: points from `min` to `max` in multiples of `step`, or one of `grades`."""

    classes: tuple[VoterClass, ...]
    min: Decimal = Decimal(0)
    max: Decimal | None = None
    step: Decimal | None = None
    grades: tuple[Grade, ...] = ()
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Judges who are pooled together; without `rounds` it sits in all that are not sealed.

    Without `rooms` it marks everybody, else only contestants of these rooms. With a `ballot` it is a mass jury: its
    score comes from counted ballots, and no judge sits on it.
    """

    id: str
    name: str = ""
    weight: Decimal = Decimal(1)
    drop_high: int = 0
    drop_low: int = 0
    trim_from: int = 0
    pool: str | None = None
    rounds: tuple[str, ...] | None = None
    rooms: tuple[str, ...] | None = None
    ballot: Ballot | None = None
    about: About | None = None

    def marks_room(self, room: str | None) -> bool:
        """Whether contestants of a room are marked by this panel.

        >>> Panel(id="P", rooms=("A",)).marks_room("A"), Panel(id="P").marks_room(None)
        (True, True)
        """
        return self.rooms is None or room in self.rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A rubric item: points from `min` to `max` in multiples of `step`, or one of `grades`; then times `weight`."""

    id: str
    name: str = ""
    min: Decimal = Decimal(0)
    max: Decimal
    step: Decimal | None = None
    grades: tuple[Grade, ...] = ()
    weight: Decimal = Decimal(1)
    about: About | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Points for time: rows of (seconds past `limit`, points) and (seconds not reached, points)."""

    limit: int | None = None
    over: tuple[tuple[int, Decimal], ...] = ()
    under: tuple[tuple[int, Decimal], ...] = ()
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round 环节; a sealed one has no items: its score comes as a mark."""

    id: str
    name: str = ""
    weight: Decimal = Decimal(1)
    sealed: bool = False
    items: tuple[Item, ...] = ()
    clock: Clock | None = None
    rules: RoundRules = RoundRules()
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """One seat on a panel; `kind` is official, practice or observer, and only official counts."""

    id: str
    panel: str
    name: str = ""
    kind: str = JudgeKind.OFFICIAL.value
    chair: bool = False
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a team, with the post it has elsewhere; the sums know of the team alone."""

    name: str
    post: str = ""
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """Who is judged, a person or with `members` a team; only `competing` ones take places and awards."""

    id: str
    name: str = ""
    members: tuple[Member, ...] = ()
    community: str | None = None
    street: str | None = None
    group: str | None = None
    room: str | None = None
    status: str = Status.COMPETING.value
    about: About | None = None

    @property
    def competing(self) -> bool:
        """Whether places and awards are open to this contestant."""
        return self.status == Status.COMPETING


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """Points off or on, in a round or (round None) at the end."""

    contestant: str
    points: Decimal
    round: str | None = None
    reason: str = ""
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """After a round the first `keep` go on; `weights` of its own, or the rounds' weights."""

    after: str
    keep: int
    tie: str = CutTie.EXTEND.value
    weights: Mapping[str, Decimal] | None = None
    weights_about: About | None = None
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A recorded decision between tied contestants, best first."""

    kind: str
    order: tuple[str, ...]
    by: str = ""
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award for `quota` people down the places, or for those `named` outside the places."""

    name: str
    quota: int | None = None
    named: tuple[str, ...] | None = None
    tie: str = AwardTie.EXTEND.value
    uses_up: bool = False
    min: Decimal | None = None
    cap: int | None = None
    group: str | None = None
    about: About | None = None


@dataclass(frozen=True, kw_only=True)
class Contest:
    """A whole contest: what is judged, by whom, under which rules, and what was given."""

    title: str = ""
    rules: Rules = Rules()
    panels: tuple[Panel, ...] = ()
    rounds: tuple[Round, ...]
    judges: tuple[Judge, ...] = ()
    contestants: tuple[Contestant, ...]
    marks: Marks = field(default_factory=dict)
    ballots: Ballots = field(default_factory=dict)
    recusals: Mapping[tuple[str, str], str] = field(default_factory=dict)
    factors: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    times: Mapping[tuple[str, str], int] = field(default_factory=dict)
    adjustments: tuple[Adjustment, ...] = ()
    cuts: tuple[Cut, ...] = ()
    decisions: tuple[Decision, ...] = ()
    awards: tuple[Award, ...] = ()
    about: About | None = None

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The contestants' ids, in the order of the file; columns and rows stand in this order."""
        return tuple(contestant.id for contestant in self.contestants)

    def panels_of(self, round_: Round) -> tuple[Panel, ...]:
        """The panels that sit in a round; none in a sealed one."""
        if round_.sealed:
            return ()
        return tuple(p for p in self.panels if p.rounds is None or round_.id in p.rounds)

    def official_judges(self, panel: Panel) -> tuple[Judge, ...]:
        """The seats of a panel whose marks count."""
        return tuple(j for j in self.judges if j.panel == panel.id and j.kind == JudgeKind.OFFICIAL)
