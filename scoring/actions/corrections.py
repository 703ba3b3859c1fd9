"""Points off and on, judges who leave, decisions between equals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from communities.actions.rows import store
from communities.models import User
from communities.numbers import fits, format_decimal
from communities.refused import Refused
from contests import verbs as contest_verbs
from contests.about import LONGEST_CLOCK
from contests.actions.change import changed, locked_in, reason_given, refuse_stale
from contests.actions.people import not_proposed_again
from contests.models import (
    BEGUN,
    Contest,
    Contestant,
    ContestState,
    Decision,
    DecisionKind,
    Judge,
    Performance,
    PerformanceState,
    Recusal,
    Round,
)
from contests.queries import panel_marks
from scoring import verbs
from scoring.models import Adjustment, ScoreSheet, Submission
from scoring.results import problems_of, unfit_decisions
from scoring.rules import counting, moves_up, paper_waiting

from .sheets import LONGEST_KEY, LockedSheet, excuse, marks_of, retire_all
from .stage import lay_sheets


@transaction.atomic
def adjust(
    *,
    contestant: Contestant,
    points: Decimal,
    reason: str,
    by: User,
    now: datetime,
    round: Round | None = None,
    seconds: int | None = None,
    key: str = "",
    seen: int | None = None,
) -> Adjustment:
    """Points off or on, with a reason, in a round or at the end. The same key again gives back what is stored.

    `seen` is how many the caller saw for this contestant, struck out or not; None for whoever has not looked, such as
    a clock that brings a key. Refused("already") where more are there and the last is the same by the same person,
    "stale" where it is another (`points`, `reason` and `by` say which), and "wrong-state", "another-contest",
    "bad-points", "bad-clock", "reason-needed", "bad-key", "key-used".
    """
    contest = locked_in(contestant.contest_id, *BEGUN)
    if round is not None and round.contest_id != contest.pk:
        raise Refused("another-contest")
    if not fits(points) or points == 0:
        raise Refused("bad-points", points=str(points)[:40])
    if seconds is not None and not 0 <= seconds < LONGEST_CLOCK:
        raise Refused("bad-clock", seconds=seconds)
    made = {"contestant": contestant, "round": round, "points": points, "reason": reason_given(reason)}
    stored = _made_before(contest, key, {**made, "seconds": seconds})
    if stored is not None:
        return stored
    _refuse_unseen(contestant, seen, {**made, "by": by})
    adjustment = Adjustment.objects.create(contest=contest, seconds=seconds, idempotency_key=key, at=now, by=by, **made)
    detail = {
        "points": format_decimal(points),
        "round": round.name if round else None,
        "reason": adjustment.reason,
        "seconds": seconds,
    }
    changed(contest, verbs.ADJUSTED, by=by, now=now, object=contestant, detail=detail)
    return adjustment


def _made_before(contest: Contest, key: str, values: Mapping[str, Any]) -> Adjustment | None:
    """What is stored under a key, if it is the same."""
    if len(key) > LONGEST_KEY:
        raise Refused("bad-key")
    stored = Adjustment.objects.filter(contest=contest, idempotency_key=key).first() if key else None
    if stored is not None and any(getattr(stored, name) != value for name, value in values.items()):
        raise Refused("key-used", received_at=stored.at)
    return stored


def _refuse_unseen(contestant: Contestant, seen: int | None, values: Mapping[str, Any]) -> None:
    """Neither a double click nor two desks take the same points off twice without knowing."""
    given = list(Adjustment.objects.filter(contestant=contestant).select_related("by").order_by("pk"))
    if seen is None or seen == len(given):
        return
    latest = given[-1] if given else None
    if latest is None:
        raise Refused("stale", seen=0)
    facts = {"points": format_decimal(latest.points), "reason": latest.reason, "by": str(latest.by)}
    if all(getattr(latest, name) == value for name, value in values.items()):
        raise Refused("already", **facts)
    raise Refused("stale", seen=len(given), **facts)


@transaction.atomic
def void_adjustment(*, adjustment: Adjustment, reason: str, by: User, now: datetime) -> Adjustment:
    """An adjustment no longer holds; it stays on record.

    Refused("already") where it was struck out, and "wrong-state", "reason-needed".
    """
    contest = locked_in(adjustment.contest_id, *BEGUN)
    current = Adjustment.objects.select_related("contestant").get(pk=adjustment.pk)
    if current.voided_at is not None:
        raise Refused("already", voided_at=current.voided_at)
    current.voided_at, current.voided_by, current.void_reason = now, by, reason_given(reason)
    current.save(update_fields=["voided_at", "voided_by", "void_reason"])
    detail = {"adjustment": current.pk, "points": format_decimal(current.points), "reason": current.void_reason}
    changed(contest, verbs.ADJUSTMENT_VOIDED, by=by, now=now, object=current.contestant, detail=detail)
    return current


@transaction.atomic
def excuse_sheet(*, sheet: ScoreSheet, reason: str, by: User, now: datetime, seen: int | None = None) -> Submission:
    """A judge marks one performance not at all, such as one who is ill for ten minutes or knows the contestant: nothing
    is missing of them there, and what was sent does not count any more. Re-opening the sheet undoes it.

    `seen` is the number in the database of the submission that counted when the caller looked, 0 for none; None for
    whichever it is. Refused("already") where the judge is excused, "stale" where another counts now, and "wrong-state",
    "judge-left", "recused", "not-open" before the performance has begun, "reason-needed", "reason-too-long".
    """
    current = LockedSheet(sheet)
    current.refuse_unless_running()
    current.refuse_unless_seated()
    performance, counts = current.sheet.performance, current.counting
    if counts is not None and None in marks_of(counts).values() and current.sheet.reopened_at is None:
        raise Refused("already", received_at=counts.received_at)
    if performance.state == PerformanceState.WAITING:
        raise Refused("not-open", contestant=performance.contestant.number, state=performance.state)
    refuse_stale(seen, counts.pk if counts else 0)
    made = excuse(current.sheet, by=by, now=now)
    detail = {"reason": reason_given(reason)}
    changed(current.contest, verbs.SHEET_EXCUSED, by=by, now=now, object=current.sheet, detail=detail)
    return made


@transaction.atomic
def void_judge(*, judge: Judge, reason: str, by: User, now: datetime, seen: int | None = None) -> Judge:
    """A judge leaves midway and none of the marks count: excused everywhere, so that nothing is missing of them.

    `seen` is how often the seat had been taken by somebody else (`Judge.replaced`) when the caller looked, None for
    whoever sits there. Refused("already") where the judge has left, "stale" where somebody else (`judge`) has taken
    the seat since, and "wrong-state", "reason-needed".
    """
    contest, current = _gone(judge, seen, now)
    sheets = _all_sheets(contest, current)
    for sheet in sheets:
        excuse(sheet, by=by, now=now)
    detail = {"reason": reason_given(reason), "sheets": len(sheets)}
    changed(contest, verbs.JUDGE_VOIDED, by=by, now=now, object=current, detail=detail)
    return current


@transaction.atomic
def excuse_judge(*, judge: Judge, reason: str, by: User, now: datetime, seen: int | None = None) -> Judge:
    """A judge leaves midway and what counts by now stays; excused from all the rest, so that nothing is missing of it.

    What counts of a re-opened sheet stays, too, and the sheet is closed. `seen` is as for `void_judge`.
    Refused("paper-waits") where a paper sheet of the judge waits for a second person (`contestants`): confirmed it
    stays, and "already", "stale", "wrong-state", "reason-needed".
    """
    contest, current = _gone(judge, seen, now)
    sheets = _all_sheets(contest, current)
    waiting = [sheet for sheet in sheets if paper_waiting(sheet.submissions.all()) is not None]
    if waiting:
        raise Refused("paper-waits", contestants=[sheet.performance.contestant.number for sheet in waiting])
    rest = [sheet for sheet in sheets if counting(sheet.submissions.all()) is None]
    for sheet in rest:
        excuse(sheet, by=by, now=now)
    ScoreSheet.objects.filter(judge=current).update(reopened_at=None, reopen_reason="")
    detail = {"reason": reason_given(reason), "sheets": len(sheets) - len(rest)}
    changed(contest, verbs.JUDGE_EXCUSED, by=by, now=now, object=current, detail=detail)
    return current


def _gone(judge: Judge, seen: int | None, now: datetime) -> tuple[Contest, Judge]:
    """The contest, locked, and the seat that nobody holds any more: its card is dead."""
    contest = locked_in(judge.contest_id, *BEGUN)
    current = Judge.objects.select_related("panel").get(pk=judge.pk)
    if current.left_at is not None:
        raise Refused("already", left_at=current.left_at)
    refuse_stale(seen, current.replaced, judge=str(current))
    current.left_at, current.secret_hash, current.code_hash = now, "", ""
    current.help_asked_at = current.help_seen_at = None
    current.save(update_fields=["left_at", "secret_hash", "code_hash", "help_asked_at", "help_seen_at"])
    return contest, current


def _all_sheets(contest: Contest, judge: Judge, *, contestant: Contestant | None = None) -> list[ScoreSheet]:
    """The judge's sheets for every performance, also those still to come; of one contestant, or of all."""
    rows = Performance.objects.filter(contest=contest).exclude(contestant__recusals__judge=judge)
    rows = rows.filter(contestant=contestant) if contestant else rows
    due = [p for p in rows.select_related("round") if panel_marks(judge.panel, p)]
    there = set(ScoreSheet.objects.filter(judge=judge).values_list("performance_id", flat=True))
    ScoreSheet.objects.bulk_create(ScoreSheet(judge=judge, performance=p) for p in due if p.pk not in there)
    sheets = ScoreSheet.objects.filter(judge=judge, performance__in=due)
    return list(sheets.select_related("performance__contestant").prefetch_related("submissions"))


@transaction.atomic
def recuse_after_opening(*, judge: Judge, contestant: Contestant, reason: str, by: User, now: datetime) -> Recusal:
    """This judge does not mark this contestant after all; marks that came in no longer count.

    Refused("already") where the judge is recused, and "wrong-state", "another-contest", "reason-needed".
    """
    contest = locked_in(judge.contest_id, ContestState.OPEN, *BEGUN)
    if contestant.contest_id != contest.pk:
        raise Refused("another-contest")
    found = Recusal.objects.filter(judge=judge, contestant=contestant).first()
    if found is not None:
        raise Refused("already", reason=found.reason)
    recusal = Recusal.objects.create(judge=judge, contestant=contestant, reason=reason_given(reason))
    sheets = ScoreSheet.objects.filter(judge=judge, performance__contestant=contestant)
    retired = sum(retire_all(sheet, now) for sheet in sheets)
    detail = {"reason": recusal.reason, "retired": retired}
    changed(contest, contest_verbs.RECUSED, by=by, now=now, object=recusal, detail=detail)
    return recusal


@transaction.atomic
def withdraw_recusal_after_opening(*, recusal: Recusal, reason: str, by: User, now: datetime) -> None:
    """This judge marks this contestant after all, also where the performance has begun. Marks sent before stay void.

    Refused("already") where it was withdrawn, and "wrong-state", "reason-needed".
    """
    contest = locked_in(recusal.judge.contest_id, ContestState.OPEN, *BEGUN)
    current = Recusal.objects.select_related("judge__panel", "contestant").filter(pk=recusal.pk).first()
    if current is None:
        raise Refused("already", recusal=None)
    judge, contestant = current.judge, current.contestant
    detail = {"reason": reason_given(reason), "before": current.reason}
    current.delete()
    for performance in contestant.performances.exclude(state=PerformanceState.WAITING).select_related("round"):
        lay_sheets(performance)
    if judge.left_at is not None:
        for sheet in _all_sheets(contest, judge, contestant=contestant):
            excuse(sheet, by=by, now=now)
    not_proposed_again(contest, [(judge.pk, contestant.pk)])
    changed(contest, contest_verbs.RECUSAL_WITHDRAWN, by=by, now=now, object=current, detail=detail)


@transaction.atomic
def record_decision(
    *, contest: Contest, kind: DecisionKind, order: Sequence[str], decided_by: str, by: User, now: datetime
) -> Decision:
    """Keep a decision between equals, best first.

    Of kind cut it may also say who moves up into a round that was held, and whose place it was. Refused("already")
    where it stands so, "decided-already" where another is kept, "decision-does-not-fit" where the rules do not ask for
    it, with the earlier decisions it does not go together with (`unfit`), and "wrong-state", "invalid".
    """
    current = locked_in(contest.pk, *BEGUN)
    decisions = list(current.decisions.all())
    if any((d.kind, d.order, d.by) == (kind, list(order), decided_by.strip()) for d in decisions):
        raise Refused("already", kind=str(kind), contestants=list(order))
    status = dict(current.contestants.values_list("number", "status"))
    alike = [
        d for d in decisions if d.kind == kind and moves_up(kind, d.order, status) == moves_up(kind, order, status)
    ]
    if any(set(d.order) & set(order) for d in alike):
        raise Refused("decided-already", kind=str(kind), contestants=list(order))
    decision = Decision(
        contest=current,
        position=max((d.position for d in decisions), default=-1) + 1,
        kind=kind,
        order=list(order),
        by=decided_by.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    store(decision)
    _refuse_unfit(current, decision, len(decisions))
    detail = {"kind": str(kind), "order": list(order), "by": decision.by}
    changed(current, verbs.DECISION_RECORDED, by=by, now=now, object=decision, detail=detail)
    return decision


def _refuse_unfit(contest: Contest, decision: Decision, earlier: int) -> None:
    """Refused("decision-does-not-fit") where the sums find fault with it, or with one of the `earlier` ones now."""
    problems = problems_of(contest)
    if problems:
        others = [problem for problem in problems if not problem.startswith(f"decisions[{earlier}]")]
        unfit = unfit_decisions(contest, others)
        raise Refused("decision-does-not-fit", kind=str(decision.kind), problems=problems, unfit=unfit)


@transaction.atomic
def withdraw_decision(*, decision: Decision, reason: str, by: User, now: datetime) -> None:
    """A decision was wrong, or those it names are no longer equal; the journal keeps it.

    Refused("already") where it was withdrawn, and "wrong-state", "reason-needed".
    """
    contest = locked_in(decision.contest_id, *BEGUN)
    current = Decision.objects.filter(pk=decision.pk).first()
    if current is None:
        raise Refused("already", decision=None)
    before = {"kind": current.kind, "order": current.order, "by": current.by}
    called = str(current)
    current.delete()
    detail = {"reason": reason_given(reason), "before": before}
    changed(contest, verbs.DECISION_WITHDRAWN, by=by, now=now, object=called, detail=detail)
