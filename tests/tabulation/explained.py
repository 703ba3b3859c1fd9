"""Contests that together have every kind of step an explanation knows."""

from __future__ import annotations

from tests.tabulation.good_ballots import lin_shui, of_grades
from tests.tabulation.support import Document, contest, marks

SOME: dict[str, Document] = {
    "a mark rounded and weighted, a sheet rounded": contest(
        {"talk": {"01": [["8.26", "9.04"], ["7.5", "8.5"], None], "02": [["8.25", None], None, None]}},
        items={"talk": {"style": {"weight": "0.25"}, "content": {}}},
        rules={"round": {"item": 1, "weighted": 2, "sheet": 1, "panel": 1, "round": 1, "final": 1}},
        recusals=[["J3", "01", ""]],
    ),
    "rounded though the weight is 1": contest(
        {"talk": {"01": [["8.26"], ["9.04"]]}}, rules={"trim": "item", "round": {"weighted": 0}}
    ),
    "clipped, and rounded without being clipped": contest(
        {"talk": {"01": marks("90.26 90 60"), "02": marks("90.26 90.3 90.1")}},
        rules={"clip": {"distance": "10", "round": 1}, "pool": "median"},
    ),
    "clipped, not rounded": contest(
        {"talk": {"01": marks("90.26 90 60")}}, rules={"clip": {"distance": "10"}, "pool": "midrange"}
    ),
    "too few to drop, and two panels": contest(
        {"talk": {"01": marks("8 9 7 6"), "02": [None, None, "8", "8"], "03": [None, None, None, None]}},
        panels={"A": {"seats": 2, "weight": "1", "drop_high": 1, "drop_low": 1}, "B": {"seats": 2, "weight": "2", "drop_low": 1}},
        rules={"pool": "sum"},
    ),
    "rooms": contest(
        {"talk": {"01": marks("8"), "02": marks("9"), "03": marks("0"), "04": marks("7"), "05": marks("6")}},
        people={
            **{"01": {"room": "A"}, "02": {"room": "B"}, "03": {"room": "C"}},
            **{"04": {"room": "D", "status": "guest"}, "05": {"status": "guest"}},
        },
        rules={"rooms": "equalised"},
        factors=[["talk", "01", "1.1"]],
    ),
    "time, adjustments and bounds": contest(
        {"talk": {"01": marks("8"), "02": marks("9"), "03": marks("1")}},
        rounds={"talk": {"clock": {"under": [[300, "-0.5"], [200, "-3"]]}}},
        times=[["talk", "01", 250], ["talk", "02", 300], ["talk", "03", 199]],
        adjustments=[{"contestant": "02", "points": "-1"}, {"contestant": "02", "points": "0.5", "round": "talk", "reason": "1/3"}],
        rules={"bounds": {"round": ["0", "9.25"], "final": [None, "7"]}},
    ),
    "a cut and the best rounds, with a tie among those behind": contest(
        {
            "one": {"01": marks("9"), "02": marks("8"), "03": marks("7"), "04": marks("7")},
            "two": {"01": marks("9"), "02": marks("8")},
            "three": {"01": marks("5"), "02": marks("9")},
        },
        rounds={round_: {"weight": "0.5"} for round_ in ("one", "two", "three")},
        rules={"best_rounds": 2, "tie_chain": ["decimals", "lot"]},
        cuts=[{"after": "one", "keep": 2, "weights": {"one": "1"}}],
        decisions=[{"kind": "lot", "order": ["04", "03"]}],
    ),
    "ties across the line of a cut": contest(
        {
            "one": {"01": marks("9"), "02": marks("8"), "03": marks("8"), "04": marks("8"), "05": marks("7")},
            "two": {"01": marks("9"), "02": marks("8")},
        },
        rounds={round_: {"weight": "0.5"} for round_ in ("one", "two")},
        rules={"tie_chain": ["item:one/mark", "lot"]},
        cuts=[{"after": "one", "keep": 2, "tie": "chain"}],
        decisions=[{"kind": "lot", "order": ["02", "04", "03"]}],
    ),
    "a cut that was decided": contest(
        {"one": {"01": marks("8"), "02": marks("8")}, "two": {"02": marks("8")}},
        rounds={round_: {"weight": "0.5"} for round_ in ("one", "two")},
        cuts=[{"after": "one", "keep": 1, "tie": "decide"}],
        decisions=[{"kind": "cut", "order": ["02", "01"], "by": "领导小组"}],
    ),
    "a cut that waits for a decision": contest(
        {"one": {"01": marks("8"), "02": marks("8")}, "two": {"01": marks("8"), "02": marks("8")}},
        rounds={round_: {"weight": "0.5"} for round_ in ("one", "two")},
        cuts=[{"after": "one", "keep": 1, "tie": "decide"}],
    ),
    "recused, excused and missing, item by item": contest(
        {"talk": {"01": [["8", "+8"], ["9", None], None, None], "02": [["8", "8"], ["9", "7"], ["9", "9"], ["9", "8"]]}},
        items={"talk": {"content": {}, "style": {}}},
        rules={"trim": "item"},
        recusals=[["J4", "01", ""]],
    )
    | {"marks": [
        *(["talk", judge, "02", item, "8"] for judge in ("J1", "J2", "J3", "J4") for item in ("content", "style")),
        ["talk", "J1", "01", "content", "8"], ["talk", "J1", "01", "style", "+8"],
        ["talk", "J2", "01", "content", "9"], ["talk", "J2", "01", "style", None],
        ["talk", "J3", "01", "content", "9"],
    ]},
    "equal scores, and marks of two panels behind the item that decides": contest(
        {"talk": {"01": [["8", "4"], ["8", "4"], ["6", "3"]], "02": [["7", "5"], ["9", "3"], ["3", "6"]]}},
        items={"talk": {"content": {}, "style": {}}},
        panels={"A": {"seats": 2, "weight": "0.6"}, "B": {"seats": 1, "weight": "0.4"}},
        rules={"tie_chain": ["item:talk/content"]},
    ),
    "the pass mark of a round": contest(
        {"one": {"01": marks("5.9"), "02": marks("6"), "03": marks("7")}, "two": {"01": marks("9"), "02": marks("6"), "03": [None]}},
        rounds={"one": {"weight": "0.5", "rules": {"pass_mark": "6"}}, "two": {"weight": "0.5", "rules": {"pass_mark": "5"}}},
        awards=[{"name": "first", "quota": 2}],
    ),
    "the best round of one who has not been in the other": contest(
        {"one": {"01": marks("9"), "02": marks("8")}, "two": {"01": marks("7")}},
        rounds={round_: {"weight": "0.5"} for round_ in ("one", "two")},
        rules={"best_rounds": 1},
    ),
    "nobody may mark any more": contest({"talk": {"01": [[None]], "02": marks("8")}}),
    "a chain begun again, and people who share in the end": contest(
        {"talk": {"01": [["8", "4"], ["8", "4"]], "02": [["8", "4"], ["8", "4"]], "03": [["9", "3"], ["7", "5"]], "04": [["7", "5"], ["7", "5"]]}},
        items={"talk": {"content": {}, "style": {}}},
        rules={"tie_chain": ["decimals", "item:talk/content", "majority", "lot"]},
    ),
    "awards got, named and not got": contest(
        {"talk": {"01": marks("9"), "02": marks("8"), "03": marks("8"), "04": marks("7"), "05": marks("5")}},
        people={"01": {"street": "北"}, "02": {"street": "北"}, "05": {"status": "withdrawn"}},
        awards=[
            {"name": "一等奖", "quota": 2, "cap": 1, "tie": "withhold", "min": "7.5"},
            {"name": "二等奖", "quota": 1, "tie": "withhold"},
            {"name": "三等奖", "quota": 3, "min": "7.5"},
            {"name": "人气奖", "named": ["04", "05"]},
        ],
    ),
    "a tie across the line of an award": contest(
        {"talk": {"01": marks("8"), "02": marks("8")}}, awards=[{"name": "一等奖", "quota": 1, "tie": "decide"}]
    ),
    "a sealed round, and one without a score": contest(
        {"paper": {"01": "8.125", "02": "9"}, "talk": {"01": marks("8"), "04": marks("8")}},
        rounds={"paper": {"sealed": True}},
        people={"03": {"status": "no-show"}},
        rules={"round": {"round": 2}},
    ),
    "a mass jury in two classes": lin_shui(),
    "a class that has not voted": lin_shui(ballots=[["stage", "hall", "01", "A", "9", 2]]),
    "grades": of_grades(),
}
