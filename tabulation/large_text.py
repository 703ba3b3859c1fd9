"""A large text is decoded piece by piece: rubbish is refused before it has become millions of values.

A value takes many times the memory of the few characters it was written with. So in a large file lists of
rows are decoded some thousand rows at a time, and fifty wrong ones end the reading; everything else is counted
before it is decoded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, NoReturn

from .contest import BadContestFile

LARGE = 4_000_000
"""Characters; a shorter text is decoded at once, whatever it is."""

PIECE = 250_000
MOST_VALUES = 100_000
VALUE, CONTAINER = 10, 14
"""Besides rows a file has at most MOST_VALUES commas and as many brackets that open, or in a very large one a
comma in 10 characters and a bracket in 14: a contestant with nothing but an id takes 15 with one of each."""

MOST_KEYS = 1_000
LONGEST_ROW = 5
MOST_IN_A_ROW = 100
SHORT_ROW = 30
"""Characters; the shorter the rows, the more there are, and the more it is worth to keep equal texts as one."""

DEEPEST = 1_000
MOST_TEXTS = 200_000
MOST_WRONG = 50

ROWS: Mapping[str, str] = {
    "marks": '["speech", "J1", "01", "content", "36.5"]',
    "recusals": '["J1", "01", "…"]',
    "factors": '["speech", "01", "1.1"]',
    "times": '["speech", "01", 503]',
}
"""The lists of rows, each with a row as it may stand there."""

TEXT = {str, type(None)}
OPEN = {"[", "{"}
BLANKS = re.compile(r"[ \t\n\r]*+")
END_OF_ROW = re.compile(r"\][ \t\n\r]*+,")
SIGN = re.compile(r'[^"\[\]{},:]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"?[^"\[\]{},:]*+)*+([\[\]{},:]?)', re.DOTALL)
"""Strings, numbers and blanks, then a bracket, comma or colon that stands outside of strings."""


class _NoTextError(ValueError):
    """A number or an object stands where rows of texts were looked for."""


def _no_text(_: Any) -> NoReturn:
    raise _NoTextError


_TEXTS = json.JSONDecoder(object_pairs_hook=_no_text, parse_float=_no_text, parse_int=_no_text, parse_constant=_no_text)


def decoded_in_pieces(text: str, decoder: json.JSONDecoder) -> Any:
    """The value of a large JSON object, as `decoder` would make it.

    Raises BadContestFile where it is too large to be a contest file, and what `decoder` raises.
    """
    return _Pieces(text, decoder).whole()


@dataclass(slots=True)
class _Count:
    """How many values and containers may still come."""

    values: int
    containers: int


class _Pieces:
    """The text, what may still come, and the texts that came."""

    def __init__(self, text: str, decoder: json.JSONDecoder) -> None:
        self.text, self.decoder = text, decoder
        self.once: dict[Any, Any] = {}
        self.left = _Count(max(MOST_VALUES, len(text) // VALUE), max(MOST_VALUES, len(text) // CONTAINER))

    def whole(self) -> Any:
        """All members of the object, in order."""
        pairs: list[tuple[str, Any]] = []
        pos = self._past("{", self._blanks(0))
        if not self.text.startswith("}", pos):
            while True:
                key, pos = self._key(pos)
                value, pos = self._rows(key, pos + 1) if self._is_list_of_rows(key, pos) else self._counted(key, pos)
                pairs.append((key, value))
                if len(pairs) > MOST_KEYS:
                    raise _too_many("file")
                pos = self._blanks(pos)
                if not self.text.startswith(",", pos):
                    break
                pos = self._blanks(pos + 1)
        end = self._past("}", pos, "Expecting ',' delimiter")
        if end < len(self.text):
            raise json.JSONDecodeError("Extra data", self.text, end)
        return self.decoder.object_pairs_hook(pairs)

    def _blanks(self, pos: int) -> int:
        found = BLANKS.match(self.text, pos)
        return found.end() if found else pos

    def _past(self, char: str, pos: int, otherwise: str = "Expecting value") -> int:
        """Where the text goes on after a character that must stand there."""
        if not self.text.startswith(char, pos):
            raise json.JSONDecodeError(otherwise, self.text, pos)
        return self._blanks(pos + 1)

    def _key(self, pos: int) -> tuple[str, int]:
        """A key, and where its value begins."""
        self._past('"', pos, "Expecting property name enclosed in double quotes")
        key, pos = _TEXTS.raw_decode(self.text, pos)
        return str(key), self._past(":", self._blanks(pos), "Expecting ':' delimiter")

    def _is_list_of_rows(self, key: str, pos: int) -> bool:
        return key in ROWS and self.text.startswith("[", pos)

    # Everything but rows

    def _counted(self, key: str, pos: int) -> tuple[Any, int]:
        """A value that is counted before it is decoded."""
        self._count(key, pos, self.left)
        return self._decoded(pos)

    def _decoded(self, pos: int) -> tuple[Any, int]:
        value, end = self.decoder.raw_decode(self.text, pos)
        return value, end

    def _count(self, place: str, pos: int, left: _Count) -> None:
        """Count what stands inside the value at `pos`; refuse it where that is too much."""
        keys: list[int] = []
        for found in SIGN.finditer(self.text, pos):
            sign = found[1]
            if sign in OPEN:
                left.containers -= 1
                keys.append(0)
            elif not keys:
                return
            elif sign == ":":
                keys[-1] += 1
            elif sign == ",":
                left.values -= 1
            else:
                keys.pop()
            if not keys:
                return
            if left.values < 0 or left.containers < 0 or keys[-1] > MOST_KEYS or len(keys) > DEEPEST:
                raise _too_many(place)

    # Rows

    def _rows(self, key: str, pos: int) -> tuple[list[Any], int]:
        """A list of rows, and where it ends."""
        rows: list[Any] = []
        pos = self._blanks(pos)
        if self.text.startswith("]", pos):
            return rows, pos + 1
        while True:
            piece, pos, closed = self._piece(key, pos, len(rows))
            rows += piece
            if closed:
                return rows, pos

    def _piece(self, key: str, pos: int, before: int) -> tuple[list[Any], int, bool]:
        """Some rows, where the next begin, and whether the list is closed instead."""
        found = END_OF_ROW.search(self.text, pos + PIECE, pos + 2 * PIECE)
        end = found.start() + 1 if found else pos + 2 * PIECE
        piece = f"[{self.text[pos:end]}]" if found else f"[{self.text[pos:end]}"
        try:
            rows, length = self._row_values(key, piece, before)
        except json.JSONDecodeError:
            return self._one_by_one(key, pos, end, before)
        if not rows:
            raise json.JSONDecodeError("Expecting value", self.text, pos)
        if found and length == len(piece):
            return rows, self._blanks(found.end()), False
        return rows, pos + length - 1, True

    def _row_values(self, key: str, piece: str, before: int) -> tuple[list[Any], int]:
        """The rows of a piece, and how much of it they take."""
        try:
            rows, length = _TEXTS.raw_decode(piece)
        except _NoTextError:
            rows, length = self.decoder.raw_decode(piece)
            return _looked_through(key, rows, before), length
        lengths = _lengths(rows)
        if piece.count("[", 0, length) > len(rows) + 1 or max(lengths, default=0) > LONGEST_ROW or not lengths:
            return _looked_through(key, rows, before), length
        dense = length < SHORT_ROW * len(rows) and len(self.once) < MOST_TEXTS
        return self._shared(rows, lengths) if dense else rows, length

    def _shared(self, rows: list[list[str | None]], lengths: set[int]) -> list[list[str | None]]:
        """The same rows, equal texts as one string; rows of several lengths as they are."""
        if len(lengths) > 1 or 0 in lengths:
            return rows
        flat = list(chain.from_iterable(rows))
        texts = map(self.once.setdefault, flat, flat)
        return list(map(list, zip(*[texts] * max(lengths), strict=True)))

    def _one_by_one(self, key: str, pos: int, end: int, before: int) -> tuple[list[Any], int, bool]:
        """Rows up to `end`, where a piece could not be decoded at once."""
        rows: list[Any] = []
        while True:
            self._count(f"{key}[{before + len(rows)}]", pos, _Count(MOST_IN_A_ROW, MOST_IN_A_ROW))
            row, pos = self._decoded(pos)
            rows.append(row)
            pos = self._blanks(pos)
            closed = self.text.startswith("]", pos)
            pos = pos + 1 if closed else self._past(",", pos, "Expecting ',' delimiter")
            if closed or pos >= end or len(rows) == MOST_WRONG:
                return _looked_through(key, rows, before), pos, closed


def _too_many(place: str) -> BadContestFile:
    return BadContestFile((f"{place[:40]}: far more values than a contest file has there",))


def _looked_through(key: str, rows: list[Any], before: int) -> list[Any]:
    """The rows, unless so many are wrong that there is nothing more to tell."""
    wrong = [k for k, row in enumerate(rows, start=before) if not _is_row(key, row)]
    if len(wrong) >= MOST_WRONG:
        raise BadContestFile(tuple(f"{key}[{k}]: expected a row such as {ROWS[key]}" for k in wrong[:MOST_WRONG]))
    return rows


def _lengths(rows: list[Any]) -> set[int]:
    """The lengths of rows; none where there are no rows, or something among them is no list."""
    try:
        return set(map(list.__len__, rows))
    except TypeError:
        return set()


def _is_row(key: str, row: Any) -> bool:
    """Whether it is a list of texts, but for the seconds of `times`; what they say is looked at later."""
    if type(row) is not list or len(row) > LONGEST_ROW:
        return False
    texts = 2 if key == "times" else len(row)
    return TEXT.issuperset(map(type, row[:texts])) and {int}.issuperset(map(type, row[texts:]))
