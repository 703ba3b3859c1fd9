"""Cuts, awards and the decisions between equals."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from communities.json_text import document
from communities.models import User
from communities.numbers import SIGNED, DecimalText, well_formed
from tabulation.vocabulary import AwardTie, CutTie, DecisionKind

from .contest import Contest
from .rounds import Round
from .terms import choices


class Cut(models.Model):
    """After a round the first `keep` go on."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="cuts")
    position = models.PositiveSmallIntegerField()
    keep = models.PositiveSmallIntegerField()
    tie = models.CharField(max_length=20, choices=choices(CutTie), default=CutTie.EXTEND.value)
    weights = document(null=True, blank=True)  # key of a round: weight as text
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("round",), name="cut_once_after_a_round"),
            models.CheckConstraint(condition=Q(keep__gte=1), name="cut_keeps_somebody"),
            models.CheckConstraint(condition=Q(tie__in=[*map(str, CutTie)]), name="cut_tie_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.round} → {self.keep}"


class Award(models.Model):
    """An award 奖项 for `quota` people down the places, or for those `named` outside the places."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="awards")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    quota = models.PositiveSmallIntegerField(null=True, blank=True)
    named = document(null=True, blank=True)  # numbers of contestants
    tie = models.CharField(max_length=20, choices=choices(AwardTie), default=AwardTie.EXTEND.value)
    uses_up = models.BooleanField(default=False)
    minimum: DecimalText[Decimal | str | None, Decimal | None] = DecimalText(null=True, blank=True)
    cap = models.PositiveSmallIntegerField(null=True, blank=True)
    group = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001 - absent is not empty in the file
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contest", "position"), name="award_position_once"),
            models.CheckConstraint(condition=~Q(name=""), name="award_has_name"),
            models.CheckConstraint(
                condition=Q(quota__isnull=True, named__isnull=False) | Q(quota__isnull=False, named__isnull=True),
                name="award_quota_or_named",
            ),
            models.CheckConstraint(condition=Q(tie__in=[*map(str, AwardTie)]), name="award_tie_is_known"),
            models.CheckConstraint(condition=Q(cap__isnull=True) | Q(cap__gte=1), name="award_cap_from_1"),
            well_formed("minimum", name="award_minimum_is_a_number", form=SIGNED),
        )

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """A recorded decision between equals, best first."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=choices(DecisionKind))
    order = document()  # numbers of contestants
    by = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contest", "position"), name="decision_position_once"),
            models.CheckConstraint(condition=Q(kind__in=[*map(str, DecisionKind)]), name="decision_kind_is_known"),
        )

    def __str__(self) -> str:
        return " › ".join(self.order)
