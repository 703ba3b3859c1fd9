"""Cells for what judges gave and for deductions and bonuses; and a panel's rule in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from scoring.results.tally import PanelTally, Points, Value
from scoring.rules import SheetState

from .paper import Cell, number_cell
from .people import why_none


def dropped_text(dropped: str) -> str:
    """The word beside a dropped value."""
    return {"high": pgettext("dropped", "high"), "low": pgettext("dropped", "low")}.get(dropped, "")


def points_cell(points: Sequence[Points], added: str | None) -> Cell:
    """What is taken off or put on, with every reason below; a dash for nothing, so that nobody writes into it."""
    if added is None:
        return number_cell(None)
    notes = [
        gettext("time {time}: {points}").format(time=p.time, points=p.text)
        if p.seconds is not None
        else gettext("{reason}: {points}").format(reason=p.reason or pgettext("paper", "adjustment"), points=p.text)
        for p in points
    ]
    return number_cell(added, note=pgettext("paper", "; ").join(notes))


def value_cell(value: Value, *, blank: bool = False, named: bool = False) -> Cell:
    """What one judge gave; `blank` is for who has not performed: a dash instead of “not in”. With `named` it says who
    gave it where the seat changed hands since."""
    if value.text is None:
        missing = value.why is SheetState.MISSING
        return Cell(text="–" if blank and missing else why_none(value), closed=not missing)
    notes = [gettext("counts as {value}").format(value=value.used)] if value.used else []
    notes += [value.by] if named and value.by else []
    note = pgettext("paper", "; ").join(notes)
    return number_cell(value.text, out=dropped_text(value.dropped), note=note)


def pooling_text(panel: PanelTally) -> str:
    """How a panel pools, in a few words."""
    if panel.panel.ballot is not None:
        return gettext("the mean of all ballots, class by class")
    what = gettext("of each item") if panel.by_item else gettext("of the sheet totals")
    if not panel.drop_high and not panel.drop_low:
        return gettext("nothing is dropped")
    text = gettext("{high} highest and {low} lowest {what} dropped")
    return text.format(high=panel.drop_high, low=panel.drop_low, what=what)
