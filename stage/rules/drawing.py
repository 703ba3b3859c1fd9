"""A question drawn from a seed that nobody could choose, so that anybody can draw it again.

With its questions a bank seals a chain of numbers, each the SHA-256 of the next, of which each draw takes one. The seal
is the SHA-256 of "number:fingerprint of the questions" for the first. The seed of a draw is "number:what was called
out", as for a running order. So a number is checked against the draw before, and tells nothing of the one after.

The numbers of the questions that can be drawn are written with three digits and put into the order that
`contests.rules.draw` gives for the seed; the first is drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256

from contests.rules.draw import DrawRecord, drawn, seed_read
from stage.models import QuestionDraw

CHAIN = 1000
"""How many draws one seal serves."""


def number_of_draw(sealed: str, nth: int) -> str:
    """The number of the nth draw of a seal, counted from 1.

    >>> number_of_draw("f" * 64, 7) == sha256(number_of_draw("f" * 64, 8).encode()).hexdigest()
    True
    """
    number = sealed
    for _step in range(CHAIN - nth):
        number = sha256(number.encode()).hexdigest()
    return number


def record_of(draw: QuestionDraw) -> DrawRecord:
    """What everybody may know of the draw of a question."""
    return DrawRecord(draw.seal_number, draw.seal, seed_read(draw.seed))


def question_drawn(pool: Sequence[int], *, seed: str) -> int:
    """The number that a seed draws of those in the pool.

    >>> question_drawn([1, 2, 3, 4], seed="a red lantern") == question_drawn([4, 3, 2, 1], seed="a red lantern")
    True
    >>> question_drawn([7], seed="any")
    7
    """
    return int(drawn((f"{number:03d}" for number in pool), seed=seed)[0])


def pool_of(questions: Sequence[str], used: Collection[int], *, again: bool) -> list[int]:
    """The numbers that can be drawn: all where questions may be drawn `again`, else those never drawn.

    >>> pool_of(["a", "b", "c"], {2}, again=False), pool_of(["a", "b", "c"], {2}, again=True)
    ([1, 3], [1, 2, 3])
    """
    return [n for n in range(1, len(questions) + 1) if again or n not in used]
