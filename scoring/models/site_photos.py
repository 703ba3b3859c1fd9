"""The table of photos for the report on a tour."""

from __future__ import annotations

from django.db import models

from communities.models import StoredFile
from contests.models import Performance


class SitePhoto(StoredFile):
    """A photo of a site for the report 观摩照片; whoever looks after the report adds it and takes it away."""

    performance = models.ForeignKey(Performance, models.CASCADE, related_name="site_photos")

    class Meta(StoredFile.Meta):
        ordering = ("performance", "pk")
        constraints = (  # type: ignore[assignment]  # one more
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(fields=("performance", "digest"), name="site_photo_once"),
        )
