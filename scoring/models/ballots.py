"""How a mass jury votes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from communities.json_text import document
from contests.models import Panel, Performance


class VoterCard(models.Model):
    """A card with which somebody of a mass jury votes 投票卡. Nobody's name is on it, and only hashes of it are kept.

    Cards are made in batches; a batch that was lost is `void`, and no ballot comes in by it any more.
    """

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="voter_cards")
    voter_class = models.CharField(max_length=40)  # id of a class in the panel's ballot
    batch = models.PositiveSmallIntegerField()
    secret_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    void = models.BooleanField(default=False)

    class Meta:
        ordering = ("panel", "batch", "voter_class", "secret_hash")
        constraints = (
            models.UniqueConstraint(fields=("secret_hash",), name="voter_secret_once"),
            models.UniqueConstraint(fields=("code_hash",), name="voter_code_once"),
            models.CheckConstraint(condition=~Q(secret_hash="") & ~Q(code_hash=""), name="voter_card_has_hashes"),
            models.CheckConstraint(condition=~Q(voter_class=""), name="voter_card_has_class"),
            models.CheckConstraint(condition=Q(batch__gte=1), name="voter_batch_from_1"),
        )

    def __str__(self) -> str:
        return f"{self.panel} · {self.batch}"


class BallotBox(models.Model):
    """What a mass jury gave one performance 票箱: how many of each class gave which points, and which cards have voted.

    There is no row for a ballot: it raises a count, and the two lists are sorted, so nothing tells whose it was
    (decision 72). While the box is open nothing of it enters a result.
    """

    performance = models.ForeignKey(Performance, models.PROTECT, related_name="ballot_boxes")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="ballot_boxes")
    is_open = models.BooleanField(default=True)
    counts = document(default=dict, blank=True)  # class of voters → points → how many
    voted = document(default=list, blank=True)  # ids of cards, ascending

    class Meta:
        ordering = ("performance", "panel")
        constraints = (models.UniqueConstraint(fields=("performance", "panel"), name="ballot_box_once"),)

    def __str__(self) -> str:
        return f"{self.panel} / {self.performance}"
