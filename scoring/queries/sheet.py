"""A sheet with all that decides whether it takes marks: read at once, as a hall of judges asks for it at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.models import BigIntegerField

from contests.models import Contest, Contestant, Judge, Performance, Recusal, Round, RubricItem
from contests.queries import Part, as_models, read_tables
from scoring.models import KeptSheet, ScoreSheet, Submission

SHEET = ("id", "judge_id", "performance_id", "reopened_at", "reopen_reason")
JUDGE = ("id", "contest_id", "key", "name", "kind", "left_at", "secret_hash", "replaced")
PERFORMANCE = ("id", "contest_id", "contestant_id", "round_id", "state")
CONTEST = ("id", "district_id", "title", "state", "version", "judges_version", "signatures")
ITEM = ("id", "round_id", "key", "minimum", "maximum", "step", "grades")
SENT = (
    *("id", "sheet_id", "idempotency_key", "number", "source", "submitted_at", "received_at"),
    *("entered_by_id", "confirmed_by_id", "holder", "counts", "retired_at", "line_id"),
)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """A sheet with judge and performance, its contest, the rubric by key, and what was sent, first to last.

    `kept` are the sheets of this judge for this performance that wait for the desk, by number with their `holder`;
    `set_aside` are the keys of those that somebody at the desk has set aside.
    """

    sheet: ScoreSheet
    contest: Contest
    items: dict[str, RubricItem]
    sent: list[Submission]
    recused: bool
    kept: dict[int, int]
    set_aside: frozenset[str]


def sheet_rows(pk: int) -> SheetRows | None:
    """The sheet with a number; None where there is none. One query."""
    if pk > BigIntegerField.MAX_BIGINT:  # an address can hold more than a column
        return None
    found = read_tables(_tables, pk)
    sheets = as_models(ScoreSheet, found["sheet"])
    if not sheets:
        return None
    [contest], [judge] = as_models(Contest, found["contest"]), as_models(Judge, found["judge"])
    [performance] = as_models(Performance, found["performance"])
    [performance.contestant] = as_models(Contestant, found["contestant"])
    [performance.round] = as_models(Round, found["round"])
    judge.contest = performance.contest = contest
    [sheet] = sheets
    sheet.judge, sheet.performance = judge, performance
    items = as_models(RubricItem, found["items"])
    sent = as_models(Submission, found["sent"])
    kept = {row["id"]: row["holder"] for row in found["kept"] if row["settled_by_id"] is None}
    aside = frozenset(row["idempotency_key"] for row in found["kept"] if row["settled_by_id"] is not None)
    return SheetRows(sheet, contest, {item.key: item for item in items}, sent, bool(found["recusals"]), kept, aside)


def lock_contest_of(sheet: int) -> bool:
    """Keep the contest of a sheet from others until the transaction ends; what is read after this stays as it is.

    False where there is no such sheet, so that nothing is locked. SQLite has one writer at a time anyway: its
    transactions begin with the lock.
    """
    if not connection.features.has_select_for_update:
        return True
    with connection.cursor() as cursor:
        cursor.execute(_lock(), [sheet])
        return cursor.fetchone() is not None


@cache
def _lock() -> str:
    rows = Contest.objects.order_by().select_for_update(no_key=True, of=("self",)).values("pk")
    return str(rows.filter(performances__sheets=0).query.sql_with_params()[0])


def _tables(sheet: int) -> dict[str, Part]:
    of_sheet = {"performances__sheets": sheet}
    recusals = Recusal.objects.filter(contestant__performances__sheets=sheet, judge__sheets=sheet)
    kept = KeptSheet.objects.filter(judge__sheets=sheet, performance__sheets=sheet, submission__isnull=True)
    return {
        "sheet": Part(ScoreSheet.objects.filter(pk=sheet), SHEET, ("pk",)),
        "judge": Part(Judge.objects.filter(sheets=sheet), JUDGE, ("pk",)),
        "performance": Part(Performance.objects.filter(sheets=sheet), PERFORMANCE, ("pk",)),
        "contestant": Part(Contestant.objects.filter(**of_sheet), ("id", "number", "name"), ("pk",)),
        "round": Part(Round.objects.filter(**of_sheet), ("id", "key", "name"), ("pk",)),
        "contest": Part(Contest.objects.filter(**of_sheet), CONTEST, ("pk",)),
        "items": Part(RubricItem.objects.filter(round__performances__sheets=sheet), ITEM),
        "recusals": Part(recusals, ("id",), ("pk",)),
        "kept": Part(kept, ("id", "holder", "idempotency_key", "settled_by_id"), ("pk",)),
        "sent": Part(Submission.objects.filter(sheet=sheet), SENT, ("number", "pk")),
    }
