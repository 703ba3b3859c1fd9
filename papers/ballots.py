"""What a mass jury gave, as columns of a paper: the mean of each class with how many voted, then the panel's score."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from communities.numbers import format_decimal
from scoring.results.tally import PanelTally
from tabulation.ballots import class_mean, counts_of, of_class
from tabulation.contest import Ballot, VoterClass
from tabulation.exact import exact_text

from .paper import Cell, Column, number_cell
from .people import called


def ballot_columns(ballot: Ballot) -> list[Column]:
    """A column for each class of voters, with its weight where there are several, and one for the score."""
    several = len(ballot.classes) > 1
    classes = [
        Column(head=called(each), note=f"×{format_decimal(each.weight)}" if several else "", width=32, align="center")
        for each in ballot.classes
    ]
    return [*classes, Column(head=pgettext("paper", "Panel score"), width=24, align="center")]


def ballot_cells(panel: PanelTally, ballot: Ballot, who: str) -> list[Cell]:
    """What stands in these columns of one contestant."""
    classes = [_class_cell(panel, who, each) for each in ballot.classes]
    return [*classes, number_cell(panel.rows[who].score, strong=True)]


def _class_cell(panel: PanelTally, who: str, each: VoterClass) -> Cell:
    counts = counts_of(panel.score.contest, panel.score.round, panel.panel, who)
    mean = class_mean(counts, each.id)
    if mean is None:
        return number_cell(None)
    cast = sum(n for _points, n in of_class(counts, each.id))
    return number_cell(exact_text(mean), note=gettext("{count} ballots").format(count=cast))
