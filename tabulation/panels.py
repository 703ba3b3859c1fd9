"""From marks to one panel score in one round: `trim: total` or `trim: item`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TypeVar

from .ballots import ballot_column
from .contest import Ballot, Contest, Item, Judge, Panel, Round, Stages
from .exact import Column, Divide, ratio_of, round_fraction, rounded, total
from .pooling import Table, clipped, pooled
from .registry import function_of, rule
from .rules_in_force import PanelRules
from .vocabulary import Trim


@dataclass(frozen=True, slots=True)
class Part:
    """What is pooled at once: a panel's sheet totals (item None), or its marks of one item."""

    item: Item | None
    values: Table
    clipped: Table
    pooled: Column
    rounded: Column
    weighted: Column


@dataclass(frozen=True)
class PanelScore:
    """One panel's scores in one round, for every contestant, with the steps that led there."""

    contest: Contest
    round: Round
    panel: Panel
    rules: PanelRules
    parts: tuple[Part, ...]
    exact: Column
    score: Column

    @property
    def judges(self) -> tuple[Judge, ...]:
        """The judges whose values stand in the rows of `parts`, in this order."""
        return self.contest.official_judges(self.panel)

    @cached_property
    def totals(self) -> Table:
        """Every judge's sheet total, before clipping; complete sheets only.

        Under `trim: item` it is the sum of mark × weight, not rounded: that sum is no stage there.
        """
        if self.rules.trim == "total":
            return self.parts[0].values
        return sheet_totals(self.contest, self.round, self.panel, Stages(), self.rules.divide)


def panel_score(contest: Contest, round_: Round, panel: Panel, rules: PanelRules) -> PanelScore:
    """One panel's scores in one round, under the rules in force there."""
    parts: tuple[Part, ...]
    if panel.ballot is not None:
        parts = (_of_ballots(contest, round_, panel, panel.ballot),)
    else:
        parts = function_of("trim", rules.trim)(contest, round_, panel, rules)
    exact = total([part.weighted for part in parts])
    score = rounded(exact, rules.stages.panel, rules.divide)
    return PanelScore(contest, round_, panel, rules, parts, exact, score)


def _of_ballots(contest: Contest, round_: Round, panel: Panel, ballot: Ballot) -> Part:
    """What voters gave; no judge has a value in it."""
    nobody = _across([], contest)
    column = ballot_column(contest, round_, panel, ballot)
    return Part(None, nobody, nobody, column, column, column)


@rule(Trim.TOTAL, source="郫县 2016; the norm of printed contest rules")
def by_totals(contest: Contest, round_: Round, panel: Panel, rules: PanelRules) -> tuple[Part, ...]:
    """One part: the judges' sheet totals, clipped, dropped and pooled."""
    values = sheet_totals(contest, round_, panel, rules.stages, rules.divide)
    table = clipped(values, rules.clip, rules.divide)
    column = pooled(table, rules.dropping, rules.pool)
    return (Part(None, values, table, column, column, column),)


@rule(Trim.ITEM, source="福州 2013: 每个测评要素去掉一个最高分、一个最低分后综合计算; ISU judging system")
def by_items(contest: Contest, round_: Round, panel: Panel, rules: PanelRules) -> tuple[Part, ...]:
    """A part for each item: its marks, clipped, dropped and pooled, then weighted."""
    return tuple(_item_part(contest, round_, panel, rules, item) for item in round_.items)


def _item_part(contest: Contest, round_: Round, panel: Panel, rules: PanelRules, item: Item) -> Part:
    values = item_marks(contest, round_, panel, item)
    table = clipped(values, rules.clip, rules.divide)
    column = pooled(table, rules.dropping, rules.pool)
    at_item = rounded(column, rules.stages.item, rules.divide)
    weighted = rounded(at_item.times(Fraction(item.weight)), rules.stages.weighted, rules.divide)
    return Part(item, values, table, column, at_item, weighted)


def sheet_totals(contest: Contest, round_: Round, panel: Panel, stages: Stages, divide: Divide) -> Table:
    """Mark × weight, summed over the items of each judge's sheet; None where a mark is not there."""
    judges = contest.official_judges(panel)
    texts = {item: [_texts(contest, round_, judge, item) for judge in judges] for item in round_.items}
    weights = {item.weight: set[str | None]() for item in round_.items}
    for item, columns in texts.items():
        weights[item.weight].update(*columns)
    tables, den = _units({w: (found, _weigher(Fraction(w), stages, divide)) for w, found in weights.items()})
    sheets = []
    for j in range(len(judges)):
        marks = [list(map(tables[item.weight].__getitem__, columns[j])) for item, columns in texts.items()]
        sheets.append(rounded(Column(_sums(marks), den), stages.sheet, divide))
    return _across(sheets, contest)


def sheet_total(marks: Iterable[tuple[str, Decimal]], rules: PanelRules) -> Fraction:
    """What one judge's sheet of (points, weight) comes to, as it stands in `PanelScore.totals`.

    >>> from .contest import Panel, RoundRules, Rules
    >>> from .rules_in_force import panel_rules
    >>> rules = panel_rules(Rules(round=Stages(sheet=1)), RoundRules(), Panel(id="P"))
    >>> sheet_total([("36.55", Decimal(1)), ("18", Decimal("1.5"))], rules)
    Fraction(318, 5)
    """
    stages = rules.stages if rules.trim == "total" else Stages()
    ratios = [weighed(text, Fraction(weight), stages, rules.divide) for text, weight in marks]
    return round_fraction(sum((Fraction(*ratio) for ratio in ratios), Fraction()), stages.sheet, rules.divide)


def _sums(marks: Sequence[list[int | None]]) -> list[int | None]:
    """The sum of each sheet's marks; None where one is not there."""
    try:
        return list(map(sum, zip(*marks, strict=True)))
    except TypeError:
        return [None if None in sheet else sum(sheet) for sheet in zip(*marks, strict=True)]


Weigher = Callable[[str], tuple[int, int]]


def _weigher(weight: Fraction, stages: Stages, divide: Divide) -> Weigher:
    return lambda text: weighed(text, weight, stages, divide)


def weighed(text: str, weight: Fraction, stages: Stages, divide: Divide) -> tuple[int, int]:
    """One mark of a sheet as (numerator, denominator): rounded, times the item's weight, rounded."""
    num, den = ratio_of(text)
    if stages.item is not None:
        num, den = divide(num * 10**stages.item, den), 10**stages.item
    num, den = num * weight.numerator, den * weight.denominator
    if stages.weighted is not None:
        num, den = divide(num * 10**stages.weighted, den), 10**stages.weighted
    return num, den


def item_marks(contest: Contest, round_: Round, panel: Panel, item: Item) -> Table:
    """The marks of one item as they were given, judge by judge."""
    texts = [_texts(contest, round_, judge, item) for judge in contest.official_judges(panel)]
    tables, den = _units({item: (set().union(*texts), ratio_of)})
    return _across([Column(list(map(tables[item].__getitem__, column)), den) for column in texts], contest)


def _texts(contest: Contest, round_: Round, judge: Judge, item: Item) -> list[str | None]:
    """One judge's points for one item, for every contestant; None where there are none."""
    column = contest.marks.get((round_.id, judge.id, item.id), {})
    if tuple(column) == contest.ids:
        return list(column.values())
    return list(map(column.get, contest.ids))


Key = TypeVar("Key", bound=Hashable)
Units = dict[str | None, int | None]


def _units(wanted: Mapping[Key, tuple[set[str | None], Weigher]]) -> tuple[dict[Key, Units], int]:
    """For each set of texts a table from text to numerator, all over one denominator."""
    pairs = {
        key: [(text, *weigh(text)) for text in texts if text is not None] for key, (texts, weigh) in wanted.items()
    }
    common = lcm(*{den for table in pairs.values() for _, _, den in table})
    units: dict[Key, Units] = {}
    for key, table in pairs.items():
        units[key] = {text: num * (common // den) for text, num, den in table}
        units[key][None] = None
    return units, common


def _across(judges: Sequence[Column], contest: Contest) -> Table:
    """Judges' columns as rows of contestants; empty ones where no judge sits."""
    if not judges:
        return Table([()] * len(contest.ids), 1)
    den = lcm(*(column.den for column in judges))
    return Table(list(zip(*(column.over(den) for column in judges), strict=True)), den)
