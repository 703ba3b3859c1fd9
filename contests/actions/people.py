"""Secretaries who were picked, and recusals."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.models import Secretary, User
from communities.refused import Refused
from contests import verbs
from contests.models import Contestant, Judge, Recusal
from contests.rules.roster import Entry

from .change import changed, in_setup, short


def entry_of(secretary: Secretary, *, number: str, title: str = "", theme: str = "") -> Entry:
    """A secretary who was picked, as an entry."""
    community = secretary.community
    return Entry(number, secretary.name, community.name, community.street.name, title, theme)


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
