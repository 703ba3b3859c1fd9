"""Rounds that are scored elsewhere: who has a score, and who still lacks one."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    """The rounds of a contest that are scored elsewhere, in order; who performs is counted. At most two queries."""
    rounds = list(contest.rounds.filter(external=True))
    rows = contest.performances.filter(round__external=True, contestant__status__in=PERFORMING)
    people = list(rows.select_related("contestant").order_by("contestant__position", "pk")) if rounds else []
    found = []
    for round_ in rounds:
        here = [row for row in people if row.round_id == round_.pk]
        missing = [str(row.contestant) for row in here if row.score is None]
        found.append(ExternalRound(round_, missing, len(here)))
    return found
