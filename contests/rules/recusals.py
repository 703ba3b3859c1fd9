"""Who should not mark whom: judge and contestant of one community or street."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from communities.names import community_key, street_key, street_of
from contests.models import Contest, Contestant, DeclinedRecusal, Judge, Recusal


@dataclass(frozen=True, slots=True)
class Proposal:
    """A recusal to be confirmed; `shares` is "community" or "street"."""

    judge: Judge
    contestant: Contestant
    shares: str
    declined: bool = False
    """Whether it was decided that the judge marks this contestant all the same."""

    @property
    def pair(self) -> str:
        """The name of the pair in a form."""
        return f"{self.judge.pk}-{self.contestant.pk}"

    @property
    def basis(self) -> str:
        """Who and where they are: what a decision about the pair rests on."""
        judge, contestant = self.judge, self.contestant
        where = (judge.name, judge.street, judge.community, contestant.name, contestant.street, contestant.community)
        return " · ".join(str(part or "") for part in where)


def proposed(judges: Iterable[Judge], contestants: Iterable[Contestant]) -> list[Proposal]:
    """Every pair that shares a place, but for judges of other rooms.

    Names are compared where the contestant is no secretary on our books, without 街道 and 社区, however fully they
    are written.
    """
    people = list(contestants)
    there = ((judge, contestant) for judge in judges for contestant in people if _may_mark(judge, contestant))
    pairs = ((judge, contestant, _shared(judge, contestant)) for judge, contestant in there)
    return [Proposal(judge, contestant, shares) for judge, contestant, shares in pairs if shares]


def _may_mark(judge: Judge, contestant: Contestant) -> bool:
    return judge.panel.rooms is None or (contestant.room or "") in judge.panel.rooms


def _shared(judge: Judge, contestant: Contestant) -> str:
    street = judge.street or (judge.community.street if judge.community else None)
    theirs = street_of(contestant.street, contestant.community)
    same_street = street is not None and street_key(street.name) == street_key(theirs)
    community = judge.community
    if (
        community is not None
        and same_street
        and community_key(community.name) == community_key(contestant.community or "")
    ):
        return "community"
    return "street" if same_street else ""


def proposals_of(contest: Contest) -> list[Proposal]:
    """The proposals of a contest that have not been entered, also those that were declined: four queries."""
    judges = contest.judges.select_related("panel", "street", "community__street")
    entered = set(Recusal.objects.filter(judge__contest=contest).values_list("judge", "contestant"))
    decided = set(DeclinedRecusal.objects.filter(judge__contest=contest).values_list("judge", "contestant", "basis"))
    return [
        replace(found, declined=(found.judge.pk, found.contestant.pk, found.basis) in decided)
        for found in proposed(judges, contest.contestants.all())
        if (found.judge.pk, found.contestant.pk) not in entered
    ]


def open_proposals(contest: Contest) -> list[Proposal]:
    """The proposals of a contest that nobody has decided on: four queries."""
    return [found for found in proposals_of(contest) if not found.declined]
