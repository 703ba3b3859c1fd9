"""What counts for a sheet, item by item, as a page reads it back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from communities.reading import models_asked
from contests.models import RubricItem
from pages.forms.points import read_out
from pages.judge.forms.sheet import Line, field_name, most_of, total_of
from scoring.models import Submission

ANY = -1
"""Stands for a sheet in the statements that read about it."""


def items_of(sheet: int) -> list[RubricItem]:
    """The rubric of a sheet."""
    return models_asked(_items, {ANY: sheet})


def _items() -> QuerySet[RubricItem]:
    rows = RubricItem.objects.select_related("round__contest__rule_sheet")
    return rows.filter(round__performances__sheets__pk=ANY)


def counting_for(sheet: int) -> Submission | None:
    """The submission that counts, with its marks."""
    found = models_asked(_counting, {ANY: sheet})
    prefetch_related_objects(found, "marks")
    return found[0] if found else None


def _counting() -> QuerySet[Submission]:
    return Submission.objects.order_by().filter(sheet=ANY, counts=True)


def points_in(submission: Submission | None) -> dict[int, Any]:
    """The points of a submission by number of the item."""
    return {mark.item_id: mark.points for mark in submission.marks.all()} if submission is not None else {}


def weighted(items: list[RubricItem]) -> bool:
    """Whether an item counts more or less than it has points."""
    return any(item.weight != 1 for item in items)


def read_back(items: list[RubricItem], submission: Submission | None) -> dict[str, Any]:
    """The lines of a submission and their total, for `judge/points.html`."""
    points = points_in(submission)
    lines = [Line(item, field_name(item), "", points.get(item.pk)) for item in items]
    total = total_of(items, points) if all(line.points is not None for line in lines) else None
    rubric = {"most": read_out(most_of(items)), "weighted": weighted(items)}
    return {"lines": lines, "total": read_out(total), **rubric}
