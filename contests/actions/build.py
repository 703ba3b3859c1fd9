"""A set-up's document, already known to be sound, becomes rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

from communities.actions.rows import field_errors
from communities.refused import Refused
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
from contests.queries.about import columns_of

Document = Mapping[str, Any]
TO_THE_LETTER = ("score",)
"""Columns that keep a text as it stands; cleaning one would make a number of it."""

Row = TypeVar("Row", bound=models.Model)


def build(contest: Contest, document: Document) -> None:
    """All rows of a set-up for a contest that has none."""
    RuleSheet.objects.create(contest=contest, rules=dict(document.get("rules") or {}))
    rounds = _rounds(contest, document.get("rounds", ()))
    panels = _made(document, "panels", lambda n, part: _panel(contest, n, part))
    judges = _made(document, "judges", lambda n, part: _judge(contest, panels, n, part))
    contestants = _made(document, "contestants", lambda n, part: _contestant(contest, n, part))
    _performances(contest, rounds, contestants, document)
    recused = document.get("recusals", ())
    recusals = [Recusal(judge=judges[j], contestant=contestants[c], reason="".join(why)) for j, c, *why in recused]
    keep(recusals, "recusals")
    keep([_cut(rounds, n, part) for n, part in enumerate(document.get("cuts", ()))], "cuts")
    keep([_award(contest, n, part) for n, part in enumerate(document.get("awards", ()))], "awards")


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


def _number(part: Document, key: str, default: str) -> Decimal:
    value = part.get(key)
    return Decimal(default if value is None else value)


def _some(part: Document, key: str) -> Decimal | None:
    value = part.get(key)
    return None if value is None else Decimal(value)


def _rounds(contest: Contest, parts: Sequence[Document]) -> dict[str, Round]:
    rounds = keep([_round(contest, n, part) for n, part in enumerate(parts)], "rounds")
    for round_, part in zip(rounds, parts, strict=True):
        items = [_item(round_, n, item) for n, item in enumerate(part.get("items") or ())]
        keep(items, f"rounds[{round_.position}].items")
    return {round_.key: round_ for round_ in rounds}


def _round(contest: Contest, position: int, part: Document) -> Round:
    return Round(
        contest=contest,
        key=part["id"],
        name=part.get("name") or "",
        position=position,
        weight=_number(part, "weight", "1"),
        sealed=bool(part.get("sealed")),
        clock=part.get("clock"),
        rules=part.get("rules") or {},
        **columns_of("round", part.get("about")),
    )


def _item(round_: Round, position: int, part: Document) -> RubricItem:
    return RubricItem(
        round=round_,
        key=part["id"],
        name=part.get("name") or "",
        position=position,
        minimum=_number(part, "min", "0"),
        maximum=Decimal(part["max"]),
        step=_some(part, "step"),
        weight=_number(part, "weight", "1"),
        **columns_of("item", part.get("about")),
    )


def _panel(contest: Contest, position: int, part: Document) -> Panel:
    return Panel(
        contest=contest,
        key=part["id"],
        name=part.get("name") or "",
        position=position,
        weight=_number(part, "weight", "1"),
        drop_high=part.get("drop_high") or 0,
        drop_low=part.get("drop_low") or 0,
        trim_from=part.get("trim_from") or 0,
        pool=part.get("pool") or "",
        rounds=None if part.get("rounds") is None else list(part["rounds"]),
        rooms=None if part.get("rooms") is None else list(part["rooms"]),
        **columns_of("panel", part.get("about")),
    )


def _judge(contest: Contest, panels: Mapping[str, Panel], position: int, part: Document) -> Judge:
    return Judge(
        contest=contest,
        panel=panels[part["panel"]],
        key=part["id"],
        name=part.get("name") or "",
        kind=part.get("kind") or "official",
        chair=bool(part.get("chair")),
        position=position,
        **columns_of("judge", part.get("about")),
    )


def _contestant(contest: Contest, position: int, part: Document) -> Contestant:
    about = {key: value for key, value in (part.get("about") or {}).items() if not _is_order(key, value)}
    places = {key: part.get(key) for key in ("community", "street", "group", "room")}
    return Contestant(
        contest=contest,
        key=part["id"],
        name=part.get("name") or "",
        status=part.get("status") or "competing",
        position=position,
        **places,
        **columns_of("contestant", about),
    )


def _is_order(key: str, value: Any) -> bool:
    if key == "order":
        return _is_place(value)
    return key == "orders" and isinstance(value, Mapping) and all(map(_is_place, value.values()))


def _is_place(value: Any) -> bool:
    return type(value) is int and 0 < value < 30_000


def _performances(
    contest: Contest, rounds: Mapping[str, Round], contestants: Mapping[str, Contestant], document: Document
) -> None:
    """Everybody in every round, with what the document says of time, factor, sealed score and order."""
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
        return {key: about["order"] for key, round_ in rounds.items() if not round_.sealed}
    given = about.get("orders")
    return {k: v for k, v in given.items() if k in rounds} if _is_order("orders", given) and given else {}


def _orders_once(rows: Sequence[Performance]) -> None:
    places = [(row.round_id, row.room, row.order) for row in rows if row.order is not None]
    if len(set(places)) < len(places):
        raise Refused("order-twice")


def _cut(rounds: Mapping[str, Round], position: int, part: Document) -> Cut:
    return Cut(
        round=rounds[part["after"]],
        position=position,
        keep=part["keep"],
        tie=part.get("tie") or "extend",
        weights=part.get("weights"),
        about=part.get("about") or {},
    )


def _award(contest: Contest, position: int, part: Document) -> Award:
    return Award(
        contest=contest,
        position=position,
        name=part["name"],
        quota=part.get("quota"),
        named=None if part.get("named") is None else list(part["named"]),
        tie=part.get("tie") or "extend",
        uses_up=bool(part.get("uses_up")),
        minimum=_some(part, "min"),
        cap=part.get("cap"),
        group=part.get("group"),
        about=part.get("about") or {},
    )
