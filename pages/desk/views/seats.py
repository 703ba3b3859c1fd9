"""Where each judge stands with one performance."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from contests.models import Contest, Judge, JudgeKind, Performance, Recusal
from scoring.models import ScoreSheet, Submission
from scoring.results import Figures, readable

from .rows import Rows, waits

Recusals = Container[tuple[str, str]]
WORDS = {
    "waiting": _("Not called yet"),
    "open": _("Not submitted"),
    "received": _("Received"),
    "reopened": _("Re-opened"),
    "paper": _("Paper waits for a second person"),
    "recused": _("Recused"),
    "excused": _("Excused"),
    "left": _("Left"),
    "none": _("Closed without a sheet"),
}
SHAPES = {"received": "good", "reopened": "warn", "paper": "warn", "open": "live", "none": "bad"}


@dataclass(frozen=True, slots=True)
class Seat:
    """One judge and one performance: state, when the counting sheet came in, its total, whether it is dropped."""

    judge: Judge
    state: str
    at: datetime | None = None
    source: str = ""
    total: str | None = None
    dropped: bool = False

    @property
    def words(self) -> str:
        """The state as people call it."""
        return str(WORDS[self.state])

    @property
    def shape(self) -> str:
        """The class that gives the state its shape."""
        return SHAPES.get(self.state, "")

    @property
    def official(self) -> bool:
        """Whether these marks count."""
        return self.judge.kind == JudgeKind.OFFICIAL

    @property
    def outstanding(self) -> bool:
        """Whether the result waits for this judge."""
        return self.official and self.state in ("open", "paper", "none")


@dataclass(frozen=True, slots=True)
class Given:
    """What one judge gave one performance: the sheet total, whether it is dropped, whether the judge is excused."""

    total: str | None
    dropped: bool
    excused: bool


NOTHING = Given(None, False, False)


def counting(sheet: ScoreSheet | None) -> Submission | None:
    """The submission that counts, among those read already."""
    return next((s for s in sheet.submissions.all() if s.counts), None) if sheet else None


def paper_waiting(sheet: ScoreSheet | None) -> Submission | None:
    """A paper sheet that waits for a second person, among those read already."""
    sent = sheet.submissions.all() if sheet else ()
    return next((s for s in sent if waits(s)), None)


def state_of(performance: Performance, judge: Judge, sheet: ScoreSheet | None, recused: bool) -> str:
    """Where a judge stands with a performance, as a key of WORDS."""
    if recused:
        return "recused"
    if judge.left_at is not None:
        return "left"
    if sheet is not None and (sent := _sent(sheet)):
        return sent
    return {"waiting": "waiting", "closed": "none"}.get(performance.state, "open")


def _sent(sheet: ScoreSheet) -> str:
    """Where a sheet stands by itself; nothing where none was sent."""
    if paper_waiting(sheet):
        return "paper"
    if sheet.reopened_at is not None:
        return "reopened"
    return "received" if counting(sheet) else ""


def seats_of(rows: Rows, performance: Performance, figures: Figures | None, recusals: Recusals) -> list[Seat]:
    """Every judge who marks it, in the order of the seats."""
    numbers = _numbers(figures, performance)
    seats = []
    for judge in rows.seats(performance):
        sheet = rows.sheet(performance, judge)
        sent = counting(sheet)
        given = numbers.get(judge.key, NOTHING)
        recused = (judge.key, performance.contestant.key) in recusals
        state = state_of(performance, judge, sheet, recused)
        state = "excused" if state == "received" and given.excused else state
        at, source = (sent.received_at, sent.source) if sent else (None, "")
        seats.append(Seat(judge, state, at, source, given.total, given.dropped))
    return seats


def aligned(texts: Sequence[str | None]) -> list[str | None]:
    """Numbers that stand under each other, with as many decimals as the longest.

    >>> aligned(["64", None, "66.171…", "64.8"])
    ['64.000', None, '66.171…', '64.800']
    """
    decimals = max((len(text.rstrip("…").partition(".")[2]) for text in texts if text), default=0)
    found: list[str | None] = []
    for text in texts:
        whole, _, part = (text or "").partition(".")
        exact = text is not None and not text.endswith("…") and decimals > 0
        found.append(f"{whole}.{part:0<{decimals}}" if exact else text)
    return found


def recusals_in(contest: Contest, figures: Figures | None) -> Recusals:
    """Which judge does not mark whom; asked for anew only where nothing can be computed."""
    if figures is not None:
        return figures.contest.recusals
    return set(Recusal.objects.filter(judge__contest=contest).values_list("judge__key", "contestant__key"))


def _numbers(figures: Figures | None, performance: Performance) -> dict[str, Given]:
    """What the tally sheet says each judge gave, by the key of the judge."""
    if figures is None:
        return {}
    found: dict[str, Given] = {}
    tally = next(part for part in figures.rounds if part.round.id == performance.round.key)
    for panel in tally.panels_for(performance.contestant.key):
        row = panel.rows[performance.contestant.key]
        whole = [line for line in row.lines if line.item is None]
        dropped = [bool(value.dropped) for value in whole[0].values] if whole else [False] * len(panel.judges)
        totals = [readable(total) for total in row.totals]
        for j, (judge, total) in enumerate(zip(panel.judges, aligned(totals), strict=True)):
            excused = all(line.values[j].why == "excused" for line in row.lines)
            found[judge.id] = Given(total, dropped[j], excused)
    return found
