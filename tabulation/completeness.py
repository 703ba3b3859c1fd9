"""What is missing: by contestant, round, judge and item; and whether it still matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .contest import Contest, Contestant, Judge, Panel, Points, Round
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


Sheets = tuple[tuple[str | None, tuple[str | None, ...]], ...]
"""Judges, each with the items that are missing."""


@dataclass(frozen=True, slots=True)
class Gap:
    """All that is missing of one contestant in one round.

    Before a round begins that is everything of everybody, and the same `sheets` stand for many.
    """

    round: str
    contestant: str
    sheets: Sheets

    @property
    def count(self) -> int:
        """How many marks that are."""
        return sum(len(items) for _, items in self.sheets)

    def marks(self) -> Iterator[Missing]:
        """One by one."""
        for judge, items in self.sheets:
            for item in items:
                yield Missing(self.round, judge, self.contestant, item)


NO_SCORE: Sheets = ((None, (None,)),)
"""What is missing where no judge owes a mark, or where a class of voters has no ballot yet."""


def gaps(scores: Scores) -> tuple[Gap, ...]:
    """All that is missing of competing contestants in the rounds they are in."""
    contest = scores.contest
    per_round = {r.id: _gaps_in(scores, r) for r in contest.rounds}
    found = ((r.id, c.id, per_round[r.id].get(c.id)) for c in contest.contestants for r in contest.rounds)
    return tuple(Gap(round_, who, sheets) for round_, who, sheets in found if sheets)


def _gaps_in(scores: Scores, round_: Round) -> dict[str, Sheets]:
    """Contestant → what is missing in one round."""
    contest = scores.contest
    there = zip(contest.contestants, scores.present(round_.id), strict=True)
    due = [c for c, present in there if present and c.competing]
    expected = {c.id for c in due}
    found = _absent(contest, round_, due)
    score = scores.round(round_.id)
    for panel in (p for p in score.panels if p.panel.ballot is not None):
        for contestant, num in zip(contest.contestants, panel.score.nums, strict=True):
            if num is None and contestant.id in expected and panel.panel.marks_room(contestant.room):
                found[contestant.id] = (*(s for s in found.get(contestant.id, ()) if s != NO_SCORE[0]), *NO_SCORE)
    for contestant, num in zip(contest.contestants, score.score.nums, strict=True):
        if num is None and contestant.id in expected and not found.get(contestant.id):
            found[contestant.id] = NO_SCORE
    return found


def _absent(contest: Contest, round_: Round, due: list[Contestant]) -> dict[str, Sheets]:
    """Contestant → the marks that judges owe; in a sealed round no judge does."""
    sitting = _sitting(contest, round_)
    begun = {who for _, _, columns in sitting for _, column in columns for who in column}
    begun |= {who for _, who in contest.recusals}
    untouched = {room: _all_of(sitting, room) for room in {c.room for c in due if c.id not in begun}}
    return {c.id: _of_one(contest, round_, sitting, c) if c.id in begun else untouched[c.room] for c in due}


Sitting = list[tuple[Judge, Panel, list[tuple[str, Mapping[str, Points | None]]]]]
"""Official judges, each with the panel and the marks given for each item."""


def _sitting(contest: Contest, round_: Round) -> Sitting:
    """Those of a round who have not given every contestant every mark."""
    panels = {panel.id: panel for panel in contest.panels_of(round_)}
    marks, none, found = contest.marks, dict[str, Points | None](), Sitting()
    for judge in contest.judges:
        if judge.kind == "official" and judge.panel in panels:
            columns = [(item.id, marks.get((round_.id, judge.id, item.id), none)) for item in round_.items]
            if any(len(column) < len(contest.contestants) for _, column in columns):
                found.append((judge, panels[judge.panel], columns))
    return found


def _all_of(sitting: Sitting, room: str | None) -> Sheets:
    """What is missing of somebody in a room of whom nothing was marked and from whom nobody is recused."""
    seats = ((judge, columns) for judge, panel, columns in sitting if panel.marks_room(room))
    return tuple((judge.id, tuple(item for item, _ in columns)) for judge, columns in seats)


def _of_one(contest: Contest, round_: Round, sitting: Sitting, contestant: Contestant) -> Sheets:
    """What is missing of somebody of whom something was marked.

    An excused item takes a whole sheet out under `trim: total`; then nothing of it is missing.
    """
    who, found = contestant.id, list[tuple[str | None, tuple[str | None, ...]]]()
    whole_sheets = {panel.id: rules_of(contest, round_, panel).trim == "total" for _, panel, _ in sitting}
    for judge, panel, columns in sitting:
        if not panel.marks_room(contestant.room) or (judge.id, who) in contest.recusals:
            continue
        out = whole_sheets[panel.id] and any(column.get(who, "") is None for _, column in columns)
        items = tuple(item for item, column in columns if who not in column)
        if items and not out:
            found.append((judge.id, items))
    return tuple(found)
