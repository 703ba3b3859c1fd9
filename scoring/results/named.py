"""What the parts of a contest are called, for what the sums say about their ids and places in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from communities.json_text import json_or_none
from contests.models.people import contestant_label

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Named:
    """The names in a contest's document; where it has none, or is broken, an id stays what it is."""

    document: Mapping[str, Any] = field(default_factory=dict)

    def at(self, kind: str, place: int) -> str:
        """What the part at a place of a list is called; "" where nothing is known of it."""
        part = self.part(kind, place)
        return _called(kind, part) if part else ""

    def part(self, kind: str, place: int) -> Mapping[str, Any]:
        """The part at a place of a list as it stands there; empty where there is none."""
        parts = _list(self.document, kind)
        found = parts[place] if place < len(parts) else None
        return found if isinstance(found, dict) else {}

    def of(self, kind: str, id: str) -> str:
        """What the part with an id is called."""
        for part in _list(self.document, kind):
            if isinstance(part, dict) and part.get("id") == id:
                return _called(kind, part) or id
        return id

    def item(self, id: str) -> str:
        """What a rubric item is called; the first one where several rounds have the id."""
        found = (
            item for part in _list(self.document, "rounds") if isinstance(part, dict) for item in _list(part, "items")
        )
        return next((_called("items", i) for i in found if isinstance(i, dict) and i.get("id") == id), "") or id


def named_in(source: bytes | str | Mapping[str, Any]) -> Named:
    """The names in a contest file, as far as it can be read."""
    if isinstance(source, Mapping):
        return Named(source)
    document = json_or_none(source)
    return Named(document) if isinstance(document, dict) else Named()


def _list(part: Mapping[str, Any], key: str) -> list[Any]:
    found = part.get(key)
    return found if isinstance(found, list) else []


def _called(kind: str, part: Mapping[str, Any]) -> str:
    name, id = (str(part.get(key) or "")[:MOST_SHOWN] for key in ("name", "id"))
    return contestant_label(id, name) if kind == "contestants" and id else name or id
