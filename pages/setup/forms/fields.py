"""Fields that take what people write: numbers with full-width digits, minutes and seconds, points off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast
from unicodedata import normalize

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.numbers import SIGNED, written
from contests.clocks import minutes

MINUTES = re.compile(r"([0-9]{1,3}):([0-5][0-9])")


class PlainForm(forms.Form):
    """A form whose page draws the frame and the buttons."""

    required_css_class = "required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def offer(self, name: str, choices: Iterable[Any]) -> None:
        """Say what can be chosen in a field."""
        cast("forms.ChoiceField", self.fields[name]).choices = list(choices)


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
            raise ValidationError(_("Write a number, such as 40 or 0.5."), code="number")
        if self.least is not None and number < self.least:
            raise ValidationError(_("Not below {least}, please.").format(least=self.least), code="least")
        if self.above is not None and number <= self.above:
            raise ValidationError(_("This must be above {above}.").format(above=self.above), code="above")
        return number

    def prepare_value(self, value: Any) -> Any:
        """A number as text, to the letter."""
        return format(value, "f") if isinstance(value, Decimal) else value


class CountField(forms.IntegerField):
    """A whole number that may be left out."""

    def __init__(self, *, least: int = 0, most: int = 30_000, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(min_value=least, max_value=most, **options)
        self.error_messages["invalid"] = gettext_lazy("Write a whole number, such as 3.")


class MinutesField(forms.CharField):
    """A time as minutes and seconds: 8:00. The value is in seconds."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "placeholder": "8:00"})
        )
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> Any:
        """The seconds, or None where nothing was written."""
        text = normalize("NFKC", super().clean(value)).strip()
        found = MINUTES.fullmatch(text)
        if text and not found:
            raise ValidationError(_("Write minutes and seconds, such as 8:00."), code="minutes")
        return int(found[1]) * 60 + int(found[2]) if found else None

    def prepare_value(self, value: Any) -> Any:
        """Seconds as minutes and seconds."""
        return minutes(value) if isinstance(value, int) else value


class OffField(NumberField):
    """Points taken off; a plus before them gives points. The value is as a contest file has it: "-0.2"."""

    def clean(self, value: Any) -> Any:
        """The points with their sign, as text."""
        number = super().clean(value)
        if number is None:
            return None
        gives = normalize("NFKC", str(value)).strip().startswith("+")
        digits = format(abs(number), "f")
        return digits if gives or not number else f"-{digits}"


def off(points: str) -> str:
    """Points of a clock as the field shows them.

    >>> off("-0.2"), off("0.5"), off("0")
    ('0.2', '+0.5', '0')
    """
    if points.startswith("-"):
        return points[1:]
    return points if points.startswith("+") or not Decimal(points) else f"+{points}"
