"""The set-up of a contest as the document of a contest file (docs/contest-file.md), in four queries.

Columns that the file has no key for stand in its `about`: guidance, themes, the running order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast

from contests.models import Award, Contest, Contestant, Cut, Panel, Recusal, Round

from .about import KEYS, about_of
from .small_tables import Part, Row, plain, together, whole, yes


def set_up(contest_id: int) -> Row:
    """Everything `contests` knows that decides a result; decisions and what was given come on top."""
    return set_up_and(contest_id, {})[0]


def set_up_and(contest_id: int, more: Mapping[str, Part]) -> tuple[Row, dict[str, list[Row]]]:
    """The same, and the rows of more small tables, which cost no query of their own."""
    small = together({**_small_tables(contest_id), **more})
    contest = small["contest"][0]
    rounds = [_round(rows) for rows in _joined(_rounds(contest_id))]
    panels, judges = _panels_and_judges(contest_id)
    contestants, times, factors, scores = _contestants(contest_id)
    document = {
        "format": "leitai-contest/1",
        "title": contest["title"],
        "about": about_of("contest", {**contest, "about": plain(contest["about"])}),
        "rules": plain(contest["rule_sheet__rules"]),
        "rounds": rounds,
        "panels": panels,
        "judges": judges,
        "contestants": contestants,
        "times": times,
        "factors": factors,
        "marks": scores,
        "recusals": [list(row.values()) for row in small["recusals"]],
        "cuts": [_cut(row) for row in small["cuts"]],
        "awards": [_award(row) for row in small["awards"]],
    }
    return document, small


def _small_tables(contest_id: int) -> dict[str, Part]:
    of_contest = ("title", *KEYS["contest"].values(), "about", "rule_sheet__rules")
    by_people = ("judge__position", "contestant__position", "pk")
    by_position = ("position", "pk")
    of_cut = ("round__key", "keep", "tie", "weights", "about")
    of_award = ("name", "quota", "named", "tie", "uses_up", "minimum", "cap", "group", "about")
    recusals = Recusal.objects.filter(judge__contest=contest_id)
    return {
        "contest": Part(Contest.objects.filter(pk=contest_id), of_contest),
        "recusals": Part(recusals, ("judge__key", "contestant__key", "reason"), by_people),
        "cuts": Part(Cut.objects.filter(round__contest=contest_id), of_cut, by_position),
        "awards": Part(Award.objects.filter(contest=contest_id), of_award, by_position),
    }


def _joined(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of a left join, one list for each row on the left."""
    return (list(group) for _, group in groupby(rows, key=lambda row: row["pk"]))


def text(number: Decimal | None) -> str | None:
    """A number as the file writes it."""
    return None if number is None else format(number, "f")


def written(number: str | None) -> str | None:
    """The same for a number that is read as text."""
    return None if number is None else text(Decimal(number))


def _rounds(contest_id: int) -> list[Row]:
    items = ("key", "name", "minimum", "maximum", "step", "weight", "guidance", "about")
    own = ("pk", "key", "name", "weight", "sealed", "clock", "rules", "guidance", "about")
    rows = Round.objects.filter(contest=contest_id).order_by("position", "items__position")
    return list(rows.values(*own, *(f"items__{name}" for name in items)))


def _round(rows: list[Row]) -> Row:
    row = rows[0]
    found = {
        "id": row["key"],
        "name": row["name"],
        "weight": text(row["weight"]),
        "sealed": row["sealed"],
        "items": [_item(part) for part in rows if part["items__key"] is not None],
        "about": about_of("round", row),
    }
    given = {name: row[name] for name in ("clock", "rules") if row[name] is not None}
    return found | given


def _inner(row: Row, prefix: str) -> Row:
    return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}


def _item(joined: Row) -> Row:
    row = _inner(joined, "items__")
    return {
        "id": row["key"],
        "name": row["name"],
        "min": text(row["minimum"]),
        "max": text(row["maximum"]),
        "step": text(row["step"]),
        "weight": text(row["weight"]),
        "about": about_of("item", row),
    }


def _panels_and_judges(contest_id: int) -> tuple[list[Row], list[Row]]:
    judge = ("key", "name", "post", "kind", "chair", "position", "pk", "about")
    own = ("pk", "key", "name", "weight", "drop_high", "drop_low", "trim_from", "pool", "rounds", "rooms", "about")
    rows = Panel.objects.filter(contest=contest_id).order_by("position").values(*own, *(f"judges__{n}" for n in judge))
    panels: list[Row] = []
    judges: list[tuple[tuple[int, int], Row]] = []
    for group in _joined(rows):
        panels.append(_panel(group[0]))
        seats = (_inner(part, "judges__") for part in group if part["judges__key"] is not None)
        judges += [((row["position"], row["pk"]), _judge(row, group[0]["key"])) for row in seats]
    return panels, [row for _, row in sorted(judges, key=lambda pair: pair[0])]


def _panel(row: Row) -> Row:
    same = ("name", "drop_high", "drop_low", "trim_from", "rounds", "rooms")
    found = {"id": row["key"], "weight": text(row["weight"]), "pool": row["pool"] or None}
    return found | {name: row[name] for name in same} | {"about": about_of("panel", row)}


def _judge(row: Row, panel: str) -> Row:
    same = {name: row[name] for name in ("name", "kind", "chair")}
    return {"id": row["key"], "panel": panel} | same | {"about": about_of("judge", row)}


def _contestants(contest_id: int) -> tuple[list[Row], list[list[Any]], list[list[Any]], list[list[Any]]]:
    own = ("pk", "key", "name", "community", "street", "group", "room", "status", "title", "theme", "about")
    performance = ("round__key", "round__sealed", "order", "seconds", "factor")
    points = Cast("performances__score", CharField(max_length=32))  # to the letter
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
    return {
        "after": row["round__key"],
        "keep": whole(row["keep"]),
        "tie": row["tie"],
        "weights": plain(row["weights"]),
        "about": plain(row["about"]),
    }


def _award(row: Row) -> Row:
    named = plain(row["named"])
    given = {"named": named} if named is not None else _by_quota(row)
    return {"name": row["name"], **given, "about": plain(row["about"])}


def _by_quota(row: Row) -> Row:
    return {
        "quota": whole(row["quota"]),
        "tie": row["tie"],
        "uses_up": yes(row["uses_up"]),
        "cap": whole(row["cap"]),
        "group": row["group"],
        "min": written(row["minimum"]),
    }
