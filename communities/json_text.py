"""JSON columns that lose nothing: a number such as 1.50 comes back as it was written, never as a binary float."""

from __future__ import annotations

import json
from functools import cached_property
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


class JsonText(models.JSONField):
    """JSON kept as the text it is written as.

    A JSON column of PostgreSQL would write 1e5 as 100000, sort the keys, and refuse a null character; SQLite would not.
    Nothing is looked up inside these columns, so both keep text.
    """

    def get_internal_type(self) -> str:
        """Stored as a text."""
        return "TextField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:  # noqa: ARG002
        """As Django reads it, but all rows by one reader: to make one takes longer than to read what most rows have."""
        try:
            return None if value is None else self._reader.decode(value)
        except json.JSONDecodeError:
            return value

    @cached_property
    def _reader(self) -> json.JSONDecoder:
        return (self.decoder or json.JSONDecoder)()

    def db_check(self, connection: Any) -> None:
        """None: what is written here is JSON, since `get_db_prep_value` writes it."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ARG002
        """As text."""
        if value is None or hasattr(value, "as_sql"):
            return value
        return json.dumps(value, cls=self.encoder, allow_nan=False)


def document(**options: Any) -> JsonText:
    """A column for a part of a contest file."""
    return JsonText(encoder=Writer, decoder=Reader, **options)


class SentReader(json.JSONDecoder):
    """JSON text from outside: it fails in one way, also where it is too deep or holds a number too long."""

    def decode(self, s: str, *where: Any) -> Any:
        """The plain values; JSONDecodeError."""
        try:
            return super().decode(s, *where)
        except (ValueError, RecursionError):  # Python reads no integer of more than 4,300 digits
            raise json.JSONDecodeError("no JSON that can be read", "", 0) from None


def json_or_none(text: str | bytes) -> Any:
    """The plain values of a JSON text from outside; None where it cannot be read.

    >>> json_or_none('{"a": [1]}'), json_or_none("{"), json_or_none("7" * 5000)
    ({'a': [1]}, None, None)
    """
    try:
        return json.loads(text, cls=SentReader)
    except ValueError:
        return None
