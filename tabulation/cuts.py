"""Cuts: after a round the first `keep` go on; who stays behind is placed after all who went on.

A round that was held stays as it was: who has a valid mark after a cut and then left the contest still fills a
place in it, and nobody moves up into the round but by a decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .contest import Contest, Cut, Decision
from .places import Ranking, break_tie, by_score, rank
from .registry import function_of, rule
from .scores import Scores, stage_at
from .ties import DecisionBook, Question
from .vocabulary import LEFT, CutTie, DecisionKind

Block = tuple[int, ...]


@dataclass(slots=True)
class Line:
    """The tie across the line, and how many of the tied may go on."""

    tie: Question
    room: int


@dataclass(slots=True)
class CutResult:
    """One cut in one group, drawn `among` those still in: who stayed behind, in order; who was tied, and who shares
    the score at the line.

    Of `across`, a tie that lies across the line, `room` could go on, and those `going` did. In `line`, `across` and
    `going` are also those who went on and left the contest later.
    """

    cut: Cut
    ranking: Ranking
    ties: list[Block]
    among: Block = ()
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


def apply_cut(
    scores: Scores, cut: Cut, who: Sequence[int], decisions: DecisionBook, gone_on: Sequence[int] = ()
) -> CutResult:
    """Cut those still in at the line; those without a score stay in until they have one.

    `gone_on` are those who went on and then left the contest: the line is drawn with them, as it was on the day. Who
    of them has no score at the cut, or one below the line, fills a place all the same.
    """
    with_score = [i for i in gone_on if scores.stage(stage_at(scores.contest, cut)).score.nums[i] is not None]
    keep = cut.keep - (len(gone_on) - len(with_score))
    while True:
        result, behind = _drawn(scores, cut, keep, [*who, *with_score], decisions)
        below = [i for i in with_score if i in behind]
        if not below:
            break
        with_score = [i for i in with_score if i not in below]
        keep -= len(below)
    result.ranking = rank(scores, stage_at(scores.contest, cut), behind, decisions)
    result.among = tuple(who)
    return result


def _drawn(
    scores: Scores, cut: Cut, keep: int, who: Sequence[int], decisions: DecisionBook
) -> tuple[CutResult, list[int]]:
    """The line where `keep` go on, and who stays behind."""
    stage = stage_at(scores.contest, cut)
    blocks = by_score(scores, stage, sorted(who))
    on, behind = 0, list[int]()
    result = CutResult(cut, Ranking(), [block for block in blocks if len(block) > 1])
    for block in blocks:
        room = keep - on
        if 0 < room <= len(block):
            result.line = block
        if 0 < room < len(block):
            line = Line(Question(scores, stage, block, decisions), room)
            going = function_of("cut_tie", cut.tie)(line)
            result.undecided = going is None and any(scores.contest.contestants[i].competing for i in block)
            result.across, result.room = block, room
            result.going = block if going is None else tuple(going)
            behind += [i for i in block if going is not None and i not in going]
        elif room <= 0:
            behind += block
        on += len(block)
    return result, behind


def across_when_held(scores: Scores, cut: Cut, who: Sequence[int], left: Sequence[int]) -> Block:
    """The tie across the line as it was drawn on the day, when all who `left` since were in it; empty without one."""
    with_score = [i for i in left if scores.stage(stage_at(scores.contest, cut)).score.nums[i] is not None]
    keep = cut.keep - (len(left) - len(with_score))
    return _drawn(scores, cut, keep, [*who, *with_score], DecisionBook(scores.contest))[0].across


def gone_on(contest: Contest, cut: Cut, group: str | None) -> list[int]:
    """Who of a group fills a place at a cut without competing any more, unless a decision gives it to somebody else."""
    given_away = {decision.order[1] for decision in contest.decisions if moves_up(contest, decision)}
    return [i for i in left_later(contest, cut, group) if contest.ids[i] not in given_away]


def left_later(contest: Contest, cut: Cut, group: str | None) -> list[int]:
    """Who of a group left the contest with a valid mark in a round after the cut; in the order of the file."""
    left = [i for i, c in enumerate(contest.contestants) if c.status in LEFT and c.group == group]
    later = valid_after(contest, cut) if left else set[str]()
    return [i for i in left if contest.ids[i] in later]


def moves_up(contest: Contest, decision: Decision) -> bool:
    """Whether a decision says who moves up into a round that was held: first who does, then whose place it was."""
    status = {c.id: c.status for c in contest.contestants}
    found = [status.get(who) for who in decision.order]
    return decision.kind == "cut" and len(found) == 2 and found[0] == "competing" and found[1] in LEFT


def valid_after(contest: Contest, cut: Cut) -> set[str]:
    """Who has a mark that counts in a round after the cut; judges who do not mark somebody have none of theirs."""
    rounds = [r.id for r in contest.rounds]
    later = set(rounds[rounds.index(cut.after) + 1 :])
    official = {None, *(j.id for j in contest.judges if j.kind == "official")}
    columns = [column for (round_, judge, _), column in contest.marks.items() if round_ in later and judge in official]
    return {who for column in columns for who, points in column.items() if points is not None}


@rule(CutTie.EXTEND, source="an 18th place shared by two sent 19 on")
def extend(line: Line) -> Sequence[int] | None:
    """All of the tied."""
    return line.tie.tied


@rule(CutTie.CHAIN, source="总成绩并列，面试分高者列前")
def chain(line: Line) -> Sequence[int] | None:
    """The first of the tied, with all who share the last place that goes on."""
    order, going = Ranking(), list[int]()
    break_tie(line.tie, order)
    for block in order.blocks:
        if len(going) < line.room:
            going.extend(block)
    return going


@rule(CutTie.DECIDE, source="play-off for the last seat")
def decide(line: Line) -> Sequence[int] | None:
    """The first of the decision's order; None while there is no decision."""
    values = line.tie.decisions.order_for(DecisionKind.CUT, line.tie.tied).nums
    if None in values:
        return None
    best = sorted(zip(values, line.tie.tied, strict=True), reverse=True)
    return [i for _, i in best[: line.room]]
