"""What contestants have presented, kept so that others can learn from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from communities.models import Achievement, StoredFile, Theme, User

from .people import Contestant

STATIONS = (
    Q(agreed_at__isnull=True, agreed_by__isnull=True, agreed_how="", released_at__isnull=True)
    | Q(agreed_at__isnull=False, agreed_by__isnull=False) & ~Q(agreed_how="")
) & (Q(released_at__isnull=True, released_by__isnull=True) | Q(released_at__isnull=False, released_by__isnull=False))


class Released(models.Model):
    """What residents read once its secretary has agreed to it as it stands, and the organiser has released it.

    `agreed_how` says how the secretary agreed, since secretaries have no account.
    """

    changed_at = models.DateTimeField()
    agreed_how = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def released(self) -> bool:
        """Whether residents read it."""
        return self.released_at is not None

    @property
    def agreed(self) -> bool:
        """Whether its secretary has agreed to it as it stands."""
        return self.agreed_at is not None


class Presentation(Released):
    """What a contestant presented 经验交流: residents and other communities read it once it is released.

    `comment` is the sentence that a judge said about it on stage.
    """

    contestant = models.OneToOneField(Contestant, models.CASCADE, related_name="presentation")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="presentations")
    summary = models.CharField(max_length=300)
    text = models.TextField(max_length=20_000)
    comment = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ("-released_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(summary=""), name="presentation_has_summary"),
            models.CheckConstraint(condition=~Q(text=""), name="presentation_has_text"),
            models.CheckConstraint(condition=STATIONS, name="presentation_agreed_then_released"),
        )

    def __str__(self) -> str:
        return self.contestant.title or str(self.contestant)


class Attachment(StoredFile):
    """A picture or a PDF that goes with a presentation 附件; residents see pictures below its text."""

    presentation = models.ForeignKey(Presentation, models.CASCADE, related_name="attachments")

    class Meta(StoredFile.Meta):
        ordering = ("pk",)
        constraints = (  # type: ignore[assignment]  # one more
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(fields=("presentation", "digest"), name="attachment_once"),
        )


class Citation(models.Model):
    """That a presentation names a value of its community 引用实绩; residents read what is published there now."""

    presentation = models.ForeignKey(Presentation, models.CASCADE, related_name="citations")
    value = models.ForeignKey(Achievement, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("presentation", "value"), name="citation_once"),)

    def __str__(self) -> str:
        return str(self.value)
