"""Paper sheets: one person enters them, another confirms them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.numbers import format_decimal
from contests.models import Judge, RubricItem
from pages.forms.points import PointsField

from .questions import DeskForm


def points_field(item: RubricItem, *, required: bool = True) -> PointsField:
    """The points for one rubric item, as written on the sheet."""
    bounds = {name: format_decimal(getattr(item, name), "short") for name in ("minimum", "maximum")}
    weight = "" if item.weight == 1 else f" · × {format_decimal(item.weight, 'short')}"
    return PointsField(
        item,
        label=str(item),
        help_text=_("{minimum} to {maximum}").format(**bounds) + weight,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal", "class": "points"}),
        required=required,
    )


class PaperForm(DeskForm):
    """All items of a sheet. `key` is made once for each sheet that is entered, so that a resend changes nothing."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    holder = forms.TypedChoiceField(
        label=_("Whose marks are on this sheet?"), coerce=int, widget=forms.RadioSelect({"class": "form-check-input"})
    )

    def __init__(
        self, *args: Any, items: Sequence[RubricItem], judge: Judge, began: datetime | None, **kwargs: Any
    ) -> None:
        """Where the seat of a `judge` changed hands, whose marks they are is asked; who sat there when the performance
        `began` is proposed."""
        super().__init__(*args, **kwargs)
        self.items = items
        if judge.former:
            now = gettext("{judge} (current judge)").format(judge=judge)
            before = [(n, person["name"]) for n, person in enumerate(judge.former)]
            self.offer("holder", [*before, (judge.replaced, now)])
            self.fields["holder"].initial = judge.holder_at(began)
        else:
            del self.fields["holder"]
        for item in items:
            self.fields[f"item_{item.key}"] = points_field(item)

    def points(self) -> list[forms.BoundField]:
        """The fields of the rubric items."""
        return [self[f"item_{item.key}"] for item in self.items]

    @property
    def whose(self) -> int | None:
        """How many had given up the seat when the marks were made; None where nobody has."""
        return self.cleaned_data.get("holder")

    @property
    def marks(self) -> dict[str, Decimal]:
        """What was entered, by the key of the item."""
        return {item.key: self.cleaned_data[f"item_{item.key}"] for item in self.items}


class ConfirmForm(DeskForm):
    """The second person: enters the sheet again, or has read it through against the paper."""

    read = forms.BooleanField(
        label=_("I have compared every number with the paper sheet; they are the same."), required=False
    )

    def __init__(
        self, *args: Any, items: Sequence[RubricItem], entered: Mapping[str, Decimal | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.entered = items, entered
        for item in items:
            self.fields[f"item_{item.key}"] = points_field(item, required=False)

    def lines(self) -> list[tuple[RubricItem, Decimal | None, forms.BoundField]]:
        """Item, what the first person entered, and the field of the second."""
        return [(item, self.entered.get(item.key), self[f"item_{item.key}"]) for item in self.items]

    def clean(self) -> dict[str, Any]:
        """Own points must be the same; without any, the sheet must have been read through."""
        given = super().clean() or {}
        own = {item.key: given.get(f"item_{item.key}") for item in self.items}
        for key, points in own.items():
            if points is not None and points != self.entered.get(key):
                self.add_error(f"item_{key}", _("This is different. Check the paper sheet again."))
        if not self.errors and not given.get("read") and None in own.values():
            raise ValidationError(_("Enter every number yourself, or tick that you have compared them."), code="unread")
        return given
