"""The set-up of a contest as the document of a contest file (docs/contest-file.md), in two queries.

Columns that the file has no key for stand in its `about`: guidance, themes, the running order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast

from communities.numbers import LONGEST
from contests.models import Award, Contest, Contestant, Cut, Judge, Panel, Recusal, Round, RubricItem

from .about import KEYS, about_of
from .small_tables import Part, Row, Tables, together

ITEM = ("key", "name", "minimum", "maximum", "step", "weight", "guidance", "about")
ROUND = ("key", "name", "weight", "sealed", "clock", "rules", "guidance", "about")
PANEL = ("key", "name", "weight", "drop_high", "drop_low", "trim_from", "pool", "rounds", "rooms", "about")
JUDGE = ("key", "panel__key", "name", "post", "kind", "chair", "about")
AWARD = ("name", "quota", "named", "tie", "uses_up", "minimum", "cap", "group", "about")
RECUSALS = ("judge__position", "contestant__position", "pk")
"""In which order they stand."""


def set_up(contest_id: int) -> Row:
    """Everything `contests` knows that decides a result; decisions and what was given come on top."""
    return set_up_and(contest_id, set_up_tables)[0]


def set_up_and(contest_id: int, tables: Tables) -> tuple[Row, dict[str, list[Row]]]:
    """The same, and the rows of the small tables it is made of; `tables` may have more than `set_up_tables`."""
    small = together(tables, contest_id)
    contest = small["contest"][0]
    contestants, times, factors, scores = _contestants(contest_id)
    document = {
        "format": "leitai-contest/1",
        "title": contest["title"],
        "about": about_of("contest", contest),
        "rules": contest["rule_sheet__rules"],
        "rounds": [_round(row, small["items"]) for row in small["rounds"]],
        "panels": [_panel(row) for row in small["panels"]],
        "judges": [_judge(row) for row in small["judges"]],
        "contestants": contestants,
        "times": times,
        "factors": factors,
        "marks": scores,
        "recusals": [list(row.values()) for row in small["recusals"]],
        "cuts": [_cut(row) for row in small["cuts"]],
        "awards": [_award(row) for row in small["awards"]],
    }
    return document, small


def set_up_tables(contest_id: int) -> dict[str, Part]:
    """The tables of a set-up with a handful of rows each."""
    of_contest = {"contest": contest_id}
    about = ("title", *KEYS["contest"].values(), "about", "rule_sheet__rules")
    recused = ("judge__key", "contestant__key", "reason")
    return {
        "contest": Part(Contest.objects.filter(pk=contest_id), about, ("pk",)),
        "rounds": Part(Round.objects.filter(**of_contest), ROUND),
        "items": Part(RubricItem.objects.filter(round__contest=contest_id), ("round__key", *ITEM)),
        "panels": Part(Panel.objects.filter(**of_contest), PANEL),
        "judges": Part(Judge.objects.filter(**of_contest), JUDGE),
        "recusals": Part(Recusal.objects.filter(judge__contest=contest_id), recused, RECUSALS),
        "cuts": Part(Cut.objects.filter(round__contest=contest_id), ("round__key", "keep", "tie", "weights", "about")),
        "awards": Part(Award.objects.filter(**of_contest), AWARD),
    }


def text(number: Decimal | None) -> str | None:
    """A number as the file writes it."""
    return None if number is None else format(number, "f")


def _round(row: Row, items: list[Row]) -> Row:
    found = {
        "id": row["key"],
        "name": row["name"],
        "weight": text(row["weight"]),
        "sealed": row["sealed"],
        "items": [_item(item) for item in items if item["round__key"] == row["key"]],
        "about": about_of("round", row),
    }
    given = {name: row[name] for name in ("clock", "rules") if row[name] is not None}
    return found | given


def _item(row: Row) -> Row:
    return {
        "id": row["key"],
        "name": row["name"],
        "min": text(row["minimum"]),
        "max": text(row["maximum"]),
        "step": text(row["step"]),
        "weight": text(row["weight"]),
        "about": about_of("item", row),
    }


def _panel(row: Row) -> Row:
    same = ("name", "drop_high", "drop_low", "trim_from", "rounds", "rooms")
    found = {"id": row["key"], "weight": text(row["weight"]), "pool": row["pool"] or None}
    return found | {name: row[name] for name in same} | {"about": about_of("panel", row)}


def _judge(row: Row) -> Row:
    same = {name: row[name] for name in ("name", "kind", "chair")}
    return {"id": row["key"], "panel": row["panel__key"]} | same | {"about": about_of("judge", row)}


def _contestants(contest_id: int) -> tuple[list[Row], list[list[Any]], list[list[Any]], list[list[Any]]]:
    own = ("pk", "key", "name", "community", "street", "group", "room", "status", "title", "theme", "about")
    performance = ("round__key", "round__sealed", "order", "seconds", "factor")
    points = Cast("performances__score", CharField(max_length=LONGEST))  # to the letter
    rows = (
        Contestant.objects.filter(contest=contest_id)
        .order_by("position", "pk", "performances__round__position")
        .values(*own, *(f"performances__{name}" for name in performance), performances__points=points)
    )
    people: list[Row] = []
    times: list[list[Any]] = []
    factors: list[list[Any]] = []
    scores: list[list[Any]] = []
    for group in _joined(rows):
        played = [p for p in (_inner(row, "performances__") for row in group) if p["round__key"] is not None]
        who = group[0]["key"]
        people.append(_contestant(group[0], played))
        times += [[p["round__key"], who, p["seconds"]] for p in played if p["seconds"] is not None]
        factors += [[p["round__key"], who, text(p["factor"])] for p in played if p["factor"] is not None]
        scores += [[p["round__key"], None, who, None, p["points"]] for p in played if p["points"] is not None]
    return people, times, factors, scores


def _joined(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of a left join, one list for each row on the left."""
    return (list(group) for _, group in groupby(rows, key=lambda row: row["pk"]))


def _inner(row: Row, prefix: str) -> Row:
    return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}


def _contestant(row: Row, played: list[Row]) -> Row:
    same = {name: row[name] for name in ("name", "community", "street", "group", "room", "status")}
    return {"id": row["key"]} | same | {"about": about_of("contestant", row) | _orders(played)}


def _orders(played: list[Row]) -> Row:
    """The running order: one number where it is the same in all rounds on stage."""
    orders = {p["round__key"]: p["order"] for p in played if p["order"] is not None}
    stages = [p["round__key"] for p in played if not p["round__sealed"]]
    if orders and list(orders) == stages and len(set(orders.values())) == 1:
        return {"order": next(iter(orders.values()))}
    return {"orders": orders} if orders else {}


def _cut(row: Row) -> Row:
    same = {name: row[name] for name in ("keep", "tie", "weights", "about")}
    return {"after": row["round__key"]} | same


def _award(row: Row) -> Row:
    given = {"named": row["named"]} if row["named"] is not None else _by_quota(row)
    return {"name": row["name"], **given, "about": row["about"]}


def _by_quota(row: Row) -> Row:
    same = {name: row[name] for name in ("quota", "tie", "uses_up", "cap", "group")}
    return same | {"min": text(row["minimum"])}
