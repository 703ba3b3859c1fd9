"""From a contest to its standings: the pipeline, step by step.

    marks → panel scores → round scores → cuts → final scores → places → awards

Each step stands in a module of its own; this one puts them in order (docs/contest-file.md,
"Computed in this order") and gathers what came out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from .awards import AwardList, give_awards
from .collector import collector_paused
from .completeness import Gap, Missing, gaps
from .contest import BadContestFile, Contest, Contestant, Decision, Round
from .cuts import CutResult, across_when_held, apply_cut, gone_on, left_later, moves_up
from .exact import texts_of
from .places import Ranking, rank
from .registry import function_of
from .remarks import Remark, ignored_mark_warnings, room_warnings, trim_warnings, weight_warnings
from .scores import Scores, Stage, stage_at
from .ties import DecisionBook


class Standing(NamedTuple):
    """One contestant's result; numbers as they are printed everywhere."""

    contestant: str
    status: str
    group: str | None
    place: int | None
    shared: bool
    score: str | None
    exact: str | None
    rounds: Mapping[str, str | None]
    cut: str | None
    award: str | None
    awards: tuple[str, ...]
    decided_by: str | None


@dataclass(slots=True)
class GroupResult:
    """One group: its cuts in order, the final ranking, then who stayed behind, later cuts first.

    `waiting` counts those who went on and have no score yet.
    """

    group: str | None
    cuts: list[CutResult] = field(default_factory=list)
    ranking: Ranking = field(default_factory=Ranking)
    behind: list[tuple[int, ...]] = field(default_factory=list)
    waiting: int = 0

    @property
    def blocks(self) -> list[tuple[int, ...]]:
        """All who have a place, those who share it together, best first."""
        return [*self.ranking.blocks, *self.behind]


@dataclass
class Tabulation:
    """The result of a contest, with everything it was computed from.

    `final` is False while a mark is missing or a decision is waited for; places are then
    provisional. `undecided` names what waits for a decision.
    """

    contest: Contest
    scores: Scores
    groups: list[GroupResult]
    awards: AwardList
    gaps: tuple[Gap, ...]
    warnings: tuple[Remark, ...]
    places: Mapping[int, int]
    cut_of: Mapping[int, CutResult]

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Everybody's result as it is printed, best first."""
        return _standings(self)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """Every mark that is missing; `gaps` says the same and is shorter."""
        return tuple(mark for gap in self.gaps for mark in gap.marks())

    @cached_property
    def missing_count(self) -> int:
        """How many marks are missing."""
        return sum(gap.count for gap in self.gaps)

    @property
    def undecided(self) -> bool:
        """Whether a cut or an award waits for a decision."""
        return bool(self.awards.undecided) or any(cut.undecided for g in self.groups for cut in g.cuts)

    @property
    def final(self) -> bool:
        """Whether nothing is missing and nothing waits for a decision."""
        return not self.gaps and not self.undecided

    def stage_of(self, index: int) -> Stage:
        """The stage at which somebody was ranked: the end, or the cut where they stayed behind."""
        cut = self.cut_of.get(index)
        return stage_at(self.contest, cut.cut if cut else None)


def tabulate(contest: Contest) -> Tabulation:
    """The standings of a contest. Raises BadContestFile where a decision names people not tied."""
    with collector_paused():
        return _tabulate(contest)


def renamed(result: Tabulation, contest: Contest) -> Tabulation:
    """The results for a copy of their contest in which people are called otherwise, such as a public copy."""
    return replace(result, contest=contest, scores=result.scores.renamed(contest))


def _tabulate(contest: Contest) -> Tabulation:
    scores, decisions = Scores(contest), DecisionBook(contest)
    groups = _through_the_rounds(scores, decisions)
    cut_of: dict[int, CutResult] = {}
    for result in groups:
        stayed = {i for cut in result.cuts for block in cut.behind for i in block}
        cut_of |= {i: cut for cut in result.cuts for block in cut.behind for i in block}
        who = [i for i in _members(contest, result.group) if i not in stayed]
        result.ranking = rank(scores, stage_at(contest, None), who, decisions)
        result.behind = [block for cut in reversed(result.cuts) for block in cut.behind]
        result.waiting = len(who) - sum(map(len, result.ranking.blocks))
    return _gathered(scores, groups, cut_of, decisions)


def _members(contest: Contest, group: str | None) -> list[int]:
    return [i for i, c in enumerate(contest.contestants) if c.competing and c.group == group]


def group_names(contest: Contest) -> list[str | None]:
    """The groups with competing contestants: by name, those without a group last."""
    return sorted({c.group for c in contest.contestants if c.competing}, key=_null_last)


def _null_last(group: str | None) -> tuple[bool, str]:
    return group is None, group or ""


def _through_the_rounds(scores: Scores, decisions: DecisionBook) -> list[GroupResult]:
    """Round after round: who is in it, its scores, and the cut after it."""
    contest = scores.contest
    groups = [GroupResult(name) for name in group_names(contest)]
    present = [True] * len(contest.contestants)
    cuts = {cut.after: cut for cut in contest.cuts}
    for round_ in contest.rounds:
        scores.enter(round_.id, present)
        if round_.id in cuts:
            present = list(present)
            for result in groups:
                still_in = [i for i in _members(contest, result.group) if present[i]]
                left = gone_on(contest, cuts[round_.id], result.group)
                cut = apply_cut(scores, cuts[round_.id], still_in, decisions, left)
                result.cuts.append(cut)
                for i in (i for block in cut.behind for i in block):
                    present[i] = False
    return groups


def _gathered(
    scores: Scores, groups: list[GroupResult], cut_of: Mapping[int, CutResult], decisions: DecisionBook
) -> Tabulation:
    contest = scores.contest
    places = _places(contest, groups)
    result = Tabulation(contest, scores, groups, AwardList(), gaps(scores), (), places, cut_of)
    blocks = [group.blocks for group in groups]
    result.awards = give_awards(
        contest, blocks, lambda i: score_of(result, i), lambda i: failed_round(result, i), decisions
    )
    _check_decisions(scores, groups, decisions)
    result.warnings = (
        *weight_warnings(contest),
        *room_warnings(contest),
        *trim_warnings(scores),
        *ignored_mark_warnings(scores),
        *(
            Remark("not-competing", {"award": award.name, "contestant": who})
            for award, who in result.awards.not_competing
        ),
    )
    return result


def score_of(result: Tabulation, index: int) -> Fraction:
    """The score of somebody who has a place."""
    value = result.scores.stage(result.stage_of(index)).score.value(index)
    return Fraction(0) if value is None else value


def failed_round(result: Tabulation, index: int) -> Round | None:
    """The first round whose pass mark somebody has not reached; a score that is missing has not failed yet."""
    for round_ in result.contest.rounds:
        mark = round_.rules.pass_mark
        if mark is not None:
            score = result.scores.round(round_.id).score.value(index)
            if score is not None and score < Fraction(mark):
                return round_
    return None


def _places(contest: Contest, groups: Sequence[GroupResult]) -> dict[int, int]:
    """Places in each group; who stayed behind comes after all who went on, with a score or without."""
    number = function_of("places", contest.rules.places)
    places: dict[int, int] = {}
    for group in groups:
        on, behind = ([len(block) for block in blocks] for blocks in (group.ranking.blocks, group.behind))
        numbers = number([*on, *[1] * group.waiting, *behind])
        kept = [*numbers[: len(on)], *numbers[len(on) + group.waiting :]]
        for block, place in zip(group.blocks, kept, strict=True):
            places.update(dict.fromkeys(block, place))
    return places


def _check_decisions(scores: Scores, groups: Sequence[GroupResult], decisions: DecisionBook) -> None:
    """Every decision must name people who are tied where it is asked for, or whose place in a round is given away."""
    contest = scores.contest
    chained = [tie for g in groups for ties in (*(cut.chained for cut in g.cuts), g.ranking.ties) for tie in ties]
    lines = [cut.line for g in groups for cut in g.cuts if cut.cut.tie == "decide"]
    if any(moves_up(contest, decision) for decision in contest.decisions):
        crossed = [(cut.cut.tie, _across_when_held(scores, cut, g.group)) for g in groups for cut in g.cuts]
        chained += [across for tie, across in crossed if tie == "chain"]
        lines += [across for tie, across in crossed if tie == "decide"]
    tied = {"award": [b for g in groups for b in g.blocks], "cut": lines}
    problems: list[str] = []
    for number, decision in enumerate(contest.decisions):
        people = {contest.ids.index(who) for who in decision.order}
        sets = tied.get(decision.kind, chained)
        names = ", ".join(decision.order)
        if moves_up(contest, decision):
            problems += _moving_up(scores, groups, number, decision)
        elif not any(people <= set(block) for block in sets):
            if decision.kind == "cut" and not any(contest.contestants[i].competing for i in people):
                continue  # about a line of which nobody is left
            problems.append(f"decisions[{number}].order: {names} are not tied; a decision lists people who are")
        elif number in decisions.partial:
            problems.append(f"decisions[{number}].order: {names} are not all who are tied; list every one of them")
    if problems:
        raise BadContestFile(tuple(problems[:50]))


def _across_when_held(scores: Scores, cut: CutResult, group: str | None) -> tuple[int, ...]:
    """A decision about the line of the day stays when a place of that day is given away."""
    return across_when_held(scores, cut.cut, cut.among, left_later(scores.contest, cut.cut, group))


def _moving_up(scores: Scores, groups: Sequence[GroupResult], number: int, decision: Decision) -> Iterator[str]:
    """What is wrong with a decision about a place in a round that was held: it must be the place of somebody who was
    in it, and must go to the one who stands first behind the line."""
    contest = scores.contest
    mover, left = (contest.ids.index(who) for who in decision.order)
    group = contest.contestants[mover].group
    cuts = [cut for g in groups if g.group == group for cut in g.cuts]
    took_place = [cut for cut in cuts if left in left_later(contest, cut.cut, group)]
    if not took_place:
        yield f"decisions[{number}].order: {decision.order[1]} fills no place that {decision.order[0]} could take"
    elif not any(_moved(scores, cut, mover, left) for cut in took_place):
        yield f"decisions[{number}].order: {decision.order[0]} is not next; name who stands first behind the line"


def _moved(scores: Scores, cut: CutResult, mover: int, left: int) -> bool:
    """Whether somebody went on at a cut who would have stayed behind had the other kept the place."""
    group = scores.contest.contestants[mover].group
    filled = [*gone_on(scores.contest, cut.cut, group), left]
    before = apply_cut(scores, cut.cut, cut.among, DecisionBook(scores.contest), filled)
    was, is_now = ({i for block in result.behind for i in block} for result in (before, cut))
    return mover in was and mover not in is_now


def _standings(result: Tabulation) -> tuple[Standing, ...]:
    """Everybody: the placed by group and place, then those without a score, then who does not compete."""
    ids = result.contest.ids
    placed = [i for g in result.groups for block in g.blocks for i in sorted(block, key=ids.__getitem__)]
    unplaced = [i for i in range(len(ids)) if i not in result.places]
    unplaced.sort(key=lambda i: _unplaced_key(result.contest.contestants[i]))
    texts = _Texts(result)
    return tuple(_standing(result, i, texts) for i in [*placed, *unplaced])


def _unplaced_key(who: Contestant) -> tuple[bool, tuple[bool, str], str]:
    return not who.competing, _null_last(who.group) if who.competing else (False, ""), who.id


class _Texts:
    """What the standings print, gathered once for everybody."""

    def __init__(self, result: Tabulation) -> None:
        self.sharing = {i for g in result.groups for block in g.blocks if len(block) > 1 for i in block}
        self.decided = {i: link for g in result.groups for i, link in _decided(g).items()}
        scores = [result.scores.round(r.id) for r in result.contest.rounds]
        columns = [texts_of(score.score, score.decimals) for score in scores]
        names = [score.round.id for score in scores]
        self.rounds = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        self.at_end = self._of_stage(result, stage_at(result.contest, None))
        cuts = {cut.cut.after: cut.cut for cut in result.cut_of.values()}
        self.at_cut = {after: self._of_stage(result, stage_at(result.contest, cut)) for after, cut in cuts.items()}

    def _of_stage(self, result: Tabulation, stage: Stage) -> tuple[list[str | None], list[str | None]]:
        score = result.scores.stage(stage)
        return texts_of(score.score, result.contest.rules.round.final), texts_of(score.exact, None)


def _standing(result: Tabulation, i: int, texts: _Texts) -> Standing:
    who, given = result.contest.contestants[i], result.awards.given.get(i, ())
    cut = result.cut_of[i].cut.after if i in result.cut_of else None
    score, exact = texts.at_end if cut is None else texts.at_cut[cut]
    return Standing(
        contestant=who.id,
        status=who.status,
        group=who.group,
        place=result.places.get(i),
        shared=i in texts.sharing,
        score=score[i],
        exact=exact[i],
        rounds=texts.rounds[i],
        cut=cut,
        award=given[0].name if given else None,
        awards=tuple(award.name for award in given),
        decided_by=texts.decided.get(i),
    )


def _decided(group: GroupResult) -> dict[int, str]:
    """Which link told people apart, at the stage where they were placed."""
    decided = dict(group.ranking.decided_by)
    for cut in group.cuts:
        decided |= cut.ranking.decided_by
    return decided
