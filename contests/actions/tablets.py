"""Which tablets ask from a seat: no part of the contest, only for those at the table and at the desk to see."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from contests.models import Judge, Tablet


class Said(NamedTuple):
    """What a tablet says of itself: confirmed sheets that wait on it, battery in per cent, version of its page."""

    unsent: int | None = None
    battery: int | None = None
    page: str = ""


@transaction.atomic
def note_tablet(*, judge: int, name: str, minute: int, said: Said) -> None:
    """A tablet has asked from the seat with a number in a minute since 1970; the seat may be gone."""
    seen = {"minute": minute, **said._asdict()}
    known = Tablet.objects.filter(judge=judge, name=name)
    if not known.update(**seen) and Judge.objects.filter(pk=judge).exists():
        Tablet.objects.bulk_create([Tablet(judge_id=judge, name=name, **seen)], ignore_conflicts=True)


@transaction.atomic
def forget_tablets(*, judges: list[Judge], name: str | None = None) -> None:
    """A tablet has left these seats, or all have, since their cards are dead."""
    gone = Tablet.objects.filter(judge__in=judges)
    (gone if name is None else gone.filter(name=name)).delete()
