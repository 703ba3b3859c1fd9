"""A set-up's document, already known to be sound, becomes rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

from communities.actions.rows import field_errors
from communities.refused import Refused
from contests.columns import from_file
from contests.models import (
    Award,
    Contest,
    Contestant,
    Cut,
    Judge,
    Panel,
    Performance,
    Recusal,
    Round,
    RubricItem,
    RuleSheet,
)

Document = Mapping[str, Any]
TO_THE_LETTER = ("score",)
"""Columns that keep a text as it stands; cleaning one would make a number of it."""

Row = TypeVar("Row", bound=models.Model)


def build(contest: Contest, document: Document) -> None:
    """All rows of a set-up for a contest that has none."""
    RuleSheet.objects.create(contest=contest, rules=dict(document.get("rules") or {}))
    rounds = _rounds(contest, document.get("rounds", ()))
    panels = _made(document, "panels", lambda n, part: _new(Panel, n, part, contest=contest))
    judges = _made(document, "judges", lambda n, part: _judge(contest, panels, n, part))
    contestants = _made(document, "contestants", lambda n, part: _contestant(contest, n, part))
    _performances(contest, rounds, contestants, document)
    recused = document.get("recusals", ())
    recusals = [Recusal(judge=judges[j], contestant=contestants[c], reason="".join(why)) for j, c, *why in recused]
    keep(recusals, "recusals")
    cuts = (_new(Cut, n, part, round=rounds[part["after"]]) for n, part in enumerate(document.get("cuts", ())))
    keep(list(cuts), "cuts")
    keep([_new(Award, n, part, contest=contest) for n, part in enumerate(document.get("awards", ()))], "awards")


def keep(rows: Sequence[Row], part: str) -> list[Row]:
    """Store rows; what does not fit a column is told with its place."""
    for n, row in enumerate(rows):
        relations = [f.name for f in row._meta.fields if f.is_relation]  # noqa: SLF001 - Django documents _meta
        errors = field_errors(row, exclude=[*relations, *TO_THE_LETTER])
        if errors:
            raise Refused("does-not-fit", place=f"{part}[{n}]", errors=errors)
    return list(type(rows[0])._default_manager.bulk_create(rows, batch_size=500)) if rows else []  # noqa: SLF001


def _made(document: Document, part: str, make: Callable[[int, Document], Row]) -> dict[str, Row]:
    """The rows of one part, by the ids of the document."""
    given = document.get(part, ())
    rows = keep([make(n, value) for n, value in enumerate(given)], part)
    return {value["id"]: row for value, row in zip(given, rows, strict=True)}


def _new(kind: type[Row], position: int, part: Document, **within: models.Model) -> Row:
    """A part of the file as a row, in the order of the file."""
    return kind(position=position, **within, **from_file(kind, part))


def _rounds(contest: Contest, parts: Sequence[Document]) -> dict[str, Round]:
    rounds = keep([_new(Round, n, part, contest=contest) for n, part in enumerate(parts)], "rounds")
    for round_, part in zip(rounds, parts, strict=True):
        items = [_new(RubricItem, n, item, round=round_) for n, item in enumerate(part.get("items") or ())]
        keep(items, f"rounds[{round_.position}].items")
    return {round_.key: round_ for round_ in rounds}


def _judge(contest: Contest, panels: Mapping[str, Panel], position: int, part: Document) -> Judge:
    return _new(Judge, position, part, contest=contest, panel=panels[part["panel"]])


def _contestant(contest: Contest, position: int, part: Document) -> Contestant:
    about = {key: value for key, value in (part.get("about") or {}).items() if not _is_order(key, value)}
    return Contestant(contest=contest, position=position, **from_file(Contestant, {**part, "about": about}))


def _is_order(key: str, value: Any) -> bool:
    if key == "order":
        return _is_position(value)
    return key == "orders" and isinstance(value, Mapping) and all(map(_is_position, value.values()))


def _is_position(value: Any) -> bool:
    return type(value) is int and 0 < value < 30_000


def _performances(
    contest: Contest, rounds: Mapping[str, Round], contestants: Mapping[str, Contestant], document: Document
) -> None:
    """Everybody in every round, with what the document says of time, factor, external score and order."""
    rows = {(r, c): _performance(contest, rounds[r], contestants[c]) for r in rounds for c in contestants}
    for r, c, seconds in document.get("times", ()):
        rows[r, c].seconds = seconds
    for r, c, factor in document.get("factors", ()):
        rows[r, c].factor = Decimal(factor)
    for r, judge, c, _item_id, score in document.get("marks", ()):
        if judge is None:
            rows[r, c].score = score
    for part in document.get("contestants", ()):
        for r, order in _orders(part.get("about") or {}, rounds).items():
            rows[r, part["id"]].order = order
    _orders_once(list(rows.values()))
    keep(list(rows.values()), "performances")


def _performance(contest: Contest, round_: Round, contestant: Contestant) -> Performance:
    return Performance(contest=contest, round=round_, contestant=contestant, room=contestant.room or "")


def _orders(about: Document, rounds: Mapping[str, Round]) -> dict[str, int]:
    if _is_order("order", about.get("order")):
        return {key: about["order"] for key, round_ in rounds.items() if not round_.external}
    given = about.get("orders")
    return {k: v for k, v in given.items() if k in rounds} if _is_order("orders", given) and given else {}


def _orders_once(rows: Sequence[Performance]) -> None:
    positions = [(row.round_id, row.room, row.order) for row in rows if row.order is not None]
    if len(set(positions)) < len(positions):
        raise Refused("order-twice")
