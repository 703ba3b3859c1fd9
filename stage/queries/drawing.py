"""Who drew which question, and for whom there are too few. The questions of a bank are read by the set-up alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q, QuerySet

from communities.reading import models_asked
from contests.models import PERFORMING, Contest, Performance, Round
from stage.models import QuestionBank, QuestionDraw, Show

ANY = -1
COLUMNS = ("id", "question", "text", "again")


@dataclass(frozen=True, slots=True)
class TooFew:
    """A round whose bank has fewer questions than contestants who draw; `questions` are all it has."""

    round: Round
    questions: int
    contestants: int


def bank_of(round_: Round) -> QuestionBank:
    """The bank of a round; where nothing was entered, an empty one, which is not stored. One query."""
    return QuestionBank.objects.filter(round=round_.pk).first() or QuestionBank(round=round_)


def draws_in_force(show: Show) -> list[QuestionDraw]:
    """The questions that were drawn, the last first. One query."""
    if not show.pk:
        return []
    rows = QuestionDraw.objects.filter(show=show.pk, annulled_at__isnull=True)
    return list(rows.select_related("performance__contestant").order_by("-position"))


def draw_of(performance: Performance) -> QuestionDraw | None:
    """The question somebody has drawn; None where they have not. One query."""
    return next(iter(models_asked(_drawn, {ANY: performance.pk})), None)


def _drawn() -> QuerySet[QuestionDraw]:
    return QuestionDraw.objects.filter(performance=ANY, annulled_at__isnull=True)


def all_draws(contest: Contest) -> QuerySet[QuestionDraw]:
    """Every draw of a contest as it happened, also those annulled."""
    rows = QuestionDraw.objects.filter(show__contest=contest.pk)
    return rows.select_related("performance__contestant", "performance__round", "by").order_by("position")


def with_draws(rows: QuerySet[Performance]) -> QuerySet[Performance]:
    """Performances that are read together with what they have drawn, for `draw_read` and `has_bank`."""
    own = FilteredRelation("draws", condition=Q(draws__annulled_at__isnull=True))
    columns = {f"draw_{name}": F(f"own_draw__{name}") for name in COLUMNS}
    return rows.annotate(own_draw=own, bank_read=F("round__question_bank__id")).annotate(**columns)


def draw_read(performance: Performance) -> QuestionDraw | None:
    """The question of a performance that was read with it. No query."""
    values = {name: getattr(performance, f"draw_{name}") for name in COLUMNS}
    return None if values["id"] is None else QuestionDraw(performance=performance, **values)


def has_bank(performance: Performance) -> bool:
    """Whether questions are drawn in the round of a performance that was read with its draw. No query."""
    return getattr(performance, "bank_read", None) is not None


def too_few(contest: Contest) -> list[TooFew]:
    """The rounds whose questions do not suffice for all who perform; those of annulled draws are used up.

    One query, and two for each bank.
    """
    banks = QuestionBank.objects.filter(round__contest=contest.pk, again=False).select_related("round")
    found = []
    for bank in banks.order_by("round__position"):
        rows = Performance.objects.filter(round=bank.round_id, contestant__status__in=PERFORMING)
        wasted = bank.draws.filter(annulled_at__isnull=False).count()
        count, left = rows.count(), len(bank.questions) - wasted
        if left < count:
            found.append(TooFew(bank.round, left, count))
    return found
