"""What comes in: sheets, marks, notes, and points off or on."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.json_text import document
from communities.models import Journal, User
from communities.numbers import SIGNED, DecimalText, well_formed
from contests.models import Contest, Contestant, Judge, Performance, Round, RubricItem


class Source(models.TextChoices):
    """How marks came in."""

    TABLET = "tablet", _("Tablet")
    PAPER = "paper", _("Paper sheet")
    DESK = "desk", _("Desk")
    IMPORT = "import", _("Contest file")


class WhyKept(models.TextChoices):
    """Why a sheet that a tablet had confirmed was kept instead of counting at once."""

    LATE = "late", _("It arrived after the performance was closed or the start was taken back.")
    NOT_CALLED = "not-called", _("The desk had not called the contestant when it arrived.")
    ANOTHER = "another", _("Another sheet from this judge already counted when it arrived.")
    UNSEEN = "unseen", _("The judge had not seen the sheet that counted when it arrived.")
    OTHER_POINTS = "other-points", _("Different points had already arrived under the same key.")
    CARD = "card", _("It was sent with a card that had been replaced.")
    SUCCESSOR = "successor", _("It arrived from the tablet of the judge who took over the seat.")
    LEFT = "left", _("The judge had left.")
    RECUSED = "recused", _("The judge was recused.")
    PICTURE = "picture", _("The tablet could not send it; the desk read it from a picture on the tablet.")


class ScoreSheet(models.Model):
    """One judge × one performance 评分表."""

    judge = models.ForeignKey(Judge, models.PROTECT, related_name="sheets")
    performance = models.ForeignKey(Performance, models.PROTECT, related_name="sheets")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("performance", "judge__position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("judge", "performance"), name="sheet_once"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | ~Q(reopen_reason=""), name="sheet_reopened_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.judge.label} / {self.performance}"


class Submission(models.Model):
    """What was sent for a sheet 提交: kept for ever; one of them counts."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="submissions")
    idempotency_key = models.CharField(max_length=64)  # made once by the page, so that a resend is one
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=Source)
    submitted_at = models.DateTimeField(null=True)  # by the clock of the tablet
    received_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    holder = models.PositiveSmallIntegerField(default=0)  # whose marks they are: so many had given up the seat before
    signature = models.CharField(max_length=4096, blank=True, default="")  # as `scoring.rules.read_signature` says
    counts = models.BooleanField()
    retired_at = models.DateTimeField(null=True)
    line = models.ForeignKey(Journal, models.PROTECT, null=True, related_name="+")  # older rows and files have none

    class Meta:
        ordering = ("sheet", "number")
        constraints = (
            models.UniqueConstraint(fields=("line",), name="submission_line_once"),
            models.UniqueConstraint(fields=("sheet", "idempotency_key"), name="submission_key_once"),
            models.UniqueConstraint(fields=("sheet", "number"), name="submission_number_once"),
            models.UniqueConstraint(fields=("sheet",), condition=Q(counts=True), name="submission_one_counts"),
            models.CheckConstraint(condition=~Q(idempotency_key=""), name="submission_has_key"),
            models.CheckConstraint(condition=Q(number__gte=1), name="submission_number_from_1"),
            models.CheckConstraint(
                condition=Q(source=Source.TABLET, entered_by__isnull=True)
                | Q(source__in=(Source.PAPER, Source.DESK, Source.IMPORT), entered_by__isnull=False),
                name="submission_source_fits",
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | ~Q(source=Source.PAPER) | Q(confirmed_by__isnull=False),
                name="submission_paper_counts_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(source=Source.PAPER) & ~Q(confirmed_by=F("entered_by")),
                name="submission_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(retired_at__isnull=True), name="submission_retired_does_not_count"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet} · {self.number}"


class Mark(models.Model):
    """The points for one rubric item in one submission 打分; none at all is an excused mark."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="marks")
    item = models.ForeignKey(RubricItem, models.PROTECT, related_name="marks")
    points: DecimalText[Decimal | str | None, Decimal | None] = DecimalText(null=True)

    class Meta:
        ordering = ("submission", "item__position")
        constraints = (
            models.UniqueConstraint(fields=("submission", "item"), name="mark_once"),
            well_formed("points", name="mark_points_are_a_number", form=SIGNED),
        )

    def __str__(self) -> str:
        return f"{self.item_id}: {self.points}"


class KeptSheet(models.Model):
    """A sheet that a tablet had confirmed and that could not count as it came 留存: kept, until the desk decides.

    Its marks count nowhere. Once settled it stays as it is: claimed by somebody (`submission` is what it became), set
    aside by somebody (without one), or by nobody, where the judge has sent another since (`submission`).
    """

    judge = models.ForeignKey(Judge, models.PROTECT, related_name="kept_sheets")
    performance = models.ForeignKey(Performance, models.PROTECT, related_name="kept_sheets")
    idempotency_key = models.CharField(max_length=64)
    marks = document()  # key of the item: points, as text
    marks_hash = models.CharField(max_length=64)  # other marks under the same key are kept beside them
    why = models.CharField(max_length=20, choices=WhyKept)
    holder = models.PositiveSmallIntegerField()  # as of a submission
    signature = models.CharField(max_length=4096, blank=True, default="")
    submitted_at = models.DateTimeField(null=True)  # by the clock of the tablet
    received_at = models.DateTimeField()
    line = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("line",), name="kept_sheet_line_once"),
            models.UniqueConstraint(
                fields=("judge", "performance", "idempotency_key", "marks_hash"), name="kept_sheet_once"
            ),
            models.CheckConstraint(condition=~Q(idempotency_key=""), name="kept_sheet_has_key"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, reason="", submission__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(reason="")
                | Q(settled_at__isnull=False, settled_by__isnull=True, reason="", submission__isnull=False),
                name="kept_sheet_settled_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.judge.label} / {self.performance}"

    @property
    def points(self) -> dict[str, Decimal]:
        """The marks by key of the item."""
        return {key: Decimal(points) for key, points in self.marks.items()}

    @property
    def whose(self) -> str:
        """The name of who gave the marks, also once somebody else sits there."""
        return self.judge.predecessor(self.holder) or str(self.judge)

    @property
    def claimed(self) -> bool:
        """Whether somebody at the desk made it count."""
        return self.settled_by_id is not None and self.submission_id is not None

    @property
    def set_aside(self) -> bool:
        """Whether somebody at the desk decided that it does not count."""
        return self.settled_by_id is not None and self.submission_id is None


class SiteNote(models.Model):
    """What a judge writes about a site for the report 观摩意见: what was good, what to mend; it decides nothing.

    Kept for ever as it came; of each judge and site the latest counts, of each who has held the seat. The organiser may
    leave one out of the report, and change nothing in it.
    """

    judge = models.ForeignKey(Judge, models.PROTECT, related_name="site_notes")
    performance = models.ForeignKey(Performance, models.PROTECT, related_name="site_notes")
    holder = models.PositiveSmallIntegerField()  # as of a submission
    number = models.PositiveSmallIntegerField()
    idempotency_key = models.CharField(max_length=64)
    good = models.TextField(max_length=2000, blank=True)
    mend = models.TextField(max_length=2000, blank=True)
    written_at = models.DateTimeField(null=True)  # by the clock of the tablet
    received_at = models.DateTimeField()
    line = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)
    left_out_at = models.DateTimeField(null=True)
    left_out_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    left_out_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("performance", "judge__position", "holder", "number")
        constraints = (
            models.UniqueConstraint(fields=("line",), name="site_note_line_once"),
            models.UniqueConstraint(fields=("judge", "performance", "idempotency_key"), name="site_note_key_once"),
            models.UniqueConstraint(fields=("judge", "performance", "number"), name="site_note_number_once"),
            models.UniqueConstraint(
                fields=("judge", "performance", "holder"),
                condition=Q(retired_at__isnull=True),
                name="site_note_one_counts",
            ),
            models.CheckConstraint(condition=~Q(idempotency_key=""), name="site_note_has_key"),
            models.CheckConstraint(condition=Q(number__gte=1), name="site_note_number_from_1"),
            models.CheckConstraint(
                condition=Q(left_out_at__isnull=True, left_out_by__isnull=True, left_out_why="")
                | Q(left_out_at__isnull=False, left_out_by__isnull=False) & ~Q(left_out_why=""),
                name="site_note_left_out_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.judge.label} / {self.performance}"

    @property
    def whose(self) -> str:
        """The name of who wrote it, also once somebody else sits there."""
        return self.judge.predecessor(self.holder) or str(self.judge)

    @property
    def empty(self) -> bool:
        """Whether nothing is left of what was written before."""
        return not (self.good or self.mend)

    @property
    def left_out(self) -> bool:
        """Whether it does not stand in the report."""
        return self.left_out_at is not None


class Adjustment(models.Model):
    """Points off or on 扣分/加分, in a round or (without one) at the end; voided, never deleted."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="adjustments")
    contestant = models.ForeignKey(Contestant, models.PROTECT, related_name="adjustments")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="adjustments")
    points: DecimalText[Decimal | str, Decimal] = DecimalText()
    reason = models.CharField(max_length=200, blank=True)
    idempotency_key = models.CharField(max_length=64, blank=True)  # as of a submission; a double click is one
    seconds = models.PositiveIntegerField(null=True, blank=True)  # what the clock showed
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    void_reason = models.CharField(max_length=200, blank=True)
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("contest", "idempotency_key"), condition=~Q(idempotency_key=""), name="adjustment_key_once"
            ),
            well_formed("points", name="adjustment_points_are_a_number", form=SIGNED),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_reason="")
                | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason=""),
                name="adjustment_voided_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contestant_id}: {self.points} {self.reason}"
