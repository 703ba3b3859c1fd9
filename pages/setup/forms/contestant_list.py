"""A list of contestants that was looked at, carried through the page to be taken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.json_text import json_or_none
from contests.rules.lists.cells import MOST_ROWS
from contests.rules.roster import Entry
from pages.forms.plain import PlainForm

NAMES = frozenset(Entry.__dataclass_fields__)


class EntriesField(forms.CharField):
    """Entries as JSON, as the page that showed them wrote them."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> list[Entry]:
        """The entries."""
        rows = json_or_none(super().clean(value))
        if not isinstance(rows, list) or len(rows) > MOST_ROWS or not all(map(_is_entry, rows)):
            raise ValidationError(_("This list could not be read again. Send it once more."))
        return [Entry(**row) for row in rows]


def _is_entry(row: Any) -> bool:
    named = isinstance(row, dict) and {"number", "name"} <= set(row) <= NAMES
    return named and all(isinstance(text, str) for text in row.values())


class ConfirmListForm(PlainForm):
    """The entries, the version of the contest they were compared with, and whether the others go."""

    payload = EntriesField(max_length=4_000_000)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    replace = forms.BooleanField(label=_("Remove those who are not in the list"), required=False)
