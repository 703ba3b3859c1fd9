"""What a press on the timekeeper's page says."""

from __future__ import annotations

from django import forms

from pages.forms.plain import WordedForm
from stage.models import ClockKind
from stage.rules.clock import LONGEST

LONGEST_AGO = 10_000
"""Milliseconds for which a press is tried again before it counts as not made."""


class PressForm(WordedForm):
    """Which clock, and how long ago the button was pressed: an answer that was lost is asked for again."""

    kind = forms.ChoiceField(choices=ClockKind.choices)
    performance = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    ago = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_AGO)


class StartForm(PressForm):
    """`seen` is what the standing clock showed, in milliseconds."""

    seen = forms.IntegerField(required=False, min_value=0, max_value=LONGEST)
    with_wait = forms.BooleanField(required=False)


class CorrectForm(PressForm):
    """By how many milliseconds, below 0 to put it back; `seen` is how the clock stood."""

    shift = forms.IntegerField(min_value=-LONGEST, max_value=LONGEST)
    seen = forms.CharField(required=False, max_length=60)
