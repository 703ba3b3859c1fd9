"""The sheet a judge fills in: points for every item of the rubric, exact, with a sentence for each mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.refused import Refused
from contests.models import RubricItem
from pages.forms.plain import WordedForm
from pages.forms.points import FAULTS, PointsField, example_of, grades_text, read_out, read_points
from scoring.results import sheet_rounding, sheet_totals

LEAST = gettext_lazy("“{item}” has {points}, the lowest possible.")
LOW = gettext_lazy("“{item}” has {points}, less than half of {maximum}.")
ALL_MOST = gettext_lazy("Every item has the maximum points.")
KEY = re.compile(r"\A[\x21-\x7e]{1,64}\Z")
"""How the key of a submission looks, without blanks around it."""


def total_of(items: Sequence[RubricItem], points: Mapping[int, Decimal | None]) -> Decimal | None:
    """The sheet total as the tally sheet will have it; None where points are missing. `points` by number of the item.

    There is none for a sheet without items.
    """
    return sheet_totals(items, [points])[0] if items else None


def most_of(items: Sequence[RubricItem]) -> Decimal | None:
    """The highest total there can be."""
    return total_of(items, {item.pk: item.maximum for item in items})


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a sheet: as a field to type in, and as points once they are read."""

    item: RubricItem
    name: str
    typed: str
    points: Decimal | None = None
    faults: Sequence[str] = ()
    was: str = ""
    """The points that count so far, as they are read out, where they are replaced."""

    @property
    def points_text(self) -> str:
        """The points as they are read out."""
        return read_out(self.points)

    @property
    def changed(self) -> bool:
        """Whether other points were there."""
        return bool(self.was) and self.was != self.points_text

    @property
    def maximum(self) -> str:
        """The most there is, as it is read out."""
        return read_out(self.item.maximum)

    @property
    def minimum(self) -> str:
        """The least there is, as it is read out."""
        return read_out(self.item.minimum)

    @property
    def step(self) -> str:
        """The step as it is read out; empty without one."""
        return read_out(self.item.step) if self.item.step is not None else ""

    @property
    def weight(self) -> str:
        """The weight of the item as it is read out."""
        return read_out(self.item.weight)

    @property
    def grades(self) -> str:
        """The points of the grades as a tablet reads them; empty without."""
        return grades_text(self.item)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What is chosen instead of typed: grades, or yes and no, each with its points."""
        if self.item.yes_or_no:
            return (_("Yes"), self.maximum), (_("No"), "0")
        return tuple((name, read_out(points)) for name, points in self.item.graded)

    @property
    def example(self) -> str:
        """Points that could be given, as they are read out."""
        return read_out(example_of(self.item))


class SheetForm(WordedForm):
    """Points for every item, and the key of this submission: the same however often it is sent."""

    key = forms.CharField(widget=forms.HiddenInput, validators=[RegexValidator(KEY)])

    def __init__(self, items: Sequence[RubricItem], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[field_name(item)] = PointsField(item)

    def lines(self, was: Mapping[int, Decimal | None] | None = None) -> list[Line]:
        """The items in their order, with what was typed and what is wrong with it, and the points that were there."""
        return [self._line(item, field_name(item), (was or {}).get(item.pk)) for item in self.items]

    def _line(self, item: RubricItem, name: str, was: Decimal | None) -> Line:
        read = hasattr(self, "cleaned_data")
        points = self.cleaned_data.get(name) if read else None
        faults = [str(fault) for fault in self.errors.get(name, ())] if read else []
        before = read_out(was) if was is not None else ""
        return Line(item, name, str(self[name].value() or ""), points, faults, before)

    def points(self) -> dict[int, Decimal | None]:
        """The points by number of the item, once the form is valid."""
        return {item.pk: self.cleaned_data.get(field_name(item)) for item in self.items}

    @cached_property
    def rounds(self) -> str:
        """How the rules round a sheet total, as the tablet reads it; empty where they do not."""
        return sheet_rounding(self.items) if self.items else ""

    @property
    def sentences(self) -> dict[str, str]:
        """What a script says about points that do not fit, by fault; what each item says of itself is left open."""
        return {fault: str(words) for fault, words in FAULTS.items()}

    @property
    def remarks(self) -> dict[str, str]:
        """What a script remarks on before it is sent, as `remarks_on` does; left open as in `sentences`."""
        return {"least": str(LEAST), "low": str(LOW), "most": self.all_most}

    @property
    def all_most(self) -> str:
        """What a script remarks where every item has its maximum; empty for a sheet with one item."""
        return str(ALL_MOST) if len(self.items) > 1 else ""


def typed_marks(typed: Mapping[str, Any], items: Sequence[RubricItem]) -> dict[str, Decimal | None]:
    """The marks somebody typed, by key of the item, as SheetForm reads them: for fifty sheets in the same second forms
    would take longer than storing them. Raises Refused where some cannot be read, or come twice; the form says which.
    """
    twice = [item.name for item in items if isinstance(typed, QueryDict) and len(typed.getlist(field_name(item))) > 1]
    if twice:  # nobody can tell which of them was meant
        raise Refused("incomplete", items=twice)
    if not KEY.match(str(typed.get("key") or "").strip()):
        raise Refused("bad-key")
    read = {item.key: read_points(item, str(typed.get(field_name(item)) or "")) for item in items}
    faulty = [item.name for item in items if isinstance(read[item.key], str)]
    if faulty:
        raise Refused("incomplete", items=faulty)
    return {key: points for key, points in read.items() if not isinstance(points, str)}


def field_name(item: RubricItem) -> str:
    """How the field of an item is called on the page."""
    return f"points-{item.pk}"


def remarks_on(items: Sequence[RubricItem], points: Mapping[int, Decimal | None]) -> list[str]:
    """What is unusual about a sheet and should be looked at before it is sent."""
    given = [(item, points[item.pk]) for item in items]
    found = [remark for item, given_ in given if given_ is not None and (remark := _remark_on(item, given_))]
    if len(items) > 1 and all(given_ == item.maximum for item, given_ in given):
        found.append(str(ALL_MOST))
    return found


def _remark_on(item: RubricItem, points: Decimal) -> str:
    if points == item.minimum:
        return _remark(LEAST, item, read_out(points))
    return _remark(LOW, item, read_out(points)) if points * 2 < item.maximum else ""


def _remark(words: str | Promise, item: RubricItem, points: str) -> str:
    return str(words).format(item=item.name or item.key, points=points, maximum=read_out(item.maximum))
