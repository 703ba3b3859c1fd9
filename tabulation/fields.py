"""Reading one JSON object field by field; what is wrong is noted, and reading goes on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from numbers import Number
from typing import Any, TypeVar

from .contest import About, BadContestFile
from .exact import DECIMAL_TEXT, MOST_DIGITS, plain
from .json_text import NumberText
from .vocabulary import Term

MOST_PROBLEMS = 50
MOST_BITS = 100
LARGEST = 10**MOST_DIGITS - 1
Made = TypeVar("Made")


class Problems:
    """What is wrong with a file: a line for each, with its path in the file and what was expected."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, path: str, message: str) -> None:
        """Note one problem; the fiftieth ends the reading."""
        line = " ".join(f"{path}: {message}".split())
        self.lines.append(line.encode("utf-8", "replace").decode())
        if len(self.lines) >= MOST_PROBLEMS:
            self.stop()

    def stop(self) -> None:
        """Raise BadContestFile if anything was noted."""
        if self.lines:
            raise BadContestFile(tuple(self.lines))


class Unheeded(Problems):
    """Problems that nobody is told of: a draft is read as far as it goes."""

    def add(self, path: str, message: str) -> None:
        """Note nothing."""


def value_text(value: Any) -> str:
    """A wrong value as a problem line shows it: short, and told apart from a string.

    >>> value_text(None), value_text("36.5"), value_text([1]), value_text(True)
    ('null', '"36.5"', 'a list', 'true')
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return "a number of very many digits"
    text = shortened(str(value))
    return f'"{text}"' if is_text(value) else text


def shortened(text: str) -> str:
    """At most forty characters of a text."""
    return text if len(text) <= 40 else f"{text[:40]}…"


def is_text(value: Any) -> bool:
    """Whether a JSON value is a string."""
    return isinstance(value, str) and not isinstance(value, NumberText)


def number_fault(value: Any) -> str | None:
    """Why a value is no decimal text; None if it is."""
    if isinstance(value, Number | NumberText) and not isinstance(value, bool):
        return f'{value_text(value)} is a number; write it as a string such as "0.5"'
    if not is_text(value):
        return f'{value_text(value)} is no number; write a string such as "0.5"'
    if not DECIMAL_TEXT.fullmatch(value):
        return (
            f'{value_text(value)} is no decimal number of at most {MOST_DIGITS} + {MOST_DIGITS} digits such as "36.5"'
        )
    return None


class Fields:
    """The fields of one object. A field that is null reads as absent."""

    def __init__(self, value: Any, path: str, problems: Problems, known: Collection[str]) -> None:
        self.path, self.problems = path, problems
        if not isinstance(value, dict):
            problems.add(path or "file", f"{value_text(value)} where an object was expected")
            value = {}
            known = ()
        self.broken = not known
        self.value: dict[str, Any] = value
        for key in value.keys() - known - {"about"}:
            problems.add(self.at(key), f"unknown key; expected one of {', '.join(sorted(known))}")

    def at(self, key: str) -> str:
        """The path of a field, as problem lines name it."""
        key = shortened(key)
        return f"{self.path}.{key}" if self.path else key

    def fault(self, key: str, message: str) -> None:
        """Note a problem with a field."""
        self.problems.add(self.at(key), message)

    def _needed(self, key: str, what: str) -> None:
        if not self.broken:
            self.fault(key, f"missing; expected {what}")

    def raw(self, key: str) -> Any:
        """The JSON value of a field; None if absent."""
        return self.value.get(key)

    def id(self, key: str = "id") -> str:
        """A non-empty string that must be there; "" where it is not."""
        value = self.raw(key)
        if value is None:
            self._needed(key, "a non-empty string")
        elif not is_text(value) or not value:
            self.fault(key, f"{value_text(value)} where a non-empty string was expected")
        else:
            return str(value)
        return ""

    def text(self, key: str) -> str | None:
        """A string; None if absent."""
        value = self.raw(key)
        if value is not None and not is_text(value):
            self.fault(key, f"{value_text(value)} where a string was expected")
            return None
        return None if value is None else str(value)

    def flag(self, key: str) -> bool:
        """true or false; absent is false."""
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, f"{value_text(value)} where true or false was expected")
        return value is True

    def choice(self, key: str, terms: type[Term], default: str = "") -> str:
        """The id of one of some terms; the default where none is given."""
        value = self.raw(key)
        if is_text(value) and value in tuple(terms):
            return str(value)
        if value is not None:
            self.fault(key, f"{value_text(value)} is none of {', '.join(terms)}")
        return default

    def decimal(self, key: str, *, lowest: Decimal | None = Decimal(0)) -> Decimal | None:
        """A decimal number written as a string; None if absent."""
        return self.decimal_in(self.raw(key), key, lowest)

    def decimal_in(self, value: Any, key: str, lowest: Decimal | None = None) -> Decimal | None:
        """A decimal number that stands somewhere in a field."""
        if value is None:
            return None
        fault = number_fault(value)
        if fault is None and lowest is not None and Decimal(value) < lowest:
            fault = f"{value_text(value)} is below {plain(lowest)}"
        if fault is not None:
            self.fault(key, fault)
            return None
        return Decimal(value)

    def needed_decimal(self, key: str, *, lowest: Decimal | None = Decimal(0)) -> Decimal:
        """A decimal number that must be there; 0 where it is not."""
        if self.raw(key) is None:
            self._needed(key, 'a number written as a string such as "0.5"')
        return self.decimal(key, lowest=lowest) or Decimal(0)

    def whole(self, key: str, *, lowest: int = 0, highest: int = LARGEST) -> int | None:
        """An integer; None if absent."""
        return self.whole_in(self.raw(key), key, lowest, highest)

    def whole_in(self, value: Any, key: str, lowest: int = 0, highest: int = LARGEST) -> int | None:
        """An integer that stands somewhere in a field."""
        if value is None:
            return None
        within = isinstance(value, int) and not isinstance(value, bool) and value >= lowest
        if not within or value > highest:
            upto = f" to {highest}"
            self.fault(key, f"{value_text(value)} where a whole number from {lowest}{upto} was expected")
            return None
        return int(value)

    def needed_whole(self, key: str, *, lowest: int) -> int:
        """An integer that must be there."""
        if self.raw(key) is None:
            self._needed(key, f"a whole number from {lowest}")
        return self.whole(key, lowest=lowest) or lowest

    def rows(self, key: str) -> list[Any]:
        """A list; absent is empty."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, f"{value_text(value)} where a list was expected")
            return []
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of non-empty strings, none twice."""
        found: dict[str, None] = {}
        for k, value in enumerate(self.rows(key)):
            if not is_text(value) or not value:
                self.fault(f"{key}[{k}]", f"{value_text(value)} where a non-empty string was expected")
            elif value in found:
                self.fault(f"{key}[{k}]", f"{value_text(value)} is here twice")
            else:
                found[value] = None
        return tuple(found)

    def object(self, key: str, make: Callable[[Any, str, Problems], Made]) -> Made | None:
        """An object inside this one; None if absent."""
        value = self.raw(key)
        return None if value is None else make(value, self.at(key), self.problems)

    def objects(self, key: str, make: Callable[[Any, str, Problems], Made]) -> tuple[Made, ...]:
        """A list of objects."""
        rows = enumerate(self.rows(key))
        return tuple(make(value, f"{self.at(key)}[{k}]", self.problems) for k, value in rows)

    def about(self) -> About | None:
        """The free object; any key may stand in it."""
        value = self.raw("about")
        if value is not None and not isinstance(value, dict):
            self.fault("about", f"{value_text(value)} where an object was expected")
            return None
        return value
