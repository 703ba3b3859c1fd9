"""What secretaries have pledged on stage: entered, agreed to, released, followed up in public, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from communities.actions.rows import discard, store
from communities.journal import Verb
from communities.models import User
from communities.periods import YEARS
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Contestant, ContestState, FollowUp, Pledge

from .agreed import agree, end_agreement, locked_begun, release, take_back
from .change import changed, reason_given, refuse_stale

MOST_PLEDGES = 20


@transaction.atomic
def make_pledge(*, contestant: Contestant, text: str, due: date, by: User, now: datetime) -> Pledge:
    """Write down what a contestant has pledged on stage, to be done by a day.

    Refused("gone", "wrong-state", "rehearsal") for the contest, "already" where the same is written down for the same
    day, "too-many-pledges" and "invalid".
    """
    contest = locked_begun(contestant)
    there = list(contestant.pledges.values_list("text", "due"))
    if (text, due) in there:
        raise Refused("already")
    if len(there) >= MOST_PLEDGES:
        raise Refused("too-many-pledges", most=MOST_PLEDGES)
    row = Pledge(contestant=contestant, text=text, due=due, changed_at=now)
    store(row)
    _note(contest, verbs.PLEDGE_MADE, row, by, now, _said(row))
    return row


@transaction.atomic
def change_pledge(*, pledge: Pledge, text: str, due: date, by: User, now: datetime, seen: datetime) -> None:
    """Write a pledge down otherwise; what was agreed to has to be agreed to again.

    `seen` is when what the caller saw was changed last.

    Refused("gone", "wrong-state", "rehearsal"), "stale", "released-stays", "followed-up" where something is confirmed
    of it, which was told of these words and this day, and "invalid".
    """
    contest, row = _locked(pledge)
    refuse_stale(seen, row.changed_at)
    before = _said(row)
    row.text, row.due = text, due
    if _said(row) == before:
        return
    end_agreement(row)
    if row.confirmed:
        raise Refused("followed-up")
    row.changed_at = now
    store(row)
    _note(contest, verbs.PLEDGE_CHANGED, row, by, now, {**_said(row), "before": before})


@transaction.atomic
def agree_pledge(*, pledge: Pledge, how: str, by: User, now: datetime, seen: datetime) -> None:
    """Record that the secretary has agreed that a pledge is published as it stands, and how they did.

    `seen` is when what was agreed to was changed last. Refused("gone", "wrong-state", "rehearsal"), "stale", "already",
    "reason-needed" where it is not said how, and "reason-too-long".
    """
    contest, row = _locked(pledge)
    agree(row, how=how, by=by, now=now, seen=seen)
    _note(contest, verbs.PLEDGE_AGREED, row, by, now, {"text": row.text, "how": row.agreed_how})


@transaction.atomic
def release_pledge(*, pledge: Pledge, by: User, now: datetime, seen: datetime) -> None:
    """Let everybody read a pledge that its secretary has agreed to, once the results are published.

    Refused("gone", "wrong-state", "rehearsal"), "stale", "not-agreed" and "already".
    """
    contest, row = _locked(pledge, ContestState.PUBLISHED)
    release(row, by=by, now=now, seen=seen)
    _note(contest, verbs.PLEDGE_RELEASED, row, by, now, {"text": row.text})


@transaction.atomic
def withdraw_pledge(*, pledge: Pledge, reason: str, by: User, now: datetime) -> None:
    """Take a pledge back, with what came of it: nobody reads it any more, and the agreement has ended.

    Refused("gone", "wrong-state", "rehearsal"), "not-released", "reason-needed" and "reason-too-long".
    """
    contest, row = _locked(pledge)
    take_back(row)
    _note(contest, verbs.PLEDGE_WITHDRAWN, row, by, now, {"text": row.text, "reason": reason_given(reason)})


@transaction.atomic
def remove_pledge(*, pledge: Pledge, by: User, now: datetime) -> None:
    """Remove a pledge that was entered by mistake.

    Refused("gone", "wrong-state", "rehearsal"), "released-stays", and "followed-up" where something is confirmed of it.
    """
    contest, row = _locked(pledge)
    end_agreement(row)
    if row.confirmed:
        raise Refused("followed-up")
    _note(contest, verbs.PLEDGE_REMOVED, row, by, now, {"text": row.text})
    discard(row)


@transaction.atomic
def follow_up(*, pledge: Pledge, told_on: date, fulfilment: str, text: str, by: User, now: datetime) -> FollowUp:
    """Write down what the community has told of a pledge.

    Refused("gone", "wrong-state", "rehearsal"), "already" where the same is written down, and "invalid", also for a day
    still to come: it would be the latest word for good.
    """
    contest, row = _locked(pledge)
    if told_on.year in YEARS and told_on > timezone.localtime(now).date():
        raise Refused("invalid", errors={"told_on": ["to-come"]})
    reply = FollowUp(pledge=row, told_on=told_on, fulfilment=fulfilment, text=text, entered_at=now, entered_by=by)
    if row.follow_ups.filter(told_on=told_on, fulfilment=fulfilment, text=text).exists():
        raise Refused("already")
    store(reply)
    _note(contest, verbs.FOLLOW_UP_ENTERED, row, by, now, _said_of(reply))
    return reply


@transaction.atomic
def confirm_follow_up(*, reply: FollowUp, by: User, now: datetime) -> None:
    """Confirm that it is as the community has told; residents read it then, where they read the pledge.

    Refused("gone", "wrong-state", "rehearsal") and "already".
    """
    contest, row = _locked(reply.pledge)
    reply = _standing(row, reply)
    reply.confirmed_at, reply.confirmed_by = now, by
    store(reply)
    _note(contest, verbs.FOLLOW_UP_CONFIRMED, row, by, now, _said_of(reply))


@transaction.atomic
def remove_follow_up(*, reply: FollowUp, by: User, now: datetime) -> None:
    """Remove what was entered by mistake, or what is not as it was told.

    Refused("gone", "wrong-state", "rehearsal") and "already" where it is confirmed.
    """
    contest, row = _locked(reply.pledge)
    reply = _standing(row, reply)
    _note(contest, verbs.FOLLOW_UP_REMOVED, row, by, now, _said_of(reply))
    reply.delete()


def _locked(pledge: Pledge, *states: ContestState) -> tuple[Contest, Pledge]:
    contest = locked_begun(pledge.contestant, *states)
    row = Pledge.objects.select_related("contestant").filter(pk=pledge.pk).first()
    if row is None:
        raise Refused("gone", object=str(pledge))
    return contest, row


def _standing(pledge: Pledge, reply: FollowUp) -> FollowUp:
    row = pledge.follow_ups.filter(pk=reply.pk).first()
    if row is None:
        raise Refused("gone", object=str(reply))
    if row.confirmed:
        raise Refused("already")
    return row


def _said(row: Pledge) -> dict[str, str]:
    return {"text": row.text, "due": str(row.due)}


def _said_of(reply: FollowUp) -> dict[str, str]:
    return {"pledge": reply.pledge.text, "on": str(reply.told_on), "fulfilment": reply.fulfilment, "text": reply.text}


def _note(contest: Contest, verb: Verb, row: Pledge, by: User, now: datetime, detail: Mapping[str, Any]) -> None:
    changed(contest, verb, by=by, now=now, object=row.contestant, detail=detail, for_the_desk=True)
