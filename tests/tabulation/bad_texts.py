"""Whole texts that are no contest file, or hide something JSON itself does not allow."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.tabulation.good_contest import GOOD, text


class Raw(NamedTuple):
    """A whole text, a part of the place it must be reported at, and words of that line."""

    id: str
    make: Callable[[], bytes | str]
    place: str = "file"
    words: tuple[str, ...] = ()


def swap(old: str, new: str) -> Callable[[], str]:
    """The text of GOOD with one piece of it replaced, once."""
    return lambda: text(GOOD()).replace(old, new, 1)


FIRST_POINTS = '"content", "38.5"'

RAW: list[Raw] = [
    Raw("empty bytes", lambda: b""),
    Raw("empty text", lambda: ""),
    Raw("blanks", lambda: " \n\t "),
    Raw("a number", lambda: "7"),
    Raw("a list", lambda: b"[]"),
    Raw("a string", lambda: '"leitai-contest/1"'),
    Raw("null", lambda: "null"),
    Raw("true", lambda: b"true"),
    Raw("NaN alone", lambda: "NaN"),
    Raw("not JSON", lambda: "format: leitai-contest/1"),
    Raw("half a file", lambda: text(GOOD())[:1500]),
    Raw("half a character", lambda: text(GOOD()).encode()[: text(GOOD()).encode().index("一".encode()) + 1]),
    Raw("two documents", lambda: text(GOOD()) * 2),
    Raw("single quotes", lambda: str(GOOD())),
    Raw("a comma too many", lambda: text(GOOD())[:-1] + ",}"),
    Raw("a comment", lambda: "// a contest\n" + text(GOOD())),
    Raw("a control character", swap("A small contest", "A small\x00contest")),
    Raw("not UTF-8", lambda: text(GOOD()).encode("gb18030")),
    Raw("UTF-16", lambda: text(GOOD()).encode("utf-16")),
    Raw("a stray byte", lambda: text(GOOD()).encode() + b"\xff"),
    Raw("an encoded surrogate", lambda: text(GOOD()).encode().replace(b"A small", b"\xed\xa0\x80", 1)),
    Raw("a million brackets", lambda: "[" * 1_000_000),
    Raw("a million brackets as bytes", lambda: b"[" * 1_000_000),
    Raw("a million braces", lambda: '{"a":' * 1_000_000),
    Raw("a million closed brackets", lambda: "[" * 1_000_000 + "]" * 1_000_000),
    Raw("deep inside about", lambda: '{"about": {"x": ' + "[" * 100_000 + "]" * 100_000 + "}}"),
    Raw("megabytes of zero bytes", lambda: bytes(4_000_000)),
    Raw("megabytes of noise", lambda: bytes(range(256)) * 16_000),
    Raw("megabytes of text", lambda: "擂台" * 1_000_000),
    Raw("megabytes of one string", lambda: '"' + "x" * 4_000_000 + '"'),
    Raw("megabytes of one list", lambda: "[" + "0," * 1_000_000 + "0]"),
    Raw("megabytes of one number", lambda: "9" * 4_000_000),
    Raw("megabytes of a key", lambda: '{"' + "k" * 4_000_000 + '": 1}', ""),
    Raw("megabytes of a value", swap('"mean"', '"' + "m" * 4_000_000 + '"'), "rules.pool"),
    Raw("a key twice", swap('"title":', '"title": "x", "title":'), "", ("title",)),
    Raw("a key twice deep down", swap('"limit": 480', '"limit": 480, "limit": 480'), "", ("limit",)),
    Raw("a key twice in about", swap('"invented": true', '"invented": true, "invented": true'), "", ("invented",)),
    Raw("NaN", swap(FIRST_POINTS, '"content", NaN'), ""),
    Raw("Infinity", swap(FIRST_POINTS, '"content", Infinity'), ""),
    Raw("-Infinity", swap(FIRST_POINTS, '"content", -Infinity'), ""),
    Raw("NaN in about", swap('"invented": true', '"invented": NaN'), ""),
    Raw("1e400", swap(FIRST_POINTS, '"content", 1e400'), "marks[0][4]"),
    Raw("-1e400", swap(FIRST_POINTS, '"content", -1e400'), "marks[0][4]"),
    Raw("a number of points", swap(FIRST_POINTS, '"content", 38.5'), "marks[0][4]", ("38.5",)),
    Raw("5000 digits", swap('"quota": 1', '"quota": ' + "9" * 5000), ""),
    Raw("5000 digits below zero", swap('"keep": 3', '"keep": -' + "9" * 5000), ""),
    Raw("5000 digits of seconds", swap("503", "5" * 5000), ""),
    Raw("a number with a point", swap('"quota": 1', '"quota": 1.0'), "awards[0].quota"),
    Raw("a number with an exponent", swap('"quota": 1', '"quota": 1e0'), "awards[0].quota"),
    Raw("a lone surrogate", swap('"A small contest"', '"\\ud800"'), ""),
]
"""Texts that `read_contest` refuses."""
