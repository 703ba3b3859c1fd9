"""Questions: entered for a round, drawn by a contestant, a draw annulled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from secrets import token_bytes
from typing import Any

from django.db import transaction
from django.db.models import F

from communities.actions.rows import store
from communities.models import User
from communities.refused import Refused
from contests.actions.change import reason_given, refuse_stale, refuse_unless_in
from contests.models import Contest, ContestState, Performance, PerformanceState, Round
from contests.queries import stage_order_of
from contests.rules.cards import Chance
from contests.rules.draw import SEALED_BYTES, Seed, called_out, fingerprint_of, seal_of, seed_read
from stage import verbs
from stage.models import LONGEST_QUESTION, MOST_QUESTIONS, QuestionBank, QuestionDraw, ScreenMode, Show
from stage.queries.drawing import bank_of, draw_of
from stage.rules.drawing import CHAIN, number_of_draw, pool_of, question_drawn
from stage.rules.on_screen import last_called

from .change import locked_show, show_changed
from .on_screen import put_on_screen

DRAWING = (ContestState.OPEN, ContestState.LIVE)
BEFORE = (PerformanceState.WAITING, PerformanceState.ON_STAGE)
"""Where the performance stands while its question can be drawn."""


@transaction.atomic
def change_bank(
    *,
    round: Round,
    questions: Sequence[str],
    again: bool,
    by: User,
    now: datetime,
    seen: str | None = None,
    chance: Chance = token_bytes,
) -> QuestionBank:
    """Enter the questions of a round, in place of those there were; what is drawn already stays under its number.

    With them the numbers are sealed that the draws will use, and their seal is made known.

    `again` says that one question may be drawn more than once. `seen` is the fingerprint of the questions that the
    caller saw. Refused("gone"), "stale", "too-many-questions", "question-too-long", "question-twice", and
    "question-drawn" where one that was drawn would change.
    """
    show = locked_show(round.contest)
    bank = bank_of(_round(show, round))
    before = fingerprint_of(bank.questions), bank.again
    refuse_stale(seen, before[0])
    wanted = [" ".join(question.split()) for question in questions if question.strip()]
    _refuse_unsound(wanted)
    for draw in bank.draws.all() if bank.pk else ():
        if wanted[draw.question - 1 : draw.question] != [draw.text]:
            raise Refused("question-drawn", number=draw.number)
    bank.questions, bank.again = wanted, again
    after = fingerprint_of(wanted), again
    if before != after or (bank.pk and _next_draw(bank) > CHAIN):
        _seal(bank, chance)
        _stored(bank)
        detail = {"questions": len(wanted), "bank": after[0], "again": again, "number": bank.seals, "seal": bank.seal}
        show_changed(show, verbs.BANK_CHANGED, by=by, now=now, object=bank.round, detail=detail)
    return bank


@transaction.atomic
def draw_question(
    *,
    performance: Performance,
    called: str,
    by: User,
    now: datetime,
    seen: int | None = None,
    seal: str | None = None,
) -> QuestionDraw:
    """Draw a question for a performance, from the number sealed for it and what was `called` out; the hall may know it
    from now on.

    Where the main screens follow the stage they show it, unless somebody else is on stage. `seen` is how many draws,
    all annulled, there were for the performance as the caller saw it, `seal` that of the questions, None for whichever
    it is.

    Refused("already") where it has its question, "stale", "sealed-anew" where the questions have another seal since
    (`number`), "gone", "wrong-state", "bad-seed", "not-performing",
    "drawn-too-late" once it is being marked, "no-questions" where the round has none, "questions-used-up", and
    "seal-used-up" after so many draws that the questions have to be sealed anew.
    """
    called = called_out(called)
    show = locked_show(performance.contest)
    current = _performance(show, performance)
    refuse_unless_in(show.contest, *DRAWING)
    if draw_of(current) is not None:
        raise Refused("already")
    refuse_stale(seen, current.draws.count())
    made = _drawn(show, current, called, seal=seal, by=by, now=now)
    _show(show, current)
    seed = seed_read(made.seed)
    said = {"called": seed.called, "sealed": seed.number, "seal": made.seal}
    detail: dict[str, Any] = {"question": made.number, "says": made.text, "of": len(made.pool), **said}
    show_changed(show, verbs.QUESTION_DRAWN, by=by, now=now, object=current, detail=detail)
    _tell_judges(show)
    return made


@transaction.atomic
def annul_draw(*, draw: QuestionDraw, reason: str, by: User, now: datetime) -> QuestionDraw:
    """A draw was made by mistake: it stays in the record, and its question counts as drawn.

    Refused("already") where it is annulled, "gone", "wrong-state", "drawn-too-late" once the performance is being
    marked, "reason-needed" and "reason-too-long".
    """
    show = locked_show(draw.show.contest)
    current = QuestionDraw.objects.select_related("performance__contestant").filter(pk=draw.pk, show=show.pk).first()
    if current is None:
        raise Refused("gone", object=str(draw))
    if not current.in_force:
        raise Refused("already")
    refuse_unless_in(show.contest, *DRAWING)
    _refuse_late(current.performance)
    why = reason_given(reason)
    current.annulled_at, current.annulled_by, current.why_annulled = now, by, why
    current.save(update_fields=["annulled_at", "annulled_by", "why_annulled"])
    if show.mode == ScreenMode.QUESTION and show.performance_id == current.performance_id:
        put_on_screen(show, ScreenMode.ON_STAGE)
    detail = {"question": current.number, "reason": why}
    show_changed(show, verbs.DRAW_ANNULLED, by=by, now=now, object=current.performance, detail=detail)
    _tell_judges(show)
    return current


def _seal(bank: QuestionBank, chance: Chance) -> None:
    bank.sealed = chance(SEALED_BYTES).hex()
    bank.seal = seal_of(number_of_draw(bank.sealed, 1), fingerprint_of(bank.questions))
    bank.seals += 1


def _next_draw(bank: QuestionBank) -> int:
    """Which draw of its seal comes next, counted from 1."""
    return bank.draws.filter(seal=bank.seal).count() + 1


def _stored(bank: QuestionBank) -> None:
    """A round without questions has no bank, so that nobody is asked to draw in it."""
    if bank.questions:
        store(bank)
    elif bank.pk:
        bank.delete()


def _round(show: Show, round_: Round) -> Round:
    found = show.contest.rounds.filter(pk=round_.pk, external=False).first()
    if found is None:
        raise Refused("gone", object=str(round_))
    return found


def _performance(show: Show, performance: Performance) -> Performance:
    rows = Performance.objects.select_related("contestant", "round")
    found = rows.filter(pk=performance.pk, contest=show.contest_id, round__external=False).first()
    if found is None:
        raise Refused("gone", object=str(performance))
    return found


def _refuse_unsound(questions: Sequence[str]) -> None:
    if len(questions) > MOST_QUESTIONS:
        raise Refused("too-many-questions", most=MOST_QUESTIONS)
    found: dict[str, int] = {}
    for n, question in enumerate(questions, start=1):
        if len(question) > LONGEST_QUESTION:
            raise Refused("question-too-long", number=n, most=LONGEST_QUESTION)
        if question in found:
            raise Refused("question-twice", number=n, before=found[question])
        found[question] = n


def _refuse_late(performance: Performance) -> None:
    if performance.state not in BEFORE:
        raise Refused("drawn-too-late", contestant=performance.contestant.number)


def _drawn(
    show: Show, performance: Performance, called: str, *, seal: str | None, by: User, now: datetime
) -> QuestionDraw:
    if not performance.contestant.performs:
        raise Refused("not-performing", contestant=performance.contestant.number)
    _refuse_late(performance)
    bank = bank_of(performance.round)
    if not bank.questions:
        raise Refused("no-questions", round=str(performance.round))
    if seal not in (None, bank.seal):
        raise Refused("sealed-anew", number=bank.seals)
    pool = pool_of(bank.questions, set(bank.draws.values_list("question", flat=True)), again=bank.again)
    if not pool:
        raise Refused("questions-used-up", round=str(performance.round))
    nth = _next_draw(bank)
    if nth > CHAIN:
        raise Refused("seal-used-up", round=str(performance.round))
    seed = Seed(number_of_draw(bank.sealed, nth), called).text
    question = question_drawn(pool, seed=seed)
    last = show.draws.order_by("-position").first()
    return QuestionDraw.objects.create(
        show=show,
        position=last.position + 1 if last else 1,
        of_bank=bank,
        performance=performance,
        question=question,
        text=bank.questions[question - 1],
        seed=seed,
        seal=bank.seal,
        seal_number=bank.seals,
        pool=pool,
        bank=fingerprint_of(bank.questions),
        again=bank.again,
        at=now,
        by=by,
    )


def _show(show: Show, performance: Performance) -> None:
    """The main screens show the question, where they follow the stage and nobody else is on it."""
    on = last_called(stage_order_of(show.contest))
    if show.follow and (on is None or not on.is_on_stage or on.pk == performance.pk):
        put_on_screen(show, ScreenMode.QUESTION, performance=performance)


def _tell_judges(show: Show) -> None:
    """The tablets learn of it, as of a call."""
    Contest.objects.filter(pk=show.contest_id).update(judges_version=F("judges_version") + 1)
