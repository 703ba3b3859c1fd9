"""What a rule sheet will do, asked of the sums before the first mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from communities.refused import Refused
from contests.models import Contest
from tabulation import Assumptions, BadContestFile, TieCount, count_ties, forecast
from tabulation import Contest as Values
from tabulation.contest import Panel
from tabulation.exact import exact_text

from .file import Document, values_of
from .kept import Kept
from .named import Named

INVENTED = 10
"""How many contestants are assumed while none are entered."""
MOST_RUNS, LEAST_RUNS, MARKS = 200, 20, 60_000
"""Of the simulation: it invents about as many marks, which takes a few seconds."""

_counted: Kept[TieCount] = Kept(50)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Two different scores differ by at least `step` (None: they may lie arbitrarily close).

    `idle` are the tie links that can never matter, each with the code of the reason: "lattice", "after-decimals",
    "nothing-dropped", "only-round". `invented` is how many contestants were made up for it.
    """

    step: str | None
    idle: Mapping[str, str]
    invented: int


def foreseen(document: Document) -> Foreseen:
    """What the rule sheet of a set-up (`contests.queries.set_up`) will do; Refused("cannot-be-computed") where it
    does not hold together yet."""
    found = forecast(_values(document))
    step = None if found.printed is None else exact_text(found.printed)
    idle = {link.link: link.reason for link in found.idle}
    return Foreseen(step, idle, 0 if document["contestants"] else INVENTED)


def ties_expected(contest: Contest, document: Document) -> TieCount:
    """How many of some invented contests under these rules have a tie; a matter of seconds, kept by version."""
    return _counted.get(contest.pk, contest.version, lambda: _count(_values(document)))


def ties_counted(contest: Contest) -> TieCount | None:
    """How many of the invented contests have a tie, if that was counted for this version already."""
    return _counted.seen(contest.pk, contest.version)


def _count(values: Values) -> TieCount:
    return count_ties(values, Assumptions(runs=_runs(values)))


def _runs(values: Values) -> int:
    """As many contests as take a few seconds."""
    marks = sum(
        len(round_.items) * len(values.official_judges(panel)) * _marked(values, panel)
        for round_ in values.rounds
        for panel in values.panels_of(round_)
    )
    return min(MOST_RUNS, max(LEAST_RUNS, MARKS // max(marks, 1)))


def _marked(values: Values, panel: Panel) -> int:
    """How many contestants a panel marks."""
    return sum(panel.marks_room(contestant.room) for contestant in values.contestants)


def _values(document: Document) -> Values:
    try:
        return values_of(_peopled(document))
    except BadContestFile as error:
        raise Refused("cannot-be-computed", problems=list(error.problems), named=Named(document)) from error


def _peopled(document: Document) -> Document:
    """A set-up before anybody has a mark, with people in it, in all rooms that panels name."""
    bare: dict[str, Any] = {**document, "marks": [], "times": []}
    if document["contestants"]:
        return bare
    named = dict.fromkeys(room for panel in document["panels"] for room in panel.get("rooms") or ())
    rooms = cycle(named or ("1",))
    people = [{"id": str(n), "room": next(rooms)} for n in range(1, INVENTED + 1)]
    awards = [{**award, "group": None} if award.get("group") else award for award in document["awards"]]
    awards = [{**award, "named": []} if "named" in award else award for award in awards]
    return bare | {"contestants": people, "awards": awards, "factors": [], "recusals": []}
