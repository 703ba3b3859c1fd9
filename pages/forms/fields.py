"""Fields that take what people write: numbers with full-width digits, times by the clock, points off."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.numbers import SIGNED, format_decimal, written
from contests.clocks import clock_text

CLOCK = re.compile(r"(?:([0-9]{1,4})[:'′分])?([0-9]{1,5})[\"″秒]?")


class TextLine(forms.CharField):
    """One line of text. What is too long is told; the browser cuts nothing off."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def clean(self, value: Any) -> str:
        """The text without blanks around it."""
        text = str(super().clean(value))
        if len(text) > self.longest:
            words = ngettext(
                "At most {most} character; these are {count}.",
                "At most {most} characters; these are {count}.",
                self.longest,
            )
            raise ValidationError(words.format(most=self.longest, count=len(text)), code="max_length")
        return text


class NumberField(forms.CharField):
    """A decimal number, kept with the digits it was written with."""

    default_error_messages = {"number": gettext_lazy("Write a number, such as 40 or 0.5.")}  # noqa: RUF012 - as Django declares it

    def __init__(self, *, least: Decimal | None = None, above: Decimal | None = None, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)
        self.least, self.above = least, above

    def clean(self, value: Any) -> Any:
        """The number, or None where nothing was written."""
        text = super().clean(value)
        if text in self.empty_values:
            return None
        number = written(text, SIGNED)
        if number is None:
            raise ValidationError(self.error_messages["number"], code="number")
        if self.least is not None and number < self.least:
            raise ValidationError(_("Not below {least}, please.").format(least=self.least), code="least")
        if self.above is not None and number <= self.above:
            raise ValidationError(_("This must be above {above}.").format(above=self.above), code="above")
        return number

    def prepare_value(self, value: Any) -> Any:
        """A number as text, to the letter."""
        return format_decimal(value) if isinstance(value, Decimal) else value


class CountField(forms.IntegerField):
    """A whole number that may be left out."""

    def __init__(self, *, least: int = 0, most: int = 30_000, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(min_value=least, max_value=most, **options)
        self.error_messages["invalid"] = gettext_lazy("Write a whole number, such as 3.")


class ClockField(forms.CharField):
    """A time as minutes and seconds: 8:00, 8'00" or 8分00秒. The value is in seconds.

    With `seconds_alone` a number without minutes is taken as seconds, as a stopwatch may show them: 491.
    """

    default_error_messages = {  # noqa: RUF012 - as Django declares it
        "minutes": gettext_lazy("Write minutes and seconds, such as 8:00."),
        "clock": gettext_lazy("Enter the time as 8:11 or as seconds, such as 491."),
    }

    def __init__(self, *, seconds_alone: bool = False, example: str = "8:00", **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "placeholder": example})
        super().__init__(widget=widget, **options)
        self.code = "clock" if seconds_alone else "minutes"
        if seconds_alone:
            self.error_messages["required"] = self.error_messages["clock"]

    def to_python(self, value: Any) -> Any:
        """The seconds, or None where nothing was written."""
        text = normalize("NFKC", str(value or "")).replace(" ", "")
        if not text:
            return None
        found = CLOCK.fullmatch(text)
        if found is None or (int(found[2]) > 59 if found[1] else self.code == "minutes"):
            raise ValidationError(self.error_messages[self.code], code=self.code)
        return int(found[1] or 0) * 60 + int(found[2])

    def prepare_value(self, value: Any) -> Any:
        """Seconds as minutes and seconds."""
        return clock_text(value) if isinstance(value, int) else value


class PointsOffField(NumberField):
    """Points taken off; a plus before them gives points. The value is as a contest file has it: "-0.2"."""

    def clean(self, value: Any) -> Any:
        """The points with their sign, as text."""
        number = super().clean(value)
        if number is None:
            return None
        gives = normalize("NFKC", str(value)).strip().startswith("+")
        digits = format_decimal(number).lstrip("+-")
        return digits if gives or not number else f"-{digits}"


def points_off(points: str) -> str:
    """Points of a clock, as a contest file has them, as the field shows them.

    >>> points_off("-0.2"), points_off("0.5"), points_off("0")
    ('0.2', '+0.5', '0')
    """
    if points.startswith("-"):
        return points[1:]
    return points if points.startswith("+") or not Decimal(points) else f"+{points}"
