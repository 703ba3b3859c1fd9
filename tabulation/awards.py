"""Awards: in the order listed, down the places, with quotas, ties at the line, pass marks and caps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from .contest import Award, Contest, Round
from .registry import function_of, rule
from .ties import DecisionBook
from .vocabulary import AwardTie, DecisionKind

Block = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AwardLine:
    """Why somebody got an award (`got`) or not: `min`, `cap`, a tie across the `line`, or less than the pass mark of a
    `round` (`pass`)."""

    award: Award
    outcome: str
    round: Round | None = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """That fewer people got an award by place than its quota: `count` fewer, in a `group` where there are groups.

    `reasons`: `used-up` by extra winners of an award before, a tie across the `line`, `pass`, `min`, `cap`, and
    `nobody` where nobody is left who could get it.
    """

    award: Award
    group: str | None
    count: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class AwardList:
    """Who gets what: position → awards in the order listed, and why; what is left over, what waits for a decision."""

    given: dict[int, list[Award]] = field(default_factory=dict)
    reasons: dict[int, list[AwardLine]] = field(default_factory=dict)
    undecided: list[tuple[Award, Block]] = field(default_factory=list)
    vacant: list[Vacancy] = field(default_factory=list)
    not_competing: list[tuple[Award, str]] = field(default_factory=list)

    def give(self, award: Award, who: Iterable[int]) -> None:
        """Enter an award for people."""
        for i in who:
            self.given.setdefault(i, []).append(award)
            self.reasons.setdefault(i, []).append(AwardLine(award, "got"))

    def explain(self, who: Iterable[int], line: AwardLine) -> None:
        """Keep the reason why people did not get an award."""
        for i in who:
            self.reasons.setdefault(i, []).append(line)


@dataclass(slots=True)
class Streets:
    """How many of an award went to each street so far, against its cap per street."""

    contest: Contest
    cap: int | None
    taken: Counter[str] = field(default_factory=Counter)

    def of(self, who: int) -> str | None:
        """Somebody's street, where a cap asks for it."""
        return None if self.cap is None else self.contest.contestants[who].street

    def room(self, who: int) -> int | None:
        """How many more may come from somebody's street; None is no limit."""
        street = self.of(who)
        return None if self.cap is None or street is None else self.cap - self.taken[street]

    def full(self, who: int) -> bool:
        """Whether somebody's street already has all it may, or (by an extended tie) more."""
        room = self.room(who)
        return room is not None and room <= 0

    def within(self, who: Sequence[int]) -> list[int]:
        """Of people in order, those who still fit under the cap when taken one by one."""
        fitting, new = [], Counter(self.taken)
        for i in who:
            street = self.of(i)
            if self.cap is None or street is None or new[street] < self.cap:
                fitting.append(i)
                new.update([] if street is None else [street])
        return fitting

    def crowded(self, who: Sequence[int]) -> set[int]:
        """Those whose street has more people among these than its cap has room for."""
        number = Counter(self.of(i) for i in who)
        rooms = {i: self.room(i) for i in who}
        return {i for i, room in rooms.items() if room is not None and number[self.of(i)] > room}

    def take(self, who: Sequence[int]) -> None:
        """Count people who got the award."""
        self.taken.update(street for i in who if (street := self.of(i)) is not None)


@dataclass(slots=True)
class Tie:
    """People who share a place across the line of an award, and how many it has room for."""

    tied: Block
    room: int
    streets: Streets
    decisions: DecisionBook


def give_awards(
    contest: Contest,
    groups: Sequence[Sequence[Block]],
    score_of: Callable[[int], Fraction],
    failed: Callable[[int], Round | None],
    decisions: DecisionBook,
) -> AwardList:
    """All awards of a contest; `groups` has each group's blocks of people who share a place, `failed` the first round
    whose pass mark somebody has not reached."""
    awards = AwardList()
    for blocks in groups:
        _Walk(contest, list(blocks), score_of, failed, decisions, awards).run()
    _give_named(contest, awards)
    _leave_to_nobody(contest, awards)
    order = {id(award): k for k, award in enumerate(contest.awards)}
    for given in awards.given.values():
        given.sort(key=lambda award: order[id(award)])
    return awards


def _give_named(contest: Contest, awards: AwardList) -> None:
    """Awards outside the places; only for those who compete."""
    positions = {c.id: i for i, c in enumerate(contest.contestants)}
    for award in contest.awards:
        for who in award.named or ():
            if contest.contestants[positions[who]].competing:
                awards.give(award, [positions[who]])
            else:
                awards.not_competing.append((award, who))


def _leave_to_nobody(contest: Contest, awards: AwardList) -> None:
    """Awards of a group in which nobody competes."""
    groups = {c.group for c in contest.contestants if c.competing}
    for award in contest.awards:
        if award.quota and award.group is not None and award.group not in groups:
            awards.vacant.append(Vacancy(award, award.group, award.quota, ("nobody",)))


@dataclass(slots=True)
class _Walk:
    """The awards of one group; `blocks` are those who may still get one, in order of place."""

    contest: Contest
    blocks: list[Block]
    score_of: Callable[[int], Fraction]
    failed: Callable[[int], Round | None]
    decisions: DecisionBook
    awards: AwardList
    surplus: int = 0
    group: str | None = None

    def run(self) -> None:
        """Each award down the places, until all are given or one waits for a decision."""
        if not self.blocks:
            return
        self.group = self.contest.contestants[self.blocks[0][0]].group
        for award in self.contest.awards:
            if award.quota is not None and award.group in (None, self.group) and not self._give(award, award.quota):
                return

    def _give(self, award: Award, full_quota: int) -> bool:
        """One award down the places; False if it waits for a decision."""
        quota = max(0, full_quota - self.surplus)
        self.surplus -= full_quota - quota
        taken: list[int] = []
        streets, decided = Streets(self.contest, award.cap), True
        for block in self.blocks:
            if len(taken) >= quota:
                break
            winners = self._winners(award, block, quota - len(taken), streets)
            if winners is None:
                decided = award.tie != AwardTie.DECIDE
                break
            taken.extend(winners)
            streets.take(winners)
        if decided and len(taken) < full_quota:
            self._leave(award, full_quota, quota, taken)
        self._take(award, taken)
        self.surplus += max(0, len(taken) - quota) if award.uses_up else 0
        return decided

    def _winners(self, award: Award, block: Block, room: int, streets: Streets) -> Sequence[int] | None:
        """Who of a shared place gets the award; None ends the award here."""
        failed = {i: round_ for i in block if (round_ := self.failed(i)) is not None}
        below = [
            i for i in block if i not in failed and award.min is not None and self.score_of(i) < Fraction(award.min)
        ]
        full = [i for i in block if i not in failed and i not in below and streets.full(i)]
        for i, round_ in failed.items():
            self.awards.explain([i], AwardLine(award, "pass", round_))
        self.awards.explain(below, AwardLine(award, "min"))
        self.awards.explain(full, AwardLine(award, "cap"))
        tied = tuple(i for i in block if i not in failed and i not in below and i not in full)
        if len(tied) <= room and not streets.crowded(tied):
            return tied
        winners: Sequence[int] | None = function_of("award_tie", award.tie)(Tie(tied, room, streets, self.decisions))
        self.awards.explain([i for i in tied if i not in (winners or ())], AwardLine(award, "line"))
        if winners is None and award.tie == AwardTie.DECIDE:
            self.awards.undecided.append((award, tied))
        return winners

    def _leave(self, award: Award, full_quota: int, quota: int, taken: Sequence[int]) -> None:
        """Keep how many fewer got an award than its full quota, and why."""
        rest = [i for block in self.blocks for i in block if i not in taken]
        found = {line.outcome for i in rest for line in self.awards.reasons.get(i, ()) if line.award is award}
        reasons = ["used-up"] * (quota < full_quota)
        if len(taken) < quota:
            reasons += [reason for reason in ("line", "pass", "min", "cap") if reason in found] or ["nobody"]
        self.awards.vacant.append(Vacancy(award, self.group, full_quota - len(taken), tuple(reasons)))

    def _take(self, award: Award, taken: Sequence[int]) -> None:
        self.awards.give(award, taken)
        out = set(taken)
        self.blocks = [rest for block in self.blocks if (rest := tuple(i for i in block if i not in out))]


@rule(AwardTie.EXTEND, source="an award line shared by two went to both")
def extend(tie: Tie) -> Sequence[int] | None:
    """All of the tied."""
    return tie.tied


@rule(AwardTie.WITHHOLD, source="rules that never exceed a quota: 宁缺毋滥")
def withhold(tie: Tie) -> Sequence[int] | None:
    """Those whose street is not crowded, if there is room for them; else the award ends."""
    crowded = tie.streets.crowded(tie.tied)
    free = [i for i in tie.tied if i not in crowded]
    return free if len(free) <= tie.room else None


@rule(AwardTie.DECIDE, source="the organising committee decides and signs")
def decide(tie: Tie) -> Sequence[int] | None:
    """The first of the decision's order whom quota and cap have room for; None without one."""
    values = tie.decisions.order_for(DecisionKind.AWARD, tie.tied).nums
    if None in values:
        return None
    best = sorted(zip(values, tie.tied, strict=True), reverse=True)
    return tie.streets.within([i for _, i in best])[: tie.room]
