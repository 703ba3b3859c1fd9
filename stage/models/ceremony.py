"""The ceremony of a show: how each award is handed over, and the steps that were prepared from the results."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from communities.json_text import document
from communities.models import User

from .show import Show


class AwardTier(models.Model):
    """How one award is handed over 颁奖: by whom, with which words, all at once or one by one."""

    show = models.ForeignKey(Show, models.CASCADE, related_name="tiers")
    award = models.CharField(max_length=60)  # as in the results
    one_by_one = models.BooleanField(default=False)
    presenters = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True, max_length=2000)

    class Meta:
        ordering = ("show", "pk")
        constraints = (
            models.UniqueConstraint(fields=("show", "award"), name="tier_once"),
            models.CheckConstraint(condition=~Q(award=""), name="tier_has_award"),
        )

    def __str__(self) -> str:
        return self.award


class Ceremony(models.Model):
    """The ceremony as it was prepared from the results: `steps` in order, each changes one thing on screen.

    `step` is the one that is shown, 0 for the title; another preparation replaces it as a whole.
    """

    show = models.OneToOneField(Show, models.CASCADE, related_name="ceremony")
    steps = document()
    step = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.show_id}"
