"""JSON text in and out, with nothing lost, no binary numbers, and a limit on everything.

Numbers that are not plain integers stay text (`NumberText`): points are written as strings, so
such a number can only stand inside `about`, where the round trip keeps it to the letter.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .collector import collector_paused
from .contest import BadContestFile

MOST_BYTES = 50_000_000
"""The largest contest file that is read: a million marks take 36 MB, rubbish of this size at most 1.5 GB of memory."""

LONGEST_INTEGER = 18


class NumberText(str):
    """A JSON number that is no plain integer, as it was written."""

    __slots__ = ()


DEEPEST = 100
"""Levels of nesting; a contest file itself has five, the rest is for `about`."""

NESTED = (dict, list, tuple)
ESCAPE = "\\u"
HALF_ESCAPED = re.compile(
    r"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]|\\\\u", re.DOTALL
)
"""Where it is found, half a character may have been escaped: one without the other, or who knows after a backslash."""


def parse(source: bytes | str) -> Any:
    """JSON text as plain values. Raises BadContestFile with one line where it is no JSON."""
    text = _decoded(source)
    if not text[:1000].lstrip().startswith("{"):
        raise BadContestFile(("file: this is not a JSON object; a contest file begins with {",))
    try:
        with collector_paused():
            return _checked(_DECODER.decode(text), text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BadContestFile((f"file: not JSON at {where}: {error.msg}",)) from None
    except RecursionError:
        raise BadContestFile(("file: brackets are nested too deeply for a contest file",)) from None


def _decoded(source: bytes | str) -> str:
    try:
        data = source.encode() if isinstance(source, str) else source
        if len(data) > MOST_BYTES:
            raise BadContestFile((f"file: larger than {MOST_BYTES // 1_000_000} MB, the most that is read",))
        return data.decode("utf-8-sig")
    except UnicodeEncodeError:
        raise BadContestFile(("file: half of a surrogate pair stands in the text",)) from None
    except UnicodeDecodeError as error:
        raise BadContestFile((f"file: not UTF-8 text at byte {error.start}; save the file as UTF-8",)) from None


def _integer(text: str) -> int | NumberText:
    return int(text) if len(text) <= LONGEST_INTEGER else NumberText(text)


def _constant(text: str) -> None:
    raise BadContestFile((f'file: {text} is no JSON number; write numbers as strings such as "0.5"',))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(key for key, _ in pairs)
        twice = next(key for key, count in times.items() if count > 1)
        raise BadContestFile((f'file: the key "{twice[:40]}" stands twice in one object',))
    return found


def _checked(value: dict[str, Any], text: str | None) -> Any:
    """Refuse what JSON allows and no file can carry on: half characters, bottomless nesting.

    Marks need no look: they hold ids, which stand elsewhere too, and points; every other row is refused later.
    """
    rest = {key: inner for key, inner in value.items() if key != "marks"}
    if _deeper_than(rest, DEEPEST):
        raise BadContestFile((f"file: nested more than {DEEPEST} levels deep",))
    if text is None or (ESCAPE in text and HALF_ESCAPED.search(text)):
        try:
            "".join(_texts_in(rest)).encode()
        except UnicodeEncodeError:
            raise BadContestFile(("file: half of a surrogate pair stands in a string",)) from None
    return value


def document_of(source: bytes | str | Mapping[str, Any]) -> Any:
    """The parsed document; one that comes parsed is held to the same limits."""
    if isinstance(source, bytes | str):
        return parse(source)
    return _checked(dict(source), None)


def _deeper_than(value: Any, levels: int) -> bool:
    """Whether values are nested deeper."""
    layer = [value]
    for _ in range(levels):
        layer = [inner for outer in layer for inner in _inside(outer) if isinstance(inner, NESTED)]
        if not layer:
            return False
    return True


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list | tuple) else ()


def _texts_in(value: Any) -> Iterator[str]:
    """Every text inside a value, keys too; not deeper than has been looked at."""
    waiting = [value]
    while waiting:
        outer = waiting.pop()
        if isinstance(outer, dict):
            yield from (key for key in outer if isinstance(key, str))
        for inner in _inside(outer):
            if isinstance(inner, str):
                yield inner
            elif isinstance(inner, NESTED):
                waiting.append(inner)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=NumberText, parse_int=_integer, parse_constant=_constant
)


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same text.

    >>> canonical({"b": [1, None], "a": "赛", "c": NumberText("1.50")})
    '{"a":"赛","b":[1,null],"c":1.50}'
    """
    if isinstance(value, NumberText):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{_plain(key)}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    return _plain(value)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
