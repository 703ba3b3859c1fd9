"""Printed rules that turn marks into scores. Marks are made up; the rule and its source are not."""

from __future__ import annotations

from typing import Any

from tests.tabulation.support import Case, contest, marks, table


def one(name: str, source: str, text: str, score: str, **more: Any) -> Case:
    """A case of one contestant in one round of one item: the judges' marks, and the final score."""
    return Case(name, source, contest({"stage": {"A": marks(text)}}, **more), table("score", A=[score]))


def points(contestant: str, value: str, reason: str, in_round: str | None = "stage") -> dict[str, str | None]:
    """An adjustment."""
    return {"contestant": contestant, "round": in_round, "points": value, "reason": reason}


DROP = {"drop_high": 1, "drop_low": 1}

DROPPING = (
    one("drop-one-of-equal-extremes", "郫县 2016: seven examiners, also where extremes are equal",
        "95 95 88 88 90 91 92", "91.20", drop=(1, 1)),
    one("sum-of-the-remaining", "m.trellya.com 736_37716_56313", "95 95 88 88 90 91 92", "456.00",
        drop=(1, 1), rules={"pool": "sum"}),
    one("bounded-marks", "m.tianqiyubao2.com 307083: 7 to 9.9, one decimal, mean to two places",
        "7.0 9.9 8.3 8.8 9.1 9.0 8.5", "8.66", items={"stage": {"mark": {"min": "7", "max": "9.9", "step": "0.1"}}}),
    one("slam-without-dropping", "slam-voting.com, jury-wertung", "7 8 6 9 7", "7.40"),
    one("iypt-midrange", "IPTnet/ipt_connect func_mean.py, iypt_mean: (max+min)/2 beside the others",
        "4 6 7 7 9", "6.63", rules={"pool": "midrange"}),
    one("iypt-midrange-of-one", "IPTnet/ipt_connect func_mean.py, iypt_mean", "7", "7.00", rules={"pool": "midrange"}),
    one("ipt-five-jurors", "IPTnet/ipt_connect func_mean.py, ipt_mean: five jurors drop one low",
        "8 3 9 6 7", "7.50", drop=(0, 1)),
    one("ipt-nine-jurors", "IPTnet/ipt_connect func_mean.py, ipt_mean: nine jurors drop two low, one high",
        "10 2 4 5 6 9 8 7 6", "6.83", drop=(1, 2)),
    one("median-even", "pretalx issue 656: median, of an even number the mean of the middle two",
        "1 8 5 7", "6.00", rules={"pool": "median"}),
    one("median-odd", "pretalx issue 656: median", "2 9 3 9 2", "3.00", rules={"pool": "median"}),
    one("fig-neutral-deduction", "FIG aerobic, 123dok 1y91p4rdq: middle two of four, the chair takes 0.5 off",
        "8.5 9.3 8.7 8.9", "8.30", drop=(1, 1), adjustments=[points("A", "-0.5", "neutral deduction")]),
    Case("each-element-trimmed", "g230.com 1866254877952340707 and 福州 2013: per element, element means added",
         contest({"stage": {"A": [["38", "27", "18"], ["36", "29", "17"], ["39", "25", "20"], ["35", "28", "19"]]}},
                 items={"stage": {"content": {"max": "40"}, "language": {"max": "30"}, "defence": {"max": "20"}}},
                 drop=(1, 1), rules={"trim": "item"}),
         table("score", A=["83.00"])),
    Case("totals-trimmed", "the same sheets, trimmed on their totals",
         contest({"stage": {"A": [["38", "27", "18"], ["36", "29", "17"], ["39", "25", "20"], ["35", "28", "19"]]}},
                 items={"stage": {"content": {"max": "40"}, "language": {"max": "30"}, "defence": {"max": "20"}}},
                 drop=(1, 1)),
         table("score", A=["82.50"])),
    Case("ten-point-rubric", "xuewengu.com 9n9dgl: content 3, bearing 2, eloquence 4, time 1",
         contest({"stage": {"A": [["2.8", "1.7", "3.5", "1"], ["2.6", "1.9", "3.4", "0.8"],
                               ["2.9", "1.8", "3.7", "1"]]}},
                 items={"stage": {"content": {"max": "3", "step": "0.1"}, "bearing": {"max": "2", "step": "0.1"},
                                  "eloquence": {"max": "4", "step": "0.1"}, "time": {"max": "1", "step": "0.1"}}}),
         table("score", A=["9.03"])),
)

NINE = marks("9.78 9.90 9.80 9.81 9.70 9.82 9.84 9.85 9.86")
PRESET = [[0, "-0.2"], [10, "-0.5"], [20, "-1"], [30, "-2"]]

CLOCK = (
    Case("mean-to-3-places-then-overtime", "tudiao.com 2109/1359069: 10 s free, more 0.2, more than 30 s 0.5",
         contest({"stage": dict.fromkeys("ABCDE", NINE)}, drop=(1, 1), rules={"round": {"panel": 3, "final": 3}},
                 rounds={"stage": {"clock": {"limit": 360, "over": [[10, "-0.2"], [30, "-0.5"]]}}},
                 times=[["stage", who, s] for who, s in zip("ABCDE", (360, 370, 371, 390, 391), strict=True)]),
         table("score", A=["9.823"], B=["9.823"], C=["9.623"], D=["9.623"], E=["9.323"])),
    Case("preset-overtime-on-100-points", "w.sf024.com 41408902 times ten: 8:00, at most 2 points off",
         contest({"stage": {who: ["90"] for who in "ABCDEFG"}},
                 rounds={"stage": {"clock": {"limit": 480, "over": PRESET}}},
                 times=[["stage", who, s] for who, s in zip("ABCDEF", (480, 481, 490, 491, 501, 511), strict=True)]),
         table("score", A=["90.00"], B=["89.80"], C=["89.80"], D=["89.50"], E=["89.00"], F=["88.00"], G=["90.00"])),
    Case("undertime", "w.sf024.com 41408902: less than 6:00 costs 0.1",
         contest({"stage": {who: ["9.00"] for who in "ABC"}},
                 rounds={"stage": {"clock": {"under": [[360, "-0.1"]]}}},
                 times=[["stage", "A", 359], ["stage", "B", 360], ["stage", "C", 0]]),
         table("score", A=["8.90"], B=["9.00"], C=["8.90"])),
    Case("flat-overtime-by-the-clerk", "m.trellya.com 734_37716_56313: 0.1 off once, by the tally clerk",
         contest({"stage": {"A": ["9.20", "9.40", "9.30"], "B": ["9.20", "9.40", "9.30"]}},
                 adjustments=[points("B", "-0.1", "overtime")]),
         table("score place", A=("9.30", 1), B=("9.20", 2))),
    Case("late-is-a-forfeit", "w.sf024.com 41408902: one minute late forfeits",
         contest({"stage": {"A": ["9.00"], "B": ["8.00"]}}, people={"L": {"status": "no-show"}}),
         table("score place", A=("9.00", 1), B=("8.00", 2), L=(None, None))),
)

FLAGS = {"mark": {"max": "1", "step": "1"}}
COMPONENT = {"max": "10", "step": "0.25", "weight": "0.8"}
SKILLS, TIMING = marks("7.25 7.5 7.75 8 8.25 7.5 7 7.75 7.5"), marks("8 8.25 8.25 8.5 7.75 8 8.25 8 8")

COMBINED = (
    Case("ballots-60-40", "handmsg.com 2017-11-07 邻水: leaders' ballots 60 %, the others' 40 %, ten-point",
         contest({"bout": {"A": marks("9.5 9.2 9.0 8.8 9.0 9.4 8.6"), "B": marks("9.0 9.1 9.4 9.6 9.5 9.2 9.3")}},
                 panels={"leaders": {"seats": 3, "weight": "0.6"}, "others": {"seats": 4, "weight": "0.4"}}),
         table("score place", A=("9.12", 2), B=("9.26", 1))),
    Case("panels-and-rounds", "preset 3, 兴安镇 / 邻水: rounds 60/40, leaders 60 % drop 1/1, residents 40 % untrimmed",
         contest({"report": {"A": marks("90 92 88 95 91 80 85 90 95 99"), "B": marks("91 91 91 90 97 90 92 94 88 86")},
                  "question": {"A": marks("85 88 90 86 87 90 80 85 95 90"),
                               "B": marks("80 95 88 88 89 70 90 80 85 85")}},
                 rounds={"report": {"weight": "0.6"}, "question": {"weight": "0.4"}},
                 panels={"leaders": {"seats": 5, "weight": "0.6", **DROP}, "residents": {"seats": 5, "weight": "0.4"}}),
         table("score rounds", A=("89.27", {"report": "90.52", "question": "87.4"}),
               B=("88.68", {"report": "90.6", "question": "85.8"}))),
    Case("mutual-marking-plus-speech", "jianpian.cn nd8iuft 商桥: villages mark each other, then speak; both added",
         contest({"visit": {"A": [None, "90", "88"], "B": ["85", None, "95"], "C": ["92", "94", None]},
                  "speech": {"A": ["91", "93"], "B": ["90", "90"], "C": ["85", "88"]}},
                 panels={"peers": {"seats": 3, "rounds": ["visit"]}, "judges": {"seats": 2, "rounds": ["speech"]}},
                 recusals=[["J1", "A", "own village"], ["J2", "B", "own village"], ["J3", "C", "own village"]]),
         table("score place", A=("181.00", 1), B=("180.00", 2), C=("179.50", 3))),
    Case("site-visit-50-50", "nku514.com 38400 邓州: stage 50 %, sealed site visit 50 %",
         contest({"stage": {"A": marks("95 92 90 96 91"), "B": marks("90 91 89 92 88")},
                  "visit": {"A": "86.25", "B": "89.50"}}, drop=(1, 1),
                 rounds={"stage": {"weight": "0.5"}, "visit": {"weight": "0.5", "sealed": True}}),
         table("score place rounds", A=("89.46", 2, {"stage": "278/3", "visit": "86.25"}),
               B=("89.75", 1, {"stage": "90", "visit": "89.5"}))),
    Case("popularity-5-percent", "djy.sicau.edu.cn 1163/1534: 5 % of the final score",
         contest({"stage": {"A": ["90.0", "90.4"], "B": ["90.6", "90.2"]}, "popularity": {"A": "96", "B": "80"}},
                 rounds={"stage": {"weight": "0.95"}, "popularity": {"weight": "0.05", "sealed": True}}),
         table("score place", A=("90.49", 1), B=("89.88", 2))),
    Case("flags-of-sixty-residents", "k.jiangsulong.com 310608 无锡: each of 60 flags is one point",
         contest({"stage": {"A": ["88", "87", "89"], "B": ["84", "85", "84.5"]},
                  "flags": {"A": ["1"] * 47 + ["0"] * 13, "B": ["0"] * 8 + ["1"] * 52}}, items={"flags": FLAGS},
                 panels={"judges": {"seats": 3, "rounds": ["stage"]},
                         "residents": {"seats": 60, "rounds": ["flags"], "pool": "sum"}}),
         table("score place", A=("135.00", 2), B=("136.50", 1))),
    Case("rooms-made-equal", "110bbs.net 780725-1-1 二次平均法: x mean of the rooms' means / own room's mean",
         contest({"heat": {"A1": ["89", "87"], "A2": ["84", "84"], "B1": ["86", "86"], "B2": ["79", "81"]}},
                 people={who: {"room": who[0]} for who in ("A1", "A2", "B1", "B2")}, rules={"rooms": "equalised"}),
         table("score place", A1=("86.47", 2), A2=("82.53", 3), B1=("87.55", 1), B2=("81.45", 4))),
    Case("rooms-with-judges-of-their-own", "110bbs.net 780725-1-1 二次平均法: each room (考场) has its own examiners (考官组)",
         contest({"heat": {"A1": [*marks("90 80 84 85 70"), None, None], "A2": [*marks("80 80 80 80 80"), None, None],
                           "B1": [*[None] * 5, "90", "96"], "B2": [*[None] * 5, "80", "74"]}},
                 panels={"A": {"seats": 5, "rooms": ["A"], **DROP}, "B": {"seats": 2, "rooms": ["B"]}},
                 people={who: {"room": who[0]} for who in ("A1", "A2", "B1", "B2")}, rules={"rooms": "equalised"}),
         table("score place", A1=("84.78", 2), A2=("81.72", 3), B1=("91.09", 1), B2=("75.41", 4))),
    Case("skating-components", "ISU: per component drop 1/1, mean to two places, x factor to two places, added",
         contest({"stage": {"A": list(zip(SKILLS, TIMING, strict=True))}},
                 items={"stage": {"skills": COMPONENT, "timing": COMPONENT}}, drop=(1, 1),
                 rules={"trim": "item", "round": {"item": 2, "weighted": 2}}),
         table("score", A=["12.58"])),
    Case("diving", "World Aquatics: drop 2/2, sum of three x difficulty, dives added",
         contest({"first": {"A": marks("8 8.5 7.5 8 8 9 7")}, "second": {"A": marks("6 6.5 6.5 7 6 5.5 6.5")}},
                 drop=(2, 2), factors=[["first", "A", "3.2"], ["second", "A", "3.6"]], rules={"pool": "sum"}),
         table("score rounds", A=("145.20", {"first": "76.8", "second": "68.4"}))),
    Case("ski-jumping-never-below-0", "FIS: middle three + length + gate + wind, at least 0",
         contest({"jump": {"A": marks("15 15.5 16 16 17"), "B": marks("18 18.5 18 19 17.5")}}, drop=(1, 1),
                 rules={"pool": "sum", "round": {"round": 1, "final": 1}},
                 adjustments=[points("A", "-48.2", "length", "jump"), points("A", "3.1", "gate", "jump"),
                              points("A", "-2.5", "wind", "jump"), points("B", "60.5", "length", "jump"),
                              points("B", "-7.4", "wind", "jump")]),
         table("score rounds", A=("0.0", {"jump": "0.0"}), B=("107.6", {"jump": "107.6"}))),
)

CASES = (*DROPPING, *CLOCK, *COMBINED)
