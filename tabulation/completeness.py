"""What is missing: by contestant, round, judge and item; and whether it still matters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .contest import Contest, Contestant, Round
from .rules_in_force import rules_of
from .scores import Scores


@dataclass(frozen=True, slots=True)
class Missing:
    """One mark that is not there; judge and item are None for a sealed round, or for a performance
    that nobody may mark any more."""

    round: str
    judge: str | None
    contestant: str
    item: str | None

    def row(self) -> list[str | None]:
        """As a row of the contest file's marks, without points."""
        return [self.round, self.judge, self.contestant, self.item]


def missing_marks(scores: Scores) -> tuple[Missing, ...]:
    """All missing marks of competing contestants in the rounds they are in."""
    contest = scores.contest
    per_round = {r.id: _missing_in(scores, r) for r in contest.rounds}
    if not any(per_round.values()):
        return ()
    return tuple(m for c in contest.contestants for r in contest.rounds for m in per_round[r.id].get(c.id, ()))


def _missing_in(scores: Scores, round_: Round) -> dict[str, list[Missing]]:
    """Contestant → missing marks of one round."""
    contest = scores.contest
    there = zip(contest.contestants, scores.present(round_.id), strict=True)
    due = [c for c, present in there if present and c.competing]
    expected = {c.id for c in due}
    found: dict[str, list[Missing]] = {}
    for missing in _absent(contest, round_, due):
        found.setdefault(missing.contestant, []).append(missing)
    score = scores.round(round_.id).score
    for contestant, num in zip(contest.contestants, score.nums, strict=True):
        if num is None and contestant.id in expected and contestant.id not in found:
            found[contestant.id] = [Missing(round_.id, None, contestant.id, None)]
    return found


def _absent(contest: Contest, round_: Round, due: list[Contestant]) -> Iterator[Missing]:
    if round_.sealed:
        column = contest.marks.get((round_.id, None, None), {})
        yield from (Missing(round_.id, None, c.id, None) for c in due if c.id not in column)
    panels = {panel.id: panel for panel in contest.panels_of(round_)}
    for judge in contest.judges:
        if judge.kind == "official" and judge.panel in panels:
            panel = panels[judge.panel]
            whole_sheets = rules_of(contest, round_, panel).trim == "total"
            theirs = due if panel.rooms is None else [c for c in due if panel.marks_room(c.room)]
            yield from _absent_of_judge(contest, round_, judge.id, theirs, whole_sheets)


def _absent_of_judge(
    contest: Contest, round_: Round, judge: str, due: list[Contestant], whole_sheets: bool
) -> Iterator[Missing]:
    """An excused item takes a whole sheet out under `trim: total`; then nothing of it is missing."""
    columns = [(item.id, contest.marks.get((round_.id, judge, item.id), {})) for item in round_.items]
    if all(len(column) == len(contest.contestants) for _, column in columns):
        return
    for contestant in due:
        who = contestant.id
        out = whole_sheets and any(column.get(who, "") is None for _, column in columns)
        if not out and (judge, who) not in contest.recusals:
            yield from (Missing(round_.id, judge, who, item) for item, column in columns if who not in column)
