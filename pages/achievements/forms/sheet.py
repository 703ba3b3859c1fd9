"""A sheet of values that is sent, and what was read of it, carried through the page to be taken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.json_text import json_or_none
from communities.models import Achievement
from communities.numbers import format_decimal, json_decimal
from communities.periods import period_of
from communities.rules.values import Entry, Place
from communities.typed import number_or_none
from communities.wording import sentence
from contests.rules.value_lists import VALUES
from pages.forms.plain import PlainForm, WordedForm

from .catalogue import PeriodField

LARGEST_PAYLOAD = 20_000_000


class SheetForm(PlainForm):
    """A file or pasted cells, and the period of rows that name none."""

    lists = ("rows",)
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("Excel (.xlsx) or CSV, also in GBK: the sheet above filled in, or one you have."),
    )
    rows = forms.CharField(
        label=gettext_lazy("Or paste the cells here"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy(
            "With the row of headings: community, and a code or name of an indicator in each column."
        ),
    )
    period = PeriodField(
        label=gettext_lazy("Period, where the sheet has none"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Such as 2026, 2026-H1, 2026-Q2 or 2026-06."),
    )

    def clean_file(self) -> Any:
        """A file that is not too large."""
        file = self.cleaned_data["file"]
        if file and (file.size or 0) > VALUES.packed:
            raise ValidationError(sentence(VALUES.too_large()))
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("rows"):
            self.add_error("file", _("Choose a file, or paste the cells."))
        return cleaned


class TakeSheetForm(WordedForm):
    """What was read and looked at: values by period, each with what stood there."""

    payload = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST_PAYLOAD)
    source = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    before = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_PAYLOAD, required=False)
    more = forms.BooleanField(widget=forms.HiddenInput, required=False)
    """Of a sheet that comes in parts: how many values the parts before were, and whether this is not the last."""

    def clean_payload(self) -> tuple[list[Entry], dict[Place, str | None]]:
        """The values, and what stood at their places."""
        try:
            return _unpacked(json_or_none(self.cleaned_data["payload"]))
        except (TypeError, ValueError, AttributeError) as error:
            raise ValidationError("unreadable") from error


def packed(entries: Iterable[Entry], there: Mapping[Place, Achievement]) -> str:
    """Values and what stands at their places, as the form carries them: by period, each as short as it can be."""
    found: dict[str, list[Any]] = {}
    for entry in entries:
        row = there.get(entry.place)
        evidence = [entry.evidence, entry.evidence_link] if entry.evidence is not None or entry.evidence_link else []
        seen = format_decimal(row.quantity) if row else None
        line = [entry.indicator, entry.community, json_decimal(entry.quantity), seen, *evidence]
        found.setdefault(entry.period.code, []).append(line)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _unpacked(sent: Any) -> tuple[list[Entry], dict[Place, str | None]]:
    entries, seen = list[Entry](), dict[Place, str | None]()
    for code, lines in sent.items():
        period = period_of(code)
        for indicator, community, quantity, before, *evidence in lines:
            number = number_or_none(quantity)
            texts = [_text(one) for one in (*evidence, None, None)][:2]
            if not (type(indicator) is type(community) is int) or not isinstance(number, Decimal):
                raise ValueError(code)
            entry = Entry(indicator, community, period, number, *texts)
            entries.append(entry)
            seen[entry.place] = _text(before)
    return entries, seen


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(value)
    return value
