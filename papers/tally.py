"""The tally sheet 统分表: round by round what every judge gave and what was dropped; then the whole contest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext, pgettext

from communities.numbers import format_decimal
from scoring.results import Figures
from scoring.results.tally import PanelTally, RoundRow, RoundTally

from .cells import panel_words, points_cell, value_cell
from .frame import facts_of, handed_out, of_figures, speaking
from .paper import AS_GIVEN, Cell, Column, Form, Sheet, Table, figure, in_parts
from .people import called, order_in, people_cells, signatures
from .standings import whole_contest

MOST_ON_PAPER = 15
"""Judges side by side on A4; a workbook takes them all."""


def tally_sheet(figures: Figures, *, now: datetime, language: str, form: Form = Form.PDF) -> bytes:
    """Every judge's sheet total, the dropped ones marked, panel and round scores, then final scores and places."""
    with speaking(language):
        most = MOST_ON_PAPER if form is Form.PDF else 1_000
        sheets = [_round_sheet(figures, tally, most) for tally in figures.rounds]
        sheets.append(whole_contest(figures))
        return handed_out(
            of_figures(figures, sheets, kind=pgettext("paper", "Tally sheet"), now=now, landscape=True), form
        )


def _round_sheet(figures: Figures, tally: RoundTally, most: int) -> Sheet:
    name = called(tally.round)
    facts = [
        *facts_of(figures.contest.about or {}),
        (pgettext("paper", "Weight of the round"), format_decimal(tally.round.weight)),
    ]
    if tally.round.sealed:
        facts.append((pgettext("paper", "Scores"), gettext("came in sealed")))
    facts += [(called(panel.panel), panel_words(panel)) for panel in tally.panels]
    tables = [*_tables(figures, tally, most)]
    return Sheet(title=name, tab=name, tables=tables, facts=facts, remarks=[*_legend(tally)], signatures=signatures())


def _tables(figures: Figures, tally: RoundTally, most: int) -> Iterator[Table]:
    """What each panel gave, and the round scores: at its end where nobody has two and it fits, else after it."""
    found = {panel.panel.id: [*_panel_tables(figures, tally, panel, most)] for panel in tally.panels}
    beside = _each_has_one(tally) and all(len(tables) == 1 for tables in found.values())
    for panel in (panel for panel in tally.panels if panel.rows):
        whose = _rows(figures, tally, panel)
        yield from (_joined(tally, table, whose) if beside else table for table in found[panel.panel.id])
    left = [who for who in _rows(figures, tally) if not (beside and tally.panels_for(who))]
    if left or not tally.panels:
        yield _scores(figures, tally, left)


def _each_has_one(tally: RoundTally) -> bool:
    """Whether nobody has several panels; rooms may each have their own."""
    return all(len(tally.panels_for(who)) <= 1 for who in tally.rows)


def _legend(tally: RoundTally) -> Iterator[str]:
    if any(panel.drop_high or panel.drop_low for panel in tally.panels):
        yield gettext("Struck through and hatched: dropped, with the word high or low below.")


def _rows(figures: Figures, tally: RoundTally, panel: PanelTally | None = None) -> list[str]:
    """Who is in a round, or of them whom a panel marks, in running order where there is one."""
    orders = {c.id: order_in(c.about, tally.round.id) for c in figures.contest.contestants}
    people = [who for who in tally.rows if panel is None or who in panel.rows]
    return sorted(people, key=lambda who: (orders[who] is None, orders[who] or 0))


def _people_columns() -> list[Column]:
    return [
        Column(head=pgettext("paper", "No."), width=12, align="center"),
        Column(head=pgettext("paper", "Contestant"), width=36),
    ]


def _panel_tables(figures: Figures, tally: RoundTally, panel: PanelTally, most: int) -> Iterator[Table]:
    """A panel's values; where more judges sit on it than fit, several tables, the panel score in the last."""
    seats = range(len(panel.judges))
    parts = [seats[part] for part in in_parts(len(seats), most)]
    kind = AS_GIVEN if panel.by_item else "given"
    for part in parts:
        last = part is parts[-1]
        columns = [*_people_columns(), *_item_column(panel)]
        columns += [Column(head=called(panel.judges[j]), width=12, align="center", kind=kind) for j in part]
        columns += [_panel_score_column(panel)] * last
        yield Table(
            caption=called(panel.panel) if len(tally.panels) > 1 or len(parts) > 1 else "",
            columns=columns,
            rows=[row for who in _rows(figures, tally, panel) for row in _panel_rows(figures, panel, who, part, last)],
        )


def _item_column(panel: PanelTally) -> list[Column]:
    return [Column(head=pgettext("paper", "Item"), width=28)] if panel.by_item else []


def _panel_score_column(panel: PanelTally) -> Column:
    kind = AS_GIVEN if panel.by_item else ""
    return Column(head=pgettext("paper", "Panel score"), width=20, align="center", kind=kind)


def _panel_rows(figures: Figures, panel: PanelTally, who: str, part: range, last: bool) -> Iterator[list[Cell]]:
    """A line for each contestant; under item-wise dropping one for each item, then the sheet totals."""
    found = panel.rows[who]
    blank = all(value.text is None for line in found.lines for value in line.values)
    for n, line in enumerate(found.lines):
        people = people_cells(figures, who) if n == 0 else [Cell(), Cell()]
        item = [Cell(text=called(line.item))] if line.item is not None else []
        values = [value_cell(line.values[j], blank=blank) for j in part]
        pooled = figure(line.pooled) if panel.by_item else figure(found.score, strong=True)
        yield [*people, *item, *values, *[pooled] * last]
    if panel.by_item:
        totals = [figure(found.totals[j]) for j in part]
        label = Cell(text=pgettext("paper", "Sheet total"))
        yield [Cell(), Cell(), label, *totals, *[figure(found.score, strong=True)] * last]


def _joined(tally: RoundTally, table: Table, people: Iterable[str]) -> Table:
    """The only table of a panel, with the round scores of its people at its end."""
    columns, rest = [*table.columns, *_score_columns(tally)], iter(people)
    empty = [Cell()] * (len(columns) - len(table.columns))
    rows = [[*row, *(_score_cells(tally, tally.rows[next(rest)]) if row[0].text else empty)] for row in table.rows]
    return Table(columns=columns, rows=rows, caption=table.caption)


def _scores(figures: Figures, tally: RoundTally, people: Iterable[str]) -> Table:
    """The round scores in a table of their own: several panels, or a round that came in sealed."""
    apart = [] if _each_has_one(tally) else tally.panels
    panels = [
        Column(head=called(p.panel), note=f"×{format_decimal(p.panel.weight)}", width=24, align="center") for p in apart
    ]
    if tally.panels:
        head = gettext("Panels together") if apart else pgettext("paper", "Panel score")
        panels.append(Column(head=head, width=24, align="center"))
    rows = []
    for who in people:
        row = tally.rows[who]
        scores = [figure(panel.rows[who].score) if who in panel.rows else Cell() for panel in apart]
        together = [figure(row.base)] if panels else []
        rows.append([*people_cells(figures, who), *scores, *together, *_score_cells(tally, row)])
    caption = pgettext("paper", "Round scores") if tally.panels else ""
    return Table(caption=caption, columns=[*_people_columns(), *panels, *_score_columns(tally)], rows=rows)


def _score_columns(tally: RoundTally) -> list[Column]:
    """Only what this round has: a factor, a coefficient, points; the round score always."""
    rows = tally.rows.values()
    heads = [
        (pgettext("paper", "Factor"), 16, any(row.factor for row in rows)),
        (gettext("Coefficient of the room"), 20, any(row.coefficient for row in rows)),
        (pgettext("paper", "Points off or on"), 26, any(row.added for row in rows)),
        (pgettext("paper", "Round score"), 22, True),
    ]
    return [Column(head=head, width=width, align="center") for head, width, there in heads if there]


def _score_cells(tally: RoundTally, row: RoundRow) -> list[Cell]:
    rows = tally.rows.values()
    cells = [
        (figure(row.factor) if row.factor else Cell(), any(other.factor for other in rows)),
        (figure(row.coefficient) if row.coefficient else Cell(), any(other.coefficient for other in rows)),
        (points_cell(row.points, row.added), any(other.added for other in rows)),
        (figure(row.score, strong=True), True),
    ]
    return [cell for cell, there in cells if there]
