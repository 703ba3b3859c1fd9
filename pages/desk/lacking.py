"""Whose sheets are missing of performances that are closed, and which of them lie at the desk already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contests.models import Performance
from pages.desk.views.board import Board
from papers.people import called
from scoring.results import Tabulation


@dataclass(frozen=True, slots=True)
class HeldUp:
    """The `performance` that the next release waits for. `missing` are the judges who have to send or to be excused,
    `late` those whose sheets were kept: `kept` is how many of these wait for a decision."""

    performance: Performance
    missing: list[str]
    late: list[str]
    kept: int


def held_up(board: Board) -> HeldUp | None:
    """What the next release waits for, where that is sheets and nothing else."""
    obstacle = board.hall.obstacle
    if obstacle is None or obstacle.code != "sheets-missing" or board.result is None:
        return None
    who = next(found.performance for found in board.hall.ready if found.refused is obstacle)
    seats = sheets_missing(board.result, who)
    awaited, kept = told_otherwise(board), board.rows.kept_for()
    late = {seat: count for (performance, seat), count in kept.items() if performance == who.pk and seat in seats}
    missing = [judge for seat, judge in seats.items() if (who.pk, seat) not in awaited]
    return HeldUp(who, missing, [seats[seat] for seat in late], sum(late.values())) if seats else None


def closed_without_sheets(board: Board, result: Tabulation) -> list[tuple[Performance, list[str]]]:
    """The performances that were closed without all sheets, with the judges of whom nothing else is told."""
    awaited, names = told_otherwise(board), _names(result)
    absent = {(gap.round, gap.contestant): gap.sheets for gap in result.gaps}
    found = []
    for p in (p for p in board.rows.performances if p.is_closed):
        sheets = absent.get((p.round.key, p.contestant.number), ())
        judges = [names[seat] for seat, _items in sheets if seat and (p.pk, seat) not in awaited]
        if judges:
            found.append((p, judges))
    return found


def sheets_missing(result: Tabulation, performance: Performance) -> dict[str, str]:
    """The judges whose sheets for a performance are missing, by their keys."""
    of, names = (performance.round.key, performance.contestant.number), _names(result)
    gap = next((gap for gap in result.gaps if (gap.round, gap.contestant) == of), None)
    return {seat: names[seat] for seat, _items in gap.sheets if seat} if gap else {}


def told_otherwise(board: Board) -> set[tuple[int, str]]:
    """The sheets that are re-opened, to be confirmed from paper, or kept; by performance and key of the judge."""
    found = {(p.pk, judge.key) for judge, p in board.rows.reopened()}
    found |= {(sent.sheet.performance_id, sent.sheet.judge.key) for sent in board.rows.papers}
    return found | set(board.rows.kept_for())


def _names(result: Tabulation) -> Mapping[str, str]:
    return {judge.id: called(judge) for judge in result.contest.judges}
