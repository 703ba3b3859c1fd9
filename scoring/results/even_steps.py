"""An explanation whose numbers have as many decimals as in tables and on papers: 79.70 there is 79.70 in each step."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from communities.numbers import aligned
from tabulation import Tabulation
from tabulation.contest import Contest
from tabulation.explain_round import label
from tabulation.steps import Step

from .decimals import LeastDecimals, evened, least_decimals

NUMBER = re.compile(r"(?<![0-9./])(?<![×÷] )[0-9]+(?:\.[0-9]+)?(?![0-9./])", re.ASCII)
"""Neither p/q nor what something is multiplied with."""
OF_SHEETS = {
    "sheet": ("sum",),
    "dropped-high": (),
    "dropped-low": (),
    "clipped": ("before",),
    "pool-mean": ("terms", "sum"),
    "pool-sum": ("terms",),
    "pool-median": ("values",),
    "pool-midrange": ("values", "low", "high"),
}
"""Steps that say sheet totals, and where; a pool makes a panel score of them."""
OF_SCORES = {
    **dict.fromkeys(("result", "result-shared", "final", "cut-score", "round", "sealed", "panel"), ()),
    **dict.fromkeys(("factor", "rooms"), ("before",)),
    **dict.fromkeys(("rounding", "bounds"), ("before", "after")),
    **dict.fromkeys(("sum", "best-rounds"), ("terms",)),
    **dict.fromkeys(("panels", "weight-of-round"), ()),
}
"""Steps that say the score they lead to, and where they say what it is made of."""
GIVEN = ("adjustment", "clock", "item")
OF_MARKS = ("item", "weighted")
"""Stages before a sheet total."""


@dataclass(frozen=True, slots=True)
class _Within:
    """Where a step stands: in which round, and how many decimals sheet totals have there and the score it leads to."""

    score: int
    totals: int = 0
    round: str = ""


def with_even_decimals(step: Step, result: Tabulation) -> Step:
    """An explanation as `explain` gives it, with the decimals that its numbers have elsewhere."""
    row = next(one for one in evened(result.contest, result.standings) if one.contestant == step.facts["contestant"])
    least = least_decimals(result.contest)
    rounds = {key: max(least.rounds.get(key, 0), _decimals(text)) for key, text in row.rounds.items()}
    return _Even(result.contest, replace(least, rounds=rounds)).step(
        step, _Within(max(least.final, _decimals(row.score)))
    )


def _decimals(text: str | None) -> int:
    return 0 if text is None or text.endswith("…") else len(text.partition(".")[2])


@dataclass(frozen=True, slots=True)
class _Even:
    contest: Contest
    least: LeastDecimals

    def step(self, step: Step, within: _Within, points: Collection[str] = ()) -> Step:
        """A step and all below it; `points` are those that were given beside it, and of items, as they are."""
        if step.kind == "item" or step.facts.get("stage") in OF_MARKS:
            return step
        here = self._within(step, within)
        given = {(inner.value or "").lstrip("-") for inner in step.steps if inner.kind in GIVEN}
        inner = tuple(self.step(one, here, given) for one in step.steps)
        decimals = here.totals if step.kind in OF_SHEETS or step.facts.get("stage") == "sheet" else here.score
        names = OF_SHEETS.get(step.kind, OF_SCORES.get(step.kind))
        if names is None:
            return step._replace(steps=inner)
        facts = {name: _padded(step.facts[name], decimals, points) for name in names if name in step.facts}
        if step.kind == "weight-of-round":
            facts = {"before": _padded(step.facts["before"], self.least.rounds.get(self._round(step), 0), ())}
        if step.kind == "panels":
            panels = (found for (round_, _), found in self.least.panels.items() if round_ == here.round)
            facts = {"terms": _padded(step.facts["terms"], max(panels, default=0), ())}
        value = _padded(step.value or "", here.score if step.kind.startswith("pool-") else decimals, ())
        return step._replace(value=value or None, facts={**step.facts, **facts}, steps=inner)

    def _within(self, step: Step, within: _Within) -> _Within:
        if step.kind in {"round", "round-open"}:
            key = self._round(step)
            return replace(within, score=self.least.rounds.get(key, 0), round=key)
        if step.kind == "panel":
            of = within.round, next(part.id for part in self.contest.panels if label(part) == step.facts["panel"])
            return replace(within, score=self.least.panels.get(of, 0), totals=self.least.totals.get(of, 0))
        return within

    def _round(self, step: Step) -> str:
        """The key of the round that a step names."""
        return next(part.id for part in self.contest.rounds if label(part) == step.facts["round"])


def _padded(text: str, decimals: int, points: Collection[str]) -> str:
    def padded(found: re.Match[str]) -> str:
        return found[0] if found[0] in points else str(aligned([found[0]], decimals)[0])

    return NUMBER.sub(padded, text)
