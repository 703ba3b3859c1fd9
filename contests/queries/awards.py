"""Awards by name: who gets them, and which of them nobody gets yet."""

from __future__ import annotations

from dataclasses import dataclass

from contests.models import Award, Contest


@dataclass(frozen=True, slots=True)
class AwardByName:
    """An award with the labels of those who get it; `others` are named for it and do not compete any more."""

    award: Award
    winners: tuple[str, ...]
    others: tuple[str, ...]


def awards_by_name(contest: Contest) -> list[AwardByName]:
    """The awards that go by name, in their order: two queries, one where there are none."""
    awards = list(contest.awards.filter(named__isnull=False))
    people = {person.number: person for person in contest.contestants.all()} if awards else {}
    found = []
    for award in awards:
        named = [people[number] for number in award.named if number in people]
        winners = tuple(str(person) for person in named if person.competing)
        others = tuple(str(person) for person in named if not person.competing)
        found.append(AwardByName(award, winners, others))
    return found
