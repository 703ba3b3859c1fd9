"""Where each judge stands with one performance."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from contests.models import Contest, Judge, Performance, Recusal
from pages.desk.addresses import desk_address
from pages.drawn import drawn
from scoring.models import ScoreSheet, Source, Submission
from scoring.queries import SheetFacts
from scoring.results import TallySheet, even, least_decimals
from scoring.rules import (
    SheetState,
    can_be_excused,
    can_be_reopened,
    counting,
    facts_of,
    is_drawn,
    is_due,
    is_in,
    is_outstanding,
    state_of,
    takes_marks,
)

from .rows import Rows
from .tablets import TabletLine

Recusals = Container[tuple[str, str]]
WORDS = {
    SheetState.NOT_BEGUN: _("Waiting for the call"),
    SheetState.OPEN: _("Not submitted"),
    SheetState.NOT_ASKED: _("Not submitted"),
    SheetState.RECEIVED: _("Received"),
    SheetState.REOPENED: _("Re-opened"),
    SheetState.PAPER: _("Paper to be confirmed"),
    SheetState.RECUSED: _("Recused"),
    SheetState.EXCUSED: _("Excused"),
    SheetState.LEFT: _("Left"),
    SheetState.MISSING: _("Closed without a sheet"),
}
SHAPES = {
    SheetState.RECEIVED: "good",
    SheetState.REOPENED: "warn",
    SheetState.PAPER: "warn",
    SheetState.OPEN: "live",
    SheetState.MISSING: "bad",
}

TO_COME = (SheetState.NOT_BEGUN, SheetState.OPEN)


@dataclass(frozen=True, slots=True)
class Seat:
    """One judge and one performance: where the sheet stands, what came in, its total, whether it is dropped."""

    judge: Judge
    facts: SheetFacts
    sent: Submission | None = None  # what counts
    total: str | None = None
    dropped: bool = False
    tablets: Sequence[TabletLine] = ()

    @property
    def vacant(self) -> bool:
        """Whether a first sheet is to come from the seat though no tablet has taken it."""
        return self.state in TO_COME and not self.tablets and self.judge.contest.stage_open

    @property
    def state(self) -> SheetState:
        """Where the sheet stands."""
        return state_of(self.facts)

    @property
    def words(self) -> str:
        """The state as people call it."""
        return str(WORDS[self.state])

    @property
    def shape(self) -> str:
        """The class that gives the state its shape."""
        return SHAPES.get(self.state, "")

    @property
    def at(self) -> datetime | None:
        """When what counts came in."""
        return self.sent.received_at if self.sent else None

    @property
    def from_paper(self) -> bool:
        """Whether what counts was entered from paper."""
        return self.sent is not None and self.sent.source == Source.PAPER

    @property
    def again(self) -> bool:
        """Whether the judge has sent it more than once."""
        return self.sent is not None and self.sent.source == Source.TABLET and self.sent.number > 1

    @property
    def drawn(self) -> bool:
        """Whether what counts was signed by hand."""
        return self.sent is not None and is_drawn(self.sent.signature)

    @property
    def before(self) -> str:
        """Who gave what counts, where somebody else sits there now."""
        return self.judge.predecessor(self.sent.holder) if self.sent and self.sent.source != Source.DESK else ""

    @property
    def html(self) -> SafeString:
        """As the board draws it."""
        judge, state = self.judge, self.state
        first = next(iter(self.tablets), None)
        row = SeatRow(
            judge=judge.pk,
            address=desk_address("judge", judge.contest_id, judge.pk),
            name=str(judge),
            kind="" if judge.official else judge.get_kind_display(),
            chair=judge.chair,
            asks=judge.asks_for_help,
            vacant=self.vacant,
            seen=getattr(judge, "seen", 0),
            troubles=tuple(t.troubles for t in self.tablets if t.troubles and (t is first or t.here)),
            shape=SHAPES.get(state, ""),
            words=str(WORDS[state]),
            at=self.at,
            from_paper=self.from_paper,
            again=self.again,
            before=self.before,
            total=self.total or "",
            dropped=self.dropped,
        )
        return drawn("desk/seat-row.html", row)

    @property
    def due(self) -> bool:
        """Whether marks of this judge belong to the result."""
        return is_due(self.facts)

    @property
    def came_in(self) -> bool:
        """Whether they are there."""
        return is_in(self.facts)

    @property
    def outstanding(self) -> bool:
        """Whether the result waits for this judge."""
        return is_outstanding(self.facts)

    @property
    def takes_paper(self) -> bool:
        """Whether the sheet can be entered from paper now."""
        return takes_marks(self.facts)

    @property
    def can_be_reopened(self) -> bool:
        """Whether it can be re-opened."""
        return can_be_reopened(self.facts)

    @property
    def can_be_excused(self) -> bool:
        """Whether the judge can be excused from this performance."""
        return can_be_excused(self.facts)


class SeatRow(NamedTuple):
    """A seat as the board draws it; `troubles` are those of its tablets."""

    judge: int
    address: str
    name: str
    kind: str
    chair: bool
    asks: bool
    vacant: bool
    seen: int
    troubles: tuple[str, ...]
    shape: str
    words: str
    at: datetime | None
    from_paper: bool
    again: bool
    before: str
    total: str
    dropped: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What one judge gave one performance: the sheet total, and whether it is dropped."""

    total: str | None
    dropped: bool


NOTHING = Given(None, dropped=False)


def seats_of(rows: Rows, performance: Performance, tally: TallySheet | None, recusals: Recusals) -> list[Seat]:
    """Every judge who marks it, in the order of the seats."""
    numbers = _numbers(tally, performance)
    seats = []
    for judge in rows.seats(performance):
        sheet = rows.sheet(performance, judge)
        given = numbers.get(judge.key, NOTHING)
        recused = (judge.key, performance.contestant.number) in recusals
        seat = seat_of(performance, judge, sheet, recused=recused, given=given)
        seats.append(replace(seat, tablets=rows.at_table.get(judge.pk, ())))
    return seats


def seat_of(
    performance: Performance, judge: Judge, sheet: ScoreSheet | None, *, recused: bool, given: Given = NOTHING
) -> Seat:
    """Where one judge stands; the submissions of the sheet are read, each with whether it is `excused`."""
    sent: list[Any] = list(sheet.submissions.all()) if sheet else []
    counts = counting(sent)
    excused = any(submission.excused for submission in sent if submission.counts)
    facts = facts_of(performance, judge, sheet, sent, recused=recused, excused=excused)
    return Seat(judge, facts, counts, given.total, given.dropped)


def recusals_in(contest: Contest, tally: TallySheet | None) -> Recusals:
    """Which judge does not mark whom; asked for anew only where nothing can be computed."""
    if tally is not None:
        return tally.contest.recusals
    return set(Recusal.objects.filter(judge__contest=contest).values_list("judge__key", "contestant__number"))


def _numbers(tally: TallySheet | None, performance: Performance) -> dict[str, Given]:
    """What the tally sheet says each judge gave, by the key of the judge."""
    if tally is None:
        return {}
    found, least = dict[str, Given](), least_decimals(tally.contest)
    round_tally = next(part for part in tally.rounds if part.round.id == performance.round.key)
    for panel in round_tally.panels_for(performance.contestant.number):
        row = panel.rows[performance.contestant.number]
        whole = [line for line in row.lines if line.item is None]
        dropped = [bool(value.dropped) for value in whole[0].values] if whole else [False] * len(panel.judges)
        totals = even(row.totals, least.totals[round_tally.round.id, panel.panel.id])
        for j, (judge, total) in enumerate(zip(panel.judges, totals, strict=True)):
            found[judge.id] = Given(total, dropped[j])
    return found
