"""The sentences of the emcee: templates with named places, of which the organiser can change every one.

In a template `{name}` is a place. What stands in square brackets is left out where one of its places is empty:
"Please welcome contestant {number}[ from {community}]".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communities.refused import Refused
from stage.models import CueKind

CALL, SCORE, HIGHEST, LOWEST, OFF, ON, CLOSING = "call", "score", "highest", "lowest", "off", "on", "closing"
OF_CUES = ("who", "title", "minutes")
PLACES: Mapping[str, tuple[str, ...]] = {
    CALL: ("number", "name", "community", "title", "theme", "round"),
    SCORE: ("number", "name", "community", "round", "dropped", "adjustments", "score"),
    HIGHEST: ("count", "points"),
    LOWEST: ("count", "points"),
    OFF: ("reason", "points"),
    ON: ("reason", "points"),
    **{str(kind): OF_CUES for kind in CueKind},
    CLOSING: ("contest",),
}
"""Every sentence by its id, with the places it can name."""
NEEDED = {SCORE: "score", HIGHEST: "points", LOWEST: "points", OFF: "points", ON: "points"}
"""The place without which a sentence would say nothing."""
LONGEST = 400
TOKEN = re.compile(r"\{([^{}\[\]]*)\}|([\[\]{}])|([^\[\]{}]+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; of a number also how it is read `aloud`."""

    text: str
    aloud: str = ""


Value = str | Sequence[Part]


def fill(template: str, values: Mapping[str, Value]) -> list[Part]:
    """A sentence with its places filled. A template that is not sound is filled as far as it can be.

    >>> values = {"number": "3", "community": "", "score": [Part("92.20", "九十二点二")]}
    >>> "".join(part.text for part in fill("{number} 号选手[（{community}）]得分 {score} 分", values))
    '3 号选手得分 92.20 分'
    """
    found: list[Part] = []
    optional: list[Part] | None = None
    complete = True
    for name, bracket, text in TOKEN.findall(template):
        here = found if optional is None else optional
        if name:
            parts = _parts(values.get(name, ""))
            complete = complete and bool(parts)
            here.extend(parts)
        elif bracket == "[":
            optional, complete = [], True
        elif bracket == "]":
            found.extend(optional if optional and complete else ())
            optional = None
        elif text:
            here.append(Part(text))
    return found


def refuse_unsound(id: str, template: str) -> None:
    """Refused where a template cannot be a sentence of this id: "unknown-sentence"; "unknown-places" with the `places`
    it names and those that are `known`; "place-missing" with the one it needs; "brackets" where one is not closed, or
    within another; "sentence-too-long".
    """
    known = PLACES.get(id)
    if known is None:
        raise Refused("unknown-sentence", sentence=id)
    if len(template) > LONGEST:
        raise Refused("sentence-too-long", most=LONGEST)
    if not _closed(template):
        raise Refused("brackets")
    named = [name for name, _bracket, _text in TOKEN.findall(template) if name]
    unknown = [f"{{{name}}}" for name in dict.fromkeys(named) if name not in known]
    if unknown:
        raise Refused("unknown-places", places=unknown, known=[f"{{{name}}}" for name in known])
    needed = NEEDED.get(id)
    if template and needed and needed not in named:
        raise Refused("place-missing", place=f"{{{needed}}}")


def _closed(template: str) -> bool:
    """Whether every bracket is closed and none stands in another; {} names nothing.

    >>> [_closed(text) for text in ("a [b {c}] d", "a [b", "a ] b", "a [b [c]]", "a {", "a {}")]
    [True, False, False, False, False, False]
    """
    inside = False
    for token in TOKEN.finditer(template):
        name, bracket, _text = token.groups()
        if name == "" or bracket in {"{", "}"} or (bracket is not None and (bracket == "[") == inside):
            return False
        inside = bracket == "[" if bracket else inside
    return not inside


def _parts(value: Value) -> Sequence[Part]:
    if isinstance(value, str):
        return [Part(value)] if value else []
    return value
