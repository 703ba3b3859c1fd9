"""The grid in which values are typed: it carries what it has shown, so that only what was typed is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from communities.json_text import json_or_none
from communities.models import Community
from communities.results.grid import Grid, GridCell
from communities.rules.values import Entry, Place
from communities.typed import number_or_none
from pages.forms.fields import NumberField
from pages.forms.plain import PlainForm


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of the grid with the field it is typed in."""

    cell: GridCell
    field: forms.BoundField


def _name(cell: GridCell) -> str:
    return f"v_{cell.indicator.pk}_{cell.community.pk}"


class ValueGridForm(PlainForm):
    """A field for every place of a grid.

    What its sender left alone shows what stands there now; what somebody else has changed under their hands is told
    once, and taken when it is sent again.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, grid: Grid, data: QueryDict | None = None) -> None:
        self.grid = grid
        self.cells = {_name(cell): cell for _community, cells in grid.rows for cell in cells}
        self.now = {name: cell.text for name, cell in self.cells.items()}
        self.then = self._then(data)
        super().__init__(self._left_alone(data), initial={"seen": json.dumps(self.now)})
        for name, cell in self.cells.items():
            widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "form-control"})
            label = f"{cell.community}: {cell.indicator} ({cell.indicator.unit})"
            field = NumberField(label=label, least=Decimal(0), required=False, initial=cell.quantity, widget=widget)
            field.whole = cell.indicator.whole
            self.fields[name] = field

    def _then(self, data: QueryDict | None) -> dict[str, str | None]:
        found = json_or_none(data.get("seen") or "") if data is not None else None
        return {**self.now, **found} if isinstance(found, dict) else self.now

    def _left_alone(self, data: QueryDict | None) -> QueryDict | None:
        """What was sent, with what stands there now where nothing else was typed than the page had shown."""
        if data is None:
            return None
        sent = data.copy()
        for name, now in self.now.items():
            if _means(data.get(name, ""), self.then.get(name) or "") or name not in data:
                sent[name] = now or ""
        sent["seen"] = json.dumps(self.now)
        return sent

    def clean(self) -> dict[str, Any]:
        """Tell what somebody else has entered meanwhile where something else was typed."""
        cleaned = super().clean() or {}
        for name in self.cells.keys() & cleaned.keys():
            now, then = _number(self.now[name]), _number(self.then.get(name))
            if now != then and cleaned[name] not in {now, then}:
                words = _("Somebody has just entered {value} here. Send yours again if it is right.")
                self.add_error(name, words.format(value=self.now[name] or "–"))
        return cleaned

    def entries(self) -> list[Entry]:
        """What was typed."""
        return [
            Entry(cell.indicator.pk, cell.community.pk, self.grid.period, self.cleaned_data[name])
            for name, cell in self.cells.items()
            if self.cleaned_data[name] != cell.quantity
        ]

    def seen_values(self) -> dict[Place, str | None]:
        """What the page has shown, place by place."""
        code = self.grid.period.code
        return {(c.indicator.pk, c.community.pk, code): self.now[name] for name, c in self.cells.items()}

    def rows(self) -> Iterator[tuple[Community, list[Field]]]:
        """Each community with its fields."""
        for community, cells in self.grid.rows:
            yield community, [Field(cell, self[_name(cell)]) for cell in cells]


def _means(typed: str, text: str) -> bool:
    """Whether what was typed is what the page had shown."""
    number = _number(typed)
    return typed.strip() == text or (number is not None and number == _number(text))


def _number(text: Any) -> Decimal | None:
    return number_or_none(text) if isinstance(text, str) and text else None
