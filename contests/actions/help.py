"""A judge asks the desk for help, and somebody says that it is seen. It changes no result and wakes no other tablet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.actions.rows import fresh
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, ContestState, Judge

from .change import By, changed, locked, refuse_stale

OPENED = tuple(state for state in ContestState if state is not ContestState.SETUP)


@transaction.atomic
def ask_for_help(*, by: Judge, now: datetime, device: str = "") -> Judge:
    """A judge needs somebody from the desk; `device` is the short name of the tablet.

    Refused("already") where the judge asks already (`asked_at`), "wrong-state" before the contest is opened, and
    "judge-left", "gone".
    """
    contest, seat = _seat(by)
    if contest.is_setup:
        raise Refused("wrong-state", state=contest.state, expected=[str(state) for state in OPENED])
    if seat.left_at is not None:
        raise Refused("judge-left", judge=seat.key)
    if seat.asks_for_help:
        raise Refused("already", asked_at=seat.help_asked_at)
    seat.help_asked_at, seat.help_seen_at = now, None
    seat.save(update_fields=["help_asked_at", "help_seen_at"])
    changed(contest, verbs.HELP_ASKED, by=by, now=now, object=seat, device=device, for_the_desk=True)
    return seat


@transaction.atomic
def settle_help(*, judge: Judge, by: By, now: datetime, seen: datetime | None = None) -> Judge:
    """The desk has seen that a judge asks for help, or the judge needs none any more; the judge can ask again.

    `seen` is when the judge had asked as the caller saw it, None for whoever has not looked. Refused("already") where
    nobody asks, "stale" where the judge has asked again since, and "gone".
    """
    contest, seat = _seat(judge)
    if not seat.asks_for_help:
        raise Refused("already", seen_at=seat.help_seen_at)
    refuse_stale(seen, seat.help_asked_at)
    seat.help_seen_at = now
    seat.save(update_fields=["help_seen_at"])
    changed(contest, verbs.HELP_SETTLED, by=by, now=now, object=seat, for_the_desk=True)
    return seat


def _seat(judge: Judge) -> tuple[Contest, Judge]:
    return locked(judge.contest_id), fresh(judge)
