"""What stands out among the sheets of one performance: the chair is asked to look before the score is released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from contests.models import Performance
from scoring.results import PanelTally, TallySheet, readable
from stage.models import Show
from tabulation.exact import exact_text

FEWEST_EQUAL = 3
"""How many contestants a judge must have given the same before that stands out."""


class AlarmKind(StrEnum):
    """What stands out."""

    RANGE = "range"  # the totals of a panel lie far apart
    DISTANCE = "distance"  # one judge lies far from the mean of the others
    EQUAL = "equal"  # one judge gives everybody the same


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that stands out: the panel or the judge by `name` and `key`, the figure and the limit that it exceeds.

    Of a judge who gives everybody the same, `figure` is that total.
    """

    kind: AlarmKind
    key: str
    name: str
    figure: str
    limit: str = ""


def alarms_of(show: Show, tally: TallySheet, performance: Performance) -> list[Alarm]:
    """All that stands out in one performance by the limits of its show; `tally` has those who were marked before."""
    found = next(part for part in tally.rounds if part.round.id == performance.round.key)
    panels = found.panels_for(performance.contestant.number)
    return [alarm for panel in panels for alarm in _of_panel(show, panel, performance.contestant.number)]


def _of_panel(show: Show, panel: PanelTally, who: str) -> Iterator[Alarm]:
    totals = {j: Fraction(total) for j, total in enumerate(panel.rows[who].totals) if total is not None}
    if len(totals) < 2:
        return
    spread = max(totals.values()) - min(totals.values())
    if show.widest_range is not None and spread > Fraction(show.widest_range):
        name = panel.panel.name or panel.panel.id
        yield Alarm(AlarmKind.RANGE, panel.panel.id, name, _text(spread), f"{show.widest_range:f}")
    for j, total in totals.items():
        judge = panel.judges[j]
        others = [other for k, other in totals.items() if k != j]
        distance = abs(total - sum(others, Fraction(0)) / len(others))
        if show.widest_distance is not None and distance > Fraction(show.widest_distance):
            limit = f"{show.widest_distance:f}"
            yield Alarm(AlarmKind.DISTANCE, judge.id, judge.name or judge.id, _text(distance), limit)
        if show.watch_equal and _everybody_the_same(panel, j):
            yield Alarm(AlarmKind.EQUAL, judge.id, judge.name or judge.id, _text(total))


def _everybody_the_same(panel: PanelTally, j: int) -> bool:
    """Whether a judge has given several contestants, and all of them, one total."""
    given = [total for row in panel.given if (total := row[j]) is not None]
    return len(given) >= FEWEST_EQUAL and len(set(given)) == 1


def _text(value: Fraction) -> str:
    return readable(exact_text(value)) or ""
