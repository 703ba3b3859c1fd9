"""What residents read once its secretary has agreed and the organiser has released it: the way there and back."""

from __future__ import annotations

from datetime import datetime

from communities.actions.rows import store
from communities.models import User
from communities.refused import Refused
from contests.models import Contest, Contestant, ContestState
from contests.models.experience import Released

from .change import locked_in, reason_given, refuse_stale

OPENED = (ContestState.OPEN, ContestState.LIVE, ContestState.CLOSED, ContestState.PUBLISHED)
"""From opening on nobody leaves the list, so that nothing that was written is lost."""


def locked_begun(contestant: Contestant, *states: ContestState) -> Contest:
    """The contest of a contestant, locked. Refused("gone", "wrong-state", "rehearsal")."""
    contest = locked_in(contestant.contest_id, *(states or OPENED))
    if contest.rehearsal:
        raise Refused("rehearsal")
    return contest


def agree(row: Released, *, how: str, by: User, now: datetime, seen: datetime) -> None:
    """Note that the secretary has agreed to it as it stood when `seen` was its latest change."""
    refuse_stale(seen, row.changed_at)
    if row.agreed:
        raise Refused("already")
    row.agreed_how, row.agreed_at, row.agreed_by = reason_given(how), now, by
    store(row)


def release(row: Released, *, by: User, now: datetime, seen: datetime) -> None:
    """Let everybody read what its secretary has agreed to."""
    refuse_stale(seen, row.changed_at)
    if not row.agreed:
        raise Refused("not-agreed")
    if row.released:
        raise Refused("already")
    row.released_at, row.released_by = now, by
    store(row)


def take_back(row: Released) -> None:
    """Let nobody read it any more; the agreement has ended, too."""
    if not row.released:
        raise Refused("not-released")
    row.released_at, row.released_by = None, None
    end_agreement(row)
    store(row)


def end_agreement(row: Released) -> None:
    """To be done before it is changed. Refused("released-stays") where residents read it."""
    if row.released:
        raise Refused("released-stays")
    row.agreed_how, row.agreed_at, row.agreed_by = "", None, None
