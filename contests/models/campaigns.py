"""Several contests of a district in one frame: a campaign, its banner, and the contests in their order."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from communities.models import District, User
from communities.numbers import UNSIGNED, DecimalText, well_formed
from communities.pictures import PictureFormat

from .contest import SHA256, Contest

FORMATS = (PictureFormat.PNG.value, PictureFormat.JPEG.value)


class Campaign(models.Model):
    """A frame over several contests of a district 系列活动.

    `theme` are its words, as they stand on the banner; `text` is more about it. Residents read it once it is published;
    once it has `ended` no contest comes or goes. `version` counts every change of what it says or of its contests.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="campaigns")
    title = models.CharField(max_length=120)
    theme = models.CharField(max_length=200, blank=True)
    text = models.TextField(max_length=5000, blank=True)
    began = models.DateField()
    until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-began", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("district", "title"), name="campaign_title_once"),
            models.CheckConstraint(condition=~Q(title=""), name="campaign_has_title"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("began")),
                name="campaign_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="campaign_published_whole",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def published(self) -> bool:
        """Whether residents read it."""
        return self.published_at is not None

    @property
    def ended(self) -> bool:
        """Whether it is over, so that its contests stay those it has."""
        return self.ended_at is not None


class Banner(models.Model):
    """The picture at the head of a campaign's page 横幅; its bytes are kept in the row, so that both go together.

    `says` is what those read who do not see it.
    """

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="banner")
    says = models.CharField(max_length=200)
    format = models.CharField(max_length=10, choices=[(each, each.upper()) for each in FORMATS])
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(says=""), name="banner_says_what_it_shows"),
            models.CheckConstraint(condition=Q(format__in=FORMATS), name="banner_format_is_known"),
            models.CheckConstraint(condition=Q(digest__regex=SHA256), name="banner_digest_is_whole"),
        )

    def __str__(self) -> str:
        return self.says

    @property
    def file_name(self) -> str:
        """What the picture is called in addresses."""
        return f"{self.digest}.{self.format}"


class Inclusion(models.Model):
    """That a contest belongs to a campaign, and where it stands there; a contest belongs to one at most.

    `weight` is what its points are multiplied by in the points table.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="inclusions")
    contest = models.OneToOneField(Contest, models.CASCADE, related_name="inclusion")
    position = models.PositiveSmallIntegerField()
    weight: DecimalText[Decimal | str, Decimal] = DecimalText(default=Decimal(1))

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "position"), name="inclusion_position_once"),
            well_formed("weight", name="inclusion_weight_is_a_number", form=UNSIGNED),
        )

    def __str__(self) -> str:
        return str(self.contest)
