"""Places in a round that was held whose holders have left the contest, and who could move up into the round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tabulation import Tabulation
from tabulation.cuts import CutResult, apply_cut, gone_on
from tabulation.ties import DecisionBook


@dataclass(frozen=True, slots=True)
class VacantPlace:
    """A place that went on after a round to somebody (`left`) who was in a later one and is out of the contest now.

    `following` are those who would go on in their place: the first behind the line, or all who are equal there. Nobody
    moves up unless a decision of kind `cut` says so.
    """

    after: str
    left: str
    following: tuple[str, ...]


def vacant_places(result: Tabulation) -> list[VacantPlace]:
    """All places that could be given to somebody, cut by cut."""
    return [place for group in result.groups for cut in group.cuts for place in _of_cut(result, cut, group.group)]


def _of_cut(result: Tabulation, cut: CutResult, group: str | None) -> Iterator[VacantPlace]:
    contest = result.contest
    filled = gone_on(contest, cut.cut, group)
    for left in filled:
        others = [index for index in filled if index != left]
        given = apply_cut(result.scores, cut.cut, cut.among, DecisionBook(contest), others)
        following = sorted(_behind(cut) - _behind(given))
        if following:
            yield VacantPlace(cut.cut.after, contest.ids[left], tuple(contest.ids[index] for index in following))


def _behind(cut: CutResult) -> set[int]:
    return {index for block in cut.behind for index in block}
