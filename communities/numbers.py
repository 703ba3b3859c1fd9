"""Exact decimal numbers in the database: stored as text, read as `Decimal`.

SQLite keeps a `DecimalField` as a binary float, and PostgreSQL pads it with zeros. Points are neither: a mark is
what was written down, "9.50", and comes back to the letter. The database checks the form of the text; comparing
and adding is done by the sums, never by SQL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from tabulation.exact import MOST_DIGITS

Set_contra = TypeVar("Set_contra", contravariant=True)
Get_co = TypeVar("Get_co", covariant=True)
Style = Literal["exact", "short", "signed"]
LONGEST = 2 * MOST_DIGITS + 2
"""Characters of the longest number: its digits, a sign and the point."""
DIGITS = rf"[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DIGITS}}})?"
SIGNED = rf"\A[+-]?{DIGITS}\Z"
UNSIGNED = rf"\A{DIGITS}\Z"
POSITIVE = rf"\A(?=.*[1-9]){DIGITS}\Z"

if TYPE_CHECKING:

    class _Column(models.Field[Set_contra, Get_co]):
        _pyi_private_set_type: Decimal | str
        _pyi_private_get_type: Decimal

else:

    class _Column(models.Field):
        def __class_getitem__(cls, _types: Any) -> type:
            return cls


class DecimalText(_Column[Set_contra, Get_co]):
    """A decimal number of at most `MOST_DIGITS` digits before and after the point, kept as it was written."""

    description = _("Decimal number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": LONGEST, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """How a migration writes the field."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return str(name), path, args, kwargs

    def get_internal_type(self) -> str:
        """Stored as a text."""
        return "CharField"

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Decimal | None:
        """As a number, with the digits it was written with."""
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        """A form's or a caller's value as a number."""
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(value)
        except (InvalidOperation, TypeError, ValueError):
            raise ValidationError(_("This is not a decimal number."), code="invalid") from None

    def get_prep_value(self, value: Any) -> str | None:
        """As text; a text is kept to the letter."""
        value = super().get_prep_value(value)
        if value is None or isinstance(value, str):
            return value
        return format_decimal(self.to_python(value) or Decimal(0))


def format_decimal(number: Decimal, style: Style = "exact") -> str:
    """A number as text, never rounded and never with an exponent.

    `exact` has every digit that was written; `short` leaves out zeros at the end of its decimals, for labels;
    `signed` says whether points are taken off or given.

    >>> number = Decimal("-0.50")
    >>> format_decimal(number), format_decimal(number, "short"), format_decimal(number, "signed")
    ('-0.50', '-0.5', '−0.50')
    >>> format_decimal(Decimal("100"), "short"), format_decimal(Decimal("1"), "signed")
    ('100', '+1')
    """
    text = format(number, "f")
    if style == "short" and "." in text:
        return text.rstrip("0").rstrip(".")
    if style == "signed":
        digits = text.lstrip("+-")
        return f"−{digits}" if number < 0 else f"+{digits}" if number else "0"
    return text


def aligned(texts: Sequence[str | None], least: int = 0) -> list[str | None]:
    """Numbers that stand under each other, with as many decimals as the longest, and at least so many.

    >>> aligned(["64", None, "66.171…", "64.8"])
    ['64.000', None, '66.171…', '64.800']
    """
    decimals = max((len(text.rstrip("…").partition(".")[2]) for text in texts if text), default=0)
    decimals = max(decimals, least)
    found: list[str | None] = []
    for text in texts:
        whole, _, part = (text or "").partition(".")
        exact = text is not None and not text.endswith("…") and decimals > 0
        found.append(f"{whole}.{part:0<{decimals}}" if exact else text)
    return found


def json_decimal(number: Decimal | None) -> str | None:
    """A number as JSON keeps it: a text with every digit that was written; null where there is none."""
    return None if number is None else format_decimal(number)


def fits(number: Decimal, form: str = SIGNED) -> bool:
    """Whether a column takes a number."""
    return number.is_finite() and abs(number.adjusted()) < LONGEST and bool(re.search(form, format_decimal(number)))


def well_formed(field: str, *, name: str, form: str = SIGNED) -> models.CheckConstraint:
    """The database refuses a text that is no number of this form; null passes."""
    return models.CheckConstraint(condition=models.Q((f"{field}__regex", form)), name=name, violation_error_code=name)


def compared(field: str) -> Cast:
    """A decimal text as a number, for a check between two columns of a row."""
    return Cast(field, models.DecimalField(max_digits=2 * MOST_DIGITS, decimal_places=MOST_DIGITS))
