"""What decides where a sheet stands, as plain values; `scoring.rules` says what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from contests.models import PERFORMING, UNDER_WAY, Contest, Performance, PerformanceState, Recusal, Round, Status
from scoring.models import Mark, ScoreSheet, Source, Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """One judge and one performance. `performance` is its state, a value of `PerformanceState`.

    `official`: the judge's marks count. `recused`, `left`: the judge gives this contestant, or anybody, no marks.
    `laid`: there is a sheet. `reopened`: it can be sent once more. `counts`: a submission counts. `excused`: that one
    has a mark without points. `paper`: an entry from paper waits for a second person. `used`: marks came from the
    judge at any time, also such as count no longer.
    """

    performance: str
    official: bool = True
    recused: bool = False
    left: bool = False
    laid: bool = True
    reopened: bool = False
    counts: bool = False
    excused: bool = False
    paper: bool = False
    used: bool = False


def without_points(submission: str) -> Exists:
    """Whether a mark of a submission has no points; `submission` is the way from the row to it."""
    return Exists(Mark.objects.filter(submission=OuterRef(submission), points__isnull=True))


def paper_waits() -> dict[str, Any]:
    """What is true of a submission that was entered from paper and waits for a second person."""
    return {"source": Source.PAPER, "confirmed_by__isnull": True, "retired_at__isnull": True}


def with_facts(sheets: QuerySet[ScoreSheet]) -> QuerySet[ScoreSheet]:
    """Sheets with what `facts_of_row` needs; no query more."""
    sent = Submission.objects.filter(sheet=OuterRef("pk")).order_by()
    blank = Mark.objects.filter(
        submission__sheet=OuterRef("pk"), submission__counts=True, points__isnull=True
    ).order_by()
    recusals = Recusal.objects.filter(judge=OuterRef("judge"), contestant=OuterRef("performance__contestant"))
    return sheets.select_related("judge", "performance").annotate(
        facts_recused=Exists(recusals.order_by()),
        facts_counts=Exists(sent.filter(counts=True)),
        facts_excused=Exists(blank),
        facts_paper=Exists(sent.filter(**paper_waits())),
        facts_used=Exists(sent.exclude(source=Source.DESK)),
    )


def facts_of_row(row: Any) -> SheetFacts:
    """The facts of a sheet that `with_facts` has read."""
    return SheetFacts(
        performance=row.performance.state,
        official=row.judge.official,
        recused=row.facts_recused,
        left=row.judge.left_at is not None,
        reopened=row.reopened_at is not None,
        counts=row.facts_counts,
        excused=row.facts_excused,
        paper=row.facts_paper,
        used=row.facts_used,
    )


def sheets_reopened(contest: Contest) -> list[tuple[ScoreSheet, SheetFacts]]:
    """The sheets of a contest that can be sent once more, in running order, with their facts. One query."""
    return _by_running_order(ScoreSheet.objects.filter(performance__contest=contest, reopened_at__isnull=False))


def sheets_closed_without(contest: Contest) -> list[tuple[ScoreSheet, SheetFacts]]:
    """The sheets of closed performances of which nothing counts, in running order, with their facts. One query."""
    closed = ScoreSheet.objects.filter(performance__contest=contest, performance__state=PerformanceState.CLOSED)
    competing = closed.filter(performance__contestant__status=Status.COMPETING)
    sent = Submission.objects.filter(sheet=OuterRef("pk"), counts=True)
    return _by_running_order(competing.filter(~Exists(sent.order_by())))


def sheets_under_way(round_: Round) -> list[tuple[ScoreSheet, SheetFacts]]:
    """The sheets of a round's performances that are being marked, in running order, with their facts; nobody waits for
    those of somebody who has left. One query."""
    rows = ScoreSheet.objects.filter(performance__round=round_, performance__state__in=UNDER_WAY)
    return _by_running_order(rows.filter(performance__contestant__status__in=PERFORMING))


def sheets_in(round_: Round) -> list[tuple[Any, SheetFacts]]:
    """All sheets of a round with their facts; and of what counts, when it was confirmed on the tablet (`confirmed_at`)
    and when it was received (`received_at`). One query."""
    counts = Submission.objects.filter(sheet=OuterRef("pk"), counts=True).order_by()
    rows = with_facts(ScoreSheet.objects.filter(performance__round=round_)).annotate(
        confirmed_at=Subquery(counts.values("submitted_at")[:1]),
        received_at=Subquery(counts.values("received_at")[:1]),
    )
    return [(row, facts_of_row(row)) for row in rows]


def _by_running_order(sheets: QuerySet[ScoreSheet]) -> list[tuple[ScoreSheet, SheetFacts]]:
    rows = with_facts(sheets).select_related("performance__contestant", "performance__round")
    order = ("performance__round__position", "performance__order", "judge__position", "pk")
    return [(row, facts_of_row(row)) for row in rows.order_by(*order)]


def sheets_of(performance: Performance) -> list[tuple[ScoreSheet, SheetFacts]]:
    """The sheets of a performance in the order of the seats, with their facts. One query."""
    rows = with_facts(ScoreSheet.objects.filter(performance=performance))
    return [(row, facts_of_row(row)) for row in rows]
