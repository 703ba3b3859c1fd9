"""Which tablets ask from a seat: no part of the contest, only for those at the table and at the desk to see."""

from __future__ import annotations

from django.db import transaction

from contests.models import Judge, Tablet


@transaction.atomic
def note_tablet(*, judge: int, name: str, minute: int) -> None:
    """A tablet has asked from the seat with a number in a minute since 1970; the seat may be gone."""
    known = Tablet.objects.filter(judge=judge, name=name)
    if not known.update(minute=minute) and Judge.objects.filter(pk=judge).exists():
        Tablet.objects.bulk_create([Tablet(judge_id=judge, name=name, minute=minute)], ignore_conflicts=True)


@transaction.atomic
def forget_tablets(*, judges: list[Judge], name: str | None = None) -> None:
    """A tablet has left these seats, or all have, since their cards are dead."""
    gone = Tablet.objects.filter(judge__in=judges)
    (gone if name is None else gone.filter(name=name)).delete()
