"""What one sheet comes to under the rules of its contest, told by the sums that make the tally sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from communities.numbers import json_decimal
from contests.models import Round, RubricItem
from tabulation import Contest as Values
from tabulation.contest import FORMAT
from tabulation.panels import panel_score
from tabulation.rules_in_force import Sitting, rules_in_force
from tabulation.steps import number

from .file import Document, values_of

Points = Mapping[int, Decimal | None]
"""The points of one sheet by number of the item."""


def sheet_totals(items: Sequence[RubricItem], sheets: Sequence[Points]) -> list[Decimal | None]:
    """The sheet totals of some sheets of one round, rounded where its rules round them; None for a sheet that lacks
    points. `items` is its whole rubric."""
    values = _values(items, sheets)
    sitting = _only_sitting(values)
    totals = panel_score(values, values.rounds[0], sitting.panel, sitting.rules).totals
    return [None if row[0] is None else Decimal(number(row[0], totals.den)) for row in totals.rows]


def sheets_are_rounded(items: Sequence[RubricItem]) -> bool:
    """Whether the rules round a sheet total, so that it can differ from the sum of the points."""
    return _only_sitting(_values(items, [{}])).rules.rounds_sheets


def _only_sitting(values: Values) -> Sitting:
    ((sitting,),) = (force.sittings for force in rules_in_force(values))
    return sitting


def _values(items: Sequence[RubricItem], sheets: Sequence[Points]) -> Values:
    """The sheets as a contest of their own: one judge, and a contestant for each sheet."""
    rules, own = _rules_of(items)
    marks = [
        ["round", "judge", str(n), item.key, json_decimal(points[item.pk])]
        for n, points in enumerate(sheets)
        for item in items
        if points.get(item.pk) is not None
    ]
    return values_of(
        {
            "format": FORMAT,
            "rules": rules,
            "panels": [{"id": "panel"}],
            "judges": [{"id": "judge", "panel": "panel"}],
            "rounds": [{"id": "round", "items": [*map(_item, items)], "rules": own}],
            "contestants": [{"id": str(n)} for n in range(len(sheets))],
            "marks": marks,
        }
    )


def _rules_of(items: Sequence[RubricItem]) -> tuple[Document, Document]:
    """What of the rule sheet and of the round's own rules makes a sheet total. One query, unless they are there."""
    prefetch_related_objects(list(items[:1]), Prefetch("round", Round.objects.select_related("contest__rule_sheet")))
    round_ = items[0].round
    return _kept(round_.contest.rule_sheet.rules), _kept(round_.rules or {})


def _kept(rules: Mapping[str, Any]) -> Document:
    return {key: rules[key] for key in ("trim", "round", "rounding") if key in rules}


def _item(item: RubricItem) -> Document:
    return {
        "id": item.key,
        "min": json_decimal(item.minimum),
        "max": json_decimal(item.maximum),
        "weight": json_decimal(item.weight),
    }
