"""The set-up of a contest as the document of a contest file (docs/contest-file.md), in two queries.

Columns that the file has no key for stand in its `about`: guidance, themes, the running order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from communities.numbers import LONGEST, json_decimal
from communities.reading import Found, Rows, values_found
from contests.columns import filed, to_file
from contests.models import Award, Contest, Contestant, Cut, Judge, Panel, Recusal, Round, RubricItem

from .small_tables import ANY, Part, Row, Tables, Texts, texts_found

RECUSALS = ("judge__position", "contestant__position", "pk")
"""In which order they stand."""


def set_up(contest_id: int) -> Row:
    """Everything `contests` knows that decides a result; decisions and what was given come on top."""
    return set_up_and(set_up_rows(contest_id, set_up_tables))[0]


@dataclass(frozen=True, slots=True)
class SetUpRows:
    """The rows of a contest's set-up as the database has them: where they are the same, so is the set-up."""

    small: Texts
    contestants: Found

    @property
    def rows(self) -> tuple[Rows, Rows]:
        """All of them, to be compared."""
        return self.small.rows, self.contestants.rows


def set_up_rows(contest_id: int, tables: Tables) -> SetUpRows:
    """The rows of a set-up, not read yet; `tables` may have more than `set_up_tables`."""
    return SetUpRows(texts_found(tables, contest_id), values_found(_contestants, {ANY: contest_id}))


def set_up_and(rows: SetUpRows) -> tuple[Row, dict[str, list[Row]]]:
    """A contest's set-up as a document, and the rows of the small tables it is made of."""
    small = rows.small.read()
    contest = small["contest"][0]
    contestants, times, factors, scores = _performed(rows.contestants.read())
    document = {
        "format": "leitai-contest/1",
        **to_file(Contest, contest),
        "rules": contest["rule_sheet__rules"],
        "rounds": [_round(row, small["items"]) for row in small["rounds"]],
        "panels": [to_file(Panel, row) for row in small["panels"]],
        "judges": [{"panel": row["panel__key"], **to_file(Judge, row)} for row in small["judges"]],
        "contestants": contestants,
        "times": times,
        "factors": factors,
        "marks": scores,
        "recusals": [list(row.values()) for row in small["recusals"]],
        "cuts": [{"after": row["round__key"], **to_file(Cut, row)} for row in small["cuts"]],
        "awards": [_award(row) for row in small["awards"]],
    }
    return document, small


def set_up_tables(contest_id: int) -> dict[str, Part]:
    """The tables of a set-up with a handful of rows each."""
    of_contest = {"contest": contest_id}
    own = (*filed(Contest), "rule_sheet__rules")
    recused = ("judge__key", "contestant__number", "reason")
    return {
        "contest": Part(Contest.objects.filter(pk=contest_id), own, ("pk",)),
        "rounds": Part(Round.objects.filter(**of_contest), filed(Round)),
        "items": Part(RubricItem.objects.filter(round__contest=contest_id), ("round__key", *filed(RubricItem))),
        "panels": Part(Panel.objects.filter(**of_contest), filed(Panel)),
        "judges": Part(Judge.objects.filter(**of_contest), ("panel__key", *filed(Judge))),
        "recusals": Part(Recusal.objects.filter(judge__contest=contest_id), recused, RECUSALS),
        "cuts": Part(Cut.objects.filter(round__contest=contest_id), ("round__key", *filed(Cut))),
        "awards": Part(Award.objects.filter(**of_contest), filed(Award)),
    }


def _round(row: Row, items: list[Row]) -> Row:
    found = to_file(Round, row)
    given = {key: value for key, value in found.items() if key != "clock" or value is not None}
    return given | {"items": [to_file(RubricItem, item) for item in items if item["round__key"] == row["key"]]}


def _contestants() -> QuerySet[Any, Any]:
    performed = (f"performances__{name}" for name in ("round__key", "round__external", "order", "seconds", "factor"))
    points = Cast("performances__score", CharField(max_length=LONGEST))  # to the letter
    rows: QuerySet[Any] = Contestant.objects.filter(contest=ANY)
    rows = rows.order_by("position", "pk", "performances__round__position")
    return rows.values("pk", *filed(Contestant), *performed, performances__points=points)


def _performed(
    rows: Iterable[Row],
) -> tuple[list[Row], list[list[Any]], list[list[Any]], list[list[Any]]]:
    """The contestants, and of all performances the times, factors and ready scores."""
    people: list[Row] = []
    times: list[list[Any]] = []
    factors: list[list[Any]] = []
    scores: list[list[Any]] = []
    for group in _joined(rows):
        played = [p for p in (_inner(row, "performances__") for row in group) if p["round__key"] is not None]
        who = group[0]["number"]
        people.append(_contestant(group[0], played))
        times += [[p["round__key"], who, p["seconds"]] for p in played if p["seconds"] is not None]
        factors += [[p["round__key"], who, json_decimal(p["factor"])] for p in played if p["factor"] is not None]
        scores += [[p["round__key"], None, who, None, p["points"]] for p in played if p["points"] is not None]
    return people, times, factors, scores


def _joined(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of a left join, one list for each row on the left."""
    return (list(group) for _, group in groupby(rows, key=lambda row: row["pk"]))


def _inner(row: Row, prefix: str) -> Row:
    return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}


def _contestant(row: Row, played: list[Row]) -> Row:
    found = to_file(Contestant, row)
    return found | {"about": found["about"] | _orders(played)}


def _orders(played: list[Row]) -> Row:
    """The running order: one number where it is the same in all rounds on stage."""
    orders = {p["round__key"]: p["order"] for p in played if p["order"] is not None}
    stages = [p["round__key"] for p in played if not p["round__external"]]
    if orders and list(orders) == stages and len(set(orders.values())) == 1:
        return {"order": next(iter(orders.values()))}
    return {"orders": orders} if orders else {}


def _award(row: Row) -> Row:
    """By name or by quota; of each only what belongs to it."""
    found = to_file(Award, row)
    if found["named"] is not None:
        return {key: found[key] for key in ("name", "named", "about")}
    return {key: value for key, value in found.items() if key != "named"}
