"""What one sheet comes to under the rules of its contest, told by the sums that make the tally sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import Prefetch, prefetch_related_objects

from contests.models import Round, RubricItem
from tabulation import PanelRules, read_draft
from tabulation.contest import Panel
from tabulation.panels import sheet_total
from tabulation.rules_in_force import panel_rules
from tabulation.steps import number

Points = Mapping[int, Decimal | None]
"""The points of one sheet by number of the item."""


def sheet_totals(items: Sequence[RubricItem], sheets: Sequence[Points]) -> list[Decimal | None]:
    """The sheet totals of some sheets of one round, rounded where its rules round them; None for a sheet that lacks
    points. `items` is its whole rubric."""
    rules = _rules_of(items)
    return [_total(items, points, rules) for points in sheets]


def sheet_rounding(items: Sequence[RubricItem]) -> str:
    """To how many decimals the rules round points, weighted points and the sheet total, and how: "1  0 half-up".

    Each is empty where nothing is rounded; all is where a total is the plain sum.
    """
    rules = _rules_of(items)
    stages = (rules.stages.item, rules.stages.weighted, rules.stages.sheet)
    texts = ["" if decimals is None else str(decimals) for decimals in stages]
    return " ".join([*texts, rules.rounding]) if rules.rounds_sheets else ""


def _total(items: Sequence[RubricItem], points: Points, rules: PanelRules) -> Decimal | None:
    given = [(points.get(item.pk), item.weight) for item in items]
    marks = [(format(value, "f"), weight) for value, weight in given if value is not None]
    if len(marks) < len(items):
        return None
    total = sheet_total(marks, rules)
    return Decimal(number(total.numerator, total.denominator))


def _rules_of(items: Sequence[RubricItem]) -> PanelRules:
    """What makes a sheet total, which is the same in every panel. One query, unless the rules are there."""
    prefetch_related_objects(list(items[:1]), Prefetch("round", Round.objects.select_related("contest__rule_sheet")))
    round_ = items[0].round
    draft = read_draft({"rules": round_.contest.rule_sheet.rules, "rounds": [{"id": "", "rules": round_.rules or {}}]})
    return panel_rules(draft.rules, draft.rounds[0].rules, Panel(id=""))
