"""Rounds that are scored elsewhere: who has a score, whose waits for a second person, and who still lacks one."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from contests.models import PERFORMING, Contest, ReadyScore, Round


@dataclass(frozen=True, slots=True)
class ExternalRound:
    """A round with the labels of those who lack a score and of those whose score waits, and how many there are in all.

    Who has a score that counts and a correction that waits is among the latter.
    """

    round: Round
    missing: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    count: int = 0

    @property
    def entered(self) -> int:
        """For how many a score was entered, confirmed or not."""
        return self.count - len(self.missing)

    @property
    def complete(self) -> bool:
        """Whether every score counts and none waits."""
        return not self.missing and not self.waiting


def external_rounds(contest: Contest) -> list[ExternalRound]:
    """The rounds scored elsewhere in which somebody competes or performs out of competition, in order: one query."""
    rows = contest.performances.filter(round__external=True, contestant__status__in=PERFORMING)
    waits = Exists(_waiting().filter(performance=OuterRef("pk")).order_by())
    people = rows.select_related("contestant", "round").annotate(waits=waits)
    found = []
    ordered = people.order_by("round__position", "contestant__position", "pk")
    for _pk, part in groupby(ordered, key=lambda row: row.round_id):
        here = list(part)
        waiting = [str(row.contestant) for row in here if row.waits]
        missing = [str(row.contestant) for row in here if row.score is None and not row.waits]
        found.append(ExternalRound(here[0].round, missing, waiting, len(here)))
    return found


def waiting_scores(round_: Round) -> QuerySet[ReadyScore]:
    """The scores of a round that wait for a second person, in the order of the contestants."""
    rows = _waiting().filter(performance__round=round_).select_related("performance__contestant", "entered_by")
    return rows.order_by("performance__contestant__position", "pk")


def _waiting() -> QuerySet[ReadyScore]:
    return ReadyScore.objects.filter(confirmed_at__isnull=True, retired_at__isnull=True)
