"""The words of the contest file: every id that stands for a choice, with its name in English and Chinese.

    >>> Status.NO_SHOW.words["zh"], Status.NO_SHOW.words["en"], [*map(str, JudgeKind)]
    ('缺席', 'did not appear', ['official', 'practice', 'observer'])

The reader of the file, the tables, forms and pages, the schema and the explanations all read them here. A rule has a
meaning besides its name; `registry` says what computes it and where it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


class Term(StrEnum):
    """An id of the contest file that says in words what it is; equal to the id as text."""

    words: Words
    meaning: Words

    def __new__(cls, id: str, en: str, zh: str, meaning_en: str = "", meaning_zh: str = "") -> Self:
        """A text with words; a term of the file has no meaning beyond its words, a rule has one."""
        term = str.__new__(cls, id)
        term._value_ = id
        term.words, term.meaning = Words(en, zh), Words(meaning_en, meaning_zh)
        return term

    @classmethod
    def of(cls, id: str) -> Self:
        """The term with this id; ValueError where there is none."""
        return cls(id)  # type: ignore[call-arg]  # a look-up; the checker takes it for `__new__`

    @property
    def head(self) -> Words:
        """The words at the beginning of a line.

        >>> DecisionKind.LOT.head
        Words(en='Drawing lots', zh='抽签')
        """
        return Words(self.words.en[:1].upper() + self.words.en[1:], self.words.zh)


class Status(Term):
    """What has become of a contestant: five different things; only who competes takes places and awards."""

    COMPETING = "competing", "competing", "参赛"
    WITHDRAWN = "withdrawn", "withdrawn", "退赛"
    NO_SHOW = "no-show", "did not appear", "缺席"
    DISQUALIFIED = "disqualified", "disqualified", "取消资格"
    GUEST = "guest", "out of competition", "不计名次"


PERFORMING = (Status.COMPETING, Status.GUEST)
"""Who is called on stage and marked."""

LEFT = (Status.WITHDRAWN, Status.NO_SHOW, Status.DISQUALIFIED)
"""Who was in the contest and no longer is; a guest never filled a place."""


class JudgeKind(Term):
    """Whether a judge's marks count; only official ones do."""

    OFFICIAL = "official", "official", "正式"
    PRACTICE = "practice", "practice", "练习"
    OBSERVER = "observer", "observer", "观摩"


class DecisionKind(Term):
    """What a decision between equals is: how it was made, or which line it settles."""

    CHAIR = "chair", "the chair's vote", "评委组长裁定"
    PLAYOFF = "playoff", "a play-off", "加赛"
    LOT = "lot", "drawing lots", "抽签"
    CUT = "cut", "who goes on", "晋级裁定"
    AWARD = "award", "who gets an award", "奖项裁定"


BETWEEN_EQUALS = (DecisionKind.CHAIR, DecisionKind.PLAYOFF, DecisionKind.LOT)
"""The decisions that are links of the tie chain."""


class RoundingStage(Term):
    """The numbers that may be rounded, from a mark to the end."""

    ITEM = "item", "mark of an item", "评分项得分"
    WEIGHTED = "weighted", "weighted item", "加权评分项"
    SHEET = "sheet", "sheet total", "评分表总分"
    PANEL = "panel", "panel score", "评委组得分"
    ROUND = "round", "round score", "环节得分"
    FINAL = "final", "final score", "最后得分"


ROUND_STAGES = tuple(stage for stage in RoundingStage if stage is not RoundingStage.FINAL)
"""The stages that a round may round in its own way."""


# ---- Rules: each has a meaning, and a function that computes it ------------------------------------------------------


class Trim(Term):
    """What is dropped."""

    TOTAL = (
        "total",
        "per sheet total",
        "按总分去极值",
        "each judge's marks are summed first; judges' totals are dropped",
        "先算每位评委的总分，再去掉最高、最低的总分",
    )
    ITEM = (
        "item",
        "per item",
        "按评分项去极值",
        "for each item the judges' marks are dropped and pooled; the items are added",
        "每个评分项分别去掉最高、最低分后综合，再相加",
    )


class Pool(Term):
    """How the values that are left become one."""

    MEAN = "mean", "mean", "平均分", "the mean of the values left", "其余分数的平均分"
    SUM = "sum", "sum", "总和", "the sum of the values left", "其余分数之和"
    MEDIAN = (
        "median",
        "median",
        "中位数",
        "the middle value, or the mean of the two in the middle",
        "居中的分数；偶数个时取中间两个的平均",
    )
    MIDRANGE = (
        "midrange",
        "midrange as one mark",
        "最高最低折一",
        "the mean of highest and lowest counts as one mark beside the others",
        "最高分与最低分的平均计作一个分数，与其余分数一起平均",
    )


class Rounding(Term):
    """How a number is rounded."""

    HALF_UP = (
        "half-up",
        "half up",
        "四舍五入",
        "to the nearest; a half goes away from zero",
        "四舍五入；恰为一半时远离零",
    )
    HALF_EVEN = (
        "half-even",
        "half to even",
        "四舍六入五成双",
        "to the nearest; a half goes to the even digit",
        "四舍六入，恰为一半时取偶",
    )
    DOWN = "down", "cut off", "截尾", "further decimals are cut off", "多余小数位直接舍去"
    UP = "up", "away from zero", "进一", "any further decimal raises the last digit", "有余数即进一"


class RankOn(Term):
    """What is ranked."""

    ROUNDED = (
        "rounded",
        "the rounded score",
        "按保留小数后的得分",
        "equal after the last rounding is a tie",
        "最后得分保留小数后相同即为并列",
    )
    EXACT = (
        "exact",
        "the exact score",
        "按精确得分",
        "the last rounding is for print only",
        "最后一次保留小数只用于显示",
    )


class Places(Term):
    """How places are counted."""

    COMPETITION = (
        "competition",
        "1-2-2-4",
        "并列占位（1-2-2-4）",
        "a shared place uses up the places after it",
        "并列者占用其后的名次",
    )
    DENSE = "dense", "1-2-2-3", "并列不占位（1-2-2-3）", "a shared place uses up nothing", "并列者不占用其后的名次"


class Rooms(Term):
    """What is done about several rooms."""

    RAW = "raw", "as marked", "不作平衡", "scores of different rooms are compared as they are", "各考场得分直接比较"
    EQUALISED = (
        "equalised",
        "equalised between rooms",
        "二次平均法",
        "times the mean of the rooms' means, divided by the own room's mean",
        "环节得分 × 各考场平均分的平均 ÷ 本考场平均分",
    )


def _decided_by(kind: DecisionKind) -> tuple[str, str, str, str, str]:
    """The link that a decision of this kind serves."""
    meaning = Words("a recorded decision lists the tied in order", "以记录在案的裁定所列顺序为准")
    return kind.value, kind.words.en, kind.words.zh, meaning.en, meaning.zh


class TieLink(Term):
    """What the tied are compared by."""

    DECIMALS = (
        "decimals",
        "more decimals",
        "比较更多小数位",
        "the final score with no rounding at any stage; decimals:N with N places",
        "各环节均保留全部小数的最后得分；可只比较到第 N 位小数",
    )
    ROUND = "round", "score of a round", "比较环节得分", "the round score of one round", "某一环节得分高者列前"
    ITEM = (
        "item",
        "all marks of a rubric item",
        "比较评分项平均分",
        "the mean of all valid marks of one item, nothing dropped",
        "某一评分项全部有效分的平均分高者列前",
    )
    PANEL = (
        "panel",
        "score of a panel",
        "比较评委组得分",
        "one panel's scores, rounds weighted",
        "某一评委组得分（按环节加权）高者列前",
    )
    UNTRIMMED = (
        "untrimmed",
        "nothing dropped",
        "不去掉最高最低分",
        "the final score with nothing dropped",
        "不去掉最高、最低分的最后得分",
    )
    MEDIAN = (
        "median",
        "median of the judges",
        "比较评分表总分中位数",
        "the median of the valid sheet totals, rounds weighted",
        "有效评分表总分的中位数（按环节加权）",
    )
    MAJORITY = (
        "majority",
        "majority of the judges",
        "多数评委意见",
        "how many times a judge's own total puts one above another of the tied",
        "在并列者之间，被评委个人总分排在前面的次数",
    )
    CHAIR = _decided_by(DecisionKind.CHAIR)
    PLAYOFF = _decided_by(DecisionKind.PLAYOFF)
    LOT = _decided_by(DecisionKind.LOT)


class CutTie(Term):
    """What happens when equal scores lie across the line of a cut."""

    EXTEND = (
        "extend",
        "all who share the score go on",
        "同分者全部晋级",
        "all who share the score at the line go on",
        "晋级线上同分者全部晋级",
    )
    CHAIN = (
        "chain",
        "the tie-break rules decide first",
        "先按同分规则区分",
        "the tie-break rules first; all who still share go on",
        "先按同分规则排序，仍并列者全部晋级",
    )
    DECIDE = (
        "decide",
        "a decision is recorded",
        "由人裁定并记录",
        "a decision of kind cut orders the tied; not final before",
        "由记录在案的裁定排序，裁定前不为最终结果",
    )


class AwardTie(Term):
    """What happens when equal scores lie across the line of an award."""

    EXTEND = (
        "extend",
        "all who share the place get it",
        "并列者全部获奖",
        "all who share the place across the line get the award",
        "名额线上并列者均获该奖",
    )
    WITHHOLD = (
        "withhold",
        "those at the line get the next one",
        "线上并列者顺延至下一奖项",
        "all who share the place across the line fall to the next award",
        "名额线上并列者均落入下一奖项",
    )
    DECIDE = (
        "decide",
        "a decision is recorded",
        "由人裁定并记录",
        "a decision of kind award orders them; not final before",
        "由记录在案的裁定排序，裁定前不为最终结果",
    )


RULES: dict[str, type[Term]] = {
    "trim": Trim,
    "pool": Pool,
    "rounding": Rounding,
    "rank_on": RankOn,
    "places": Places,
    "rooms": Rooms,
    "tie_link": TieLink,
    "cut_tie": CutTie,
    "award_tie": AwardTie,
}
"""The kinds of rules by the names they have in the contest file, tie links and ties at a line by names of their own."""

HEADS: dict[str, Words] = {
    "trim": Words("What is dropped", "去极值的对象"),
    "pool": Words("What is made of the judges' values", "合成方式"),
    "rounding": Words("How a number is rounded", "保留小数的方式"),
    "rank_on": Words("What is ranked", "排名依据"),
    "places": Words("How places are counted", "名次计法"),
    "rooms": Words("Several rooms", "分考场"),
    "tie_link": Words("Tie-break rules", "同分规则"),
    "cut_tie": Words("A tie across a cut", "晋级线上同分"),
    "award_tie": Words("A tie across an award line", "名额线上并列"),
}
"""What each kind of rules is about."""
