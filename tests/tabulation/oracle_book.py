"""A contest document opened for looking things up, with every default filled in. Nothing is added up here."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tests.tabulation.oracle_numbers import number, rounded

Document = dict[str, Any]
MarkKey = tuple[str, str | None, str, str | None]


class DecisionError(Exception):
    """A decision names people who are not tied, or names only some of those it has to part."""


@dataclass(frozen=True, eq=False)
class Book:
    """The document, its marks by (round, judge, contestant, item), and who stayed behind after which round.

    A book equals only itself, so that what was computed of it can be remembered.
    """

    document: Document
    marks: dict[MarkKey, Fraction | None]
    gone: dict[str, str] = field(default_factory=dict)


def open_book(document: Document) -> Book:
    """The document with its marks read; an excused mark is kept as None, a missing one is not there."""
    marks = {}
    for round_id, judge, contestant, item, points in document.get("marks") or []:
        marks[round_id, judge, contestant, item] = None if points is None else number(points)
    return Book(document, marks)


def listed(book: Book, key: str) -> list[Any]:
    """A list of the document; an absent one is empty."""
    return book.document.get(key) or []


# Rules


def rule(book: Book, key: str, default: Any = None) -> Any:
    """A rule of the contest; null and absent both mean the default."""
    value = (book.document.get("rules") or {}).get(key)
    return default if value is None else value


def own_rules(round_: Document) -> Document:
    """The rules a round carries for itself."""
    return round_.get("rules") or {}


def round_rule(book: Book, round_: Document, key: str, default: Any = None) -> Any:
    """The round's own rule where it has one, else the contest's."""
    own = own_rules(round_).get(key)
    return rule(book, key, default) if own is None else own


def drop_rule(round_: Document, panel: Document, key: str) -> int:
    """`drop_high`, `drop_low` or `trim_from`: the round's, else the panel's, else 0."""
    own = own_rules(round_).get(key)
    count: int = (panel.get(key) or 0) if own is None else own
    return count


def pool_rule(book: Book, round_: Document, panel: Document) -> str:
    """How a panel's values become one: the panel's own way, else the round's, else the contest's."""
    pool: str = panel.get("pool") or round_rule(book, round_, "pool", "mean")
    return pool


def bounds(book: Book, stage: str) -> list[str | None]:
    """Lowest and highest score at a stage, `round` or `final`."""
    given: list[str | None] | None = rule(book, "bounds", {}).get(stage)
    usual: dict[str, list[str | None]] = {"round": ["0", None], "final": [None, None]}
    return usual[stage] if given is None else given


def places_of(book: Book, stage: str, round_: Document | None = None) -> int | None:
    """Number of places at a stage. Written null means not rounded; only an absent stage falls back."""
    own = own_rules(round_).get("round") if round_ else None
    for stages in (own, rule(book, "round")):
        if stages is not None and stage in stages:
            places: int | None = stages[stage]
            return places
    return 2 if stage == "final" else None


def rounded_as(book: Book, value: Fraction, places: int | None) -> Fraction:
    """The value with so many places, rounded in the contest's way."""
    return rounded(value, places, rule(book, "rounding", "half-up"))


def at_stage(book: Book, value: Fraction, stage: str, round_: Document | None = None) -> Fraction:
    """The value as it leaves a stage."""
    return rounded_as(book, value, places_of(book, stage, round_))


# Who and what


def weight(thing: Document) -> Fraction:
    """The weight of a round, a panel or an item; 1 where it is left out."""
    return number(thing.get("weight") or "1")


def rounds(book: Book) -> list[Document]:
    """All rounds in their order."""
    found: list[Document] = book.document["rounds"]
    return found


def round_named(book: Book, round_id: str) -> Document:
    """The round with this id."""
    return next(round_ for round_ in rounds(book) if round_["id"] == round_id)


def is_sealed(round_: Document) -> bool:
    """Does the round bring its scores along?"""
    return bool(round_.get("sealed"))


def sits_in(panel: Document, round_: Document) -> bool:
    """Does the panel mark this round? A panel that names no rounds sits in all; nobody marks a sealed one."""
    named = panel.get("rounds")
    return not is_sealed(round_) and (named is None or round_["id"] in named)


def panels_of(book: Book, round_: Document) -> list[Document]:
    """The panels that sit in a round."""
    return [panel for panel in listed(book, "panels") if sits_in(panel, round_)]


def marks_room_of(book: Book, panel: Document, contestant: str) -> bool:
    """Does the panel mark this contestant? One that names rooms marks nobody in others, nor anyone without a room."""
    if panel.get("rooms") is None:
        return True
    (room,) = (each.get("room") for each in contestants(book) if each["id"] == contestant)
    return room is not None and room in panel["rooms"]


def panels_for(book: Book, round_: Document, contestant: str) -> list[Document]:
    """The panels that mark a performance."""
    return [panel for panel in panels_of(book, round_) if marks_room_of(book, panel, contestant)]


def is_recused(book: Book, judge: str, contestant: str) -> bool:
    """Does this judge not mark this contestant?"""
    return any(row[0] == judge and row[1] == contestant for row in listed(book, "recusals"))


def official_judges(book: Book, panel: Document) -> list[str]:
    """The judges of a panel whose marks count."""
    judges = [judge for judge in listed(book, "judges") if judge["panel"] == panel["id"]]
    return [judge["id"] for judge in judges if (judge.get("kind") or "official") == "official"]


def judges_for(book: Book, panel: Document, contestant: str) -> list[str]:
    """The judges of a panel who mark this contestant."""
    if not marks_room_of(book, panel, contestant):
        return []
    return [judge for judge in official_judges(book, panel) if not is_recused(book, judge, contestant)]


def status(contestant: Document) -> str:
    """One of five; competing where nothing is said."""
    return contestant.get("status") or "competing"


def contestants(book: Book) -> list[Document]:
    """All contestants in their order."""
    found: list[Document] = book.document["contestants"]
    return found


def competing(book: Book) -> list[Document]:
    """Those who can take places."""
    return [contestant for contestant in contestants(book) if status(contestant) == "competing"]


def groups(book: Book) -> list[str | None]:
    """The groups that are placed apart, None for those without; each once, in order of appearance."""
    return list(dict.fromkeys(contestant.get("group") for contestant in contestants(book)))


def takes_part(book: Book, round_: Document, contestant: str) -> bool:
    """Is the contestant in this round, or did they stay behind before it?"""
    if contestant not in book.gone:
        return True
    order = [each["id"] for each in rounds(book)]
    return order.index(round_["id"]) <= order.index(book.gone[contestant])


# The same contest counted otherwise

STAGES = ("item", "weighted", "sheet", "panel", "round", "final")


@lru_cache(maxsize=16)
def unrounded(book: Book, final_places: int | None = None) -> Book:
    """The same contest with no rounding anywhere, or none but so many places at the very end."""
    rules = dict(book.document.get("rules") or {})
    rules["round"] = {**dict.fromkeys(STAGES), "final": final_places}
    rules["clip"] = unrounded_clip(rules)
    changed = [with_own_rules(r, {"round": None, "clip": unrounded_clip(own_rules(r))}) for r in rounds(book)]
    return replace(book, document={**book.document, "rules": rules, "rounds": changed})


def unrounded_clip(rules: Document) -> Document | None:
    """The clip of some rules without its rounding."""
    clip = rules.get("clip")
    return None if clip is None else {**clip, "round": None}


@lru_cache(maxsize=16)
def untrimmed(book: Book) -> Book:
    """The same contest with nothing dropped in any round."""
    changed = [with_own_rules(round_, {"drop_high": 0, "drop_low": 0}) for round_ in rounds(book)]
    return replace(book, document={**book.document, "rounds": changed})


def with_own_rules(round_: Document, changes: Document) -> Document:
    """The round with some of its own rules changed."""
    return {**round_, "rules": {**own_rules(round_), **changes}}
