"""Printed rules that turn scores into places, cuts and awards. Marks are made up; the rule and its source are not."""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest
from typing import Any

from tests.tabulation.support import Case, Document, Fields, contest, marks, table

SEALED = {"sealed": True}


def tied(
    name: str, source: str, rows: dict[str, str], chain: list[str], expected: dict[str, Fields], **more: Any
) -> Case:
    """A case of one round of one item, with a tie chain."""
    sheets = {"stage": {who: marks(text) for who, text in rows.items()}}
    return Case(name, source, contest(sheets, rules={"tie_chain": chain}, **more), expected)


EQUAL = {"A": "90 91 92", "B": "91 91 91", "C": "89 88 90"}
MANY = " ".join(["9.14"] * 27)

MORE_DECIMALS = (
    tied("third-decimal", "f.tikuw.cn 1832298175597241: equal at two places, the third decides",
         {"A": "9.1 9.2 9.14 9.15 9.12 9.16 9.13 9.9 8.5", "B": "9.1 9.2 9.14 9.15 9.12 9.17 9.13 9.9 8.5"},
         ["decimals:3"],
         table("score exact place decided_by", A=("9.14", "64/7", 2, "decimals:3"),
               B=("9.14", "6401/700", 1, "decimals:3")),
         drop=(1, 1)),
    tied("one-decimal-after-another", "xuewengu.com 9n9dgl: to the third decimal, and so on; 31 judges as in 兴安镇",
         {"A": f"9.9 8.5 9.14 9.17 {MANY}", "B": f"9.9 8.5 9.14 9.18 {MANY}", "C": f"9.9 8.5 9.15 9.16 {MANY}"},
         ["decimals:3", "decimals:4"],
         table("score place shared decided_by", A=("9.14", 2, True, "decimals:4"), B=("9.14", 1, False, "decimals:4"),
               C=("9.14", 2, True, "decimals:4")), drop=(1, 1)),
    tied("all-decimals", "stresscarki: equal scores are compared as exactly as needed",
         {"A": f"9.9 8.5 9.14 9.17 {MANY}", "B": f"9.9 8.5 9.14 9.18 {MANY}"}, ["decimals"],
         table("score place decided_by", A=("9.14", 2, "decimals"), B=("9.14", 1, "decimals")), drop=(1, 1)),
    tied("decimals-that-cannot-help", "whole marks, seven judges, 1/1 dropped: every score is a multiple of 0.2",
         {"A": "90 91 92 88 95 91 90", "B": "91 91 91 90 91 85 99"}, ["decimals:3", "decimals"],
         table("score place shared decided_by", A=("90.80", 1, True, None), B=("90.80", 1, True, None)), drop=(1, 1)),
)

WON = table("place decided_by", A=(2, "playoff"), B=(1, "playoff"), C=(3, None))
DECIDED = (
    tied("play-off", "dy1993.cn DD0: one more quiz question", EQUAL, ["decimals", "playoff"], WON,
         decisions=[{"kind": "playoff", "order": ["B", "A"], "by": "question 7"}]),
    tied("chair-votes", "preset 1: the chair's vote after all else", EQUAL, ["decimals", "chair"],
         table("place decided_by", A=(1, "chair"), B=(2, "chair"), C=(3, None)),
         decisions=[{"kind": "chair", "order": ["A", "B"], "by": "chair"}]),
    tied("chair-then-lot", "preset 1 with a lot for want of a vote", EQUAL, ["chair", "lot"],
         table("place decided_by", A=(2, "lot"), B=(1, "lot"), C=(3, None)),
         decisions=[{"kind": "lot", "order": ["B", "A"], "by": "supervisor"}]),
    tied("nobody-decides", "preset 1: share", EQUAL, ["decimals", "chair"],
         table("place shared decided_by", A=(1, True, None), B=(1, True, None), C=(3, False, None))),
    tied("toastmasters-tie-breaking-judge", "scribd 713703294: ballots 3/2/1; a ballot opened only on a tie",
         {"A": "3 2 1 1", "B": "1 3 2 2", "C": "2 1 3 2"}, ["chair"],
         table("score place decided_by", A=("7.00", 3, None), B=("8.00", 1, "chair"), C=("8.00", 2, "chair")),
         decisions=[{"kind": "chair", "order": ["B", "C"], "by": "tie-breaking judge"}],
         panels={"judges": {"seats": 4, "pool": "sum"}}),
    tied("toastmasters-ballot-in-the-file", "the same with the sealed ballot as a panel that weighs nothing",
         {"A": "3 2 1 1", "B": "1 3 2 3", "C": "2 1 3 2"}, ["panel:tiebreak"],
         table("score place decided_by", A=("6.00", 3, "panel:tiebreak"), B=("6.00", 1, "panel:tiebreak"),
               C=("6.00", 2, "panel:tiebreak")),
         panels={"judges": {"seats": 3, "pool": "sum", "weight": "1"}, "tiebreak": {"seats": 1, "weight": "0"}}),
    tied("eurovision-televote", "Eurovision tie rule, first step: more points from the televote (the round counts 2)",
         {"A": "12 10 8 5 6 7", "B": "8 7 6 12 8 7"}, ["panel:televote"],
         table("score place decided_by", A=("48.00", 2, "panel:televote"), B=("48.00", 1, "panel:televote")),
         rounds={"stage": {"weight": "2"}},
         panels={"jury": {"seats": 3, "pool": "sum", "weight": "1"},
                 "televote": {"seats": 3, "pool": "sum", "weight": "1"}}),
)

HALVES = {"written": {"weight": "0.5", **SEALED}, "interview": {"weight": "0.5"}}
BY_PART = (
    Case("interview-decides", "20hl.cn 1462927c1315 and 长阳 2018: written 50 %, interview 50 %; equal: interview",
         contest({"written": {"A": "80", "B": "90"}, "interview": {"A": ["91", "89"], "B": ["79", "81"]}},
                 rounds=HALVES, rules={"tie_chain": ["round:interview"]}),
         table("score place decided_by", A=("85.00", 1, "round:interview"), B=("85.00", 2, "round:interview"))),
    Case("heaviest-item-decides", "rule books: the criterion with most weight; 6/3/1 of auwigene.com 110660 times ten",
         contest({"stage": {"A": [["52", "28", "9"], ["54", "27", "8"]], "B": [["55", "25", "9"], ["53", "27", "9"]]}},
                 items={"stage": {"theme": {"max": "60"}, "delivery": {"max": "30"}, "overall": {"max": "10"}}},
                 rules={"tie_chain": ["item:stage/theme"]}),
         table("score place decided_by", A=("89.00", 2, "item:stage/theme"), B=("89.00", 1, "item:stage/theme"))),
    Case("free-skating-decides", "ISU: equal over both segments, the free skating decides",
         contest({"short": {"A": "70.10", "B": "68.20", "C": "60"}, "free": {"A": "130.20", "B": "132.10", "C": "120"}},
                 rounds={"short": SEALED, "free": SEALED}, rules={"tie_chain": ["round:free"]}),
         table("score place decided_by", A=("200.30", 2, "round:free"), B=("200.30", 1, "round:free"),
               C=("180.00", 3, None))),
    Case("short-programme-elements-decide", "ISU: equal in the short programme, the elements decide",
         contest({"elements": {"A": "36.05", "B": "35.15"}, "components": {"A": ["7.75"] * 3, "B": ["8.65"] * 3}},
                 rounds={"elements": SEALED}, rules={"tie_chain": ["round:elements"]}),
         table("score place", A=("43.80", 1), B=("43.80", 2))),
)

FOUR = {"A": ["90"], "B": ["85"], "C": ["85"], "D": ["70"]}
CONVENTIONS = (
    Case("competition-places", "1-2-2-4", contest({"stage": FOUR}, rules={"places": "competition"}),
         table("place shared", A=(1, False), B=(2, True), C=(2, True), D=(4, False))),
    Case("dense-places", "1-2-2-3", contest({"stage": FOUR}, rules={"places": "dense"}),
         table("place shared", A=(1, False), B=(2, True), C=(2, True), D=(3, False))),
    Case("out-of-competition", "rule books: 表演（不计名次）, 取消资格 and 退赛 take no place",
         contest({"stage": {"A": ["80"], "B": ["90"], "C": ["95"], "D": ["99"]}},
                 people={"B": {"status": "guest"}, "C": {"status": "disqualified"}, "D": {"status": "withdrawn"}}),
         table("place status", A=(1, "competing"), B=(None, "guest"), C=(None, "disqualified"), D=(None, "withdrawn"))),
)

HEAT = {"A": "90", "B": "88", "C": "86", "D": "84", "E": "83.5", "F": "82"}
SHORT = {f"{n:02}": str(100 - n) for n in range(1, 21)} | {"19": "82"}
LEFT_AFTER_THE_LAST_ROUND = contest(
    {"a": {"01": "95", "02": "90", "03": "85"}, "b": {"01": "95", "02": "90"}},
    rounds={"a": {"weight": "0.5", **SEALED}, "b": {"weight": "0.5", **SEALED}},
    people={"01": {"status": "disqualified"}}, cuts=[{"after": "a", "keep": 2}])
CUTS = (
    Case("four-go-on", "bbs.wangjiangzx.com 9312 望江: top four to the semi-final, which counts alone",
         contest({"heat": HEAT, "semifinal": {"A": ["80"], "B": ["85"], "C": ["90"], "D": ["70"]}},
                 rounds={"heat": {"weight": "0", **SEALED}},
                 cuts=[{"after": "heat", "keep": 4, "weights": {"heat": "1"}}]),
         table("score place cut", C=("90.00", 1, None), B=("85.00", 2, None), A=("80.00", 3, None),
               D=("70.00", 4, None), E=("83.50", 5, "heat"), F=("82.00", 6, "heat"))),
    Case("a-held-round-stays-as-it-was", "found on a contest day: the winner is disqualified after the last round",
         LEFT_AFTER_THE_LAST_ROUND,
         table("score place cut", **{"02": ("90.00", 1, None), "03": ("42.50", 2, "a"), "01": ("95.00", None, None)})),
    Case("a-place-in-a-held-round-is-given-away", "the same, and the chair lets the next one move up",
         {**LEFT_AFTER_THE_LAST_ROUND, "marks": [*LEFT_AFTER_THE_LAST_ROUND["marks"], ["b", None, "03", None, "80"]],
          "decisions": [{"kind": "cut", "order": ["03", "01"], "by": "chair"}]},
         table("score place cut", **{"02": ("90.00", 1, None), "03": ("82.50", 2, None), "01": ("95.00", None, None)})),
    Case("nineteen-of-eighteen-go-on", "ISU championships: a shared 18th place sends 19 on",
         contest({"short": SHORT, "free": {who: "50" for who in SHORT if who != "20"}},
                 rounds={"short": SEALED, "free": SEALED}, cuts=[{"after": "short", "keep": 18, "tie": "extend"}]),
         {who: {"cut": None} for who in SHORT if who != "20"}
         | {"20": {"cut": "short", "place": 20, "score": "80.00"}}),
    Case("two-groups", "163.com JJ1TRCIH041999R3 宝鸡: communities and towns apart; achievements, stage, questions",
         contest({"record": {"A": "30", "B": "28", "C": "29", "X": "27", "Y": "30"},
                  "stage": {"A": ["45"], "B": ["48"], "C": ["44"], "X": ["49"], "Y": ["44"]},
                  "questions": {"A": ["9"], "B": ["9"], "C": ["10"], "X": ["9"], "Y": ["8"]}},
                 rounds={"record": SEALED},
                 people={who: {"group": "town" if who in "XY" else "community"} for who in "ABCXY"},
                 awards=[{"name": "金奖", "quota": 1}, {"name": "银奖", "quota": 1}]),
         table("group score place award", B=("community", "85.00", 1, "金奖"), A=("community", "84.00", 2, "银奖"),
               C=("community", "83.00", 3, None), X=("town", "85.00", 1, "金奖"), Y=("town", "82.00", 2, "银奖"))),
)

AROUND = ("-2", "-0.5", "-0.2", "0", "0.3", "0.4", "1.5")
"""What seven judges add to the content mark: without the highest and the lowest they cancel out."""

RUBRIC = {"content": "40", "language": "30", "defence": "20", "poise": "10"}
PLAIN = {
    "01": ("36", "27", "18", "9"), "02": ("35", "28", "18", "9"), "03": ("35", "26.5", "18", "9"),
    "04": ("35", "27", "17.5", "9"), "05": ("34", "27", "17", "9"), "06": ("34", "27", "17", "9"),
    "07": ("33", "26", "17", "9"), "08": ("33", "26", "17", "9"), "09": ("37", "27", "18.5", "9.5"),
    "10": ("32", "26", "17", "9"),
}


def district_preset() -> Document:
    """Ten contestants, seven judges, four items, overtime, a chain of ties and awards 1-2-3-4."""
    sheets = {
        who: [[str(Decimal(content) + Decimal(more)), *others] for more in AROUND]
        for who, (content, *others) in PLAIN.items()
    }
    clock = {"limit": 480, "over": [[0, "-0.2"], [10, "-0.5"], [20, "-1"], [30, "-2"]]}
    return contest(
        {"stage": sheets},
        items={"stage": {item: {"max": most, "step": "0.1"} for item, most in RUBRIC.items()}},
        rounds={"stage": {"clock": clock}},
        drop=(1, 1),
        rules={"tie_chain": ["decimals", "item:stage/content", "item:stage/defence", "chair"]},
        times=[["stage", "09", 491], ["stage", "10", 600], ["stage", "01", 480]],
        decisions=[{"kind": "chair", "order": ["06", "05"], "by": "chair of the panel"}],
        awards=awards(1, 2, 3, 4),
    )


AWARDS = ("一等奖", "二等奖", "三等奖", "优秀奖")


def awards(*quotas: int) -> list[Document]:
    """First to fourth award with these quotas."""
    return [{"name": name, "quota": quota} for name, quota in zip(AWARDS, quotas, strict=False)]


def rewarded(source: str, field: int, *quotas: int) -> Case:
    """A case of a field of contestants, best first, and how many get each award."""
    people = [f"{number:02}" for number in range(1, field + 1)]
    given = [name for name, quota in zip(AWARDS, quotas, strict=False) for _ in range(quota)]
    sheets = {"stage": {who: [str(100 - number)] for number, who in enumerate(people)}}
    expected = {who: {"award": award} for who, award in zip_longest(people, given[:field])}
    return Case("awards-" + "-".join(map(str, quotas)), source, contest(sheets, awards=awards(*quotas)), expected)


def preset_standings() -> dict[str, Fields]:
    """What must come of `district_preset`."""
    content, defence = "item:stage/content", "item:stage/defence"
    rows = (
        ("09", "91.50", 1, None, "一等奖"), ("01", "90.00", 2, content, "二等奖"), ("02", "90.00", 3, content, "二等奖"),
        ("03", "88.50", 4, defence, "三等奖"), ("04", "88.50", 5, defence, "三等奖"), ("06", "87.00", 6, "chair", "三等奖"),
        ("05", "87.00", 7, "chair", "优秀奖"), ("07", "85.00", 8, None, "优秀奖"), ("08", "85.00", 8, None, "优秀奖"),
        ("10", "82.00", 10, None, "优秀奖"),
    )
    return table("score place decided_by award", **{who: rest for who, *rest in rows})


REWARDS = (
    rewarded("hfxf.gov.cn 18733575 合肥: 16 contestants", 16, 1, 2, 3, 4),
    rewarded("sfdot.ouchn.edu.cn 2022/08/25 兴安镇: 15 contestants", 15, 1, 2, 4),
    rewarded("sdxyxincailiao.com 2023-03/27 潍坊: about 10", 10, 2, 3, 5),
    rewarded("nku514.com 38400 邓州: 15 contestants", 15, 3, 5, 7),
    rewarded("rule books: four awards", 16, 1, 2, 6, 4),
    rewarded("sc.cri.cn 20240129 南溪: top four of 12", 12, 4),
    Case("most-popular", "wxredian.com 824c51 同江: the audience's favourite, outside the places",
         contest({"stage": FOUR}, awards=[{"name": "一等奖", "quota": 1}, {"name": "最佳人气奖", "named": ["A", "D"]}]),
         table("award awards", A=("一等奖", ["一等奖", "最佳人气奖"]), D=("最佳人气奖", ["最佳人气奖"]), B=(None, []))),
    Case("pass-mark-of-a-part", "xcqd.com.cn 2022/0731 19327: an interview below 60 of 100 goes no further",
         contest({"written": {"A": ["95"], "B": ["60"], "C": ["55"], "D": ["99"]},
                  "interview": {"A": ["59"], "B": ["80"], "C": ["60"], "D": ["59.99"]}},
                 rounds={"written": {"weight": "0.4"}, "interview": {"weight": "0.6", "rules": {"pass_mark": "60"}}},
                 awards=[{"name": "后备人员", "quota": 2}]),
         table("score place award", D=("75.59", 1, None), A=("73.40", 2, None), B=("72.00", 3, "后备人员"),
               C=("58.00", 4, "后备人员"))),
    Case("district-preset", "preset 1: 区级擂台比武", district_preset(), preset_standings()),
)

CASES = (*MORE_DECIMALS, *DECIDED, *BY_PART, *CONVENTIONS, *CUTS, *REWARDS)
