"""What is missing before a contest can be opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing; what does not block opening is only told."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    blocking: bool = True


def lacks(document: Document, *, cards: int) -> list[Lack]:
    """What is missing in a set-up; `cards` is how many seats hold a card."""
    found = [*_parts(document), *_rounds(document), *_seats(document, cards), *_people(document), *_rooms(document)]
    return sorted(found, key=lambda lack: not lack.blocking)


def _parts(document: Document) -> Iterator[Lack]:
    for part in ("rounds", "panels", "judges", "contestants"):
        if not document[part]:
            yield Lack(f"no-{part}")
    if not document["awards"]:
        yield Lack("no-awards", blocking=False)
    if "date" not in document["about"]:
        yield Lack("no-date", blocking=False)


def _rounds(document: Document) -> Iterator[Lack]:
    for round_ in document["rounds"]:
        if not round_["sealed"] and not round_["items"]:
            yield Lack("empty-rubric", {"round": round_["name"] or round_["id"]})
        for item in round_["items"]:
            if not item["name"]:
                yield Lack("item-without-name", {"item": item["id"]})


def _seats(document: Document, cards: int) -> Iterator[Lack]:
    for panel in document["panels"]:
        seats = [j for j in document["judges"] if j["panel"] == panel["id"] and j["kind"] == "official"]
        needed = max(panel["drop_high"] + panel["drop_low"] + 1, panel["trim_from"])
        if len(seats) < needed:
            name = panel["name"] or panel["id"]
            yield Lack("too-few-judges", {"panel": name, "seats": len(seats), "needed": needed})
    for judge in document["judges"]:
        if not judge["name"]:
            yield Lack("judge-without-name", {"judge": judge["id"]})
    if cards < len(document["judges"]):
        yield Lack("cards-missing", {"count": len(document["judges"]) - cards}, blocking=False)


def _people(document: Document) -> Iterator[Lack]:
    stage = [r for r in document["rounds"] if not r["sealed"]]
    for person in document["contestants"]:
        if not person["name"]:
            yield Lack("contestant-without-name", {"number": person["id"]})
    unordered = [p["id"] for p in document["contestants"] if not {"order", "orders"} & p["about"].keys()]
    if stage and unordered:
        yield Lack("no-running-order", {"numbers": unordered})


def _rooms(document: Document) -> Iterator[Lack]:
    """Who is in no room although rooms are compared; else whom no panel marks."""
    people = [p for p in document["contestants"] if p["status"] == "competing"]
    roomless = [p["id"] for p in people if p["room"] is None]
    if document["rules"].get("rooms") == "equalised" and roomless:
        yield Lack("no-room", {"numbers": roomless})
        return
    for round_ in document["rounds"]:
        panels = [p for p in document["panels"] if p["rounds"] is None or round_["id"] in p["rounds"]]
        if not round_["sealed"] and any(panel["rooms"] is not None for panel in panels):
            left = [p["id"] for p in people if not any(_counts_for(p, panel) for panel in panels)]
            if left:
                yield Lack("nobody-marks", {"round": round_["name"] or round_["id"], "numbers": left})


def _counts_for(person: Document, panel: Document) -> bool:
    return bool(Decimal(panel["weight"])) and (panel["rooms"] is None or person["room"] in panel["rooms"])
