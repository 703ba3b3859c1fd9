"""The ceremony of a show, and which awards the hall knows of."""

from __future__ import annotations

from django.db.models import QuerySet

from stage.models import AwardTier, Ceremony, Release, ReleaseKind, Show


def ceremony_of(show: Show) -> Ceremony | None:
    """The ceremony as it was prepared; None where it was not."""
    return Ceremony.objects.filter(show=show.pk).first() if show.pk else None


def awards_in_force(show: Show) -> QuerySet[Release]:
    """What the hall knows of the awards, the last announced first."""
    rows = Release.objects.filter(show=show.pk, kind=ReleaseKind.AWARDS, taken_back_at__isnull=True)
    return rows.order_by("-number")


def tiers_of(show: Show) -> dict[str, AwardTier]:
    """How each award is handed over, by its name."""
    return {tier.award: tier for tier in AwardTier.objects.filter(show=show.pk)} if show.pk else {}
