"""What a run sheet usually holds, and how it looked to somebody who changes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stage.models import AFTER_ALL, Cue, CueKind

MINUTE = 60
FEWEST_FOR_A_BREAK = 6


@dataclass(frozen=True, slots=True)
class Usual:
    """An item that most shows have: after how many performances it comes, what it is, how many seconds it takes."""

    slot: int
    kind: CueKind
    planned: int


def usual_cues(performances: int) -> list[Usual]:
    """What a show of some performances usually has between them: a break after half of them where they are several.

    >>> [(cue.slot, str(cue.kind)) for cue in usual_cues(10)][:3]
    [(0, 'address'), (0, 'rules'), (5, 'break')]
    >>> any(cue.kind == CueKind.BREAK for cue in usual_cues(5))
    False
    """
    half = [Usual(performances // 2, CueKind.BREAK, 15 * MINUTE)] if performances >= FEWEST_FOR_A_BREAK else []
    return [
        Usual(0, CueKind.ADDRESS, 5 * MINUTE),
        Usual(0, CueKind.RULES, 3 * MINUTE),
        *half,
        Usual(AFTER_ALL, CueKind.COMMENT, 10 * MINUTE),
        Usual(AFTER_ALL, CueKind.CEREMONY, 20 * MINUTE),
        Usual(AFTER_ALL, CueKind.PHOTO, 5 * MINUTE),
    ]


def order_seen(cues: Iterable[Cue]) -> str:
    """The order of some items as a caller has seen it, in one text."""
    rows = sorted((cue.slot, cue.position, cue.pk) for cue in cues)
    return ",".join(f"{pk}@{slot}" for slot, _position, pk in rows)


def placed(cues: Sequence[Cue], cue: Cue, slot: int, index: int) -> list[Cue]:
    """The items of a slot once one of them, or of another slot, has come to stand at an `index` of it."""
    there = [one for one in cues if one.slot == slot and one.pk != cue.pk]
    there.insert(max(0, min(index, len(there))), cue)
    return there
