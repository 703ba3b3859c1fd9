"""Whether a rubric item takes some points."""

from __future__ import annotations

from decimal import Context, Decimal

from communities.numbers import LONGEST, fits
from contests.models import RubricItem

EXACT = Context(prec=LONGEST)
"""Takes every digit of any number of steps: all fifty sheets of a hall are checked in the same second."""


def points_fault(item: RubricItem, points: Decimal) -> str | None:
    """Why not: "above", "below", "grade" or "step" (also more digits than a column takes); None if it does."""
    if not points.is_finite() or points > item.maximum:
        return "above"
    if points < item.minimum:
        return "below"
    if item.grades:
        return None if any(points == worth for _name, worth in item.graded) else "grade"
    if not fits(points):
        return "step"
    if item.step is not None and EXACT.remainder(points, item.step):
        return "step"
    return None
