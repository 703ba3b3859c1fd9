"""Who gets an award by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from communities.actions.rows import fresh
from communities.models import User
from communities.refused import Refused
from contests import verbs
from contests.models import BEGUN, Award, Contest, ContestState, Status

from .change import changed, locked_in, reason_given, refuse_stale


@transaction.atomic
def name_winners(
    *, award: Award, numbers: Sequence[str], reason: str, by: User, now: datetime, seen: Sequence[str] | None = None
) -> Award:
    """Say who gets an award by name in a contest that is open or over: all of them, in the order given; none is nobody.

    It has no part in the fingerprint. What has been published stays as it is until results are published anew.
    `seen` are the numbers that stood there when the caller looked, None for whichever they are. Refused("already")
    where it stands so, "stale" where others stand there now (`named`), "award-by-place" for an award that follows the
    places, "unknown-numbers", "takes-no-award" for somebody who does not compete, and "wrong-state", "gone",
    "reason-needed", "reason-too-long".
    """
    contest = locked_in(award.contest_id, ContestState.OPEN, *BEGUN)
    current = fresh(award)
    if current.named is None:
        raise Refused("award-by-place", award=current.name)
    before, named = list(current.named), list(dict.fromkeys(numbers))
    if named == before:
        raise Refused("already", named=named)
    refuse_stale(None if seen is None else list(seen), before, named=before)
    _refuse_others(contest, [number for number in named if number not in before])
    given = reason_given(reason)
    current.named = named
    current.save(update_fields=["named"])
    detail = {"named": named, "before": {"named": before}, "reason": given}
    changed(contest, verbs.WINNERS_NAMED, by=by, now=now, object=current, detail=detail)
    return current


def _refuse_others(contest: Contest, numbers: Sequence[str]) -> None:
    """Only who competes gets an award."""
    status = dict(contest.contestants.values_list("number", "status"))
    unknown = [number for number in numbers if number not in status]
    if unknown:
        raise Refused("unknown-numbers", numbers=unknown)
    for number in numbers:
        if status[number] != Status.COMPETING:
            raise Refused("takes-no-award", contestant=number, status=status[number])


def rename_winners(contest: Contest, given: Mapping[str, str | None]) -> None:
    """Awards by name name the same people under their new numbers, and no longer who has none.

    Of a contest in set-up; the caller has locked it. `given` are old numbers and new ones, None for who has left.
    """
    for award in contest.awards.exclude(named=None):
        now_named = [given.get(number, number) for number in award.named or ()]
        named = [number for number in now_named if number is not None]
        if named != award.named:
            award.named = named
            award.save(update_fields=["named"])


def refuse_same_name(award: Award) -> None:
    """Refused("invalid") where another award of the contest, for the same people, is called the same."""
    others = award.contest.awards.exclude(pk=award.pk).filter(group=award.group)
    if any(other.name.strip() == award.name.strip() for other in others):
        raise Refused("invalid", errors={"name": ["award_name_once"]})
