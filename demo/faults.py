"""What goes wrong in a rehearsal, drawn from its seed: the same seed, the same trouble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from contests.models import Performance

from .stages import ON_STAGE, seconds_on_stage

OVER = 23
"""Seconds that one speaks too long."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Numbers of contestants and keys of judges: who speaks too long, which two come out equal, whose sheet for whom
    is late, whose tablet dies over whom, whose sheet for whom is re-opened."""

    overtime: str
    equal: tuple[str, str]
    late: tuple[str, str]
    tablet: tuple[str, str]
    reopened: tuple[str, str]

    def seconds(self, performance: Performance, seed: int) -> int:
        """How long somebody speaks; nobody but one too long."""
        number = performance.contestant.number
        if number == self.overtime:
            return ON_STAGE + OVER
        return min(seconds_on_stage(number, seed), ON_STAGE)

    def form_of(self, number: str) -> str:
        """As whom a contestant is marked: the second of the equal ones as the first."""
        return self.equal[0] if number == self.equal[1] else number


def faults_of(contestants: Sequence[str], judges: Sequence[str], seed: int) -> Faults:
    """The faults of a seed; at least three contestants and three judges."""
    chance = Random(f"{seed} faults")
    overtime, first, second = chance.sample(contestants, 3)
    late, dies, again = chance.sample(judges, 3)
    return Faults(
        overtime=overtime,
        equal=(first, second),
        late=(chance.choice(contestants), late),
        tablet=(chance.choice(contestants), dies),
        reopened=(overtime, again),  # not one of the equal: they are to stay so
    )
