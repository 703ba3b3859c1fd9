"""How many tablets ask from one seat."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from contests.models import Tablet


def tablets_in_seat(since: int) -> Coalesce:
    """How many tablets have asked from a seat since a minute, for a query that reads the seat."""
    rows = Tablet.objects.filter(judge=OuterRef("pk"), minute__gte=since).order_by().values("judge")
    return Coalesce(Subquery(rows.annotate(found=Count("pk")).values("found")), 0)


def has_tablet(since: int) -> Exists:
    """Whether a tablet has asked from a seat since a minute, for a query that reads the seat."""
    return Exists(Tablet.objects.filter(judge=OuterRef("pk"), minute__gte=since))


def tablets_too_many(since: int) -> Coalesce:
    """How many tablets have asked since a minute beyond one for each seat, for a query that reads the contest."""
    rows = Tablet.objects.filter(judge__contest=OuterRef("pk"), minute__gte=since).order_by().values("judge__contest")
    beyond = Count("pk") - Count("judge", distinct=True)
    return Coalesce(Subquery(rows.annotate(found=beyond).values("found")), 0)
