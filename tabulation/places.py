"""Places: by score, then link by link over those still equal, until all are told apart or share.

There is one sort key: the ranking score. What is equal there goes to the tie chain; the first
link that tells any of the tied apart splits them, and the chain starts again for those still
tied. Nothing is ever decided by the order of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby

from .exact import Column
from .registry import function_of, rule
from .scores import Scores, Stage, StageScore
from .ties import DecisionBook, Question, compare
from .vocabulary import Places, RankOn


@dataclass(slots=True)
class Ranking:
    """People (positions) in order: blocks of those who share a place, best first."""

    blocks: list[tuple[int, ...]] = field(default_factory=list)
    decided_by: dict[int, str] = field(default_factory=dict)
    ties: list[tuple[int, ...]] = field(default_factory=list)


@rule(RankOn.ROUNDED, source="the norm: 保留两位小数，分数相同…")
def on_rounded(score: StageScore) -> Column:
    """The score as it is printed."""
    return score.score


@rule(RankOn.EXACT, source="contests that rank before they round")
def on_exact(score: StageScore) -> Column:
    """The score before its last rounding."""
    return score.exact


def rank(scores: Scores, stage: Stage, who: Sequence[int], decisions: DecisionBook) -> Ranking:
    """The order of those people who have a score at this stage; the others are left out."""
    ranking = Ranking()
    for block in by_score(scores, stage, who):
        if len(block) == 1:
            ranking.blocks.append(block)
        else:
            ranking.ties.append(block)
            break_tie(Question(scores, stage, block, decisions), ranking)
    return ranking


def by_score(scores: Scores, stage: Stage, who: Sequence[int]) -> list[tuple[int, ...]]:
    """Those with a score at this stage, people with an equal ranking score together, best first."""
    column: Column = function_of("rank_on", scores.contest.rules.rank_on)(scores.stage(stage))
    return equal_blocks([i for i in who if column.nums[i] is not None], column)


def equal_blocks(who: Sequence[int], column: Column) -> list[tuple[int, ...]]:
    """Positions with equal numbers together, highest first.

    >>> equal_blocks([0, 1, 2], Column([85, 90, 85], 1))
    [(1,), (0, 2)]
    """
    nums = column.nums
    descending = sorted(who, key=nums.__getitem__, reverse=True)  # type: ignore[arg-type]
    return [tuple(block) for _, block in groupby(descending, nums.__getitem__)]


def break_tie(question: Question, ranking: Ranking) -> None:
    """Split a tie along the chain and enter its blocks, best first."""
    waiting = [tuple(question.tied)]
    while waiting:
        block = waiting.pop()
        parts, link = _split(replace(question, tied=block)) if len(block) > 1 else ([block], None)
        if link is None:
            ranking.blocks.append(block)
            continue
        ranking.decided_by.update(dict.fromkeys(block, link))
        waiting.extend(reversed(parts))


def _split(question: Question) -> tuple[list[tuple[int, ...]], str | None]:
    """The first link that tells any of the tied apart, and the parts it makes, best first."""
    for link in question.scores.contest.rules.tie_chain:
        values = compare(question, link)
        if len(set(values.nums)) > 1:
            return _parts(question.tied, values.nums), link
    return [tuple(question.tied)], None


def _parts(tied: Sequence[int], values: Sequence[int | None]) -> list[tuple[int, ...]]:
    keys = [(value is not None, value or 0) for value in values]
    order = sorted(range(len(tied)), key=keys.__getitem__, reverse=True)
    return [tuple(tied[k] for k in part) for _, part in groupby(order, keys.__getitem__)]


@rule(Places.COMPETITION, source="standard competition ranking")
def competition(sizes: Sequence[int]) -> list[int]:
    """
    >>> competition([1, 2, 1])
    [1, 2, 4]
    """
    return [1 + above for above in accumulate(sizes, initial=0)][:-1]


@rule(Places.DENSE, source="dense ranking")
def dense(sizes: Sequence[int]) -> list[int]:
    """
    >>> dense([1, 2, 1])
    [1, 2, 3]
    """
    return list(range(1, len(sizes) + 1))
