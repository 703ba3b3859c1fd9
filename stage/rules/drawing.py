"""A question drawn from a seed, so that anybody can draw it again.

The numbers of the questions that can be drawn are written with three digits and put into the order that
`contests.rules.draw` gives for the seed; the first is drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256

from contests.rules.draw import drawn


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


def fingerprint_of(questions: Sequence[str]) -> str:
    r"""SHA-256 of all questions, one on a line, as hexadecimal digits.

    >>> fingerprint_of(["a", "b"]) == sha256(b"a\nb\n").hexdigest()
    True
    """
    return sha256("".join(f"{question}\n" for question in questions).encode()).hexdigest()
