"""Scores of a round that is scored elsewhere, as a grid."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.numbers import format_decimal, json_decimal, written
from contests.models import Performance
from pages.forms.plain import PlainForm


class ScoreField(forms.CharField):
    """A number as somebody writes it; empty where there is none."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal", "class": "form-control points"})

    def clean(self, value: Any) -> Decimal | None:
        """The number."""
        text = super().clean(value)
        number = written(text) if text else None
        if text and number is None:
            raise ValidationError(_("This is not a number."))
        return number


class ScoreGridForm(PlainForm):
    """A score for everybody. It carries what it has seen, so that only what was typed is written."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("Needed where a score that is there changes.")
    )
    sure = forms.BooleanField(
        label=_("I have compared these scores with the original; they are right."), required=False
    )

    def __init__(
        self, rows: Sequence[Performance], data: Any = None, listed: Mapping[str, Decimal] | None = None
    ) -> None:
        """`listed` are scores that a list brings: shown in the grid, not stored yet."""
        now = {str(row.pk): json_decimal(row.score) for row in rows}
        super().__init__(data, initial={"seen": json.dumps(now)})
        self.rows, self.now, brought = list(rows), now, listed or {}
        for row in rows:
            number = row.contestant.number
            score = brought.get(number, row.score)
            initial = format_decimal(score) if score is not None else ""
            self.fields[f"score_{row.pk}"] = ScoreField(
                label=str(row.contestant), required=False, max_length=40, initial=initial
            )

    def clean(self) -> dict[str, Any]:
        """A score that somebody else has changed meanwhile is not overwritten."""
        cleaned = super().clean() or {}
        for row in self.rows:
            name, before = f"score_{row.pk}", self._seen().get(str(row.pk), self.now[str(row.pk)])
            current = self.now[str(row.pk)]
            typed = json_decimal(cleaned.get(name))
            if name in cleaned and typed not in {before, current} and before != current:
                there = current if current is not None else "–"
                self.add_error(name, _("Meanwhile somebody entered {score}.").format(score=there))
        return cleaned

    def changes(self) -> dict[str, Decimal | None]:
        """By number: what was typed, where it differs from what was seen."""
        given, seen = getattr(self, "cleaned_data", {}), self._seen()
        typed = {row: given[f"score_{row.pk}"] for row in self.rows if f"score_{row.pk}" in given}
        return {
            row.contestant.number: score
            for row, score in typed.items()
            if json_decimal(score) != seen.get(str(row.pk), self.now[str(row.pk)])
        }

    def _seen(self) -> dict[str, str | None]:
        try:
            seen = json.loads(self.data.get("seen") or "{}")
        except (ValueError, RecursionError):
            return {}
        return seen if isinstance(seen, dict) else {}

    def lines(self) -> list[tuple[Performance, forms.BoundField, bool]]:
        """Everybody with their field, and whether what stands in it is new."""
        found = []
        for row in self.rows:
            field = self[f"score_{row.pk}"]
            found.append((row, field, (field.value() or "") != (json_decimal(row.score) or "")))
        return found
