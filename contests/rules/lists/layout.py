"""What the XML of a worksheet says beside its values: what is hidden or merged, and how far it is filled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from .cells import Limits

MOST_MERGED = 5_000


@dataclass(slots=True)
class Layout:
    """Rows and columns counted from 1; `merged` holds column, first and last row of cells that are one downwards,
    `spanned_rows` where cells are one across."""

    last_row: int = 0
    last_column: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    spanned_rows: set[int] = field(default_factory=set)
    valueless: set[tuple[int, int]] = field(default_factory=set)


def layout_of(part: IO[bytes], limits: Limits) -> Layout:
    """Read once through the XML of a worksheet; its rows are let go as they come.

    Refused: "too-many-rows", "too-many-cells-in-all".
    """
    found, row = Layout(), 0
    for _event, element in iterparse(part):  # noqa: S314 - looked through: no DOCTYPE, so no entities
        kind = _kind(element)
        if kind == "row":
            row = int(element.get("r", row + 1))
            _row(found, element, row, limits)
            element.clear()
        elif kind == "col" and _is_hidden(element, "width"):
            last = min(int(element.get("max", 0)), limits.columns)
            found.hidden_columns.update(range(int(element.get("min", 1)), last + 1))
        elif kind == "mergeCell" and len(found.merged) < MOST_MERGED:
            _merge(found, element.get("ref", ""), limits)
    limits.refuse_places(found.last_row, found.last_column)
    return found


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_hidden(element: Element, size: str) -> bool:
    return element.get("hidden") in {"1", "true"} or float(element.get(size, 1)) == 0


def _row(found: Layout, element: Element, row: int, limits: Limits) -> None:
    if row <= limits.rows and _is_hidden(element, "ht"):
        found.hidden_rows.add(row)
    column = 0
    for cell in element:
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        formula, value = _written(cell)
        if formula or value:
            limits.refuse_outside(row, column)
            found.last_row = max(found.last_row, row)
            found.last_column = max(found.last_column, column)
        if formula and not value and cell.get("t") != "str":
            found.valueless.add((row, column))


def _written(cell: Element) -> tuple[bool, bool]:
    """Whether a cell holds a formula, and a value."""
    formula = value = False
    for part in cell:
        kind = _kind(part)
        formula = formula or kind == "f"
        value = value or (kind == "v" and bool(part.text)) or kind == "is"
    return formula, value


def _merge(found: Layout, reference: str, limits: Limits) -> None:
    left, top, right, bottom = range_boundaries(reference)
    if not left or not top or not right or not bottom:
        return
    if top < bottom:
        found.merged.append((left, top, min(bottom, limits.rows)))
    elif left < right:
        found.spanned_rows.add(top)
