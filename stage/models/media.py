"""Films, slides, sponsors' pictures and photos of contestants: what of them is kept beside the file on disk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models import User
from contests.models import Contestant


class MediaUse(models.TextChoices):
    """What a film or picture is for."""

    SLIDE = "slide", _("Film or slide")
    SPONSOR = "sponsor", _("Sponsor on the title")
    PHOTO = "photo", _("Photo of a contestant")


class MediaFormat(models.TextChoices):
    """How a file is made; also what its name on disk ends with."""

    PNG = "png", "PNG"
    JPEG = "jpg", "JPEG"
    MP4 = "mp4", "MP4"
    WEBM = "webm", "WebM"


FILMS = (MediaFormat.MP4, MediaFormat.WEBM)


class MediaFile(models.Model):
    """A film or picture of a show; its bytes lie on disk under the name of what they are, and never change.

    A photo without a contestant waits until somebody has said whose it is, and is shown to nobody. `size` is in bytes,
    `width` and `height` in pixels, `seconds` how long a film is, None where it does not say.
    """

    show = models.ForeignKey("stage.Show", models.CASCADE, related_name="media")
    use = models.CharField(max_length=20, choices=MediaUse)
    title = models.CharField(max_length=120)
    contestant = models.ForeignKey(Contestant, models.CASCADE, null=True, blank=True, related_name="photos")
    format = models.CharField(max_length=10, choices=MediaFormat)
    digest = models.CharField(max_length=64)  # SHA-256 of the file, in hexadecimal
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("show", "title", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contestant",), name="photo_one_each"),
            models.UniqueConstraint(fields=("show", "use", "digest"), name="media_file_once"),
            models.CheckConstraint(condition=~Q(title=""), name="media_file_has_title"),
            models.CheckConstraint(condition=Q(use__in=MediaUse.values), name="media_use_is_known"),
            models.CheckConstraint(condition=Q(format__in=MediaFormat.values), name="media_format_is_known"),
            models.CheckConstraint(
                condition=Q(contestant__isnull=True) | Q(use=MediaUse.PHOTO), name="only_photos_show_somebody"
            ),
            models.CheckConstraint(
                condition=Q(use=MediaUse.SLIDE) | ~Q(format__in=FILMS), name="only_slides_are_films"
            ),
            models.CheckConstraint(condition=Q(digest__regex="^[0-9a-f]{64}$"), name="media_digest_is_whole"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_film(self) -> bool:
        """Whether it plays, and is no still picture."""
        return self.format in FILMS

    @property
    def file_name(self) -> str:
        """What the file is called on disk and in addresses."""
        return f"{self.digest}.{self.format}"
