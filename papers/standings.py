"""The end of the tally sheet: every round with its weight, the final score, the place."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext, pgettext

from communities.language import in_chinese
from communities.numbers import format_decimal
from scoring.results import Figures, together
from scoring.results.tally import Standing

from .cells import points_cell
from .frame import facts_of
from .paper import Cell, Column, Sheet, Table, figure
from .people import called, decided_words, person_cell, person_of, signatures


def whole_contest(figures: Figures) -> Sheet:
    """Everybody's round scores, final score and place, best first."""
    title = pgettext("paper", "Whole contest")
    return Sheet(
        title=title,
        tab=title,
        facts=[*facts_of(figures.contest.about or {})],
        tables=[Table(columns=_columns(figures), rows=[_row(figures, standing) for standing in figures.standings])],
        remarks=figures.remark_lines(chinese=in_chinese()),
        signatures=signatures(),
    )


def place_cell(standing: Standing) -> Cell:
    """A place, and whether it is shared."""
    if standing.place is None:
        return Cell(text="–")
    note = pgettext("paper", "shared") if standing.shared else ""
    return Cell(text=str(standing.place), number=Decimal(standing.place), note=note, strong=True)


def _columns(figures: Figures) -> list[Column]:
    wide = [
        Column(head=pgettext("paper", "Place"), width=14, align="center"),
        Column(head=pgettext("paper", "No."), width=14, align="center"),
    ]
    wide += [Column(head=pgettext("paper", "Contestant"), width=0)]
    wide += [Column(head=pgettext("paper", "Group"), width=22)] * _grouped(figures)
    for tally in figures.rounds:
        wide.append(
            Column(head=called(tally.round), note=f"×{format_decimal(tally.round.weight)}", width=26, align="center")
        )
    wide += [Column(head=pgettext("paper", "Points at the end"), width=26, align="center")] * _adjusted(figures)
    wide += [
        Column(head=pgettext("paper", "Final score"), width=26, align="center"),
        Column(head=pgettext("paper", "Award"), width=34),
    ]
    return [*wide, Column(head=pgettext("paper", "Remark"), width=40)]


def _grouped(figures: Figures) -> bool:
    return any(standing.group for standing in figures.standings)


def _adjusted(figures: Figures) -> bool:
    return any(figures.points.values())


def _row(figures: Figures, standing: Standing) -> list[Cell]:
    who = standing.contestant
    cells = [place_cell(standing), Cell(text=who), person_cell(person_of(figures, who))]
    cells += [Cell(text=standing.group or "")] * _grouped(figures)
    cells += [figure(standing.rounds[tally.round.id]) for tally in figures.rounds]
    if _adjusted(figures):
        cells.append(points_cell(figures.points[who], together(figures.points[who])))
    cells.append(figure(standing.score, strong=True))
    return [*cells, Cell(text=pgettext("paper", ", ").join(standing.awards)), Cell(text=_remark(figures, standing))]


def _remark(figures: Figures, standing: Standing) -> str:
    """What decided between equals, or at which round somebody stayed behind."""
    found = []
    if standing.decided_by:
        found.append(gettext("equal, told apart by {rule}").format(rule=decided_words(figures, standing.decided_by)))
    if standing.cut:
        (round_,) = (tally.round for tally in figures.rounds if tally.round.id == standing.cut)
        found.append(gettext("stayed behind after {round}").format(round=called(round_)))
    return pgettext("paper", "; ").join(found)
