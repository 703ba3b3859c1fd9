"""What service centres send beforehand to show how they stand to each check item."""

from __future__ import annotations

from django.db import models

from communities.models import StoredFile

from .contest import Contest
from .people import Contestant
from .rounds import RubricItem


class EvidenceLinks(models.Model):
    """That contestants of a contest send evidence by a link each 佐证材料链接; `number` rises where all are replaced.

    The addresses are signed and nothing secret is stored.
    """

    contest = models.OneToOneField(Contest, models.CASCADE, related_name="evidence_links")
    number = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.contest_id} · {self.number}"


class ItemEvidence(StoredFile):
    """A file that shows how a contestant stands to a check item 检查项佐证材料: judges see it beside the item."""

    contestant = models.ForeignKey(Contestant, models.CASCADE, related_name="evidence")
    item = models.ForeignKey(RubricItem, models.CASCADE, related_name="evidence")

    class Meta(StoredFile.Meta):
        ordering = ("item__round__position", "item__position", "pk")
        constraints = (  # type: ignore[assignment]  # one more
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(fields=("contestant", "item", "digest"), name="item_evidence_once"),
        )
