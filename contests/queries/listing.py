"""Contests as a list shows them, with what each still needs."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from communities.models import District
from contests.models import Contest, Contestant, Judge, Performance, Round


def contests_listed(districts: Iterable[District]) -> QuerySet[Contest]:
    """All contests of some districts, newest first; each row tells which parts are there and which are not."""
    own = {"contest": OuterRef("pk")}
    stage = Performance.objects.filter(**own, round__external=False, order__isnull=True)
    return (
        Contest.objects.filter(district__in=districts)
        .select_related("district")
        .annotate(
            has_rounds=Exists(Round.objects.filter(**own)),
            without_items=Exists(Round.objects.filter(**own, external=False, items__isnull=True)),
            has_judges=Exists(Judge.objects.filter(**own)),
            without_names=Exists(Judge.objects.filter(**own, name="")),
            has_contestants=Exists(Contestant.objects.filter(**own)),
            without_order=Exists(stage),
        )
        .order_by("district__name", "district", "-date", "-pk")
    )
