"""Fields that take what people write: numbers with full-width digits, times by the clock, points off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.numbers import format_decimal
from communities.typed import NumberFault, folded, read_clock, read_number
from communities.wording import listed
from contests.clocks import clock_text


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


class PaddedText(forms.CharField):
    """A number, name or place, read without the padding it was typed with."""

    def __init__(self, *, plain: Callable[[str], str], **options: Any) -> None:
        """`plain` takes the padding away."""
        super().__init__(**options)
        self.plain = plain

    def to_python(self, value: Any) -> Any:
        """The text as the reader of lists would take it."""
        text = super().to_python(value)
        return self.plain(text) if text else text


VERBATIM = (forms.CharField, TextLine, PaddedText)
"""Fields that show a text as it is stored, to the letter."""


class TickedRows(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rows to be ticked. A number no database can hold is no choice, and is told as one."""

    def clean(self, value: Any) -> Any:
        """The rows."""
        beyond = [one for one in value or () if len(str(one)) > LONGEST_KEY]
        if beyond:
            raise ValidationError(self.error_messages["invalid_pk_value"] % {"pk": "…"}, code="invalid_pk_value")
        return super().clean(value)


LONGEST_KEY = 18
"""Digits of a row's number that fit into any database's."""
NUMBER_FAULTS = {
    NumberFault.COMMA: gettext_lazy("“{text}” has a comma. Write a point before the decimals, such as {example}."),
    NumberFault.PERCENT: gettext_lazy("“{text}” is a percentage. Enter the number without %."),
    NumberFault.OPEN: gettext_lazy("“{text}” is not one exact number. Write the number that counts, without signs."),
    NumberFault.GAP: gettext_lazy("“{text}” has a blank between its digits. If it is one number, write it without."),
}
"""What is unclear about a number; where nothing of this fits, a field says what it expects."""
MOST_SHOWN = 40


class NumberField(forms.CharField):
    """A decimal number, kept with the digits it was written with."""

    default_error_messages = {"number": gettext_lazy("Write a number, such as 40 or 0.5.")}  # noqa: RUF012 - as Django declares it
    example = "0.5"
    faults: Mapping[NumberFault, Any] = NUMBER_FAULTS

    def __init__(self, *, least: Decimal | None = None, above: Decimal | None = None, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)
        self.least, self.above, self.whole = least, above, False

    def clean(self, value: Any) -> Any:
        """The number, or None where nothing was written."""
        text = super().clean(value)
        if text in self.empty_values:
            return None
        number = read_number(text)
        if isinstance(number, NumberFault):
            words = str(self.faults.get(number, self.error_messages["number"]))
            facts = {"text": text.strip()[:MOST_SHOWN], "example": self.example}
            raise ValidationError(words.format(**facts), code="number")
        if self.least is not None and number < self.least:
            raise ValidationError(_("Enter {least} or more.").format(least=self.least), code="least")
        if self.above is not None and number <= self.above:
            raise ValidationError(_("This must be above {above}.").format(above=self.above), code="above")
        if self.whole and number != number.to_integral_value():
            raise ValidationError(_("This is counted in whole numbers."), code="whole")
        return number

    def prepare_value(self, value: Any) -> Any:
        """A number as text, to the letter."""
        return format_decimal(value) if isinstance(value, Decimal) else value


class WeightField(NumberField):
    """A weight, not below 0. People write one as a percentage; of points nobody can say what 95 % of them are."""

    faults: Mapping[NumberFault, Any] = {
        **NUMBER_FAULTS,
        NumberFault.PERCENT: gettext_lazy("“{text}” is a percentage. Write the number itself: 0.4 for 40 %."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(least=Decimal(0), **options)


class CountField(NumberField):
    """A whole number that may be left out."""

    default_error_messages = {"number": gettext_lazy("Write a whole number, such as 3.")}  # noqa: RUF012 - as Django declares it
    example = "3"

    def __init__(self, *, least: int = 0, most: int = 30_000, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(least=Decimal(least), **options)
        self.most = most

    def clean(self, value: Any) -> Any:
        """The number as an int, or None where nothing was written."""
        number = super().clean(value)
        if number is None:
            return None
        if number != number.to_integral_value():
            raise ValidationError(self.error_messages["number"], code="number")
        if number > self.most:
            raise ValidationError(_("Enter {most} or less.").format(most=self.most), code="most")
        return int(number)


class ClockField(forms.CharField):
    """A time in minutes and seconds, however it is written: 8:00, 8'00", 8分00秒. The value is in seconds.

    What can mean several times is asked back with all of them.
    """

    default_error_messages = {  # noqa: RUF012 - as Django declares it
        "clock": gettext_lazy("Write minutes and seconds, such as 8:00."),
        "unclear": gettext_lazy("“{text}” could be {times}. Enter the right one."),
    }

    def __init__(self, *, example: str = "8:00", **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "placeholder": example})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        """The seconds, or None where nothing was written."""
        text = str(value or "").strip()
        if not text:
            return None
        times = read_clock(text)
        if not times:
            raise ValidationError(self.error_messages["clock"], code="clock")
        if len(times) > 1:
            words, meant = str(self.error_messages["unclear"]), either([clock_text(time) for time in times])
            raise ValidationError(words.format(text=text[:MOST_SHOWN], times=meant), code="unclear")
        return times[0]

    def prepare_value(self, value: Any) -> Any:
        """Seconds as minutes and seconds."""
        return clock_text(value) if isinstance(value, int) else value


def either(texts: Sequence[str]) -> str:
    """Things of which one is meant, in one sentence."""
    return _("{these} or {last}").format(these=listed(texts[:-1]), last=texts[-1])


class PointsOffField(NumberField):
    """Points taken off; a plus before them gives points. The value is as a contest file has it: "-0.2"."""

    def clean(self, value: Any) -> Any:
        """The points with their sign, as text."""
        number = super().clean(value)
        if number is None:
            return None
        digits = format_decimal(number).lstrip("+-")
        return digits if folded(str(value)).startswith("+") or not number else f"-{digits}"


def points_off(points: str) -> str:
    """Points of a clock, as a contest file has them, as the field shows them.

    >>> points_off("-0.2"), points_off("0.5"), points_off("0")
    ('0.2', '+0.5', '0')
    """
    if points.startswith("-"):
        return points[1:]
    return points if points.startswith("+") or not Decimal(points) else f"+{points}"
