"""What a result wants its reader to know although it is computed: as data, worded in `wording`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from .contest import Contest
from .exact import exact_text
from .pooling import Row
from .scores import Scores


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark; `code` names a sentence in `wording`, `facts` fill it."""

    code: str
    facts: dict[str, str] = field(default_factory=dict)


def weight_warnings(contest: Contest) -> Iterator[Remark]:
    """Weights are used as they stand; a sum other than 1 is told."""
    whole = sum((Fraction(r.weight) for r in contest.rounds), Fraction(0))
    if whole != 1:
        yield Remark("round-weights", {"sum": exact_text(whole)})
    for cut in contest.cuts:
        whole = sum((Fraction(w) for w in (cut.weights or {}).values()), Fraction(0))
        if cut.weights is not None and whole != 1:
            yield Remark("cut-weights", {"cut": cut.after, "sum": exact_text(whole)})


def room_warnings(contest: Contest) -> Iterator[Remark]:
    """Rooms of panels in which nobody is: not yet, or written otherwise."""
    rooms = {c.room for c in contest.contestants}
    for panel in contest.panels:
        yield from (Remark("empty-room", {"panel": panel.id, "room": r}) for r in panel.rooms or () if r not in rooms)


def trim_warnings(scores: Scores) -> Iterator[Remark]:
    """Where too few valid values were there to drop any."""
    contest = scores.contest
    for round_ in contest.rounds:
        score = scores.round(round_.id)
        for panel in score.panels:
            needed = panel.rules.dropping.needed
            if needed == 0:
                continue
            for part in panel.parts:
                for i, row in enumerate(part.values.rows):
                    if score.present[i] and 0 < len(row) - row.count(None) < needed:
                        yield _not_dropped(
                            contest, i, round_.id, panel.panel.id, part.item.id if part.item else None, row
                        )


def _not_dropped(contest: Contest, index: int, round_: str, panel: str, item: str | None, row: Row) -> Remark:
    values = [v for v in row if v is not None]
    facts = {"round": round_, "panel": panel, "contestant": contest.ids[index], "count": str(len(values))}
    return Remark("item-not-dropped", {**facts, "item": item}) if item else Remark("not-dropped", facts)


def ignored_mark_warnings(scores: Scores) -> Iterator[Remark]:
    """Marks of somebody who stayed behind at an earlier cut."""
    contest = scores.contest
    for round_ in contest.rounds:
        there = scores.present(round_.id)
        gone = {who for who, present in zip(contest.ids, there, strict=True) if not present}
        marked = {who for key, column in contest.marks.items() if gone and key[0] == round_.id for who in column}
        yield from (
            Remark("cut-marks", {"round": round_.id, "contestant": c}) for c in contest.ids if c in gone & marked
        )
