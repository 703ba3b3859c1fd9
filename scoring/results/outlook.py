"""What a correction would do to the scores, before it is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from communities.refused import Refused
from contests.models import Contest
from tabulation import BadContestFile
from tabulation import Contest as Values
from tabulation.contest import Adjustment
from tabulation.whatif import what_if

from .decimals import even, least_decimals
from .standings import results_of


@dataclass(frozen=True, slots=True)
class Outlook:
    """A contestant's scores so far and as they would be, as a screen shows them; None where there is no score."""

    round: tuple[str | None, str | None] | None
    final: tuple[str | None, str | None]


def outlook_of(contest: Contest, *, contestant: str, points: Decimal, round: str | None) -> Outlook | None:
    """What points given to a contestant would do, in a round by its key or (None) at the end.

    None where nothing can be computed, before or after.
    """

    def change(values: Values) -> Values:
        given = Adjustment(contestant=contestant, points=points, round=round)
        return replace(values, adjustments=(*values.adjustments, given))

    try:
        found = what_if(results_of(contest).contest, change)
    except (BadContestFile, Refused):
        return None
    before, after = next((c.before, c.after) for c in found.changes if c.contestant == contestant)
    least = least_decimals(found.before.contest)
    scores = _pair(before.rounds.get(round), after.rounds.get(round), least.rounds[round]) if round else None
    return Outlook(scores, _pair(before.score, after.score, least.final))


def _pair(before: str | None, after: str | None, least: int) -> tuple[str | None, str | None]:
    first, second = even([before, after], least)
    return first, second
