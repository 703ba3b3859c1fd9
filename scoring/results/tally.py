"""What a tally sheet prints: every judge's sheet total, the dropped ones, panel scores, points off, round scores.

Read from the columns the standings are made of; nothing is computed a second way. The same from rows as they are
now and from a publication, so that screen, page, certificate and paper say one thing. What stands for one contestant
is worded when it is asked for: a page shows a few of thousands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import partial
from typing import TypeVar

from contests.clocks import clock_text
from contests.models import Contest
from scoring.rules import SheetState, why_no_marks
from tabulation import Contest as Values
from tabulation import Standing, Tabulation, remark_text
from tabulation.awards import Vacancy
from tabulation.contest import Contestant, Item, Judge, Panel, Round
from tabulation.exact import exact_text, plain, texts_of
from tabulation.explain_round import text_at
from tabulation.explain_tie import looked_at
from tabulation.panels import PanelScore, Part
from tabulation.pooling import Row
from tabulation.remarks import Remark
from tabulation.rounds import RoundScore, clock_points, room_coefficients
from tabulation.rules_in_force import round_in_force
from tabulation.steps import number
from tabulation.wording import title_of

from .seats import has_left, marked_by
from .standings import results_of
from .vacancies import left_over

__all__ = [
    "Contestant",
    "Line",
    "PanelRow",
    "PanelTally",
    "Points",
    "RoundRow",
    "RoundTally",
    "Standing",
    "TallySheet",
    "Value",
    "by_name",
    "decided_text",
    "sum_of_points",
    "tally_now",
    "tally_of",
]

Made = TypeVar("Made")
Adjusted = Mapping[tuple[str, str | None], Sequence["Points"]]
"""Adjustments by contestant and round, None for those at the end."""


class ByContestant(Mapping[str, Made]):
    """One thing for each of some contestants, in their order; made the first time it is asked for."""

    def __init__(self, positions: Mapping[str, int], make: Callable[[int], Made]) -> None:
        self._positions, self._make = positions, make
        self._made: dict[str, Made] = {}

    def __getitem__(self, who: str) -> Made:
        if who not in self._made:
            self._made[who] = self._make(self._positions[who])
        return self._made[who]

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)


@dataclass(frozen=True, slots=True)
class Value:
    """What one judge gave, exact: a sheet total, or the mark of one item.

    `used` is what entered the pool where clipping moved it; `dropped` is high, low or nothing; `why` says why there
    is no value: RECUSED, LEFT, EXCUSED or MISSING; `by` names whoever gave it and sat there before.
    """

    text: str | None
    used: str | None = None
    dropped: str = ""
    why: SheetState | None = None
    by: str = ""

    @property
    def recused(self) -> bool:
        """Whether the judge does not mark this contestant."""
        return self.why is SheetState.RECUSED

    @property
    def left(self) -> bool:
        """Whether the judge left midway."""
        return self.why is SheetState.LEFT

    @property
    def excused(self) -> bool:
        """Whether it is a mark that is none."""
        return self.why is SheetState.EXCUSED


@dataclass(frozen=True, slots=True)
class Line:
    """What is pooled at once, judge by judge: sheet totals (item None), or the marks of one item."""

    item: Item | None
    values: tuple[Value, ...]
    pooled: str | None


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One contestant before one panel; `totals` are the sheet totals also where items are pooled one by one."""

    lines: tuple[Line, ...]
    totals: tuple[str | None, ...]
    score: str | None


@dataclass(frozen=True, slots=True)
class PanelTally:
    """One panel in one round; `judges` stand in the order of the values, `rows` by contestant whom it marks; all of it
    is worded from `score`."""

    panel: Panel
    judges: tuple[Judge, ...]
    drop_high: int
    drop_low: int
    by_item: bool
    rows: Mapping[str, PanelRow]
    score: PanelScore

    @property
    def given(self) -> Sequence[Sequence[int | None]]:
        """All sheet totals over one denominator, contestant by contestant: to be compared, not to be shown."""
        return self.score.totals.rows


@dataclass(frozen=True, slots=True)
class Points:
    """Deduction or bonus: by the clock (`seconds` is its reading), or an adjustment with its reason."""

    text: str
    reason: str = ""
    seconds: int | None = None

    @property
    def time(self) -> str:
        """The reading of the clock in minutes and seconds; nothing for an adjustment."""
        return clock_text(self.seconds)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One contestant in one round: panels together, factor, coefficient of the room, points, round score.

    `added` is what the points come to; None where there are none.
    """

    base: str | None
    factor: str | None
    coefficient: str | None
    points: tuple[Points, ...]
    added: str | None
    score: str | None


@dataclass(frozen=True, slots=True)
class RoundTally:
    """One round; `rows` has everybody who is in it, by contestant, in the order of the contest."""

    round: Round
    panels: tuple[PanelTally, ...]
    rows: Mapping[str, RoundRow]

    def panels_for(self, who: str) -> tuple[PanelTally, ...]:
        """The panels that mark one contestant."""
        return tuple(panel for panel in self.panels if who in panel.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class TallySheet:
    """Everything the papers print. Without `number` it is live; with one it is that publication, frozen."""

    contest: Values
    standings: tuple[Standing, ...]
    rounds: tuple[RoundTally, ...]
    points: Mapping[str, tuple[Points, ...]]  # at the end
    remarks: tuple[Remark, ...]
    final: bool
    missing: int
    """Marks of judges, and scores that come in ready: `missing_scores` of them."""
    fingerprint: str
    missing_scores: int = 0
    number: int | None = None
    at: datetime | None = None
    reason: str = ""
    superseded: bool = False
    vacant: tuple[Vacancy, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether these are the results that count: published, complete, and not superseded."""
        return self.number is not None and self.final and not self.superseded

    def remark_lines(self, *, chinese: bool) -> list[str]:
        """What a reader should know, sentence by sentence; the weights stand over their columns already."""
        worth_saying = (remark for remark in self.remarks if remark.code != "round-weights")
        return [remark_text(by_name(self.contest, one), "zh" if chinese else "en") for one in worth_saying]


def by_name(contest: Values, remark: Remark) -> Remark:
    """A remark that calls rounds, items, panels and contestants by their names, not by the ids of the file."""
    rounds = {round_.id: round_ for round_ in contest.rounds}
    within = rounds.get(remark.facts.get("round", ""))
    known: dict[str, Mapping[str, Round | Item | Panel]] = {
        "round": rounds,
        "cut": rounds,
        "panel": {panel.id: panel for panel in contest.panels},
        "item": {item.id: item for item in within.items} if within else {},
    }
    facts = dict(remark.facts)
    for key, things in known.items():
        if (thing := things.get(facts.get(key, ""))) is not None:
            facts[key] = thing.name or thing.id
    for who in (person for person in contest.contestants if person.id == facts.get("contestant")):
        facts["contestant"] = f"{who.id} {who.name}".strip()
    return replace(remark, facts=facts)


def decided_text(contest: Values, link: str, *, chinese: bool) -> str:
    """The rule that told equals apart, with the round, item or panel it looks at by name."""
    title = title_of("tie_link", link.partition(":")[0], "zh" if chinese else "en")
    return ("：" if chinese else ": ").join((title, *looked_at(contest, link)[-1:]))


def tally_now(contest: Contest) -> TallySheet:
    """The tally sheet as it is now; Refused("cannot-be-computed") where there are none yet."""
    return tally_of(results_of(contest), contest.fingerprint)


def tally_of(result: Tabulation, fingerprint: str) -> TallySheet:
    """Everything the papers print of some results; `fingerprint` is that of the rules they follow."""
    adjusted = _adjusted(result.contest)
    external = {round_.id for round_ in result.contest.rounds if round_.sealed}
    return TallySheet(
        contest=result.contest,
        standings=result.standings,
        rounds=tuple(_round(result.scores.round(round_.id), adjusted) for round_ in result.contest.rounds),
        points={who: tuple(adjusted.get((who, None), ())) for who in result.contest.ids},
        remarks=result.warnings,
        final=result.final,
        missing=result.missing_count,
        fingerprint=fingerprint,
        missing_scores=sum(gap.count for gap in result.gaps if gap.round in external),
        vacant=left_over(result),
    )


def _round(score: RoundScore, adjusted: Adjusted) -> RoundTally:
    panels = tuple(map(_panel, score.panels))
    there = {score.contest.ids[index]: index for index, present in enumerate(score.present) if present}
    texts, coefficients = texts_of(score.score, score.decimals), _coefficients(score)
    make = partial(_round_row, score, adjusted=adjusted, texts=texts, coefficients=coefficients)
    return RoundTally(score.round, panels, ByContestant(there, make))


def _round_row(
    score: RoundScore,
    index: int,
    *,
    adjusted: Adjusted,
    texts: Sequence[str | None],
    coefficients: Mapping[str | None, Fraction],
) -> RoundRow:
    contest, who = score.contest, score.contest.ids[index]
    factor, coefficient = contest.factors.get((score.round.id, who)), coefficients.get(contest.contestants[index].room)
    points = (*_clock(score, who), *adjusted.get((who, score.round.id), ()))
    return RoundRow(
        base=text_at(score.base, index) or None,
        factor=None if factor is None else plain(factor),
        coefficient=None if coefficient is None else exact_text(coefficient),
        points=points,
        added=sum_of_points(points),
        score=texts[index],
    )


def _coefficients(score: RoundScore) -> Mapping[str | None, Fraction]:
    """What the scores of each room are multiplied by, where rooms are made equal."""
    raw = round_in_force(score.contest, score.round).rooms == "raw"
    return {} if raw else room_coefficients(score.contest, score.factored)


def _clock(score: RoundScore, who: str) -> Iterator[Points]:
    """What the clock takes or gives, where that is anything."""
    seconds, clock = score.contest.times.get((score.round.id, who)), score.round.clock
    if seconds is not None and clock is not None and (points := clock_points(clock, seconds)):
        yield Points(exact_text(points), seconds=seconds)


def sum_of_points(points: Sequence[Points]) -> str | None:
    """What points off and on come to; None where there are none."""
    return exact_text(sum((Fraction(p.text) for p in points), Fraction(0))) if points else None


def _adjusted(contest: Values) -> Adjusted:
    found: dict[tuple[str, str | None], list[Points]] = {}
    for a in contest.adjustments:
        found.setdefault((a.contestant, a.round), []).append(Points(plain(a.points), reason=a.reason))
    return found


def _panel(score: PanelScore) -> PanelTally:
    dropping = score.rules.dropping
    people = enumerate(score.contest.contestants)
    marked = {who.id: index for index, who in people if score.panel.marks_room(who.room)}
    rows = ByContestant(marked, partial(_panel_row, score))
    by_item = score.rules.trim == "item"
    return PanelTally(score.panel, score.judges, dropping.high, dropping.low, by_item, rows, score)


def _panel_row(score: PanelScore, index: int) -> PanelRow:
    lines = tuple(_line(score, part, index) for part in score.parts)
    totals = tuple(_text(num, score.totals.den) for num in score.totals.rows[index])
    return PanelRow(lines, totals, text_at(score.score, index) or None)


def _text(num: int | None, den: int) -> str | None:
    return None if num is None else number(num, den)


def _line(score: PanelScore, part: Part, index: int) -> Line:
    high, low = score.rules.dropping.dropped(part.clipped.rows[index])
    dropped = dict.fromkeys(high, "high") | dict.fromkeys(low, "low")
    items = score.round.items if part.item is None else (part.item,)
    given, used = _texts(part.values.rows[index], part.values.den), _texts(part.clipped.rows[index], part.clipped.den)
    values = (
        _value(score, judge, items, index, given[j], used[j], dropped.get(j, ""))
        for j, judge in enumerate(score.judges)
    )
    return Line(part.item, tuple(values), text_at(part.rounded, index) or None)


def _texts(row: Row, den: int) -> list[str | None]:
    return [_text(num, den) for num in row]


def _value(
    score: PanelScore, judge: Judge, items: tuple[Item, ...], index: int, given: str | None, used: str | None, out: str
) -> Value:
    if given is None:
        return Value(None, why=_why_none(score, judge, items, score.contest.ids[index]))
    by = marked_by(judge, score.round, score.contest.ids[index])
    return Value(given, used if used != given else None, out, by=by)


def _why_none(score: PanelScore, judge: Judge, items: tuple[Item, ...], who: str) -> SheetState:
    """Recused, left (midway, so that none of the judge's marks counts), excused (a mark that is none), or missing."""
    contest = score.contest
    columns = (contest.marks.get((score.round.id, judge.id, item.id), {}) for item in items)
    excused = any(column.get(who, "") is None for column in columns)
    return why_no_marks(recused=(judge.id, who) in contest.recusals, left=excused and has_left(judge), excused=excused)
