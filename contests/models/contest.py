"""A contest and its rule sheet."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.json_text import document
from communities.models import District
from contests.judged import judges_people

SHA256 = r"\A[0-9a-f]{64}\Z"


class ContestState(models.TextChoices):
    """How far a contest has come; it only goes on, never back."""

    SETUP = "setup", _("Being set up")
    OPEN = "open", _("Ready to start")
    LIVE = "live", _("Live")
    CLOSED = "closed", _("Closed")
    PUBLISHED = "published", _("Published")


BEGUN = (ContestState.LIVE, ContestState.CLOSED, ContestState.PUBLISHED)
"""From the first performance on: marks can come in and be corrected."""
STAGE_OPEN = (ContestState.OPEN, ContestState.LIVE)
"""Contestants can be called on stage."""


class PublicLevel(models.TextChoices):
    """How much of the results everybody sees."""

    WINNERS = "winners", _("Winners only")
    PLACES = "places", _("Places and final scores")
    EVERYTHING = "everything", _("Everything")


class Announced(models.TextChoices):
    """What everybody sees of a contest before its results are published.

    Afterwards those whom the results name are seen as well, and nobody else who was not seen before.
    """

    NOTHING = "nothing", _("Nothing")
    CONTEST = "contest", _("The contest without its contestants")
    CONTESTANTS = "contestants", _("The contest and its contestants")


class Contest(models.Model):
    """One contest 比赛. `version` rises with every change that may change a result, `judges_version` with every one
    that more than one judge may see; what a judge does, or what is done to one judge, only that judge sees. What the
    desk alone is told, and changes no result, raises `desk_version` and nothing else.

    A `rehearsal` 演练 never counts: residents never see it, it cannot be published, and it may be deleted with its
    marks. What residents see of another before its results is what is `announced`. `by_contestant`: each goes through
    all rounds before the next is called; otherwise a round is over before the next begins.
    `signatures`: each judge signs what is confirmed on a tablet. `draw_sealed`: a number for the draw of the running
    order that nobody is told until it is drawn; `draw_seal`: what is made known of it beforehand; `draw_number`: how
    many seals there have been; `draw_rooms`: the rooms into which the draw dealt the contestants, if it did.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="contests")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=200, blank=True)
    host = models.CharField(max_length=200, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=ContestState, default=ContestState.SETUP)
    public_level = models.CharField(max_length=20, choices=PublicLevel, default=PublicLevel.WINNERS)
    announced = models.CharField(max_length=20, choices=Announced, default=Announced.CONTESTANTS)
    rehearsal = models.BooleanField(default=False)
    by_contestant = models.BooleanField(default=False)
    signatures = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    judges_version = models.PositiveIntegerField(default=1)
    desk_version = models.PositiveIntegerField(default=1)
    frozen_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    draw_sealed = models.CharField(max_length=64, blank=True)
    draw_seal = models.CharField(max_length=64, blank=True)
    draw_number = models.PositiveSmallIntegerField(default=0)
    draw_seed = models.CharField(max_length=200, blank=True)
    draw_rooms = document(default=list, blank=True)
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("-date", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("district", "slug"), name="contest_slug_once"),
            models.CheckConstraint(condition=~Q(slug=""), name="contest_has_slug"),
            models.CheckConstraint(condition=~Q(title=""), name="contest_has_title"),
            models.CheckConstraint(condition=Q(state__in=ContestState.values), name="contest_state_is_known"),
            models.CheckConstraint(condition=Q(public_level__in=PublicLevel.values), name="contest_level_is_known"),
            models.CheckConstraint(condition=Q(announced__in=Announced.values), name="contest_announced_is_known"),
            models.CheckConstraint(
                condition=Q(rehearsal=False) | ~Q(state=ContestState.PUBLISHED), name="contest_rehearsal_unpublished"
            ),
            models.CheckConstraint(
                condition=Q(state=ContestState.SETUP, frozen_at__isnull=True, fingerprint="")
                | Q(~Q(state=ContestState.SETUP), frozen_at__isnull=False, fingerprint__regex=SHA256),
                name="contest_frozen_when_open",
            ),
            models.CheckConstraint(
                condition=Q(draw_sealed="") | Q(draw_sealed__regex=SHA256, draw_seal__regex=SHA256, draw_seed=""),
                name="contest_draw_sealed_until_drawn",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def frozen(self) -> bool:
        """Whether rules, rubric and order can no longer be changed."""
        return self.frozen_at is not None

    @property
    def is_announced(self) -> bool:
        """Whether residents can find it before its results are published."""
        return self.frozen and not self.rehearsal and self.announced != Announced.NOTHING

    @property
    def is_setup(self) -> bool:
        """Whether it is still being set up."""
        return self.state == ContestState.SETUP

    @property
    def is_open(self) -> bool:
        """Whether it is open, and nobody has been called yet."""
        return self.state == ContestState.OPEN

    @property
    def is_live(self) -> bool:
        """Whether contestants are performing."""
        return self.state == ContestState.LIVE

    @property
    def is_closed(self) -> bool:
        """Whether everybody has performed and nothing is published."""
        return self.state == ContestState.CLOSED

    @property
    def is_published(self) -> bool:
        """Whether results are published."""
        return self.state == ContestState.PUBLISHED

    @property
    def takes_evidence(self) -> bool:
        """Whether what is judged is a place, which can show beforehand how it stands to each item."""
        return not judges_people(self.extra)

    @property
    def has_begun(self) -> bool:
        """Whether somebody has been called on stage: live, closed or published."""
        return self.state in BEGUN

    @property
    def stage_open(self) -> bool:
        """Whether contestants can be called on stage: open or live."""
        return self.state in STAGE_OPEN


class RuleSheet(models.Model):
    """How marks become places 计分规则: the `rules` of the contest file."""

    contest = models.OneToOneField(Contest, models.CASCADE, related_name="rule_sheet")
    rules = document(default=dict, blank=True)

    def __str__(self) -> str:
        return f"rules of {self.contest_id}"
