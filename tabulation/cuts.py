"""Cuts: after a round the first `keep` go on; who stays behind is placed after all who went on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .contest import Cut
from .places import Ranking, break_tie, by_score, rank
from .registry import Words, function_of, rule
from .scores import Scores, stage_at
from .ties import DecisionBook, Question

Block = tuple[int, ...]


@dataclass(slots=True)
class Line:
    """The tie across the line, and how many of the tied may go on."""

    tie: Question
    room: int


@dataclass(slots=True)
class CutResult:
    """One cut in one group: who stayed behind, in order; who was tied, and who shares the score at the line.

    Of `across`, a tie that lies across the line, `room` could go on, and those `going` did.
    """

    cut: Cut
    ranking: Ranking
    ties: list[Block]
    line: Block = ()
    across: Block = ()
    room: int = 0
    going: Block = ()
    undecided: bool = False

    @property
    def chained(self) -> list[Block]:
        """The ties that the tie chain was asked about, or would be with another number to keep."""
        return self.ties if self.cut.tie == "chain" else self.ranking.ties

    @property
    def behind(self) -> list[Block]:
        """Who stayed behind, those who share a place together, best first."""
        return self.ranking.blocks


def apply_cut(scores: Scores, cut: Cut, who: Sequence[int], decisions: DecisionBook) -> CutResult:
    """Cut those still in at the line; those without a score stay in until they have one."""
    stage = stage_at(scores.contest, cut)
    blocks = by_score(scores, stage, who)
    on, behind = 0, list[int]()
    result = CutResult(cut, Ranking(), [block for block in blocks if len(block) > 1])
    for block in blocks:
        room = cut.keep - on
        if 0 < room <= len(block):
            result.line = block
        if 0 < room < len(block):
            line = Line(Question(scores, stage, block, decisions), room)
            going = function_of("cut_tie", cut.tie)(line)
            result.undecided = going is None
            result.across, result.room = block, room
            result.going = block if going is None else tuple(going)
            behind += [i for i in block if going is not None and i not in going]
        elif room <= 0:
            behind += block
        on += len(block)
    result.ranking = rank(scores, stage, behind, decisions)
    return result


@rule(
    "cut_tie",
    "extend",
    name=Words("all go on", "并列者全部晋级"),
    meaning=Words("all who share the score at the line go on", "晋级线上同分者全部晋级"),
    source="an 18th place shared by two sent 19 on",
)
def extend(line: Line) -> Sequence[int] | None:
    """All of the tied."""
    return line.tie.tied


@rule(
    "cut_tie",
    "chain",
    name=Words("by the tie chain", "按同分规则"),
    meaning=Words("the tie chain first; all who still share go on", "先按同分规则排序，仍并列者全部晋级"),
    source="总成绩并列，面试分高者列前",
)
def chain(line: Line) -> Sequence[int] | None:
    """The first of the tied, with all who share the last place that goes on."""
    order, going = Ranking(), list[int]()
    break_tie(line.tie, order)
    for block in order.blocks:
        if len(going) < line.room:
            going.extend(block)
    return going


@rule(
    "cut_tie",
    "decide",
    name=Words("a recorded decision", "由决定确定"),
    meaning=Words(
        "a decision of kind cut orders the tied; not final before", "由记录在案的决定排序，决定前不为最终结果"
    ),
    source="play-off for the last seat",
)
def decide(line: Line) -> Sequence[int] | None:
    """The first of the decision's order; None while there is no decision."""
    values = line.tie.decisions.order_for("cut", line.tie.tied).nums
    if None in values:
        return None
    best = sorted(zip(values, line.tie.tied, strict=True), reverse=True)
    return [i for _, i in best[: line.room]]
