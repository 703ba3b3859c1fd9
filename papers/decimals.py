"""How many decimals the numbers of a contest have on paper: one kind has equally many on every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scoring.results import TallySheet, least_decimals
from scoring.results.tally import PanelTally

from .paper import decimals_of, number_cell


@dataclass(frozen=True, slots=True)
class Decimals:
    """Those that the rules need, or else of the longest of a kind: what judges of a panel gave in a round (by both),
    the panels' score, the round score (by round), the final score."""

    given: Mapping[tuple[str, str], int]
    base: Mapping[str, int]
    score: Mapping[str, int]
    final: int


def decimals_in(tally: TallySheet) -> Decimals:
    """Those of everybody, so that a page for one of them agrees with the tally sheet."""
    least = least_decimals(tally.contest)
    given = {(found.round.id, panel.panel.id): panel for found in tally.rounds for panel in found.panels}
    return Decimals(
        given={of: _given(panel, least.totals[of]) for of, panel in given.items()},
        base={found.round.id: _most(row.base for row in found.rows.values()) for found in tally.rounds},
        score={
            found.round.id: _most((row.score for row in found.rows.values()), least.rounds[found.round.id])
            for found in tally.rounds
        },
        final=_most((standing.score for standing in tally.standings), least.final),
    )


def _given(panel: PanelTally, least: int) -> int:
    """Marks of several items do not compare; sheet totals do."""
    if panel.by_item:
        return 0
    return _most((value.text for row in panel.rows.values() for line in row.lines for value in line.values), least)


def _most(texts: Iterable[str | None], least: int = 0) -> int:
    return max([least, *(decimals_of(number_cell(text)) for text in texts)])
