"""Small contests for examples worked out by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.tabulation.oracle import oracle

Document = dict[str, Any]
Sheets = Mapping[str, Sequence[Any]]


def one_round(
    points: Sheets, panel: Document | None = None, people: Mapping[str, Document] | None = None, **rest: Any
) -> Document:
    """A contest of one round r, one item i and one panel p.

    `points` are those of its judges J1, J2 …, for each contestant: "-" is a mark that is missing,
    None an excused one. Further arguments are keys of the document.
    """
    count = max(len(given) for given in points.values())
    document = {
        "format": "leitai-contest/1",
        "title": "t",
        "rules": {},
        "rounds": [{"id": "r", "name": "r", "items": [{"id": "i", "name": "i", "max": "1000"}]}],
        "panels": [{"id": "p", "name": "p", **(panel or {})}],
        "judges": [{"id": f"J{at + 1}", "panel": "p", "name": "j"} for at in range(count)],
        "contestants": [{"id": name, "name": name, **(people or {}).get(name, {})} for name in points],
        "marks": [
            ["r", f"J{at + 1}", name, "i", mark]
            for name, given in points.items()
            for at, mark in enumerate(given)
            if mark != "-"
        ],
    }
    return {**document, **rest}


def sealed_rounds(weights: Mapping[str, str], scores: Mapping[str, Sequence[str | None]], **rest: Any) -> Document:
    """A contest of sealed rounds with these weights; `scores` has one for each round, for each contestant."""
    document = one_round({name: [] for name in scores})
    document["rounds"] = [{"id": name, "name": name, "sealed": True, "weight": by} for name, by in weights.items()]
    document["marks"] = [
        [round_id, None, name, None, score]
        for name, given in scores.items()
        for round_id, score in zip(weights, given, strict=True)
        if score is not None
    ]
    return {**document, **rest}


def two_items(sheets: Sheets, trim: str, item: Document | None = None, **rest: Any) -> Document:
    """As `one_round`, with two items a and b; every judge gives a pair."""
    document = one_round(sheets, **rest)
    document["rules"] = {"trim": trim, **document["rules"]}
    document["rounds"][0]["items"] = [{"id": name, "name": name, "max": "1000", **(item or {})} for name in ("a", "b")]
    document["marks"] = [
        ["r", judge, name, item_id, mark]
        for _, judge, name, _, pair in document["marks"]
        for item_id, mark in zip(("a", "b"), pair, strict=True)
        if mark != "-"
    ]
    return document


def row_of(document: Document, name: str = "A") -> Document:
    """One contestant's row."""
    rows: list[Document] = oracle(document)["standings"]
    return next(row for row in rows if row["contestant"] == name)


def score(document: Document, name: str = "A") -> str | None:
    """One contestant's final score as printed."""
    found: str | None = row_of(document, name)["score"]
    return found


def exact(document: Document, name: str = "A") -> str | None:
    """One contestant's final score before its last rounding."""
    found: str | None = row_of(document, name)["exact"]
    return found


def column(document: Document, key: str) -> dict[str, Any]:
    """One value of each contestant, best first."""
    return {row["contestant"]: row[key] for row in oracle(document)["standings"]}
