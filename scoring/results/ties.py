"""What the tie rules leave to people: ties that wait for a decision, and who is still in after the cuts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate

from contests.models import Contest, DecisionKind
from scoring.rules import CutAfter
from tabulation import Tabulation
from tabulation.cuts import CutResult, valid_after
from tabulation.places import Ranking, break_tie
from tabulation.scores import stage_at
from tabulation.ties import DecisionBook, Question
from tabulation.vocabulary import BETWEEN_EQUALS, CutTie

from .standings import results_of, tabulated


@dataclass(frozen=True, slots=True)
class OpenTie:
    """People who are equal where the rules ask for a decision.

    `kinds` are the kinds that would decide, in the order of the tie chain. `after` is the round of a cut, `award` the
    name of an award; without either it is about places. While `provisional`, marks are missing that may undo the tie.
    """

    kinds: tuple[DecisionKind, ...]
    contestants: tuple[str, ...]
    group: str | None
    provisional: bool
    after: str | None = None
    award: str | None = None

    @property
    def all_go_on(self) -> bool:
        """Whether all of them go on as long as nothing is decided: at a cut that leaves it to the tie chain."""
        return self.after is not None and DecisionKind.CUT not in self.kinds


def ties_to_decide(contest: Contest) -> list[OpenTie]:
    """All of them as results stand now: cuts first, then awards, then places."""
    return open_ties(results_of(contest))


def open_ties(result: Tabulation) -> list[OpenTie]:
    """All ties that wait for a decision in results at hand: cuts first, then awards, then places.

    A tie stands there once, with the decision that settles it: who goes on comes before any place, and whom a
    decision about places tells apart are no longer equal at an award.
    """
    waiting = {gap.contestant for gap in result.gaps}
    cuts = [*_at_cuts(result, waiting), *_at_chained_cuts(result, waiting)]
    places = [tie for tie in _at_places(result, waiting) if not _settled_by(cuts, tie)]
    awards = [tie for tie in _at_awards(result, waiting) if not _settled_by([*cuts, *places], tie)]
    return [*cuts, *awards, *places]


def tied_at_places(ties: Iterable[OpenTie]) -> dict[str, int]:
    """By number: how many wait for a decision on one place, whoever is among them."""
    return {who: len(t.contestants) for t in ties if not t.after and not t.award for who in t.contestants}


def _settled_by(ties: Iterable[OpenTie], tie: OpenTie) -> bool:
    return any(set(tie.contestants) <= set(other.contestants) for other in ties)


def _at_cuts(result: Tabulation, waiting: AbstractSet[str]) -> Iterator[OpenTie]:
    for group in result.groups:
        for cut in (cut for cut in group.cuts if cut.undecided):
            yield _tie(result, waiting, (DecisionKind.CUT,), cut.line, after=cut.cut.after)


def _at_chained_cuts(result: Tabulation, waiting: AbstractSet[str]) -> Iterator[OpenTie]:
    """Those whom the chain leaves equal across the line and asks a decision for: without one they all go on.

    Once one of them has been marked in a later round they have.
    """
    contest, kinds = result.contest, _kinds(result)
    for group in result.groups if kinds else ():
        for cut in (cut for cut in group.cuts if cut.cut.tie == CutTie.CHAIN and len(cut.going) > cut.room):
            question = Question(result.scores, stage_at(contest, cut.cut), cut.across, DecisionBook(contest))
            tied = _across(question, cut.room)
            if valid_after(contest, cut.cut).isdisjoint(contest.ids[index] for index in tied):
                yield _tie(result, waiting, kinds, tied, after=cut.cut.after)


def _across(question: Question, room: int) -> tuple[int, ...]:
    """Those whom the chain leaves equal where the last of so many goes on."""
    order = Ranking()
    break_tie(question, order)
    ends = accumulate(len(block) for block in order.blocks)
    return next(block for block, end in zip(order.blocks, ends, strict=True) if end > room)


def _kinds(result: Tabulation) -> tuple[DecisionKind, ...]:
    """The kinds of decision that the tie chain asks for, in its order."""
    return tuple(DecisionKind.of(link) for link in result.contest.rules.tie_chain if link in BETWEEN_EQUALS)


def _at_awards(result: Tabulation, waiting: AbstractSet[str]) -> Iterator[OpenTie]:
    for award, tied in result.awards.undecided:
        yield _tie(result, waiting, (DecisionKind.AWARD,), tied, award=award.name)


def _at_places(result: Tabulation, waiting: AbstractSet[str]) -> Iterator[OpenTie]:
    """Those who share a place although the chain asks for a decision: no decision lists them yet."""
    kinds = _kinds(result)
    if kinds:
        for group in result.groups:
            yield from (_tie(result, waiting, kinds, block) for block in group.blocks if len(block) > 1)


def _tie(
    result: Tabulation,
    waiting: AbstractSet[str],
    kinds: tuple[DecisionKind, ...],
    tied: tuple[int, ...],
    *,
    after: str | None = None,
    award: str | None = None,
) -> OpenTie:
    people = [result.contest.contestants[i] for i in tied]
    names = {person.id for person in people}
    provisional = not names.isdisjoint(waiting)
    return OpenTie(kinds, tuple(sorted(names)), people[0].group, provisional, after, award)


@dataclass(frozen=True, slots=True)
class Fate:
    """Round after which somebody stayed behind, or at whose cut it is undecided whether; None if neither."""

    cut: str | None = None
    undecided: str | None = None


def fate_of(contest: Contest, number: str) -> Fate:
    """Whether somebody is still in after the cuts so far."""
    result = tabulated(contest)
    index = result.contest.ids.index(number)
    cuts: list[CutResult] = [cut for group in result.groups for cut in group.cuts]
    left = result.cut_of.get(index)
    waiting = next((cut.cut.after for cut in cuts if cut.undecided and index in cut.line), None)
    return Fate(left.cut.after if left else None, waiting)


def cuts_now(contest: Contest) -> CutAfter:
    """Who was cut after which round, as results stand now; Refused("cannot-be-computed") where there are none yet."""
    return cuts_in(results_of(contest))


def cuts_in(result: Tabulation) -> CutAfter:
    """Who was cut after which round, in some results."""
    after = {standing.contestant: standing.cut for standing in result.standings if standing.cut is not None}
    return CutAfter(after, [round_.id for round_ in result.contest.rounds])
