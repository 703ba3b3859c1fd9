"""Files that somebody sends as evidence, and those of the values of indicators."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .places_and_people import SHA256, Achievement, User


class FileFormat(models.TextChoices):
    """How a file is made; also what its name ends with."""

    PNG = "png", "PNG"
    JPEG = "jpg", "JPEG"
    WEBP = "webp", "WebP"
    PDF = "pdf", "PDF"


class StoredFile(models.Model):
    """A picture or a PDF as it is kept, looked through before (`rules.files`); its bytes are in the row.

    `small` is a smaller copy of a picture, for phones; empty where none came along. `pages` are those of a PDF, `width`
    and `height` those of a picture in pixels. `sent_by` says who sent it where nobody signed in did.
    """

    title = models.CharField(max_length=120)
    format = models.CharField(max_length=10, choices=FileFormat, default=FileFormat.PDF)
    content = models.BinaryField()
    small = models.BinaryField(default=bytes, blank=True)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_by = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="%(class)s_has_title"),
            models.CheckConstraint(condition=Q(format__in=FileFormat.values), name="%(class)s_format_is_known"),
            models.CheckConstraint(condition=Q(digest__regex=SHA256), name="%(class)s_digest_is_whole"),
            models.CheckConstraint(condition=Q(added_by__isnull=False) | ~Q(sent_by=""), name="%(class)s_says_who"),
            models.CheckConstraint(
                condition=Q(format=FileFormat.PDF, pages__isnull=False, width__isnull=True, height__isnull=True)
                | ~Q(format=FileFormat.PDF) & Q(pages__isnull=True, width__isnull=False, height__isnull=False),
                name="%(class)s_has_its_size",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.format != FileFormat.PDF

    @property
    def who(self) -> str:
        """Who added it."""
        return str(self.added_by or self.sent_by)


BYTES = ("content", "small")
"""What a list of files does not read."""


class ValueFile(StoredFile):
    """Evidence of a value 佐证材料: it stays with every value it was evidence of, also with one that has gone."""

    values = models.ManyToManyField(Achievement, through="ValueEvidence", related_name="files")

    class Meta(StoredFile.Meta):
        ordering = ("pk",)


class ValueEvidence(models.Model):
    """That a file is evidence of a value."""

    value = models.ForeignKey(Achievement, models.CASCADE, related_name="evidence_files")
    file = models.ForeignKey(ValueFile, models.CASCADE, related_name="uses")

    class Meta:
        ordering = ("file",)
        constraints = (models.UniqueConstraint(fields=("value", "file"), name="value_evidence_once"),)

    def __str__(self) -> str:
        return str(self.file)
