"""A sheet with the register of a district, and what was read of it, carried through the page to be taken."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.json_text import json_or_none
from communities.names import name_text
from communities.rules.register import NamedPlace
from communities.wording import sentence
from contests.rules.lists import LISTS
from pages.forms.plain import PlainForm, WordedForm

LARGEST_PAYLOAD = 2_000_000


class RegisterForm(PlainForm):
    """A file or pasted cells."""

    lists = ("rows",)
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("Excel (.xlsx) or CSV, also in GBK: street, community and secretary in columns."),
    )
    rows = forms.CharField(
        label=gettext_lazy("Or paste the cells here"), required=False, widget=forms.Textarea({"rows": 5})
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and not too large."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file and (file.size or 0) > LISTS.packed:
            self.add_error("file", sentence(LISTS.too_large()))
        elif not self.errors and not file and not cleaned.get("rows"):
            self.add_error("file", _("Choose a file, or paste the cells."))
        return cleaned


class TakeRegisterForm(WordedForm):
    """What was read and looked at."""

    payload = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST_PAYLOAD)

    def clean_payload(self) -> list[NamedPlace]:
        """The rows."""
        sent: Any = json_or_none(self.cleaned_data["payload"])
        rows: list[Any] = sent if isinstance(sent, list) else [None]
        if not all(isinstance(row, list) and len(row) == 3 and all(isinstance(t, str) for t in row) for row in rows):
            raise ValidationError("unreadable")
        places = [NamedPlace(*map(name_text, row)) for row in rows]
        if not all(place.sound for place in places):
            raise ValidationError("unreadable")
        return places


def packed(places: Iterable[NamedPlace]) -> str:
    """Rows as the form carries them."""
    rows = [[place.street, place.community, place.secretary] for place in places]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
