"""A small contest with nearly every key in use, and small changes to make to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

Document = dict[str, Any]
Change = Callable[[Document], None]


def _rules() -> Document:
    return {
        "trim": "total",
        "pool": "mean",
        "clip": {"distance": "20", "round": 2},
        "best_rounds": 3,
        "round": {"item": None, "weighted": 4, "sheet": 2, "panel": 3, "round": 2, "final": 2},
        "bounds": {"round": ["0", "120"], "final": [None, "110"]},
        "rounding": "half-up",
        "rank_on": "rounded",
        "places": "competition",
        "rooms": "raw",
        "tie_chain": [
            *("decimals", "decimals:3", "round:talk", "item:talk/content", "panel:experts"),
            *("untrimmed", "median", "majority", "chair", "lot"),
        ],
        "about": {"agreed": "2026-11-02"},
    }


def _panels() -> list[Document]:
    return [
        {
            **{"id": "experts", "name": "专家", "weight": "0.6", "pool": "mean"},
            **{"drop_high": 1, "drop_low": 1, "trim_from": 5},
        },
        {"id": "residents", "name": "居民", "weight": "0.4", "rounds": ["talk"], "about": {"drawn": True}},
    ]


def _rounds() -> list[Document]:
    clock = {"limit": 480, "over": [[10, "-0.2"], [30, "-0.5"]], "under": [[360, "-0.1"]]}
    content = {"id": "content", "name": "内容", "min": "0", "max": "40", "step": "0.1", "weight": "1"}
    manner = {"id": "manner", "name": "表达", "max": "60", "step": "0.5"}
    own = {"trim": "item", "pool": "median", "clip": {"distance": "30"}, "round": {"panel": 3, "round": None}}
    drops = {"drop_high": 0, "drop_low": 0, "trim_from": 0}
    return [
        {"id": "talk", "name": "演讲", "weight": "0.5", "clock": clock, "items": [content, manner]},
        {"id": "defence", "weight": "0.3", "items": [{"id": "answer", "max": "100"}], "rules": {**own, **drops}},
        {"id": "visit", "name": "实地", "weight": "0.2", "sealed": True},
    ]


def _people() -> Document:
    return {
        "judges": [
            {"id": "E1", "panel": "experts", "name": "甲", "kind": "official", "chair": True},
            {"id": "E2", "panel": "experts", "about": {"seat": 2}},
            {"id": "E3", "panel": "experts", "kind": "practice"},
            {"id": "R1", "panel": "residents"},
            {"id": "R2", "panel": "residents", "chair": False},
        ],
        "contestants": [
            {"id": "01", "name": "子", "community": "一社区", "street": "东街", "group": None, "room": "A"},
            {"id": "02", "name": "丑", "members": [{"name": "丑"}, {"name": "寅", "post": "书记（兼）"}], "community": "二社区", "street": "东街", "status": "competing"},
            {"id": "03", "street": "西街", "about": {"order": 3}},
            {"id": "04", "street": "西街", "group": None, "room": None},
            {"id": "05", "status": "guest"},
        ],
    }


def _marks() -> list[list[Any]]:
    """Contestants 02 and 03 are equal in everything; 04 stays behind after the first round."""
    content = {"01": "38.5", "02": "36.5", "03": "36.5", "04": "30.1", "05": "35"}
    rows: list[list[Any]] = []
    for person, points in content.items():
        for judge in ("E1", "R1", "R2") if person == "04" else ("E1", "E2", "E3", "R1", "R2"):
            rows += [["talk", judge, person, "content", points], ["talk", judge, person, "manner", "55.5"]]
    for person in ("01", "02", "03"):
        rows += [["defence", judge, person, "answer", "88.25"] for judge in ("E1", "E2")]
    rows += [["defence", "E1", "05", "answer", None]]
    return rows + [["visit", None, person, None, "90.50"] for person in ("01", "02", "03")]


def GOOD() -> Document:
    """A fresh contest that is accepted, final, and ties 02 with 03 until the lot decides."""
    return {
        "format": "leitai-contest/1",
        "title": "A small contest",
        "about": {"date": "2026-11-20", "invented": True},
        "rules": _rules(),
        "panels": _panels(),
        "rounds": _rounds(),
        **_people(),
        "marks": _marks(),
        "recusals": [["E2", "04", "same street"]],
        "factors": [["defence", "01", "1.1"]],
        "times": [["talk", "01", 503], ["talk", "02", 470], ["talk", "03", 470]],
        "adjustments": [
            {"contestant": "01", "round": "talk", "points": "-0.2", "reason": "props"},
            {"contestant": "01", "round": None, "points": "+0.5", "reason": "bonus"},
        ],
        "cuts": [{"after": "talk", "keep": 3, "tie": "extend", "weights": {"talk": "1"}}],
        "decisions": [{"kind": "lot", "order": ["03", "02"], "by": "the supervisor"}],
        "awards": [
            {"name": "一等奖", "quota": 1, "tie": "extend", "uses_up": False, "min": "60", "cap": 1},
            {"name": "二等奖", "quota": 1, "tie": "withhold"},
            {"name": "最佳人气奖", "named": ["04"]},
        ],
    }


Path = tuple[str | int, ...]


def path_of(place: str) -> Path:
    """The keys and indices of a place: `marks[12][4]` is `("marks", 12, 4)`."""
    return tuple(int(index) if index else key for key, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", place))


def place_of(path: Path) -> str:
    """The place that a path is written as."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def at(document: Any, path: Path) -> Any:
    """What a document holds at a path."""
    for step in path:
        document = document[step]
    return document


def put(place: str, value: Any) -> Change:
    """Set a value, or add a key."""

    def change(document: Document) -> None:
        *way, last = path_of(place)
        at(document, tuple(way))[last] = value

    return change


def drop(place: str) -> Change:
    """Take a key or an entry away."""

    def change(document: Document) -> None:
        *way, last = path_of(place)
        del at(document, tuple(way))[last]

    return change


def add(place: str, *values: Any) -> Change:
    """Append to a list."""

    def change(document: Document) -> None:
        at(document, path_of(place)).extend(values)

    return change


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(document: Document) -> None:
        for one in changes:
            one(document)

    return change


def marks_of(person: str, points: str) -> Change:
    """Give a contestant these points for the first item, from every judge."""

    def change(document: Document) -> None:
        for row in document["marks"]:
            if row[2] == person and row[3] == "content":
                row[4] = points

    return change


def changed(change: Change) -> Document:
    """A fresh good contest with one change."""
    document = GOOD()
    change(document)
    return document


def text(document: Document) -> str:
    """A document as the text of a file."""
    return json.dumps(document, ensure_ascii=False)


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every path of a document, except those inside `about`."""
    if path:
        yield path
    if path[-1:] == ("about",):
        return
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, entry in entries:
        yield from paths(entry, (*path, step))


def nested(depth: int) -> list[Any]:
    """Lists within lists, deeper than the interpreter can follow."""
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


ALSO_GOOD: list[tuple[str, Change]] = [
    ("no title", drop("title")),
    ("no rules", both(drop("rules"), drop("decisions"))),
    ("no decisions", drop("decisions")),
    ("no marks yet", lambda d: d.update(marks=[], decisions=[])),
    ("rules null", both(put("rules", None), drop("decisions"))),
    ("null in rules is the default", both(*(put(f"rules.{key}", None) for key in ("trim", "pool", "clip", "round")))),
    ("null in bounds is the default", put("rules.bounds", {"round": None, "final": None})),
    ("null in the rules of a round", put("rounds[1].rules", dict.fromkeys(("trim", "pool", "drop_high", "round")))),
    ("null drops", both(put("panels[0].drop_high", None), put("panels[0].trim_from", None))),
    ("null min", put("rounds[0].items[0].min", None)),
    ("null step", put("rounds[0].items[0].step", None)),
    ("null item weight", put("rounds[0].items[0].weight", None)),
    ("sealed false", put("rounds[0].sealed", False)),
    ("sealed with a list of no items", put("rounds[2].items", [])),
    ("a public recusal", drop("recusals[0][2]")),
    ("a limit alone", put("rounds[0].clock", {"limit": 480})),
    ("under alone", put("rounds[0].clock", {"under": [[360, "-0.1"]]})),
    ("a quota of nobody", put("awards[0].quota", 0)),
    ("adjustment without a round", drop("adjustments[1].round")),
    ("leading zeros and a sign", put("rounds[0].items[1].max", "+060.00")),
    ("the largest decimal", put("rounds[1].items[0].max", "9" * 15 + "." + "9" * 15)),
    ("points at the maximum", put("marks[0][4]", "40")),
    ("points at the minimum", put("marks[0][4]", "-0.0")),
    ("an excused mark", put("marks[0][4]", None)),
    ("weights that do not add up to 1", put("rounds[0].weight", "7")),
    ("a weight of 0", put("rounds[2].weight", "0")),
    ("about in a cut's weights", put("cuts[0].weights.about", {"agreed": True})),
    ("anything inside about", put("about.deep", {"colour": [1, 2.5, None, {"x": True}]})),
]
"""Changes after which the contest is still accepted (not always final)."""
