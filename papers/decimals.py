"""How many decimals the numbers of a contest have on paper: one kind has equally many on every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scoring.results import TallySheet
from scoring.results.tally import PanelTally

from .paper import decimals_of, number_cell


@dataclass(frozen=True, slots=True)
class Decimals:
    """Those of the rule that rounds a number, or else of the longest of its kind: what judges of a panel gave in a
    round (by both), the panels' score, the round score (by round), the final score."""

    given: Mapping[tuple[str, str], int]
    base: Mapping[str, int]
    score: Mapping[str, int]
    final: int


def decimals_in(tally: TallySheet) -> Decimals:
    """Those of everybody, so that a page for one of them agrees with the tally sheet."""
    return Decimals(
        given={(found.round.id, panel.panel.id): _given(panel) for found in tally.rounds for panel in found.panels},
        base={found.round.id: _most(row.base for row in found.rows.values()) for found in tally.rounds},
        score={found.round.id: _most(row.score for row in found.rows.values()) for found in tally.rounds},
        final=_most(standing.score for standing in tally.standings),
    )


def _given(panel: PanelTally) -> int:
    """Marks of several items do not compare; sheet totals do."""
    if panel.by_item:
        return 0
    return _most(value.text for row in panel.rows.values() for line in row.lines for value in line.values)


def _most(texts: Iterable[str | None]) -> int:
    return max((decimals_of(number_cell(text)) for text in texts), default=0)
