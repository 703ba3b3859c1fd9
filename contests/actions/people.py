"""Secretaries who were picked, and recusals."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from communities.models import Secretary, User
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Contestant, DeclinedRecusal, Judge, Recusal
from contests.rules.recusals import Proposal, proposals_of
from contests.rules.roster import Entry

from .change import changed, in_setup, locked, short


def entry_of(secretary: Secretary, *, number: str, title: str = "", theme: str = "") -> Entry:
    """A secretary who was picked, as an entry."""
    community = secretary.community
    return Entry(number, secretary.name, community.name, community.street.name, title=title, theme=theme)


@transaction.atomic
def recuse(*, judge: Judge, contestant: Contestant, reason: str, by: User, now: datetime) -> Recusal:
    """This judge does not mark this contestant.

    In set-up; afterwards marks may have come in, and `scoring.actions.recuse_after_opening` knows of them.
    Refused("already") where the judge is recused, and "wrong-state", "another-contest", "reason-too-long".
    """
    current = in_setup(judge.contest_id)
    if contestant.contest_id != current.pk:
        raise Refused("another-contest")
    found = Recusal.objects.filter(judge=judge, contestant=contestant).first()
    if found is not None:
        raise Refused("already", reason=found.reason)
    recusal = Recusal.objects.create(judge=judge, contestant=contestant, reason=short(reason))
    changed(current, verbs.RECUSED, by=by, now=now, object=recusal, detail={"reason": recusal.reason})
    return recusal


@transaction.atomic
def withdraw_recusal(*, recusal: Recusal, by: User, now: datetime) -> None:
    """This judge marks this contestant after all. Refused("already") where it was withdrawn, and "wrong-state"."""
    current = in_setup(recusal.judge.contest_id)
    if not Recusal.objects.filter(pk=recusal.pk).exists():
        raise Refused("already", recusal=None)
    changed(current, verbs.RECUSAL_WITHDRAWN, by=by, now=now, object=recusal, detail={"reason": recusal.reason})
    recusal.delete()
    not_proposed_again(current, [(recusal.judge_id, recusal.contestant_id)])


@transaction.atomic
def decline_recusals(
    *, contest: Contest, pairs: Collection[tuple[int, int]], by: User, now: datetime
) -> list[Proposal]:
    """These proposed pairs of judge and contestant are not recused: somebody has looked, and decided so.

    Gives those that were declined now; others of the pairs are entered, declined or no longer proposed, and stay so.
    """
    current = locked(contest.pk)
    declined = not_proposed_again(current, pairs)
    if declined:
        names = [f"{found.judge.label} / {found.contestant}" for found in declined]
        changed(current, verbs.RECUSALS_DECLINED, by=by, now=now, detail={"pairs": names}, for_the_desk=current.frozen)
    return declined


def not_proposed_again(contest: Contest, pairs: Collection[tuple[int, int]]) -> list[Proposal]:
    """Keep, in a contest that is locked, that some proposals were decided against; those that had not been."""
    found = [
        proposal
        for proposal in proposals_of(contest)
        if not proposal.declined and (proposal.judge.pk, proposal.contestant.pk) in pairs
    ]
    for proposal in found:
        DeclinedRecusal.objects.update_or_create(
            judge=proposal.judge, contestant=proposal.contestant, defaults={"basis": proposal.basis}
        )
    return found
