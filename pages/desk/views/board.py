"""The board of the desk as plain values: what one template shows, and what one state address sends again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from communities.refused import Refused
from contests.clocks import clock_text
from contests.models import Contest, Performance, PerformanceState, Round, Status, label
from pages.paging import FIND, Part, asked_of, part_of
from pages.wording.results import state_words
from scoring.results import (
    OpenTie,
    Progress,
    ResultState,
    Tabulation,
    TallySheet,
    cuts_now,
    progress_of,
    result_state,
    results_of,
    tally_now,
    tied_at_places,
    ties_to_decide,
)
from scoring.rules import NOBODY_CUT, CutAfter, next_up
from scoring.wording import problem_lines
from stage.models import Show
from stage.queries.drawing import draw_read

from .hall import Hall, hall_now
from .lines import ClockForm, Head, OrderRow, OrderTable, PlaceLine
from .rows import Rows, by_round, rows_of
from .seats import Seat, recusals_in, seats_of

ROWS = 50
"""Of the running order, and of the places, on a page of the board."""
SHAPES = {
    PerformanceState.WAITING: "",
    PerformanceState.ON_STAGE: "live",
    PerformanceState.MARKING: "warn",
    PerformanceState.CLOSED: "good",
}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One contestant's place so far; `public` where residents read it already."""

    progress: Progress
    name: str
    provisional: bool  # the results as a whole may still change
    public: bool = False
    tied: int = 1  # how many wait for a decision on this place

    @property
    def certain(self) -> bool:
        """Whether neither missing marks nor a decision can change the place any more."""
        return self.progress.certain and self.tied == 1

    @property
    def place(self) -> str:
        """The places still possible."""
        found = self.progress
        if found.best is None or found.worst is None:
            return "–"
        worst = max(found.worst, found.best + self.tied - 1)
        return str(found.best) if found.best == worst else f"{found.best}–{worst}"

    @property
    def html(self) -> SafeString:
        """As it is drawn."""
        score = self.progress.score or ""
        line = PlaceLine(
            place=self.place,
            number=self.progress.contestant,
            name=self.name,
            score=score,
            provisional=bool(score) and self.provisional and not self.certain,
            says_certain=self.certain and not self.public,
        )
        return line.html


@dataclass(frozen=True, slots=True)
class Points:
    """Deduction or bonus: by the clock, or with a reason."""

    text: str
    reason: str
    clock: bool


@dataclass(frozen=True, slots=True)
class Focus:
    """The performance in the middle of the board."""

    performance: Performance
    seats: list[Seat]
    points: list[Points]
    score: str | None
    lacking: bool

    @property
    def outstanding(self) -> list[Seat]:
        """The judges whose marks count and are not there."""
        return [seat for seat in self.seats if seat.outstanding]

    @property
    def came_in(self) -> int:
        """How many sheets that count have come in."""
        return sum(seat.came_in for seat in self.seats)

    @property
    def due(self) -> int:
        """How many are due."""
        return sum(seat.due for seat in self.seats)

    @property
    def head(self) -> Head:
        """Who it is."""
        performance, who, draw = self.performance, self.performance.contestant, draw_read(self.performance)
        shape, words = _state_of(performance)
        return Head(
            performance=performance.pk,
            number=who.number,
            name=who.name,
            team=who.team,
            community=who.community or "",
            title=who.title,
            shape=shape,
            words=words,
            round=str(performance.round),
            started_at=performance.started_at,
            question=(draw.pk, draw.number, draw.text) if draw else None,
        )

    @property
    def clock_form(self) -> ClockForm:
        """Where its time is typed."""
        performance, seen = self.performance, self.performance.seconds
        return ClockForm(
            contest=performance.contest_id,
            performance=performance.pk,
            number=performance.contestant.number,
            seen="" if seen is None else str(seen),
            clock=self.clock,
            gives_points=bool(performance.round.clock),
        )

    @property
    def clock(self) -> str:
        """What the clock showed, in minutes and seconds."""
        return clock_text(self.performance.seconds)

    @property
    def clock_points(self) -> str:
        """What the clock takes or gives."""
        return next((points.text for points in self.points if points.clock), "0")


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the desk's screen. `problems` say why nothing can be computed."""

    rows: Rows
    order: list[OrderTable]  # those of the page that is shown
    part: Part[Performance]
    away: list[OrderRow]  # who is on and who is next, where the page does not have them
    places: Part[PlaceRow]
    others: list[tuple[Performance, list[Seat]]]  # being marked, but not in the middle
    focus: Focus | None
    following: Performance | None
    ties: list[OpenTie] = field(default_factory=list)
    state: ResultState = ResultState.MISSING
    result: Tabulation | None = None
    cut: CutAfter = NOBODY_CUT
    problems: list[str] = field(default_factory=list)
    hall: Hall = field(default_factory=lambda: Hall(Show(), []))
    pinned: bool = False  # somebody asked for this performance; otherwise the board follows the stage
    only_in: Collection[str] | None = None  # the rooms it shows; None for all

    @property
    def contest(self) -> Contest:
        """The contest."""
        return self.rows.contest

    @property
    def published(self) -> bool:
        """Whether residents read just what stands here."""
        return self.state is ResultState.PUBLISHED

    @property
    def tours(self) -> list[tuple[Round, list[Performance]]]:
        """The rounds that are opened and closed as a whole, with their performances."""
        rounds: dict[Round, list[Performance]] = {}
        for performance in self.rows.performances:
            if performance.round.at_once:
                rounds.setdefault(performance.round, []).append(performance)
        return list(rounds.items())

    def seats_in(self, round_: Round) -> list[tuple[Performance, list[Seat]]]:
        """The performances of a round that are being marked, with where each judge stands; without who has left."""
        on = [(self.focus.performance, self.focus.seats)] if self.focus and self.focus.performance.is_under_way else []
        return [(p, seats) for p, seats in [*on, *self.others] if p.round_id == round_.pk and p.contestant.performs]

    def outstanding_in(self, round_: Round) -> int:
        """How many sheets are missing of the performances of a round that are being marked."""
        return sum(seat.outstanding for _p, seats in self.seats_in(round_) for seat in seats)

    @property
    def said(self) -> str:
        """What the results of now are."""
        return state_words(self.state, self.result)


def board_of(
    contest: Contest,
    query: QueryDict | None = None,
    *,
    lately: bool = False,
    only_in: Collection[str] | None = None,
) -> Board:
    """The board of a contest; `query` may ask for a performance in the middle, a page, or somebody to be found.
    `lately` and `only_in` as for `rows_of`; of some rooms alone it has no places and no ties."""
    asked = asked_of(query or QueryDict(), "show")
    show = asked.get("show", "")
    rows = rows_of(contest, show, lately=lately, only_in=only_in)
    try:
        tally: TallySheet | None = tally_now(contest)
        progress, ties, problems = progress_of(contest), ties_to_decide(contest), list[str]()
        cut = cuts_now(contest)
    except Refused as refused:
        tally, progress, ties, problems = None, [], [], problem_lines(refused.facts)
        cut = NOBODY_CUT
    of = {found.contestant: found for found in progress}
    following = next_up(rows.performances, cut)
    missing = tally.missing if tally else 0
    result = results_of(contest) if tally else None
    hall = hall_now(contest, [*rows.performances, *rows.elsewhere], result, tally)
    state = result_state(contest, final=tally is not None and tally.final and not ties, missing=missing)
    recusals = recusals_in(contest, tally)
    seats = partial(seats_of, rows, tally=tally, recusals=recusals)
    focus = _focus(rows.focus, seats(rows.focus), tally, of) if rows.focus else None
    part = part_of(rows.performances, asked, _called, size=ROWS, beginning=lambda p: p == rows.focus)
    kept = {name: text for name, text in asked.items() if name != "show"}
    address = f"?{urlencode({**kept, 'show': ''})}"
    row = _Lines(rows, hall, of, following, state, address, _scores(rows, of)).of_performance
    away = [p for p in rows.performances if p.is_under_way or p == following] if part.long else []
    ties = ties if only_in is None else []
    places = _places(rows, progress, ties, state) if only_in is None else []
    return Board(
        rows=rows,
        order=[_table(round_, tuple(map(row, here))) for round_, here in by_round(contest, part.rows)],
        part=part,
        away=[row(p) for p in away if p not in part.rows],
        places=part_of(places, {FIND: part.sought}, lambda p: (p.progress.contestant, p.name), size=ROWS),
        others=[(p, seats(p)) for p in rows.on() if p != rows.focus],
        focus=focus,
        following=following,
        ties=ties,
        state=state,
        result=result,
        hall=hall,
        cut=cut,
        problems=problems,
        pinned=bool(show),
        only_in=only_in,
    )


def _called(performance: Performance) -> tuple[str, str]:
    return performance.contestant.number, performance.contestant.name


def _scores(rows: Rows, progress: dict[str, Progress]) -> dict[int, str | None]:
    """The round scores by performance."""
    return {
        p.pk: found.rounds.get(p.round.key)
        if (found := progress.get(p.contestant.number)) and not p.is_waiting
        else None
        for p in rows.performances
    }


@dataclass(frozen=True, slots=True)
class _Lines:
    """What the lines of a running order are made of."""

    rows: Rows
    hall: Hall
    of: dict[str, Progress]
    following: Performance | None
    state: ResultState
    address: str  # of the board with somebody in the middle, but for the number of the performance
    scores: dict[int, str | None]

    def of_performance(self, performance: Performance) -> OrderRow:
        """The line of one performance."""
        who, found = performance.contestant, self.of.get(performance.contestant.number)
        shape, words = _state_of(performance)
        if performance.is_closed and self.hall.release_of(performance) is not None:
            words = gettext("Released")
        settled = found is not None and performance.round.key not in found.lacking and performance.is_closed
        score = self.scores[performance.pk] or ""
        return OrderRow(
            performance=performance.pk,
            address=f"{self.address}{performance.pk}",
            order=performance.order,
            number=who.number,
            name=who.name,
            round=str(performance.round) if self.rows.contest.by_contestant else "",
            room=performance.room or "",
            shape=shape,
            words=words,
            digits=score.rstrip("…"),
            goes_on=score.endswith("…"),
            focus=performance == self.rows.focus,
            following=performance == self.following and not performance.round.at_once,
            provisional=bool(score) and self.state.provisional and not settled,
        )


def _table(part: Round | None, rows: tuple[OrderRow, ...]) -> OrderTable:
    title = gettext("Contestant by contestant") if part is None else str(part)
    return OrderTable(f"round-{part.pk if part else ''}", title, rows)


def _state_of(performance: Performance) -> tuple[str, str]:
    """Shape and words of where a performance stands; who does not perform waits for nothing."""
    who, state = performance.contestant, PerformanceState(performance.state)
    return (SHAPES[state], str(state.label)) if who.performs else ("bad", label(Status.of(who.status)))


def _places(rows: Rows, progress: list[Progress], ties: list[OpenTie], state: ResultState) -> list[PlaceRow]:
    names = {p.contestant.number: p.contestant.name for p in rows.performances}
    tied = tied_at_places(ties)
    public = state is ResultState.PUBLISHED
    return [
        PlaceRow(found, names.get(found.contestant, ""), state.provisional, public, tied.get(found.contestant, 1))
        for found in progress
        if found.score or found.certain
    ]


def _focus(performance: Performance, seats: list[Seat], tally: TallySheet | None, of: dict[str, Progress]) -> Focus:
    who, key = performance.contestant.number, performance.round.key
    points: list[Points] = []
    if tally is not None:
        round_tally = next(part for part in tally.rounds if part.round.id == key)
        row = round_tally.rows.get(who)
        given = (*(row.points if row else ()), *tally.points[who])
        points = [Points(found.text, found.reason, found.seconds is not None) for found in given]
    found = of.get(who)
    return Focus(
        performance=performance,
        seats=seats,
        points=points,
        score=found.rounds.get(key) if found else None,
        lacking=found is None or key in found.lacking or not performance.is_closed,
    )
