"""What lies on a judge's table: who is on stage, which sheets wait, which were received."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from communities.reading import models_asked
from contests.models import PERFORMING, UNDER_WAY, Contestant, Judge, Performance, Recusal, Round, RubricItem
from contests.queries import panel_marks, panel_sits
from scoring.models import Mark, ScoreSheet, Source, Submission
from scoring.queries import SheetFacts, paper_waits
from scoring.results import sheet_totals
from scoring.rules import SheetState, state_of, takes_marks
from stage.models import QuestionDraw
from stage.queries import held_together
from stage.queries.drawing import draw_read, with_draws

ANY_JUDGE, ANY_CONTEST, ANY_SHEET = -1, -2, -3
"""Stand for those who ask, in the statements that read what lies on a judge's table."""
DRAFT = re.compile(
    r"draft\.[0-9]{1,18}\.(?P<judge>[0-9]{1,18})-(?P<holder>[0-9]{1,4})"
    r"\.(?P<round>[0-9]{1,18})\.(?P<contestant>[0-9]{1,18})"
)


@dataclass(frozen=True, slots=True)
class JudgeTask:
    """One performance as one judge sees it. `again` is why the sheet was re-opened, `recused` why it is not marked.

    `seat` is the judge's number with how many had given up the seat before, so that nobody finds a predecessor's draft.
    `draw` is the question that was drawn.
    `before` names whoever sat here before and gave the marks that count; empty where they are the judge's own.
    """

    performance: Performance
    sheet: int | None
    facts: SheetFacts
    received_at: datetime | None
    again: str | None
    recused: str | None
    before: str
    source: str
    seat: str
    draw: QuestionDraw | None

    @property
    def from_paper(self) -> bool:
        """Whether what counts was entered from paper."""
        return self.source == Source.PAPER

    @property
    def contestant(self) -> Contestant:
        """Who performs."""
        return self.performance.contestant

    @property
    def round(self) -> Round:
        """In which round."""
        return self.performance.round

    @property
    def state(self) -> SheetState:
        """Where the sheet stands."""
        return state_of(self.facts)

    @property
    def takes_marks(self) -> bool:
        """Whether the judge can send it."""
        return takes_marks(self.facts)

    @property
    def due(self) -> bool:
        """Whether the judge has something to send; who handed in paper can send it, and need not."""
        return self.takes_marks and self.state is not SheetState.PAPER

    @property
    def came_in(self) -> bool:
        """Whether nothing is left to do: what was sent counts, or no marks are asked for."""
        return self.state in (SheetState.RECEIVED, SheetState.EXCUSED)

    @property
    def too_late(self) -> bool:
        """Whether nothing was received, and nothing can be sent any more."""
        return not (self.takes_marks or self.came_in or self.state is SheetState.RECUSED)

    @property
    def draft(self) -> str:
        """Under which name a tablet keeps what is typed: by contest, seat, round and contestant."""
        return f"{drafts_of(self.performance.contest_id, self.seat)}{draft_key(self.performance)}"


def drafts_of(contest: int, seat: str) -> str:
    """How the names of all drafts of a seat begin."""
    return f"draft.{contest}.{seat}."


def draft_key(performance: Performance) -> str:
    """How the name of a draft ends: for which performance it is, called or not."""
    return f"{performance.round_id}.{performance.contestant_id}"


def tasks_of(judge: Judge, *, here: int | None = None) -> list[JudgeTask]:
    """The performances a judge has to do with now, and that of the sheet `here`. One query."""
    rows = models_asked(_now, {ANY_JUDGE: judge.pk, ANY_CONTEST: judge.contest_id, ANY_SHEET: here or 0})
    return _tasks(judge, rows)


def is_revisable(task: JudgeTask) -> bool:
    """Whether a judge may change what was confirmed: the judge's own, by tablet, while its score is held."""
    own = task.state is SheetState.RECEIVED and task.source == Source.TABLET and not task.before
    return own and task.performance.pk in held_together(task.performance.contest_id)


def sheet_of_draft(judge: int, draft: str) -> int | None:
    """The number of a judge's sheet that a draft (`JudgeTask.draft`) is for now; None where there is none, and for a
    draft of another seat.
    """
    found = DRAFT.fullmatch(draft)
    if found is None or int(found["judge"]) != judge:
        return None
    performances = {"performance__round": found["round"], "performance__contestant": found["contestant"]}
    return ScoreSheet.objects.filter(judge=judge, **performances).values_list("pk", flat=True).first()


def holder_of_draft(draft: str) -> int | None:
    """How many had given up the seat when a draft was typed; None where it does not say."""
    found = DRAFT.fullmatch(draft)
    return int(found["holder"]) if found is not None else None


def seat_of_draft(draft: str) -> int | None:
    """The number of the seat in which a draft was typed; None where it does not say."""
    found = DRAFT.fullmatch(draft)
    return int(found["judge"]) if found is not None else None


def performance_of(judge: Judge, *, sheet: int, draft: str) -> Performance | None:
    """The performance that a judge's sheet is about, by its number or, where the sheet is gone, by its draft; None for
    a draft of another seat.
    """
    rows = Performance.objects.filter(contest=judge.contest_id).select_related("round", "contestant")
    found = DRAFT.fullmatch(draft)
    own = rows.filter(sheets__pk=sheet, sheets__judge=judge).first()
    if own is not None or found is None or int(found["judge"]) != judge.pk:
        return own
    return rows.filter(round=int(found["round"]), contestant=int(found["contestant"])).first()


def earlier_tasks(judge: Judge) -> list[JudgeTask]:
    """All of a judge's sheets, the one laid last first. One query."""
    return _tasks(judge, models_asked(_earlier, {ANY_JUDGE: judge.pk}))


def _now() -> QuerySet[Performance]:
    own = ScoreSheet.objects.filter(judge=ANY_JUDGE, performance=OuterRef("pk"))
    there = Q(round__at_once=False) | Q(contestant__status__in=PERFORMING)  # a judge does not go to who has left
    wanted = Q(state__in=UNDER_WAY) & there | Exists(own.filter(Q(reopened_at__isnull=False) | Q(pk=ANY_SHEET)))
    return _with_own(Performance.objects.filter(contest=ANY_CONTEST).filter(wanted))


def _earlier() -> QuerySet[Performance]:
    return _with_own(Performance.objects.filter(sheets__judge=ANY_JUDGE).order_by("-sheets__pk"))


def _with_own(rows: QuerySet[Performance]) -> QuerySet[Performance]:
    """Performances with what the judge has to do with them."""
    own = ScoreSheet.objects.filter(judge=ANY_JUDGE, performance=OuterRef("pk")).order_by()
    sent = Submission.objects.filter(sheet__judge=ANY_JUDGE, sheet__performance=OuterRef("pk")).order_by()
    recusals = Recusal.objects.filter(judge=ANY_JUDGE, contestant=OuterRef("contestant")).order_by()
    blank = Mark.objects.filter(
        submission__sheet__judge=ANY_JUDGE,
        submission__sheet__performance=OuterRef("pk"),
        submission__counts=True,
        points__isnull=True,
    ).order_by()
    return (
        with_draws(rows)
        .select_related("contestant", "round")
        .annotate(
            own_sheet=Subquery(own.values("pk")[:1]),
            again=Subquery(own.filter(reopened_at__isnull=False).values("reopen_reason")[:1]),
            received_at=Subquery(sent.filter(counts=True).values("received_at")[:1]),
            source=Subquery(sent.filter(counts=True).values("source")[:1]),
            holder=Subquery(sent.filter(counts=True).exclude(source=Source.DESK).values("holder")[:1]),
            excused=Exists(blank),
            paper=Exists(sent.filter(**paper_waits())),
            recused=Subquery(recusals.values("reason")[:1]),
        )
    )


def _tasks(judge: Judge, rows: list[Any]) -> list[JudgeTask]:
    return [_task(judge, row) for row in rows if row.own_sheet is not None or not _elsewhere(judge, row)]


def _elsewhere(judge: Judge, performance: Performance) -> bool:
    """Whether it is on in a room that is none of the judge's."""
    return panel_sits(judge.panel, performance.round) and not panel_marks(judge.panel, performance)


def _task(judge: Judge, row: Any) -> JudgeTask:
    recused = row.recused if panel_marks(judge.panel, row) else None
    facts = SheetFacts(
        performance=row.state,
        official=judge.official,
        recused=recused is not None,
        left=judge.left_at is not None,
        laid=row.own_sheet is not None,
        reopened=row.again is not None,
        counts=row.received_at is not None,
        excused=row.excused,
        paper=row.paper,
    )
    return JudgeTask(
        performance=row,
        sheet=row.own_sheet,
        facts=facts,
        received_at=row.received_at,
        again=row.again,
        recused=recused,
        before=judge.predecessor(row.holder),
        source=row.source or "",
        seat=f"{judge.pk}-{judge.replaced}",
        draw=draw_read(row),
    )


def totals_of(judge: Judge) -> dict[int, Decimal]:
    """The total of every sheet that was received, by number of the sheet; none where no points were given."""
    rows = Mark.objects.filter(submission__sheet__judge=judge, submission__counts=True)
    items: dict[int, dict[int, RubricItem]] = {}  # by round
    sheets: dict[int, dict[int, dict[int, Decimal | None]]] = {}
    for mark in rows.select_related("item__round__contest__rule_sheet").annotate(own_sheet=F("submission__sheet")):
        items.setdefault(mark.item.round_id, {})[mark.item_id] = mark.item
        sheets.setdefault(mark.item.round_id, {}).setdefault(mark.own_sheet, {})[mark.item_id] = mark.points
    found: dict[int, Decimal] = {}
    for round_, own in sheets.items():
        totals = sheet_totals(list(items[round_].values()), list(own.values()))
        found |= {sheet: total for sheet, total in zip(own, totals, strict=True) if total is not None}
    return found
