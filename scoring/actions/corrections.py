"""Points off and on, judges who leave, decisions between equals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, locked_in, reason_given
from contests.models import Contest, Contestant, ContestState, Decision, DecisionKind, Judge, Performance, Round
from contests.queries import panel_sits
from scoring.models import Adjustment, ScoreSheet
from scoring.results import problems_of

from .sheets import excuse

RUNNING = (ContestState.LIVE, ContestState.CLOSED, ContestState.PUBLISHED)


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
) -> Adjustment:
    """Points off or on, with a reason, in a round or at the end."""
    contest = locked_in(contestant.contest_id, *RUNNING)
    if round is not None and round.contest_id != contest.pk:
        raise Refused("another-contest")
    if not points.is_finite() or points == 0 or abs(points) >= 10**15 or points != points.quantize(Decimal("1E-15")):
        raise Refused("bad-points", points=str(points))
    adjustment = Adjustment.objects.create(
        contest=contest,
        contestant=contestant,
        round=round,
        points=points,
        reason=reason_given(reason),
        seconds=seconds,
        at=now,
        by=by,
    )
    detail = {"points": format(points, "f"), "reason": adjustment.reason, "seconds": seconds}
    changed(contest, "adjusted", by=by, now=now, object=contestant, detail=detail)
    return adjustment


@transaction.atomic
def void_adjustment(*, adjustment: Adjustment, reason: str, by: User, now: datetime) -> Adjustment:
    """An adjustment no longer holds; it stays on record."""
    contest = locked_in(adjustment.contest_id, *RUNNING)
    held = Adjustment.objects.select_related("contestant").get(pk=adjustment.pk)
    if held.voided_at is not None:
        raise Refused("voided-already")
    held.voided_at, held.voided_by, held.void_reason = now, by, reason_given(reason)
    held.save(update_fields=["voided_at", "voided_by", "void_reason"])
    detail = {"adjustment": held.pk, "reason": held.void_reason}
    changed(contest, "adjustment-voided", by=by, now=now, object=held.contestant, detail=detail)
    return held


@transaction.atomic
def void_judge(*, judge: Judge, reason: str, by: User, now: datetime) -> Judge:
    """A judge leaves midway and none of the marks count: excused everywhere, so that nothing is missing of them."""
    contest = locked_in(judge.contest_id, *RUNNING)
    held = Judge.objects.select_related("panel").get(pk=judge.pk)
    if held.left_at is not None:
        raise Refused("judge-left", judge=held.key)
    held.left_at, held.secret_hash, held.code_hash = now, "", ""
    held.save(update_fields=["left_at", "secret_hash", "code_hash"])
    sheets = _all_sheets(contest, held)
    for sheet in sheets:
        excuse(sheet, by=by, now=now)
    detail = {"reason": reason_given(reason), "sheets": len(sheets)}
    changed(contest, "judge-voided", by=by, now=now, object=held, detail=detail)
    return held


def _all_sheets(contest: Contest, judge: Judge) -> list[ScoreSheet]:
    """The judge's sheets for every performance, also those still to come."""
    rows = Performance.objects.filter(contest=contest).exclude(contestant__recusals__judge=judge)
    due = [p for p in rows.select_related("round") if panel_sits(judge.panel, p.round)]
    there = set(ScoreSheet.objects.filter(judge=judge).values_list("performance_id", flat=True))
    ScoreSheet.objects.bulk_create(ScoreSheet(judge=judge, performance=p) for p in due if p.pk not in there)
    return list(ScoreSheet.objects.filter(judge=judge, performance__in=due))


@transaction.atomic
def record_decision(
    *, contest: Contest, kind: DecisionKind, order: Sequence[str], decided_by: str, by: User, now: datetime
) -> Decision:
    """Keep a decision between equals, best first. One that the rules do not ask for is refused."""
    held = locked_in(contest.pk, *RUNNING)
    decision = Decision.objects.create(
        contest=held,
        position=held.decisions.count(),
        kind=kind,
        order=list(order),
        by=decided_by[:120],
        recorded_at=now,
        recorded_by=by,
    )
    problems = problems_of(held)
    if problems:
        raise Refused("decision-does-not-fit", problems=problems)
    changed(held, "decision-recorded", by=by, now=now, object=decision, detail={"by": decided_by})
    return decision
