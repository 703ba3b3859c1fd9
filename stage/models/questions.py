"""Questions that contestants draw: what can be drawn in a round, and who drew what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from communities.json_text import document
from communities.models import User
from contests.models import Performance, Round

from .show import Show

MOST_QUESTIONS = 500
LONGEST_QUESTION = 200


class QuestionBank(models.Model):
    """The questions of a round 题库, numbered from 1 as they stand; sealed: only the organiser reads them before they
    are drawn. `again` says that one question may be drawn more than once. `sealed` is a number that nobody is told;
    those of the draws follow from it. `seal` is what is made known of the first of them, `seals` how many there were.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="question_bank")
    questions = document(default=list, blank=True)
    again = models.BooleanField(default=False)
    sealed = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    seals = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.round)


class QuestionDraw(models.Model):
    """Who drew which question 抽题, recorded word for word; one made by mistake is annulled and its question used.

    `seed` and `pool`, the numbers that could be drawn, give `question` to whoever computes it again. `bank` is the
    fingerprint of all questions at that time, by which anybody can see later that none was exchanged. `again` is what
    the bank said then. `seal` and `seal_number` are those of the bank then; older draws have none.
    """

    show = models.ForeignKey(Show, models.CASCADE, related_name="draws")
    position = models.PositiveIntegerField()
    of_bank = models.ForeignKey(QuestionBank, models.CASCADE, related_name="draws")
    performance = models.ForeignKey(Performance, models.CASCADE, related_name="draws")
    question = models.PositiveIntegerField()
    text = models.CharField(max_length=LONGEST_QUESTION)
    seed = models.CharField(max_length=200)
    seal = models.CharField(max_length=64, blank=True)
    seal_number = models.PositiveIntegerField(default=0)
    pool = document()
    bank = models.CharField(max_length=64)
    again = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    why_annulled = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("show", "position")
        constraints = (
            models.UniqueConstraint(fields=("show", "position"), name="draw_position_once"),
            models.UniqueConstraint(
                fields=("of_bank", "question"), condition=Q(again=False), name="draw_question_once"
            ),
            models.UniqueConstraint(
                fields=("performance",), condition=Q(annulled_at__isnull=True), name="draw_one_in_force"
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(seed=""), name="draw_has_text_and_seed"),
            models.CheckConstraint(
                condition=Q(annulled_at__isnull=True, annulled_by__isnull=True, why_annulled="")
                | Q(annulled_at__isnull=False, annulled_by__isnull=False) & ~Q(why_annulled=""),
                name="draw_annulled_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.show_id} · {self.position}"

    @property
    def in_force(self) -> bool:
        """Whether it was not annulled."""
        return self.annulled_at is None

    @property
    def number(self) -> str:
        """The number of the question as it is shown: "05"."""
        return f"{self.question:02d}"

    @property
    def numbers(self) -> str:
        """The numbers that could be drawn, as they are shown."""
        return " ".join(f"{n:02d}" for n in self.pool)
