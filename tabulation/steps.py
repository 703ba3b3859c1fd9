"""A step of an explanation: what was done, with which numbers, and what it gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .exact import ratio_text


class Step(NamedTuple):
    """One line of an explanation, and the steps that led to it.

    `kind` names a sentence in `wording`; `value` is the number arrived at, exact (a decimal, or
    p/q), and `facts` fill the sentence.
    """

    kind: str
    value: str | None
    facts: Mapping[str, str]
    steps: tuple[Step, ...] = ()

    def walk(self) -> Iterator[Step]:
        """This step and all below it."""
        yield self
        for step in self.steps:
            yield from step.walk()

    def as_data(self) -> dict[str, object]:
        """The tree as plain JSON values."""
        return {
            "kind": self.kind,
            "value": self.value,
            "facts": dict(self.facts),
            "steps": [step.as_data() for step in self.steps],
        }


def number(num: int, den: int) -> str:
    """A numerator over a denominator as exact text.

    >>> number(4570, 50), number(1, 3)
    ('91.4', '1/3')
    """
    return ratio_text(num, den)


def added(texts: list[str]) -> str:
    """Numbers as a sum a pocket calculator takes.

    >>> added(["91.2", "-0.5", "3"])
    '91.2 - 0.5 + 3'
    """
    return " + ".join(texts).replace("+ -", "- ")
