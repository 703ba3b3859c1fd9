"""Rounds that are scored elsewhere: who has a score, and who still lacks one."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from contests.models import PERFORMING, Contest, Round


@dataclass(frozen=True, slots=True)
class ExternalRound:
    """A round with the labels of those who lack a score, and how many there are in all."""

    round: Round
    missing: list[str] = field(default_factory=list)
    count: int = 0

    @property
    def entered(self) -> int:
        """How many have a score."""
        return self.count - len(self.missing)


def external_rounds(contest: Contest) -> list[ExternalRound]:
    """The rounds scored elsewhere in which somebody competes or performs out of competition, in order: one query."""
    rows = contest.performances.filter(round__external=True, contestant__status__in=PERFORMING)
    people = rows.select_related("contestant", "round").order_by("round__position", "contestant__position", "pk")
    found = []
    for _pk, part in groupby(people, key=lambda row: row.round_id):
        here = list(part)
        missing = [str(row.contestant) for row in here if row.score is None]
        found.append(ExternalRound(here[0].round, missing, len(here)))
    return found
