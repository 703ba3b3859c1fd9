"""A contest's marks under another rule sheet, side by side: what changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .checks import checked
from .contest import BadContestFile, Contest
from .tabulate import Standing, Tabulation, tabulate


@dataclass(frozen=True, slots=True)
class Change:
    """One contestant before and after."""

    contestant: str
    before: Standing
    after: Standing

    @property
    def changed(self) -> bool:
        """Whether place, score or awards differ."""
        return _result(self.before) != _result(self.after)


def _result(standing: Standing) -> tuple[int | None, bool, str | None, tuple[str, ...]]:
    return standing.place, standing.shared, standing.score, standing.awards


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two tabulations of the same marks; `without_decisions` where recorded ones no longer fit."""

    before: Tabulation
    after: Tabulation
    changes: tuple[Change, ...]
    without_decisions: bool


def what_if(contest: Contest, change: Callable[[Contest], Contest]) -> WhatIf:
    """Compare a contest with what `change` makes of it, best of today first.

    Raises BadContestFile where the changed rules do not fit the contest.
    """
    before = tabulate(contest)
    other, without_decisions = change(contest), False
    try:
        after = tabulate(checked(other))
    except BadContestFile:
        after, without_decisions = tabulate(checked(replace(other, decisions=()))), True
    found = {standing.contestant: standing for standing in after.standings}
    changes = tuple(Change(s.contestant, s, found[s.contestant]) for s in before.standings)
    return WhatIf(before, after, changes, without_decisions)


def under_rules_of(other: Contest) -> Callable[[Contest], Contest]:
    """The change to the rules of another contest, and to the drops and pools of panels it shares."""

    def change(contest: Contest) -> Contest:
        panels = {panel.id: panel for panel in other.panels}
        changed = tuple(
            replace(panels.get(p.id, p), weight=p.weight, rounds=p.rounds, rooms=p.rooms, ballot=p.ballot)
            for p in contest.panels
        )
        return replace(contest, rules=other.rules, panels=changed)

    return change
