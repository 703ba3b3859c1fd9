"""A contest as the hall may know it: tabulated with all that is not released left out.

What a release says is made here, so that nothing in it can depend on a mark that nobody may know: not a place, not a
coefficient of a room, not even how many decimals a column has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from contests.models import Performance
from scoring.results import (
    Kept,
    LeastDecimals,
    PanelTally,
    Tabulation,
    TallySheet,
    Values,
    even,
    evened,
    least_decimals,
)
from scoring.results.tally import Points, tally_of
from scoring.rules import SheetState
from stage.models import JudgesShown, Release, Show
from tabulation import BadContestFile, tabulate
from tabulation.contest import Cut, Rules

Key = tuple[str, str]
"""A performance as contest files know it: key of the round, number of the contestant."""
Content = dict[str, Any]
OF_ROUNDS = ("round", "item")
"""Links of the tie chain whose argument begins with a round."""


def key_of(performance: Performance) -> Key:
    """A performance as contest files know it."""
    return performance.round.key, performance.contestant.number


def keys_of(releases: Iterable[Release]) -> frozenset[Key]:
    """The performances of which the scores are known."""
    return frozenset(key_of(release.performance) for release in releases if release.performance is not None)


@dataclass(frozen=True, slots=True)
class Scored:
    """What the sums say about one performance: the `content` of its release without standings, the `score` in it, and
    the judges whose sheets are neither in nor excused."""

    content: Content
    score: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Hall:
    """The results of what is released. `alone` says that the contest has one round, whose score is the final one;
    `judges` what of the judges is told with a score."""

    result: Tabulation
    alone: bool
    judges: str

    @cached_property
    def tally(self) -> TallySheet:
        """Every judge's totals."""
        return tally_of(self.result, "")

    @cached_property
    def decimals(self) -> LeastDecimals:
        """How many decimals what is told has, as far as the rules say: later marks change none of that."""
        return least_decimals(self.result.contest)

    @cached_property
    def standings(self) -> list[Content]:
        """Those who have a score in every round of which something is released, best first."""
        people = {who.id: who for who in self.result.contest.contestants}
        known = [row for row in self.result.standings if row.place is not None and row.score is not None]
        rows = evened(self.result.contest, known)
        return [
            {
                "number": row.contestant,
                "name": people[row.contestant].name,
                "community": people[row.contestant].community or "",
                "group": row.group or "",
                "score": row.score,
                "place": row.place,
                "shared": row.shared,
            }
            for row in rows
        ]

    def figures(self, performance: Performance) -> Scored:
        """What may be said of a performance that is released."""
        key, who = key_of(performance)
        found = next(part for part in self.tally.rounds if part.round.id == key)
        panels, row = found.panels_for(who), found.rows.get(who)
        points = (*(row.points if row else ()), *(self.tally.points[who] if self.alone else ()))
        least = self.decimals.final if self.alone else self.decimals.rounds[key]
        (score,) = even([self._final(who) if self.alone else row.score if row else None], least)
        content = {
            "contestant": _contestant(performance),
            "round": {"key": key, "name": str(performance.round)},
            "panels": [
                _panel(panel, who, self.judges, self.decimals, key)
                for panel in panels
                if self.judges != JudgesShown.NOBODY
            ],
            "adjustments": [_points(given) for given in points],
            "score": score,
        }
        missing = (name for panel in panels for name in _missing(panel, who))
        return Scored(content, score, tuple(dict.fromkeys(missing)))

    def _final(self, who: str) -> str | None:
        return next(row.score for row in self.result.standings if row.contestant == who)


_halls: Kept[Hall] = Kept(100)
"""By all that the hall may know, not by a version: a sheet that comes in for somebody else changes nothing here."""


def hall_of(values: Values, released: Collection[Key], show: Show) -> Hall:
    """The results of a contest of which only some performances are known. Raises BadContestFile.

    A decision between equals counts where those who are equal are known.
    """
    known, alone = _known(values, released), len(values.rounds) == 1
    made_of = known, alone, show.judges
    return _halls.get((values.title, frozenset(released)), made_of, lambda: _hall(*made_of))


def _hall(known: Values, alone: bool, judges: str) -> Hall:
    try:
        return Hall(tabulate(known), alone, judges)
    except BadContestFile:
        if not known.decisions:
            raise
        return Hall(tabulate(replace(known, decisions=())), alone, judges)


def _known(values: Values, released: Collection[Key]) -> Values:
    """A contest without the rounds of which nothing is released, and without all that was given to others."""
    rounds = tuple(round_ for round_ in values.rounds if any(key == round_.id for key, _who in released))
    keys, people = [round_.id for round_ in rounds], {who for _key, who in released}
    given = ((mark, column) for mark, column in values.marks.items() if mark[0] in keys)
    marks = {
        mark: {who: points for who, points in column.items() if (mark[0], who) in released} for mark, column in given
    }
    return replace(
        values,
        rules=_rules(values.rules, keys),
        rounds=rounds,
        marks=marks,
        factors={key: factor for key, factor in values.factors.items() if key in released},
        times={key: seconds for key, seconds in values.times.items() if key in released},
        adjustments=tuple(
            given
            for given in values.adjustments
            if (given.contestant in people if given.round is None else (given.round, given.contestant) in released)
        ),
        cuts=tuple(_cuts(values.cuts, keys)),
        decisions=tuple(decision for decision in values.decisions if set(decision.order) <= people),
        awards=(),
    )


def _rules(rules: Rules, rounds: list[str]) -> Rules:
    links = ((link, *link.partition(":")[::2]) for link in rules.tie_chain)
    chain = (link for link, name, of in links if name not in OF_ROUNDS or of.partition("/")[0] in rounds)
    best = rules.best_rounds
    return replace(rules, tie_chain=tuple(chain), best_rounds=None if best is None else min(best, len(rounds)))


def _cuts(cuts: Iterable[Cut], rounds: list[str]) -> Iterable[Cut]:
    """Those after which there is something to know."""
    return (cut for cut in cuts if cut.after in rounds[:-1])


def _contestant(performance: Performance) -> Content:
    who = performance.contestant
    found: Content = {"number": who.number, "name": who.name, "community": who.community or ""}
    if who.members:
        found["team"] = who.team_names
    return found | {"title": who.title, "theme": who.theme}


def _panel(panel: PanelTally, who: str, way: str, decimals: LeastDecimals, round_: str) -> Content:
    row, judges, of = panel.rows[who], panel.judges, (round_, panel.panel.id)
    totals = even(row.totals, decimals.totals[of])
    whole = next((line for line in row.lines if line.item is None), None)
    sheets = [
        {
            **_judge(row.lines[0].values[j].by or judge.name or judge.id, j + 1, way),
            "total": totals[j],
            "dropped": (whole.values[j].dropped or None) if whole else None,
        }
        for j, judge in enumerate(judges)
        if totals[j] is not None
    ]
    (score,) = even([row.score], decimals.panels[of])
    return {"name": panel.panel.name or panel.panel.id, "sheets": sheets, "score": score}


def _judge(name: str, seat: int, way: str) -> Content:
    """Who gave a total: the name, or the number of the seat in its panel, which the page words for its reader."""
    return {"judge": name} if way == JudgesShown.NAMES else {"judge": "", "seat": str(seat)}


def _missing(panel: PanelTally, who: str) -> Iterable[str]:
    lines = panel.rows[who].lines
    return (
        judge.name or judge.id
        for j, judge in enumerate(panel.judges)
        if any(line.values[j].why is SheetState.MISSING for line in lines)
    )


def _points(given: Points) -> Content:
    return {"points": given.text, "reason": given.reason, "clock": given.time}
