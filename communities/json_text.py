"""JSON columns that lose nothing: a number such as 1.50 comes back as it was written, never as a binary float."""

from __future__ import annotations

import json
from typing import Any

from django.db import models


class Digits(str):
    """A JSON number that is no plain integer, as it was written."""

    __slots__ = ()


class Writer(json.JSONEncoder):
    """Plain values and `Digits` as JSON text."""

    def encode(self, o: Any) -> str:
        """The text of a value.

        >>> Writer().encode({"width": Digits("1.50"), "names": ["a", None, True]})
        '{"width":1.50,"names":["a",null,true]}'
        """
        if isinstance(o, Digits):
            return str(o)
        if isinstance(o, dict):
            return "{" + ",".join(f"{super(Writer, self).encode(str(k))}:{self.encode(v)}" for k, v in o.items()) + "}"
        if isinstance(o, list | tuple):
            return "[" + ",".join(map(self.encode, o)) + "]"
        return super().encode(o)


class Reader(json.JSONDecoder):
    """JSON text as plain values and `Digits`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "parse_float": Digits})


def document(**options: Any) -> models.JSONField[Any, Any]:
    """A column for a part of a contest file."""
    return models.JSONField(encoder=Writer, decoder=Reader, **options)
