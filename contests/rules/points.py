"""Whether a rubric item takes some points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from communities.numbers import fits
from contests.models import RubricItem


def points_fault(item: RubricItem, points: Decimal) -> str | None:
    """Why not: "above", "below" or "step" (also more digits than a column takes); None if it does."""
    if not points.is_finite() or points > item.maximum:
        return "above"
    if points < item.minimum:
        return "below"
    if not fits(points):
        return "step"
    if item.step is not None and (Fraction(points) / Fraction(item.step)).denominator != 1:
        return "step"
    return None
