"""Rounds, what is marked in them, and who performs in which order."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from communities.json_text import document
from communities.models import User
from communities.numbers import POSITIVE, SIGNED, UNSIGNED, DecimalText, compared, well_formed

from .contest import Contest
from .people import Contestant


class Round(models.Model):
    """One round 环节; an external one has no items: its scores come in ready.

    `at_once`: the desk opens all of it together, as a tour of sites that judges mark in any order; nobody is called.
    """

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="rounds")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    weight: DecimalText[Decimal | str, Decimal] = DecimalText(default=Decimal(1))
    external = models.BooleanField(default=False)
    at_once = models.BooleanField(default=False)
    clock = document(null=True, blank=True)  # as in the contest file
    rules = document(default=dict, blank=True)  # as in the contest file
    guidance = models.TextField(blank=True)
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contest", "key"), name="round_key_once"),
            models.UniqueConstraint(fields=("contest", "position"), name="round_position_once"),
            models.CheckConstraint(condition=~Q(key=""), name="round_has_key"),
            well_formed("weight", name="round_weight_is_a_number", form=UNSIGNED),
        )

    def __str__(self) -> str:
        return self.name or self.key


class RubricItem(models.Model):
    """What is marked in a round 评分项: from `minimum` to `maximum` in multiples of `step`, times `weight`.

    With `grades`, as in the contest file, points are those of one of them.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="items")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    minimum: DecimalText[Decimal | str, Decimal] = DecimalText(default=Decimal(0))
    maximum: DecimalText[Decimal | str, Decimal] = DecimalText()
    step: DecimalText[Decimal | str | None, Decimal | None] = DecimalText(null=True, blank=True)
    grades = document(default=list, blank=True)  # of name and points, as text
    weight: DecimalText[Decimal | str, Decimal] = DecimalText(default=Decimal(1))
    guidance = models.TextField(blank=True)
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("round", "key"), name="item_key_once"),
            models.UniqueConstraint(fields=("round", "position"), name="item_position_once"),
            models.CheckConstraint(condition=~Q(key=""), name="item_has_key"),
            well_formed("minimum", name="item_minimum_is_a_number", form=SIGNED),
            well_formed("maximum", name="item_maximum_is_a_number", form=SIGNED),
            well_formed("step", name="item_step_is_positive", form=POSITIVE),
            well_formed("weight", name="item_weight_is_a_number", form=UNSIGNED),
            models.CheckConstraint(
                condition=GreaterThan(compared("maximum"), compared("minimum")), name="item_maximum_above_minimum"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.key

    @property
    def graded(self) -> tuple[tuple[str, Decimal], ...]:
        """The grades that can be given, each with its points; none where points are given freely."""
        return tuple((row["name"], Decimal(row["points"])) for row in self.grades)

    @property
    def yes_or_no(self) -> bool:
        """Whether all that can be given is nothing or everything."""
        return self.minimum == 0 and self.step == self.maximum and not self.grades


class PerformanceState(models.TextChoices):
    """Where a performance stands."""

    WAITING = "waiting", _("Waiting")
    ON_STAGE = "on-stage", _("On stage")
    MARKING = "marking", _("Being marked")
    CLOSED = "closed", _("Closed")


UNDER_WAY = (PerformanceState.ON_STAGE, PerformanceState.MARKING)
"""Judges can mark."""


class Performance(models.Model):
    """One contestant in one round 出场. An external round's score stands here."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="performances")
    contestant = models.ForeignKey(Contestant, models.CASCADE, related_name="performances")
    round = models.ForeignKey(Round, models.CASCADE, related_name="performances")
    room = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=PerformanceState, default=PerformanceState.WAITING)
    started_at = models.DateTimeField(null=True, blank=True)
    called = models.PositiveBigIntegerField(null=True, blank=True)
    """The version of the contest that calling it made: who was called before whom, whatever the wall clock did."""
    seconds = models.PositiveIntegerField(null=True, blank=True)
    factor: DecimalText[Decimal | str | None, Decimal | None] = DecimalText(null=True, blank=True)
    score: DecimalText[Decimal | str | None, Decimal | None] = DecimalText(null=True, blank=True)

    class Meta:
        ordering = ("round__position", "order", "contestant__position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contestant", "round"), name="performance_once"),
            models.UniqueConstraint(
                fields=("round", "room", "order"), condition=Q(order__isnull=False), name="performance_order_once"
            ),
            models.UniqueConstraint(
                fields=("contest", "room"), condition=Q(state="on-stage"), name="performance_alone_on_stage"
            ),
            models.CheckConstraint(condition=Q(order__isnull=True) | Q(order__gte=1), name="performance_order_from_1"),
            models.CheckConstraint(
                condition=Q(state="waiting", started_at__isnull=True)
                | Q(state__in=("on-stage", "marking"), started_at__isnull=False)
                | Q(state="closed"),
                name="performance_state_fits",
            ),
            well_formed("factor", name="performance_factor_is_a_number", form=UNSIGNED),
            well_formed("score", name="performance_score_is_a_number", form=SIGNED),
        )

    def __str__(self) -> str:
        return f"{self.contestant} / {self.round}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has been called for it yet."""
        return self.state == PerformanceState.WAITING

    @property
    def is_on_stage(self) -> bool:
        """Whether the contestant is on stage now."""
        return self.state == PerformanceState.ON_STAGE

    @property
    def is_under_way(self) -> bool:
        """Whether judges can mark it: on stage, or being marked after that."""
        return self.state in UNDER_WAY

    @property
    def is_closed(self) -> bool:
        """Whether no more marks come in, but for a sheet that is re-opened."""
        return self.state == PerformanceState.CLOSED


class ReadyScore(models.Model):
    """A score of an external round as somebody entered it; it counts once confirmed.

    None takes out the score that counts. One at most waits for each performance; what another replaces is retired.
    From opening on its rows are kept for ever; before, they go with the contestant, the round or the draft.
    """

    performance = models.ForeignKey(Performance, models.CASCADE, related_name="ready_scores")
    score: DecimalText[Decimal | str | None, Decimal | None] = DecimalText(null=True)
    reason = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("performance", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("performance",),
                condition=Q(confirmed_at__isnull=True, retired_at__isnull=True),
                name="ready_score_one_waits",
            ),
            well_formed("score", name="ready_score_is_a_number", form=SIGNED),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, retired_at__isnull=True),
                name="ready_score_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="ready_score_confirmed_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.performance}: {self.score}"

    @property
    def waits(self) -> bool:
        """Whether it waits for a second person."""
        return self.confirmed_at is None and self.retired_at is None
