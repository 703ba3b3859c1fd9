"""The points table over the contests of a campaign: what organisers have set."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from communities.json_text import document
from communities.numbers import UNSIGNED, DecimalText, well_formed

from .campaigns import Campaign


class Collects(models.TextChoices):
    """Who collects points."""

    SECRETARIES = "secretaries", pgettext_lazy("season", "Secretaries")
    COMMUNITIES = "communities", pgettext_lazy("season", "Communities")


class Season(models.Model):
    """How a campaign counts points 积分榜: `places` are those of the first, second … place as text, `awards` pairs of a
    name and its points; `others` get what everybody gets who took part and has none of these.

    The `best` contests of each count, None: all. `told_apart`: of those with equal points more wins, then the later
    contest, come first; otherwise they share a place. Residents see the table where it is `public`.
    """

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="season")
    collects = models.CharField(max_length=20, choices=Collects, default=Collects.SECRETARIES)
    places = document(default=list, blank=True)
    awards = document(default=list, blank=True)
    others: DecimalText[Decimal | str, Decimal] = DecimalText(default=Decimal(0))
    best = models.PositiveSmallIntegerField(null=True, blank=True)
    told_apart = models.BooleanField(default=True)
    public = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(collects__in=Collects.values), name="season_collects_is_known"),
            models.CheckConstraint(condition=Q(best__isnull=True) | Q(best__gte=1), name="season_best_from_1"),
            well_formed("others", name="season_others_is_a_number", form=UNSIGNED),
        )

    def __str__(self) -> str:
        return str(self.campaign)
