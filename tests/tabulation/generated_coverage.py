"""Which features of the contract a document uses and reaches, so that a test can tell that none is forgotten."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from tests.tabulation.oracle import DecisionError, oracle

Document = dict[str, Any]

ROUND_STAGES = ("item", "weighted", "sheet", "panel", "round")
RULES = {
    "trim": ("total", "item"),
    "pool": ("mean", "sum", "median", "midrange"),
    "rounding": ("half-up", "half-even", "down", "up"),
    "rank_on": ("rounded", "exact"),
    "places": ("competition", "dense"),
    "rooms": ("raw", "equalised"),
    "best_rounds": (1, 2, 3),
}
LINKS = (
    "decimals",
    "decimals:N",
    "round:ID",
    "item:ID",
    "panel:ID",
    "untrimmed",
    "median",
    "majority",
    "chair",
    "playoff",
    "lot",
)


# What a document says


def written_as(name: str, thing: Document, key: str) -> Iterator[str]:
    """Is the key absent, null or there?"""
    yield f"{name}.{key} " + ("absent" if key not in thing else "null" if thing[key] is None else "given")


def said_in_rules(document: Document) -> Iterator[str]:
    """Rules of the contest."""
    rules = document.get("rules")
    yield "rules absent" if rules is None else "rules given"
    rules = rules or {}
    for key in (*RULES, "clip", "round", "bounds", "tie_chain"):
        yield from written_as("rules", rules, key)
    for key in RULES:
        if rules.get(key) is not None:
            yield f"rules.{key} = {rules[key]}"
    for stage in (*ROUND_STAGES, "final"):
        yield from written_as("rules.round", rules.get("round") or {}, stage)
    for stage, (low, high) in pairs_of(rules.get("bounds") or {}):
        yield from [f"bounds.{stage} low"] * (low is not None) + [f"bounds.{stage} high"] * (high is not None)
    yield from written_as("clip", rules.get("clip") or {}, "round")
    for link in rules.get("tie_chain") or []:
        yield f"link {kind_of(link)}"


def pairs_of(bounds: Document) -> list[tuple[str, list[str | None]]]:
    """The bounds that are given."""
    return [(stage, pair) for stage, pair in bounds.items() if pair is not None]


def kind_of(link: str) -> str:
    """The link without the name it carries."""
    kind, _, named = link.partition(":")
    return kind + ((":N" if kind == "decimals" else ":ID") if named else "")


def said_of_rounds(document: Document) -> Iterator[str]:
    """Rounds, their own rules, clocks and items."""
    yield f"{len(document['rounds'])} rounds"
    for round_ in document["rounds"]:
        yield "sealed" if round_.get("sealed") else "marked"
        yield from written_as("round", round_, "weight")
        for key in ("over", "under", "limit"):
            yield from [f"clock.{key}"] * (key in round_.get("clock", {}))
        yield from ["clock of a sealed round"] * bool(round_.get("sealed") and round_.get("clock"))
        for key in ("trim", "pool", "clip", "round", "drop_high", "drop_low", "trim_from", "pass_mark"):
            yield from written_as("own", round_.get("rules", {}), key)
        for stage in ROUND_STAGES:
            yield from written_as("own.round", round_.get("rules", {}).get("round") or {}, stage)
        for item in round_.get("items", []):
            for key in ("min", "weight", "step"):
                yield from written_as("item", item, key)


def said_of_people(document: Document) -> Iterator[str]:
    """Panels, judges and contestants."""
    yield f"{len(document['panels'])} panels"
    for panel in document["panels"]:
        for key in ("weight", "drop_high", "drop_low", "trim_from", "pool", "rounds", "rooms"):
            yield from written_as("panel", panel, key)
    for judge in document["judges"]:
        yield f"judge {judge.get('kind')}"
        yield from ["chair"] * bool(judge.get("chair"))
    yield f"{len(document['contestants'])} contestants"
    for person in document["contestants"]:
        yield f"status {person.get('status')}"
        for key in ("group", "room", "street"):
            yield from written_as("contestant", person, key)
        yield from ["id of any signs"] * (not person["id"].isascii())


def said_of_happenings(document: Document) -> Iterator[str]:
    """Marks and what comes to them."""
    for row in document["marks"]:
        yield "sealed mark" if row[1] is None else "excused mark" if row[4] is None else "mark"
        yield from ["points with a sign"] * (row[4] or "").startswith("+")
    for key in ("recusals", "factors", "times", "adjustments", "cuts", "awards", "decisions"):
        yield f"{key} " + ("absent" if key not in document else "given" if document[key] else "empty")
    for row in document.get("adjustments", []):
        yield from written_as("adjustment", row, "round")
    yield from ["several adjustments"] * (len(document.get("adjustments", [])) > 1)


def said_of_ends(document: Document) -> Iterator[str]:
    """Cuts, decisions and awards."""
    yield f"{len(document.get('cuts', []))} cuts"
    for cut in document.get("cuts", []):
        yield f"cut {cut.get('tie')}"
        yield from written_as("cut", cut, "weights")
    for decision in document.get("decisions", []):
        yield f"decision {decision['kind']}"
    for award in document.get("awards", []):
        yield "award named" if "named" in award else f"award {award.get('tie')}"
        for key in ("min", "cap", "group", "uses_up"):
            yield from written_as("award", award, key)


def notes_in(thing: Any) -> bool:
    """Does anything carry `about`?"""
    if isinstance(thing, dict):
        return "about" in thing or any(notes_in(value) for value in thing.values())
    return isinstance(thing, list) and any(notes_in(value) for value in thing)


# What comes of it


def reached(document: Document, result: Document) -> Iterator[str]:
    """Kinds of results."""
    yield "final" if result["final"] else "not final"
    state = {row["contestant"]: row["status"] for row in result["standings"]}
    pairs = [each["order"] for each in document.get("decisions", []) if each["kind"] == "cut"]
    yield from ["moved up"] * any(state[pair[-1]] not in {"competing", "guest"} for pair in pairs)
    yield from ["undecided"] * (not result["final"] and not result["missing"])
    for row in result["missing"]:
        yield "missing mark" if row[1] else "missing score"
    for row in result["standings"]:
        yield from reached_by_one(row)
    ranks = [row["place"] for row in result["standings"] if row["place"]]
    yield from ["places with a gap"] * bool(ranks and max(ranks) > len(set(ranks)))
    shared = {row["place"] for row in result["standings"] if row["shared"] and row["decided_by"]}
    yield from ["still shared after a link"] * bool(shared)


def reached_by_one(row: Document) -> Iterator[str]:
    """What one contestant's row shows."""
    yield from ["shared"] * row["shared"]
    yield from [f"decided by {kind_of(row['decided_by'] or '')}"] * bool(row["decided_by"])
    yield from ["stayed behind"] * bool(row["cut"])
    yield from ["unplaced"] * (row["status"] == "competing" and row["place"] is None)
    yield from ["out of competition with a score"] * (row["status"] != "competing" and row["score"] is not None)
    yield from ["an endless decimal"] * ("/" in (row["exact"] or ""))
    yield from ["a score below 0"] * (row["score"] or "").startswith("-")
    yield f"{min(len(row['awards']), 2)} awards"
    yield from ["a round without a score"] * (None in row["rounds"].values())


# Whether it matters: the same document without it comes out otherwise


def without_rule(*keys: str) -> Callable[[Document], Document]:
    """Takes rules of the contest out."""
    return lambda document: {
        **document,
        "rules": {key: value for key, value in (document.get("rules") or {}).items() if key not in keys},
    }


def without(list_key: str, *keys: str) -> Callable[[Document], Document]:
    """Takes keys out of everything in a list."""
    return lambda document: {
        **document,
        list_key: [{key: thing[key] for key in thing if key not in keys} for thing in document.get(list_key, [])],
    }


def emptied(list_key: str) -> Callable[[Document], Document]:
    """Takes a whole list out."""
    return lambda document: {**document, list_key: []}


def undecided(kind: str) -> Callable[[Document], Document]:
    """Takes the decisions of one kind out."""
    return lambda document: {
        **document,
        "decisions": [each for each in document.get("decisions", []) if each["kind"] != kind],
    }


TAKEN_AWAY: dict[str, Callable[[Document], Document]] = {
    **{f"rules.{key}": without_rule(key) for key in (*RULES, "clip", "round", "bounds")},
    "own rules": without("rounds", "rules"),
    "clock": without("rounds", "clock"),
    "item weight": lambda document: {**document, "rounds": [unweighted(round_) for round_ in document["rounds"]]},
    **{f"panel {key}": without("panels", key) for key in ("drop_high", "drop_low", "trim_from", "pool")},
    "judge kind": without("judges", "kind"),
    "status": without("contestants", "status"),
    "group": lambda document: without("awards", "group")(without("contestants", "group")(document)),
    "street": without("contestants", "street"),
    **{key: emptied(key) for key in ("recusals", "factors", "times", "adjustments", "cuts", "awards")},
    **{f"award {key}": without("awards", key) for key in ("tie", "uses_up", "min", "cap", "group")},
    **{f"cut {key}": without("cuts", key) for key in ("tie", "weights")},
    **{f"decision {kind}": undecided(kind) for kind in ("chair", "playoff", "lot", "cut", "award")},
}


def unweighted(round_: Document) -> Document:
    """The round with all its items of weight 1."""
    return {**round_, "items": [{**item, "weight": None} for item in round_.get("items", [])]}


def mattering(document: Document, result: Document, known: Collection[str]) -> Iterator[str]:
    """What changes the result of this document, as far as that is not known of others."""
    for name, take_away in TAKEN_AWAY.items():
        changed = document if f"{name} matters" in known else take_away(document)
        if changed != document:
            try:
                yield from [f"{name} matters"] * (oracle(changed) != result)
            except (DecisionError, ZeroDivisionError, KeyError):
                continue


def coverage_of(document: Document, known: Collection[str] = ()) -> set[str]:
    """The features a document uses, reaches, and cannot be without (these only where they are not known yet)."""
    result = oracle(document)
    said = (said_in_rules, said_of_rounds, said_of_people, said_of_happenings, said_of_ends)
    found = {name for part in said for name in part(document)}
    found.update(["about"] * notes_in(document))
    return found | set(reached(document, result)) | set(mattering(document, result, known))


# All there is

THREE_WAYS = ("absent", "null", "given")
OWN_KEYS = ("trim", "pool", "clip", "round", "drop_high", "drop_low", "trim_from", "pass_mark")
KEYS_THREE_WAYS = {
    "rules": (*RULES, "clip", "round", "bounds", "tie_chain"),
    "rules.round": (*ROUND_STAGES, "final"),
    "clip": ("round",),
    "round": ("weight",),
    "own": OWN_KEYS,
    "own.round": ROUND_STAGES,
    "item": ("min", "weight", "step"),
    "panel": ("weight", "drop_high", "drop_low", "trim_from", "pool", "rounds", "rooms"),
    "contestant": ("group", "room", "street"),
    "adjustment": ("round",),
    "cut": ("weights",),
    "award": ("min", "cap", "group"),
}
NEVER_WRITTEN = {"own.round null"}
LISTS = ("recusals", "factors", "times", "adjustments", "cuts", "awards", "decisions")
FEATURES = frozenset(
    {f"{name}.{key} {way}" for name, keys in KEYS_THREE_WAYS.items() for key in keys for way in THREE_WAYS}
    - NEVER_WRITTEN
    | {"rules absent", "rules given", "award.uses_up absent", "award.uses_up given", "about"}
    | {f"rules.{key} = {value}" for key, values in RULES.items() for value in values}
    | {f"bounds.{stage} {side}" for stage in ("round", "final") for side in ("low", "high")}
    | {f"{before} {link}" for before in ("link", "decided by") for link in LINKS}
    | {f"{count} {things}" for count in (1, 2, 3) for things in ("rounds", "panels", "contestants")}
    | {"4 contestants", "5 contestants", "6 contestants", "0 cuts", "1 cuts", "2 cuts"}
    | {"sealed", "marked", "clock.over", "clock.under", "clock.limit", "clock of a sealed round"}
    | {f"judge {kind}" for kind in (None, "official", "practice", "observer")}
    | {f"status {kind}" for kind in (None, "competing", "withdrawn", "no-show", "disqualified", "guest")}
    | {"chair", "id of any signs", "sealed mark", "excused mark", "mark", "points with a sign", "several adjustments"}
    | {f"{key} {way}" for key in LISTS for way in ("absent", "given", "empty")}
    | {f"cut {tie}" for tie in (None, "extend", "chain", "decide")}
    | {f"award {tie}" for tie in (None, "extend", "withhold", "decide", "named")}
    | {f"decision {kind}" for kind in ("chair", "playoff", "lot", "cut", "award")}
    | {"final", "not final", "undecided", "missing mark", "missing score", "places with a gap", "shared"}
    | {"still shared after a link", "stayed behind", "moved up", "unplaced", "out of competition with a score"}
    | {"an endless decimal", "a score below 0", "a round without a score", "0 awards", "1 awards", "2 awards"}
    | {f"{name} matters" for name in TAKEN_AWAY}
)
