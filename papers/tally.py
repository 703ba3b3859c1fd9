"""The tally sheet 统分表: round by round what every judge gave and what was dropped; then the whole contest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext

from communities.numbers import format_decimal
from contests.about import order_in
from contests.queries import places_of_rooms
from scoring.results import TallySheet
from scoring.results.tally import PanelTally, RoundRow, RoundTally

from .ballots import ballot_cells, ballot_columns
from .cells import points_cell, pooling_text, value_cell
from .decimals import Decimals, decimals_in
from .formulas import mean_of, product_of
from .frame import facts_of, handed_out, of_tally, speaking
from .one_room import kind_in, of_room, room_facts
from .paper import AS_GIVEN, FINE, Cell, Column, Form, Sheet, Table, in_parts, number_cell
from .people import called, item_cell, people_cells, signatures, who_marked
from .registry import Printable
from .standings import whole_contest

MOST_ON_PAPER = 15
"""Judges side by side on A4; a workbook takes them all."""


def tally_sheet(tally: TallySheet, *, now: datetime, language: str, form: Form = Form.PDF, room: str = "") -> bytes:
    """Every judge's sheet total, the dropped ones marked, panel and round scores, then final scores and places; of one
    `room` alone, where it is given."""
    with speaking(language, tally.contest.about):
        tally = of_room(tally, room)
        most = MOST_ON_PAPER if form is Form.PDF else 1_000
        even = decimals_in(tally)
        sheets = [_round_sheet(tally, round_tally, most, even) for round_tally in tally.rounds]
        sheets.append(whole_contest(tally))
        sheets = [replace(sheet, facts=[*room_facts(room), *sheet.facts]) for sheet in sheets]
        kind = kind_in(pgettext("paper", "Tally sheet"), room)
        words = gettext("For signature: the figures are complete. Not published yet: not to be passed on as a result.")
        return handed_out(of_tally(tally, sheets, kind=kind, now=now, unpublished=words, landscape=True), form)


def _round_sheet(tally: TallySheet, round_tally: RoundTally, most: int, even: Decimals) -> Sheet:
    name = called(round_tally.round)
    facts = [
        *facts_of(tally.contest.about or {}),
        (pgettext("paper", "Weight of the round"), format_decimal(round_tally.round.weight)),
    ]
    if round_tally.round.sealed:
        facts.append((pgettext("paper", "Scores"), gettext("entered directly")))
    facts += [(called(panel.panel), pooling_text(panel)) for panel in round_tally.panels]
    tables = [*_tables(tally, round_tally, most, even)]
    return Sheet(
        title=name, tab=name, tables=tables, facts=facts, remarks=[*_legend(round_tally)], signatures=signatures()
    )


def _tables(tally: TallySheet, round_tally: RoundTally, most: int, even: Decimals) -> Iterator[Table]:
    """What each panel gave, and the round scores: at its end where nobody has two and it fits, else after it."""
    found = {panel.panel.id: [*_panel_tables(tally, round_tally, panel, most, even)] for panel in round_tally.panels}
    beside = _each_has_one(round_tally) and all(len(tables) == 1 for tables in found.values())
    for panel in (panel for panel in round_tally.panels if panel.rows):
        whose = _rows(tally, round_tally, panel)
        yield from (_joined(round_tally, table, whose, even) if beside else table for table in found[panel.panel.id])
    left = [who for who in _rows(tally, round_tally) if not (beside and round_tally.panels_for(who))]
    if left or not round_tally.panels:
        yield _scores(tally, round_tally, left, even)


def _each_has_one(round_tally: RoundTally) -> bool:
    """Whether nobody has several panels; rooms may each have their own."""
    return all(len(round_tally.panels_for(who)) <= 1 for who in round_tally.rows)


def _legend(round_tally: RoundTally) -> Iterator[str]:
    if any(panel.drop_high or panel.drop_low for panel in round_tally.panels):
        yield gettext("Struck through and hatched: dropped, with the word high or low below.")
    if any(_handed_over(panel, j) for panel in round_tally.panels for j in range(len(panel.judges))):
        yield gettext("A name below a value: who gave it, before somebody else took the seat.")


def _rows(tally: TallySheet, round_tally: RoundTally, panel: PanelTally | None = None) -> list[str]:
    """Who is in a round, or of them whom a panel marks: room by room in running order, as far as there is one.

    A round that is scored elsewhere has none: it goes by number, as the list the scores came in.
    """
    people = [who for who in round_tally.rows if panel is None or who in panel.rows]
    if round_tally.round.sealed:
        return sorted(people, key=lambda who: (len(who), who))
    orders = {c.id: order_in(c.about, round_tally.round.id) for c in tally.contest.contestants}
    known = places_of_rooms(panel.rooms for panel in tally.contest.panels)
    rooms = {c.id: known.get(c.room or "", len(known)) for c in tally.contest.contestants}
    return sorted(people, key=lambda who: (rooms[who], orders[who] is None, orders[who] or 0))


def _people_columns() -> list[Column]:
    return [
        Column(head=pgettext("paper", "No."), width=12, align="center"),
        Column(head=pgettext("paper", "Contestant"), width=36, below=pgettext("paper", "Community")),
    ]


def _panel_tables(
    tally: TallySheet, round_tally: RoundTally, panel: PanelTally, most: int, even: Decimals
) -> Iterator[Table]:
    """A panel's values; where more judges sit on it than fit, several tables, the panel score in the last."""
    if panel.panel.ballot is not None:
        caption = called(panel.panel) if len(round_tally.panels) > 1 else ""
        people = _rows(tally, round_tally, panel)
        rows = [[*people_cells(tally, who), *ballot_cells(panel, panel.panel.ballot, who)] for who in people]
        yield Table(caption=caption, columns=[*_people_columns(), *ballot_columns(panel.panel.ballot)], rows=rows)
        return
    seats = range(len(panel.judges))
    parts = [seats[part] for part in in_parts(len(seats), most)]
    kind, least = AS_GIVEN if panel.by_item else "given", even.given[round_tally.round.id, panel.panel.id]
    for part in parts:
        last = part is parts[-1]
        columns = [*_people_columns(), *_item_column(panel)]
        heads = {j: " / ".join(who_marked(panel, j, panel.rows)) for j in part}
        columns += [Column(head=heads[j], width=12, align="center", kind=kind, decimals=least) for j in part]
        columns += [_panel_score_column(panel)] * last
        yield Table(
            caption=called(panel.panel) if len(round_tally.panels) > 1 or len(parts) > 1 else "",
            columns=columns,
            rows=[
                row for who in _rows(tally, round_tally, panel) for row in _panel_rows(tally, panel, who, part, last)
            ],
        )


def _item_column(panel: PanelTally) -> list[Column]:
    return [Column(head=pgettext("paper", "Item"), width=28)] if panel.by_item else []


def _panel_score_column(panel: PanelTally) -> Column:
    kind = AS_GIVEN if panel.by_item else ""
    return Column(head=pgettext("paper", "Panel score"), width=20, align="center", kind=kind)


def _panel_rows(tally: TallySheet, panel: PanelTally, who: str, part: range, last: bool) -> Iterator[list[Cell]]:
    """A line for each contestant; under item-wise dropping one for each item, then the sheet totals."""
    found = panel.rows[who]
    blank = all(value.text is None for line in found.lines for value in line.values)
    for n, line in enumerate(found.lines):
        people = people_cells(tally, who) if n == 0 else [Cell(), Cell()]
        item = [item_cell(line.item)] if line.item is not None else []
        values = [value_cell(line.values[j], blank=blank, named=_handed_over(panel, j)) for j in part]
        pooled = number_cell(line.pooled) if panel.by_item else number_cell(found.score, strong=True)
        row = [*people, *item, *values]
        used = [n for n, cell in enumerate(row) if n >= len(row) - len(values) and not cell.out]
        yield [*row, *[mean_of(pooled, row, used)] * last]
    if panel.by_item:
        totals = [number_cell(found.totals[j]) for j in part]
        label = Cell(text=pgettext("paper", "Sheet total"))
        yield [Cell(), Cell(), label, *totals, *[number_cell(found.score, strong=True)] * last]


def _handed_over(panel: PanelTally, seat: int) -> bool:
    """Whether two people marked from a seat in this round."""
    return len(who_marked(panel, seat, panel.rows)) > 1


def _joined(round_tally: RoundTally, table: Table, people: Iterable[str], even: Decimals) -> Table:
    """The only table of a panel, with the round scores of its people at its end."""
    columns, rest = [*table.columns, *_score_columns(round_tally, even.score[round_tally.round.id])], iter(people)
    empty = [Cell()] * (len(columns) - len(table.columns))
    rows = [
        _scored(row, _score_cells(round_tally, round_tally.rows[next(rest)])) if row[0].text else [*row, *empty]
        for row in table.rows
    ]
    return Table(columns=columns, rows=rows, caption=table.caption)


def _scores(tally: TallySheet, round_tally: RoundTally, people: Iterable[str], even: Decimals) -> Table:
    """The round scores in a table of their own: several panels, or a round that came in sealed."""
    apart = [] if _each_has_one(round_tally) else round_tally.panels
    panels = [
        Column(head=called(p.panel), note=f"×{format_decimal(p.panel.weight)}", width=24, align="center") for p in apart
    ]
    if round_tally.panels:
        head = gettext("Panels combined") if apart else pgettext("paper", "Panel score")
        panels.append(Column(head=head, width=24, align="center"))
    rows = []
    for who in people:
        row = round_tally.rows[who]
        scores = [number_cell(panel.rows[who].score) if who in panel.rows else Cell() for panel in apart]
        panel_score = [number_cell(row.base)] if panels else []
        rows.append(_scored([*people_cells(tally, who), *scores, *panel_score], _score_cells(round_tally, row)))
    caption = pgettext("paper", "Round scores") if round_tally.panels else ""
    return Table(
        caption=caption,
        columns=[*_people_columns(), *panels, *_score_columns(round_tally, even.score[round_tally.round.id])],
        rows=rows,
    )


def _scored(row: Sequence[Cell], ends: Sequence[Cell]) -> list[Cell]:
    """A row whose last cell is the score of a round, with how it follows from the panels' score before `ends`."""
    cells, base = [*row, *ends], len(row) - 1
    between = range(len(row), len(cells) - 1)
    for factors in ([base, *between], [base]):
        score = product_of(cells[-1], cells, factors, [n for n in between if n not in factors])
        if score.formula:
            return [*cells[:-1], score]
    if between:
        cells[-1] = product_of(cells[-1], cells, [base, *between[:-1]], between[-1:])
    return cells


def _score_columns(round_tally: RoundTally, decimals: int) -> list[Column]:
    """Only what this round has: a factor, a coefficient, points; the round score always."""
    rows = round_tally.rows.values()
    heads = [
        (pgettext("paper", "Factor"), 16, any(row.factor for row in rows)),
        (gettext("Coefficient of the room"), 20, any(row.coefficient for row in rows)),
        (pgettext("paper", "Deductions and bonuses"), 26, any(row.added for row in rows)),
    ]
    before = [Column(head=head, width=width, align="center") for head, width, there in heads if there]
    score = Column(head=pgettext("paper", "Round score"), width=22, align="center", decimals=decimals)
    return [*before, score]


def _score_cells(round_tally: RoundTally, row: RoundRow) -> list[Cell]:
    rows = round_tally.rows.values()
    cells = [
        (number_cell(row.factor, most=FINE) if row.factor else Cell(), any(other.factor for other in rows)),
        (
            number_cell(row.coefficient, most=FINE) if row.coefficient else Cell(),
            any(other.coefficient for other in rows),
        ),
        (points_cell(row.points, row.added), any(other.added for other in rows)),
        (number_cell(row.score, strong=True), True),
    ]
    return [cell for cell, there in cells if there]


PRINTABLES = (
    Printable(
        id="tally-sheet",
        name=gettext_lazy("Tally sheet"),
        purpose=gettext_lazy(
            "Every judge's total, the dropped ones marked, final scores and places; to be signed by who counts and who "
            "checks."
        ),
        position=3,
        make=tally_sheet,
        of_tally=True,
        by_room=True,
    ),
)
