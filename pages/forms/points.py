"""Points for one item of a rubric, typed by a judge or from a paper sheet: exact, with a sentence for each mistake."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from communities.numbers import format_decimal
from communities.typed import NumberFault, folded, read_number
from contests.models import RubricItem
from contests.rules.points import points_fault

EXACT = Context(prec=100)

FAULTS: dict[str, str | Promise] = {
    "empty": gettext_lazy("Please give points."),
    "comma": gettext_lazy("Please write a point, as in {example}."),
    "number": gettext_lazy("Please use digits only, as in {example}."),
    "above": gettext_lazy("The most that can be given is {maximum}."),
    "below": gettext_lazy("The least that can be given is {minimum}."),
    "grade": gettext_lazy("Only one of these can be given: {grades}."),
    "step": gettext_lazy("Points go in steps of {step}, as in {example}."),
}


def read_out(number: Decimal | None) -> str:
    """A number as it is read out: no zeros at the end of its decimals; a dash where there is none.

    >>> read_out(Decimal("36.50")), read_out(Decimal("40")), read_out(None)
    ('36.5', '40', '–')
    """
    return "–" if number is None else format_decimal(number, "short")


def grades_text(item: RubricItem) -> str:
    """The points of the grades of an item, the best first, as a tablet reads them, too."""
    return " ".join(read_out(points) for _name, points in sorted(item.graded, key=lambda each: -each[1]))


def example_of(item: RubricItem) -> Decimal:
    """Points that could be given: one step below the maximum."""
    if item.grades:
        return min(points for _name, points in item.graded)
    return max(item.minimum, EXACT.subtract(item.maximum, item.step or Decimal(1)))


def fault_sentence(item: RubricItem, fault: str) -> str:
    """What is wrong with the points of an item, and what to do; `fault` is a key of FAULTS."""
    facts = {name: read_out(getattr(item, name)) for name in ("minimum", "maximum", "step")}
    facts["grades"] = grades_text(item)
    return str(FAULTS[fault]).format(example=read_out(example_of(item)), **facts)


def read_points(item: RubricItem, text: str) -> Decimal | str:
    """The points somebody typed, or what is wrong with them (a key of FAULTS)."""
    if not folded(text):
        return "empty"
    points = read_number(text)
    if isinstance(points, NumberFault):
        return points.value if points is NumberFault.COMMA else "number"
    return points_fault(item, points) or (points or abs(points))


class PointsField(forms.CharField):
    """The points for one item of a rubric; None where nothing was typed into one that is not `required`."""

    def __init__(self, item: RubricItem, **options: Any) -> None:
        super().__init__(**options)
        self.item = item

    def clean(self, value: Any) -> Any:
        """The points as a Decimal, within range and step."""
        found = read_points(self.item, str(value or ""))
        if found == "empty" and not self.required:
            return None
        if isinstance(found, str):
            raise ValidationError(fault_sentence(self.item, found), code=found)
        return found
