"""Tie links: what is compared between people whose ranking score is equal.

A link gives each of the tied a value, the higher the better, None below all; equal values stay
tied. Some links read a column of the whole contest, others depend on who is tied.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from .contest import Contest, Decision, Item, Panel, Round
from .exact import Column, column_of, from_ratios, total
from .panels import item_marks
from .pooling import median
from .registry import function_of, rule
from .rounds import RoundScore
from .scores import Scores, Stage
from .vocabulary import DecisionKind, TieLink

Link = Callable[["Question", str], Column]


@dataclass(frozen=True, slots=True)
class Question:
    """What a link is asked: who of the tied (positions) stands better at this stage."""

    scores: Scores
    stage: Stage
    tied: Sequence[int]
    decisions: DecisionBook

    def of(self, column: Column) -> Column:
        """The tied people's part of a column."""
        return Column([column.nums[i] for i in self.tied], column.den)

    def silent(self) -> Column:
        """No value for anybody."""
        return Column([None] * len(self.tied), 1)


@dataclass(slots=True)
class DecisionBook:
    """The recorded decisions, and which of them met a tie they cover only in part."""

    contest: Contest
    partial: set[int] = field(default_factory=set)

    def order_for(self, kind: str, tied: Sequence[int]) -> Column:
        """Values from the decision of a kind that lists all the tied; all None without one."""
        ids = [self.contest.ids[i] for i in tied]
        asked = [(k, d) for k, d in enumerate(self.contest.decisions) if d.kind == kind]
        covering = [decision for number, decision in asked if self._covers(number, decision, ids)]
        if not covering:
            return Column([None] * len(ids), 1)
        return Column([-covering[0].order.index(who) for who in ids], 1)

    def _covers(self, number: int, decision: Decision, ids: Sequence[str]) -> bool:
        listed = sum(who in decision.order for who in ids)
        if 0 < listed < len(ids):
            self.partial.add(number)
        return listed == len(ids)


@rule(TieLink.DECIMALS, source="分数相同者取小数点后三位，以此类推 (speech contests: tikuw, xuewengu)")
def decimals(question: Question, number: str) -> Column:
    """The score unrounded, or rounded once to a `number` of decimals."""
    scores, stage = question.scores, question.stage
    if number:
        return question.of(scores.with_decimals(stage, int(number)))
    return question.of(scores.stage(stage, "unrounded").exact)


@rule(TieLink.ROUND, source="总成绩并列，面试分高者列前 (20hl.cn)")
def round_link(question: Question, round_: str) -> Column:
    """The score of one round."""
    if round_ not in question.stage.rounds:
        return question.silent()
    return question.of(question.scores.round(round_).score)


@rule(TieLink.ITEM, source="speech contests: the criterion with most weight")
def item_link(question: Question, where: str) -> Column:
    """The mean of all valid marks of one item, panels weighted."""
    contest = question.scores.contest
    round_, item = find_item(contest, where)
    if round_.id not in question.stage.rounds:
        return question.silent()
    return column_of([_item_mean(question.scores, round_, item, i) for i in question.tied])


def find_item(contest: Contest, where: str) -> tuple[Round, Item]:
    """The round and item that `ROUND/ITEM` names; LookupError if there is none."""
    for round_ in contest.rounds:
        for item in round_.items:
            if where == f"{round_.id}/{item.id}":
                return round_, item
    raise LookupError(where)


def _item_mean(scores: Scores, round_: Round, item: Item, index: int) -> Fraction | None:
    found = item_means(scores, round_, item, index)
    weight = sum(Fraction(panel.weight) for panel, _ in found)
    return sum((Fraction(panel.weight) * mean for panel, mean in found), Fraction(0)) / weight if weight else None


def item_means(scores: Scores, round_: Round, item: Item, index: int) -> list[tuple[Panel, Fraction]]:
    """The panels with a mark for the item, each with the mean of all its valid marks."""
    panels = scores.contest.panels_of(round_)
    return [(p, mean) for p in panels if (mean := _panel_mean(scores, round_, item, p, index)) is not None]


def _panel_mean(scores: Scores, round_: Round, item: Item, panel: Panel, index: int) -> Fraction | None:
    key = ("item", round_.id, item.id, panel.id)
    table = scores.once(key, lambda: item_marks(scores.contest, round_, panel, item))
    valid = [value for value in table.rows[index] if value is not None]
    return Fraction(sum(valid), len(valid) * table.den) if valid else None


@rule(TieLink.PANEL, source="邻水 打擂台: the leaders' ballots decide")
def panel_link(question: Question, panel: str) -> Column:
    """Σ round weight × panel score."""
    columns = []
    for round_, weight in question.stage.weights:
        found = question.scores.round(round_).panel_scores.get(panel)
        if found is not None:
            columns.append(found.score.times(Fraction(weight)))
    return question.of(total(columns)) if columns else question.silent()


@rule(TieLink.UNTRIMMED, source="contests that go back to all judges on a tie")
def untrimmed_link(question: Question, _: str) -> Column:
    """The final score with nothing dropped."""
    return question.of(question.scores.stage(question.stage, "untrimmed").score)


@rule(TieLink.MEDIAN, source="pretalx issue 656")
def median_link(question: Question, _: str) -> Column:
    """Σ round weight × median of the valid sheet totals."""
    columns = [_medians(question, r).times(Fraction(w)) for r, w in question.stage.weights]
    return question.of(total(columns))


def _medians(question: Question, round_: str) -> Column:
    score = question.scores.round(round_)
    return score.score if score.round.sealed else question.scores.once(("median", round_), lambda: medians(score))


def medians(score: RoundScore) -> Column:
    """The median of all valid sheet totals of a round, its panels together."""
    tables = [panel.totals for panel in score.panels]
    den = lcm(*(table.den for table in tables))
    ratios: list[tuple[int, int] | None] = []
    for rows in zip(*(table.rows for table in tables), strict=True):
        values = [v * (den // t.den) for t, row in zip(tables, rows, strict=True) for v in row if v is not None]
        ratios.append(median(sorted(values)) if values else None)
    return from_ratios(ratios, den)


@rule(TieLink.MAJORITY, source="majority ballots; FIS and skating tie rules by judges' own places")
def majority_link(question: Question, _: str) -> Column:
    """How many (judge, other) pairs put each of the tied above another of them."""
    wins = [0] * len(question.tied)
    scores, stage = question.scores, question.stage
    for totals in scores.once(("majority", stage), lambda: judge_totals(scores, stage)):
        of_tied = [totals.nums[i] for i in question.tied]
        ascending = sorted(t for t in of_tied if t is not None)
        for k, value in enumerate(of_tied):
            if value is not None:
                wins[k] += bisect_left(ascending, value)
    return Column(wins, 1)


def judge_totals(scores: Scores, stage: Stage) -> list[Column]:
    """Each official judge's own totals: Σ round weight × sheet total, where all sheets are valid."""
    sheets: dict[str, list[Column]] = {}
    for round_, weight in stage.weights:
        for panel in scores.round(round_).panels:
            for j, judge in enumerate(scores.contest.official_judges(panel.panel)):
                column = Column([row[j] for row in panel.totals.rows], panel.totals.den)
                sheets.setdefault(judge.id, []).append(column.times(Fraction(weight)))
    return [total(columns) for columns in sheets.values()]


def _decided(kind: str) -> Link:
    def link(question: Question, _: str) -> Column:
        return question.decisions.order_for(kind, question.tied)

    return link


DECISION_LINKS = {
    DecisionKind.CHAIR: "chair of panel decides (preset of district contests)",
    DecisionKind.PLAYOFF: "加赛一道抢答题 (dy1993.cn)",
    DecisionKind.LOT: "drawing of lots as the last means",
}
for _kind, _source in DECISION_LINKS.items():
    rule(TieLink.of(_kind), source=_source)(_decided(_kind))


def compare(question: Question, link: str) -> Column:
    """The values a link of the chain gives to the tied."""
    name, _, argument = link.partition(":")
    values: Column = function_of("tie_link", name)(question, argument)
    return values
