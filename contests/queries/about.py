"""Which columns of ours a contest file keeps in `about`, and under which key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

KEYS: dict[str, dict[str, str]] = {
    "contest": {"date": "date", "host": "host", "place": "venue", "theme": "theme", "draw_seed": "draw_seed"},
    "round": {"guidance": "guidance"},
    "item": {"guidance": "guidance"},
    "panel": {},
    "judge": {"post": "post"},
    "contestant": {"title": "title", "theme": "theme"},
}
LONGEST = {"guidance": 20_000, "post": 120, "draw_seed": 100}


def about_of(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The `about` of a row: what stands in it, and the columns the file has no key for."""
    columns = {key: row[column] for key, column in KEYS[kind].items() if row[column]}
    dated = {key: value.isoformat() if isinstance(value, date) else value for key, value in columns.items()}
    return {**row["about"], **dated}


def columns_of(kind: str, about: Mapping[str, Any] | None) -> dict[str, Any]:
    """The other way: values for the columns, and what stays in `about`."""
    kept = dict(about or {})
    columns: dict[str, Any] = {}
    for key, column in KEYS[kind].items():
        value = _fitting(key, kept.get(key))
        if value:
            columns[column] = value
            del kept[key]
    return {**columns, "about": kept}


def _fitting(key: str, value: Any) -> Any:
    """A value that fits its column; anything else stays where it is."""
    if not isinstance(value, str) or len(value) > LONGEST.get(key, 200) or type(value) is not str:
        return None
    if key != "date":
        return value
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None
