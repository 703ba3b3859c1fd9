"""What secretaries have pledged on stage, and what has come of it since."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from communities.models import User

from .experience import STATIONS, Released
from .people import Contestant


class Fulfilment(models.TextChoices):
    """How far a pledge has come."""

    UNDER_WAY = "under-way", pgettext_lazy("a pledge", "Under way")
    KEPT = "kept", pgettext_lazy("a pledge", "Kept")
    NOT_KEPT = "not-kept", pgettext_lazy("a pledge", "Not kept")


def year_made(contest: date | None, released_at: datetime) -> int:
    """The year in which a pledge was made: that of its contest, else that in which it was released."""
    return contest.year if contest else timezone.localtime(released_at).year


class Pledge(Released):
    """What a secretary has pledged on stage 承诺, to be done by a day; what comes of it is followed up."""

    contestant = models.ForeignKey(Contestant, models.CASCADE, related_name="pledges")
    text = models.CharField(max_length=500)
    due = models.DateField()

    class Meta:
        ordering = ("due", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="pledge_has_text"),
            models.CheckConstraint(condition=STATIONS, name="pledge_agreed_then_released"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def year(self) -> int:
        """The year it was made in: that of its contest, where this has a date."""
        return year_made(self.contestant.contest.date, self.released_at or self.changed_at)

    @property
    def confirmed(self) -> list[FollowUp]:
        """What is confirmed of what the community has told, the latest first; to be asked of a pledge with all."""
        return [each for each in self.follow_ups.all() if each.confirmed]

    @property
    def fulfilment(self) -> str:
        """How far it has come by the latest that is confirmed, in words."""
        latest = next(iter(self.confirmed), None)
        return str(Fulfilment(latest.fulfilment if latest else Fulfilment.UNDER_WAY).label)

    @property
    def settled(self) -> bool:
        """Whether it has been kept, by the latest that is confirmed."""
        latest = next(iter(self.confirmed), None)
        return latest is not None and latest.fulfilment == Fulfilment.KEPT


class FollowUp(models.Model):
    """What a community has told of a pledge on a day 兑现情况; residents read it once the organiser confirms it."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="follow_ups")
    told_on = models.DateField()
    fulfilment = models.CharField(max_length=10, choices=Fulfilment)
    text = models.TextField(max_length=2000)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-told_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="follow_up_has_text"),
            models.CheckConstraint(condition=Q(fulfilment__in=Fulfilment.values), name="follow_up_fulfilment_is_known"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="follow_up_confirmed_whole",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def confirmed(self) -> bool:
        """Whether the organiser has confirmed it, so that residents read it."""
        return self.confirmed_at is not None
