"""What is shown of an `about`: the free object of a contest file, in which anybody may have written anything.

Pages, papers and certificates read it here and nowhere else. What is not of the type that is expected is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tabulation.contest import About
from tabulation.fields import is_text

LONGEST = 2_000
"""Characters of a text that is shown."""
LONGEST_NAME = 120
"""Characters of a name in a list of names."""
LATEST = 30_000
"""No running order is longer."""
LONGEST_CLOCK = 100_000
"""Seconds: more than a day."""


def text_in(about: About | None, key: str) -> str:
    """A text under a key; "" where there is none, or something else.

    >>> text_in({"host": "Tiexi", "theme": ["a"]}, "host"), text_in({"theme": ["a"]}, "theme"), text_in(None, "host")
    ('Tiexi', '', '')
    """
    value = (about or {}).get(key)
    return str(value)[:LONGEST] if is_text(value) else ""


def is_names(value: Any) -> bool:
    """Whether a value is a list of short names, such as those of rooms.

    >>> is_names(["第一考场"]), is_names([]), is_names(["a", 1]), is_names("a")
    (True, True, False, False)
    """
    listed = isinstance(value, list) and len(value) <= LATEST
    return listed and all(is_text(name) and len(name) <= LONGEST_NAME for name in value)


def names_in(about: About | None, key: str) -> tuple[str, ...]:
    """Names under a key; none where there are none, or something else.

    >>> names_in({"draw_rooms": ["A", "B"]}, "draw_rooms"), names_in({"draw_rooms": "A"}, "draw_rooms")
    (('A', 'B'), ())
    """
    value: Any = (about or {}).get(key)
    return tuple(map(str, value)) if is_names(value) else ()


def seconds_in(about: About | None, key: str) -> int | None:
    """A time in seconds under a key; None where there is none, or something else.

    >>> seconds_in({"warn_at": 450}, "warn_at"), seconds_in({"warn_at": "7:30"}, "warn_at"), seconds_in(None, "warn_at")
    (450, None, None)
    """
    value = (about or {}).get(key)
    return value if type(value) is int and 0 <= value < LONGEST_CLOCK else None


def order_in(about: About | None, round_: str | None = None) -> int | None:
    """The place in the running order of a round; without one the first of all.

    >>> order_in({"order": 3}), order_in({"orders": {"speech": 4, "defence": 2}}), order_in({"orders": {"a": 4}}, "a")
    (3, 2, 4)
    >>> order_in({"order": "first"}), order_in({"orders": [1]}), order_in({"orders": {"a": True}}, "a")
    (None, None, None)
    """
    known = about or {}
    orders = known.get("orders")
    if not isinstance(orders, Mapping):
        return _place(known.get("order"))
    if round_ is not None:
        return _place(orders.get(round_))
    return min((place for place in map(_place, orders.values()) if place is not None), default=None)


def _place(value: Any) -> int | None:
    return value if type(value) is int and 0 < value < LATEST else None


TEXTS = ("theme", "host", "place", "date", "title", "guidance", "draw_seed")


def as_shown(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part of a document, such as a round or the whole, as a page may show it: with the known texts of its `about`.

    >>> as_shown({"id": "r", "about": {"guidance": "slowly", "theme": {}, "invented": "all of it", "note": 1}})
    {'id': 'r', 'about': {'guidance': 'slowly', 'invented': True}}
    """
    about = part.get("about") or {}
    texts = {key: text for key in TEXTS if (text := text_in(about, key))}
    invented = {"invented": True} if about.get("invented") is True or text_in(about, "invented") else {}
    return {**part, "about": {**texts, **invented}}
