"""Scores that come in ready."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from communities.models import User
from communities.numbers import fits, json_decimal
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Performance, Round

from .change import changed, locked, reason_given, short


@transaction.atomic
def enter_external_scores(
    *, round: Round, scores: Mapping[str, Decimal | None], by: User, now: datetime, reason: str = ""
) -> int:
    """Enter scores of an external round by number, all or none; None takes one out. How many have changed.

    A score that is there changes only with a reason. Raises Refused: round-not-external, unknown-numbers, bad-scores,
    reason-needed, reason-too-long.
    """
    contest = locked(round.contest_id)
    return _enter(contest, Round.objects.get(pk=round.pk), scores, by=by, now=now, reason=reason)


def _enter(
    contest: Contest, round_: Round, scores: Mapping[str, Decimal | None], *, by: User, now: datetime, reason: str
) -> int:
    if not round_.external:
        raise Refused("round-not-external", round=round_.key)
    rows = {p.contestant.number: p for p in round_.performances.select_related("contestant")}
    unknown = sorted(set(scores) - set(rows))
    if unknown:
        raise Refused("unknown-numbers", numbers=unknown)
    bad = sorted(key for key, score in scores.items() if score is not None and not fits(score))
    if bad:
        raise Refused("bad-scores", numbers=bad)
    due = [key for key, score in scores.items() if json_decimal(score) != json_decimal(rows[key].score)]
    before = {key: json_decimal(rows[key].score) for key in due}
    given_reason = reason_given(reason) if any(before.values()) else short(reason)
    detail = {"scores": {key: json_decimal(scores[key]) for key in due}, "before": before, "reason": given_reason}
    for key in due:
        rows[key].score = scores[key]
    Performance.objects.bulk_update([rows[key] for key in due], ["score"], batch_size=200)
    if due:
        changed(contest, verbs.EXTERNAL_SCORES_ENTERED, by=by, now=now, object=round_, detail=detail)
    return len(due)
