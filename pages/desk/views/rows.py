"""The rows a desk's board is made of: read once, so that no number of contestants asks for more queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.http import Http404

from communities.reading import models_asked, put_beside
from contests.models import UNDER_WAY, Contest, Judge, Performance, Round
from contests.queries import in_turn, performances_of, places_of_rooms
from contests.queries.tablets import tablets_in_seat
from pages.devices import tablets_since
from pages.rooms import marks_in
from scoring.models import ScoreSheet, Submission
from scoring.queries import kept_in_seat, kept_of_sheet, kept_waiting, unconfirmed, without_points
from scoring.rules import seats_for, waits_for_a_second_person
from stage.queries.clock import with_clocks
from stage.queries.drawing import with_draws

from .tablets import Tablets, tablets_lately, tablets_of

ANY, ANY_MINUTE, ANY_FOCUS = -1, -2, -3


@dataclass(frozen=True, slots=True)
class Rows:
    """One contest on the day: who performs when, who marks, what has come in for those being marked."""

    contest: Contest
    performances: list[Performance]
    judges: list[Judge]
    sheets: dict[tuple[int, int], ScoreSheet]  # by performance and judge: what is of use now
    papers: list[Submission]
    focus: Performance | None
    at_table: Tablets
    elsewhere: list[Performance]  # in the rounds whose scores come in ready

    @property
    def tablets(self) -> int:
        """How many tablets ask beyond one for each seat."""
        return sum(max(getattr(judge, "seen", 0) - 1, 0) for judge in self.judges)

    @property
    def calls(self) -> list[Judge]:
        """The judges who ask for help, who has asked longest first."""
        asking = [judge for judge in self.judges if judge.asks_for_help]
        return sorted(asking, key=attrgetter("help_asked_at"))

    @property
    def kept(self) -> int:
        """How many kept sheets wait for a decision."""
        return sum(getattr(judge, "kept", 0) for judge in self.judges)

    def kept_for(self) -> dict[tuple[int, str], int]:
        """How many of them are for performances that were called, by performance and key of the judge."""
        found = ((sheet, getattr(sheet, "kept", 0)) for sheet in self.sheets.values())
        return {(sheet.performance_id, sheet.judge.key): count for sheet, count in found if count}

    def on(self) -> list[Performance]:
        """The performances that are on stage or being marked."""
        return [p for p in self.performances if p.is_under_way]

    def seats(self, performance: Performance) -> list[Judge]:
        """The judges whose panel marks a performance."""
        return seats_for(self.judges, performance)

    def sheet(self, performance: Performance, judge: Judge) -> ScoreSheet | None:
        """The sheet of a judge for a performance, once it has started."""
        return self.sheets.get((performance.pk, judge.pk))

    def reopened(self) -> list[tuple[Judge, Performance]]:
        """The sheets that are open once more, whatever became of the performance."""
        judges = {judge.pk: judge for judge in self.judges}
        performances = {performance.pk: performance for performance in self.performances}
        found = (sheet for sheet in self.sheets.values() if sheet.reopened_at is not None)
        return [(judges[sheet.judge_id], performances[sheet.performance_id]) for sheet in found]


def by_round(contest: Contest, performances: Iterable[Performance]) -> list[tuple[Round | None, list[Performance]]]:
    """A running order, round by round; all in one, of no round, where it goes contestant by contestant."""
    if contest.by_contestant:
        rows = list(performances)
        return [(None, rows)] if rows else []
    return [(part, list(rows)) for part, rows in groupby(performances, key=attrgetter("round"))]


def rows_of(contest: Contest, show: str = "", *, lately: bool = False, only_in: Collection[str] | None = None) -> Rows:
    """The rows of a contest in five queries; `show` is the number of the performance somebody wants to see. Where
    `lately`, tablets as they were when the tag of the board was told, so that they are not read twice. `only_in`: of
    these rooms alone."""
    everything = models_asked(_performances, {ANY: contest.pk})
    if only_in is not None:
        everything = [row for row in everything if row.room in only_in]
    for row in everything:
        row.contest = contest
    performances = [row for row in everything if not row.round.external]
    judges = models_asked(_seats, {ANY: contest.pk, ANY_MINUTE: tablets_since()})
    if only_in is not None:
        judges = [judge for judge in judges if marks_in(judge, only_in)]
    for judge in judges:
        judge.contest = contest
    rooms = places_of_rooms(judge.panel.rooms for judge in judges)
    performances.sort(key=lambda row: _turn(contest, row, rooms))
    focus = _focus(performances, show)
    there, seats = {row.pk for row in performances}, {judge.pk for judge in judges}
    sheets = [s for s in _sheets(contest, focus) if s.performance_id in there and s.judge_id in seats]
    _put_in_place(sheets, performances, judges)
    return Rows(
        contest=contest,
        performances=performances,
        judges=judges,
        sheets={(sheet.performance_id, sheet.judge_id): sheet for sheet in sheets},
        papers=[sent for sheet in sheets for sent in sheet.submissions.all() if waits_for_a_second_person(sent)],
        focus=focus,
        at_table=(tablets_lately if lately else tablets_of)(contest.pk) if contest.stage_open else {},
        elsewhere=[row for row in everything if row.round.external],
    )


def _performances() -> QuerySet[Performance]:
    return with_draws(with_clocks(performances_of(Contest(pk=ANY))))


def _seats() -> QuerySet[Judge]:
    rows = Judge.objects.filter(contest=ANY).select_related("panel")
    return rows.annotate(seen=tablets_in_seat(ANY_MINUTE), kept=kept_in_seat())


def _turn(contest: Contest, row: Performance, rooms: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    """When a performance comes: those of one turn room by room, in the order of the rooms."""
    first, last = in_turn(contest, row)
    return first, (row.order is None, row.order or 0, rooms.get(row.room, len(rooms))), last


def _sheets(contest: Contest, focus: Performance | None) -> list[ScoreSheet]:
    """The sheets of the performance in the middle, of those under way and of those a kept sheet is for, the re-opened,
    and those of which a paper sheet waits; with what was sent. Two queries."""
    asked = {ANY: contest.pk, ANY_FOCUS: focus.pk if focus else 0}
    sheets, sent = models_asked(_wanted, asked), dict[int, list[Submission]]()
    for one in models_asked(_sent, asked):
        sent.setdefault(one.sheet_id, []).append(one)
    for sheet in sheets:
        came = sent.get(sheet.pk, [])
        put_beside(sheet, "submissions", came)
        for one in came:
            one.sheet = sheet
    return sheets


def _wanted() -> QuerySet[ScoreSheet]:
    reopened, under_way = Q(reopened_at__isnull=False), Q(performance__state__in=UNDER_WAY)
    waiting = Q(pk__in=unconfirmed(Contest(pk=ANY)).order_by().values("sheet"))
    kept = Q(performance__in=kept_waiting(Contest(pk=ANY)).order_by().values("performance"))
    rows = ScoreSheet.objects.filter(performance__contest=ANY).annotate(kept=kept_of_sheet())
    return rows.filter(Q(performance=ANY_FOCUS) | under_way | reopened | waiting | kept)


def _sent() -> QuerySet[Submission]:
    rows = Submission.objects.filter(sheet__in=_wanted().order_by()).defer("signature")
    return rows.select_related("entered_by").annotate(excused=without_points("pk"))


def _put_in_place(sheets: list[ScoreSheet], performances: list[Performance], judges: list[Judge]) -> None:
    """Let every sheet know its performance and judge, so that nobody asks for them again."""
    performance_of = {performance.pk: performance for performance in performances}
    judge_of = {judge.pk: judge for judge in judges}
    for sheet in sheets:
        sheet.performance, sheet.judge = performance_of[sheet.performance_id], judge_of[sheet.judge_id]


def _focus(performances: list[Performance], show: str) -> Performance | None:
    """The one asked for; else who is on stage, is being marked, comes next, or was last."""
    if show:
        found = next((p for p in performances if str(p.pk) == show), None)
        if found is None:
            raise Http404
        return found
    on_stage = [p for p in performances if p.is_on_stage]
    marking = [p for p in reversed(performances) if p.is_under_way and not p.is_on_stage]
    waiting = [p for p in performances if p.is_waiting and p.contestant.performs]
    return next(iter([*on_stage, *marking, *waiting, *reversed(performances)]), None)
