"""What people learn from each other: the themes they speak on, and records of who learned from whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .places_and_people import Community, District, Pillar, User


class Theme(models.Model):
    """What secretaries of a district speak on 主题; with a pillar it is found under this one, too.

    `version` counts how often it has been changed: pages that are kept name it.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="themes")
    name = models.CharField(max_length=60)
    pillar = models.CharField(max_length=20, choices=Pillar, blank=True)
    source = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)  # as they were entered: the order a district lists them in
        constraints = (
            models.UniqueConstraint(fields=("district", "name"), name="theme_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="theme_has_name"),
            models.CheckConstraint(condition=Q(pillar="") | Q(pillar__in=Pillar.values), name="theme_pillar_is_known"),
        )

    def __str__(self) -> str:
        return self.name


class ExchangeKind(models.TextChoices):
    """How people learn from each other."""

    PAIR = "pair", _("Mutual-aid pair")
    VISIT = "visit", _("Learning visit")
    TOUR = "tour", _("Observation tour")


class Exchange(models.Model):
    """A dated record of who learned from whom: a pair 结对, a learning visit 跟班学习, an observation tour 观摩拉练.

    `communities` are those of the district that took part, `beyond` is who or where else, `who` are the people.
    Residents read it once it is published. `version` counts how often what it says has been changed.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="exchanges")
    kind = models.CharField(max_length=10, choices=ExchangeKind)
    title = models.CharField(max_length=120)
    began = models.DateField()
    ended = models.DateField(null=True, blank=True)
    communities = models.ManyToManyField(Community, through="Participation", related_name="exchanges")
    beyond = models.CharField(max_length=200, blank=True)
    who = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True, max_length=5000)
    outcome = models.TextField(blank=True, max_length=5000)
    version = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-began", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ExchangeKind.values), name="exchange_kind_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="exchange_has_title"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=models.F("began")), name="exchange_ended_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="exchange_published_whole",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def published(self) -> bool:
        """Whether residents read it."""
        return self.published_at is not None


class Participation(models.Model):
    """That a community took part in an exchange."""

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="participations")
    community = models.ForeignKey(Community, models.PROTECT, related_name="participations")

    class Meta:
        ordering = ("community", "pk")
        constraints = (models.UniqueConstraint(fields=("exchange", "community"), name="participation_once"),)

    def __str__(self) -> str:
        return f"{self.exchange_id} {self.community_id}"
