"""What is published, who moves up since, and certificates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.json_text import document
from communities.models import User
from contests.models import Contest, Contestant


class Publication(models.Model):
    """Frozen results 成绩公布: never edited, only superseded by the next number."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField()
    data = document()  # the contest file and the standings
    title = models.CharField(max_length=200, blank=True)  # of the contest, as `data` has it; so the next two
    venue = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    final = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("contest", "-number")
        constraints = (
            models.UniqueConstraint(fields=("contest", "number"), name="publication_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="publication_number_from_1"),
            models.CheckConstraint(condition=Q(number=1, final=True) | ~Q(reason=""), name="publication_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.contest_id} · {self.number}"


class WhyLeft(models.TextChoices):
    """Why somebody no longer takes an award after publication."""

    DECLINED = "declined", _("Declined")
    UNSUITABLE = "unsuitable", _("Found unsuitable")
    OTHER = "other", _("Another ground")


class Succession(models.Model):
    """Somebody no longer takes an award by place, and who moves up in their place 递补; None for nobody.

    Recorded beside a publication, which stays as it was; withdrawn, never deleted. Residents read it where it is
    `public`.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="successions")
    award = models.CharField(max_length=60)
    left = models.ForeignKey(Contestant, models.PROTECT, related_name="+")
    moved_up = models.ForeignKey(Contestant, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=20, choices=WhyLeft)
    public = models.BooleanField(default=False)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdraw_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("left", "award"), condition=Q(withdrawn_at__isnull=True), name="succession_leaves_once"
            ),
            models.UniqueConstraint(
                fields=("moved_up", "award"), condition=Q(withdrawn_at__isnull=True), name="succession_moves_up_once"
            ),
            models.CheckConstraint(condition=~Q(award=""), name="succession_has_award"),
            models.CheckConstraint(condition=~Q(reason=""), name="succession_says_why"),
            models.CheckConstraint(condition=Q(why__in=WhyLeft.values), name="succession_ground_is_known"),
            models.CheckConstraint(
                condition=Q(moved_up__isnull=True) | ~Q(moved_up=F("left")), name="succession_of_two_people"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdraw_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdraw_reason=""),
                name="succession_withdrawn_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.award}: {self.left_id} → {self.moved_up_id}"


class Certificate(models.Model):
    """A serial number anyone can verify 荣誉证书; revoked, never deleted.

    It is a contestant's; in a team, `member` may say whose: the first of those the publication names is 1.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="certificates")
    contestant = models.ForeignKey(Contestant, models.PROTECT, related_name="certificates")
    award = models.CharField(max_length=60)
    member = models.PositiveSmallIntegerField(default=0)
    serial = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    revoke_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("serial",)
        constraints = (
            models.UniqueConstraint(fields=("serial",), name="certificate_serial_once"),
            models.UniqueConstraint(
                fields=("contestant", "award", "member"),
                condition=Q(revoked_at__isnull=True),
                name="certificate_one_in_force",
            ),
            models.CheckConstraint(condition=~Q(serial=""), name="certificate_has_serial"),
            models.CheckConstraint(condition=~Q(award=""), name="certificate_has_award"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revoke_reason="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoke_reason=""),
                name="certificate_revoked_whole",
            ),
        )

    def __str__(self) -> str:
        return self.serial
