"""The end of the tally sheet: every round with its weight, the final score, the place."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext, pgettext

from communities.language import in_chinese
from communities.numbers import format_decimal
from scoring.results import TallySheet, sum_of_points
from scoring.results.tally import Standing

from .cells import points_cell
from .decimals import Decimals, decimals_in
from .formulas import sum_of
from .frame import facts_of
from .paper import Cell, Column, Sheet, Table, number_cell
from .people import called, decided_text, person_cell, person_of, signatures


def whole_contest(tally: TallySheet) -> Sheet:
    """Everybody's round scores, final score and place, best first."""
    title = pgettext("paper", "Whole contest")
    return Sheet(
        title=title,
        tab=title,
        facts=[*facts_of(tally.contest.about or {})],
        tables=[
            Table(
                columns=_columns(tally, decimals_in(tally)),
                rows=[_row(tally, standing) for standing in tally.standings],
            )
        ],
        remarks=tally.remark_lines(chinese=in_chinese()),
        signatures=signatures(),
    )


def place_cell(standing: Standing) -> Cell:
    """A place, and whether it is shared."""
    if standing.place is None:
        return Cell(text="–")
    note = pgettext("paper", "shared") if standing.shared else ""
    return Cell(text=str(standing.place), number=Decimal(standing.place), note=note, strong=True)


def _columns(tally: TallySheet, even: Decimals) -> list[Column]:
    wide = [
        Column(head=pgettext("paper", "Place"), width=14, align="center"),
        Column(head=pgettext("paper", "No."), width=14, align="center"),
    ]
    wide += [Column(head=pgettext("paper", "Contestant"), width=0, below=pgettext("paper", "Community"))]
    wide += [Column(head=pgettext("paper", "Group"), width=22)] * _grouped(tally)
    for round_tally in tally.rounds:
        wide.append(
            Column(
                head=called(round_tally.round),
                note=f"×{format_decimal(round_tally.round.weight)}",
                width=26,
                align="center",
                decimals=even.score[round_tally.round.id],
            )
        )
    wide += [Column(head=pgettext("paper", "Points at the end"), width=26, align="center")] * _adjusted(tally)
    wide += [
        Column(head=pgettext("paper", "Final score"), width=26, align="center", decimals=even.final),
        Column(head=pgettext("paper", "Award"), width=34),
    ]
    return [*wide, Column(head=pgettext("paper", "Remark"), width=40)]


def _grouped(tally: TallySheet) -> bool:
    return any(standing.group for standing in tally.standings)


def _adjusted(tally: TallySheet) -> bool:
    return any(tally.points.values())


def _row(tally: TallySheet, standing: Standing) -> list[Cell]:
    who = standing.contestant
    cells = [place_cell(standing), Cell(text=who), person_cell(person_of(tally, who))]
    cells += [Cell(text=standing.group or "")] * _grouped(tally)
    cells += [number_cell(standing.rounds[round_tally.round.id]) for round_tally in tally.rounds]
    weights = [(3 + _grouped(tally) + n, found.round.weight) for n, found in enumerate(tally.rounds)]
    if _adjusted(tally):
        cells.append(points_cell(tally.points[who], sum_of_points(tally.points[who])))
        weights.append((len(cells) - 1, Decimal(1)))
    cells.append(sum_of(number_cell(standing.score, strong=True), cells, weights))
    return [*cells, Cell(text=pgettext("paper", ", ").join(standing.awards)), Cell(text=_remark(tally, standing))]


def _remark(tally: TallySheet, standing: Standing) -> str:
    """What decided between equals, or at which round somebody stayed behind."""
    found = []
    if standing.decided_by:
        found.append(gettext("equal, decided by {rule}").format(rule=decided_text(tally, standing.decided_by)))
    if standing.cut:
        (round_,) = (round_tally.round for round_tally in tally.rounds if round_tally.round.id == standing.cut)
        found.append(gettext("stayed behind after {round}").format(round=called(round_)))
    return pgettext("paper", "; ").join(found)
