"""The points table of a campaign as a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext, pgettext

from contests.models import Campaign
from scoring.results.season import Counted, PointsTable, TableRow

from .frame import framed
from .paper import Cell, Column, Sheet, Table, number_cell
from .spreadsheet import xlsx_of


def season_workbook(campaign: Campaign, table: PointsTable, now: datetime) -> bytes:
    """Place, name, points, and what each contest gave; what does not count is struck through."""
    title = pgettext("season", "Points table")
    columns = [
        Column(head=pgettext("paper", "Place"), width=16, align="center"),
        Column(head=pgettext("season", "Name"), width=40),
        Column(head=pgettext("season", "Community or street"), width=40),
        Column(head=pgettext("season", "Points"), width=24, align="right"),
        *(_column(each) for each in table.contests),
    ]
    rows = [_cells(row, len(table.contests)) for row in table.rows]
    sheet = Sheet(title=title, tables=[Table(columns=columns, rows=rows)], remarks=_remarks(table))
    paper = framed([sheet], kind=title, contest=campaign.title, fingerprint="", now=now)
    return xlsx_of(replace(paper, fingerprint_words=""))


def _column(each: Counted) -> Column:
    words = pgettext("season", "publication no. {number}, × {weight}")
    note = words.format(number=each.publication.number, weight=each.weight_text)
    return Column(head=each.title, note=note, width=48, align="right")


def _cells(row: TableRow, contests: int) -> list[Cell]:
    given = {each.part.contest: each for each in row.given}
    shared = pgettext("paper", "shared") if row.line.shared else ""
    cells = [number_cell(str(row.line.place), note=shared), Cell(text=row.name), Cell(text=row.beside)]
    cells.append(number_cell(row.points, strong=True))
    for n in range(contests):
        if n not in given:
            cells.append(Cell())
            continue
        out = "" if given[n].part.counts else pgettext("season", "does not count")
        cells.append(number_cell(given[n].points, out=out))
    return cells


def _remarks(table: PointsTable) -> list[str]:
    words = gettext("The results of “{contest}” are not final yet.")
    return [words.format(contest=each.title) for each in table.open]
