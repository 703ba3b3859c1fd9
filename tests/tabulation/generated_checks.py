"""What makes a contest document valid, as far as generated ones could go wrong: each rule gives what breaks it."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

Document = dict[str, Any]
DECIMAL_TEXT = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")


def decimal_texts(document: Document) -> Iterator[str]:
    """Every text that has to be a number."""
    yield from (row[4] for row in document["marks"] if row[4] is not None)
    yield from (row[2] for row in document.get("factors", []))
    yield from (row["points"] for row in document.get("adjustments", []))
    for round_ in document["rounds"]:
        clock = round_.get("clock", {})
        yield from (points for key in ("over", "under") for _, points in clock.get(key, []))
        for item in round_.get("items", []):
            yield from (item[key] for key in ("min", "max", "step", "weight") if item.get(key) is not None)
    weighted = document["rounds"] + document["panels"]
    yield from (thing["weight"] for thing in weighted if thing.get("weight") is not None)


def wrong_numbers(document: Document) -> Iterator[object]:
    """Texts that are no numbers."""
    yield from (text for text in decimal_texts(document) if not DECIMAL_TEXT.fullmatch(text))


def wrong_ids(document: Document) -> Iterator[object]:
    """Lists in which two have the same id."""
    lists = [document[key] for key in ("rounds", "panels", "judges", "contestants")]
    for things in lists + [round_.get("items", []) for round_ in document["rounds"]]:
        ids = [thing["id"] for thing in things]
        if len(set(ids)) < len(ids) or not all(ids):
            yield ids
    for key, width in {"marks": 4, "recusals": 2, "factors": 2, "times": 2}.items():
        rows = [tuple(row[:width]) for row in document.get(key, [])]
        if len(set(rows)) < len(rows):
            yield key


def sits(panel: Document, round_: Document) -> bool:
    """Does the panel mark this round?"""
    return not round_.get("sealed") and (panel.get("rounds") is None or round_["id"] in panel["rounds"])


def marks_room_of(panel: Document, person: Document) -> bool:
    """Does the panel mark this contestant?"""
    return panel.get("rooms") is None or person.get("room") in panel["rooms"]


def wrong_rooms(document: Document) -> Iterator[object]:
    """People whom nobody marks."""
    for round_ in document["rounds"]:
        sitting = [panel for panel in document["panels"] if sits(panel, round_) and Fraction(panel.get("weight") or 1)]
        people = [] if round_.get("sealed") else document["contestants"]
        yield from (who["id"] for who in people if not any(marks_room_of(panel, who) for panel in sitting))


def wrong_marks(document: Document) -> Iterator[object]:
    """Marks by those who may not give them, or of points that cannot be given."""
    rounds = {round_["id"]: round_ for round_ in document["rounds"]}
    judges = {judge["id"]: judge["panel"] for judge in document["judges"]}
    panels = {panel["id"]: panel for panel in document["panels"]}
    people = [person["id"] for person in document["contestants"]]
    recused = [tuple(row[:2]) for row in document.get("recusals", [])]
    for row in document["marks"]:
        round_id, judge, contestant, item_id, points = row
        if contestant not in people:
            yield row
        elif rounds[round_id].get("sealed"):
            if judge is not None or item_id is not None or points is None:
                yield row
        else:
            item = next(item for item in rounds[round_id]["items"] if item["id"] == item_id)
            person = next(each for each in document["contestants"] if each["id"] == contestant)
            if not marks_room_of(panels[judges[judge]], person):
                yield row
            if (judge, contestant) in recused or not sits(panels[judges[judge]], rounds[round_id]):
                yield row
            if points is not None and not may_be_given(item, Fraction(points)):
                yield row


def may_be_given(item: Document, points: Fraction) -> bool:
    """Are these points within the item's bounds, and on its steps?"""
    if not Fraction(item.get("min") or 0) <= points <= Fraction(item["max"]):
        return False
    return item.get("step") is None or (points / Fraction(item["step"])).denominator == 1


def wrong_weights(document: Document) -> Iterator[object]:
    """Weights left out where there are others, or all 0."""
    rounds = document["rounds"]
    if not any(Fraction(round_.get("weight") or 1) for round_ in rounds):
        yield "all rounds"
    yield from (round_["id"] for round_ in rounds if round_.get("weight") is None and len(rounds) > 1)
    for round_ in rounds:
        sitting = [panel for panel in document["panels"] if sits(panel, round_)]
        if not round_.get("sealed") and not any(Fraction(panel.get("weight") or 1) for panel in sitting):
            yield round_["id"]
        yield from (panel["id"] for panel in sitting if panel.get("weight") is None and len(sitting) > 1)
    for cut in document.get("cuts", []):
        upto = [round_["id"] for round_ in rounds][: [round_["id"] for round_ in rounds].index(cut["after"]) + 1]
        own = cut.get("weights") or {r["id"]: r.get("weight") or "1" for r in rounds if r["id"] in upto}
        if not set(own) <= set(upto) or not any(Fraction(by) for by in own.values()) or len(upto) == len(rounds):
            yield cut


def wrong_rules(document: Document) -> Iterator[object]:
    """Links named twice, clocks without a limit, people without a room, decisions and awards nobody asked for."""
    rules = document.get("rules") or {}
    chain = rules.get("tie_chain") or []
    yield from chain if len(set(chain)) < len(chain) else []
    clocks = [round_["clock"] for round_ in document["rounds"] if "clock" in round_]
    yield from (clock for clock in clocks if clock.get("over") and "limit" not in clock)
    if rules.get("rooms") == "equalised":
        yield from (person for person in document["contestants"] if not person.get("room"))
    asked = {*chain}
    asked |= {"cut"} if any(cut.get("tie") == "decide" for cut in document.get("cuts", [])) else set()
    asked |= {"award"} if any(award.get("tie") == "decide" for award in document.get("awards", [])) else set()
    state = {each["id"]: each.get("status") or "competing" for each in document["contestants"]}
    for each in document.get("decisions", []):
        pair = [state.get(who) for who in each["order"]]
        moves = each["kind"] == "cut" and document.get("cuts") and len(pair) == 2 and pair[0] == "competing"
        if each["kind"] not in asked and not (moves and pair[1] not in {"competing", "guest"}):
            yield each
    yield from (each for each in document.get("decisions", []) if len(set(each["order"])) < len(each["order"]))
    yield from (award for award in document.get("awards", []) if ("quota" in award) == ("named" in award))
    ends = [cut["after"] for cut in document.get("cuts", [])]
    yield from (pair for pair in pairwise(sorted(ends)) if pair[0] == pair[1])


def problems(document: Document) -> list[object]:
    """Everything that would make the document invalid."""
    checks = (wrong_numbers, wrong_ids, wrong_marks, wrong_rooms, wrong_weights, wrong_rules)
    return [problem for check in checks for problem in check(document)]
