"""Scores entered directly: entered by one person, and confirmed by another, before opening as after it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from communities.journal.facts import named
from communities.models import User
from communities.numbers import fits, json_decimal
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Performance, ReadyScore, Round
from contests.queries.external import waiting_scores

from .change import changed, locked, reason_given, short

Scores = Mapping[str, Decimal | None]
"""Number of a contestant: score; None takes out the one that is there."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row and the score that somebody entered for it, with what stood there: `waiting` or what counts."""

    row: Performance
    score: Decimal | None
    waiting: ReadyScore | None

    @property
    def before(self) -> Decimal | None:
        return self.waiting.score if self.waiting else self.row.score

    @property
    def corrects(self) -> bool:
        """Whether a score that counts, and stays until then, would become another."""
        return self.row.score is not None and self.score != self.row.score


@transaction.atomic
def enter_external_scores(
    *,
    round: Round,
    scores: Scores,
    by: User,
    now: datetime,
    reason: str = "",
    seen: Mapping[str, str | None] | None = None,
) -> int:
    """Enter scores of an external round by number, all or none; None takes one out. How many have changed.

    They wait for a second person (`confirm_external_scores`) and count from then on; a score that is entered anew as
    it counts takes the waiting one back. A score that counts changes only with a reason.
    `seen` has, as text, what stood there or waited when the caller looked; None for a caller who has not looked.

    Raises Refused: round-not-external, unknown-numbers, bad-scores, stale (`numbers`), reason-needed, reason-too-long.
    """
    contest = locked(round.contest_id)
    entries = _entries(Round.objects.get(pk=round.pk), scores)
    _refuse_overtaken(entries, seen or {})
    due = [entry for entry in entries if json_decimal(entry.score) != json_decimal(entry.before)]
    given = reason_given(reason) if any(entry.corrects for entry in due) else short(reason)
    _wait(due, given, by, now)
    if due:
        detail = {**_scores_and_before({e.row.contestant.number: (e.score, e.before) for e in due}), "reason": given}
        changed(contest, verbs.EXTERNAL_SCORES_ENTERED, by=by, now=now, object=round, detail=detail)
    return len(due)


@transaction.atomic
def confirm_external_scores(*, round: Round, seen: Collection[int], by: User, now: datetime) -> int:
    """A second person confirms scores that wait: exactly those seen, by their numbers in the database. How many.

    Refused("already") where all of them count, "stale" where one was replaced or taken back meanwhile (`numbers`),
    "needs-a-second-person" where one was entered by the caller, and "nothing-to-confirm".
    """
    contest = locked(round.contest_id)
    rows = ReadyScore.objects.filter(performance__round=round, pk__in=seen).select_related("performance__contestant")
    found = list(rows.order_by("performance__contestant__position", "pk"))
    if not found or len(found) != len(set(seen)):
        raise Refused("nothing-to-confirm")
    if all(entry.confirmed_at is not None for entry in found):
        raise Refused("already", confirmed_at=max(e.confirmed_at for e in found if e.confirmed_at))
    overtaken = [entry.performance.contestant.number for entry in found if not entry.waits]
    if overtaken:
        raise Refused("stale", numbers=overtaken)
    if any(entry.entered_by_id == by.pk for entry in found):
        raise Refused("needs-a-second-person")
    _confirm(contest, round, found, by, now)
    return len(found)


def _confirm(contest: Contest, round_: Round, found: list[ReadyScore], by: User, now: datetime) -> None:
    pairs = {e.performance.contestant.number: (e.score, e.performance.score) for e in found}
    entered_by = [named(user) for user in User.objects.filter(pk__in=[e.entered_by_id for e in found]).order_by("pk")]
    for entry in found:
        entry.confirmed_at, entry.confirmed_by = now, by
        entry.performance.score = entry.score
    ReadyScore.objects.bulk_update(found, ["confirmed_at", "confirmed_by"], batch_size=200)
    Performance.objects.bulk_update([entry.performance for entry in found], ["score"], batch_size=200)
    detail = {**_scores_and_before(pairs), "entered_by": entered_by}
    changed(contest, verbs.EXTERNAL_SCORES_CONFIRMED, by=by, now=now, object=round_, detail=detail)


def _entries(round_: Round, scores: Scores) -> list[_Entry]:
    """What was entered, with the rows it is for."""
    if not round_.external:
        raise Refused("round-not-external", round=round_.key)
    rows = {p.contestant.number: p for p in round_.performances.select_related("contestant")}
    unknown = sorted(set(scores) - set(rows))
    if unknown:
        raise Refused("unknown-numbers", numbers=unknown)
    bad = sorted(number for number, score in scores.items() if score is not None and not fits(score))
    if bad:
        raise Refused("bad-scores", numbers=bad)
    waiting = {entry.performance_id: entry for entry in waiting_scores(round_)}
    return [_Entry(rows[number], score, waiting.get(rows[number].pk)) for number, score in scores.items()]


def _refuse_overtaken(entries: list[_Entry], seen: Mapping[str, str | None]) -> None:
    numbers = [
        entry.row.contestant.number
        for entry in entries
        if entry.row.contestant.number in seen
        and json_decimal(entry.before) not in {seen[entry.row.contestant.number], json_decimal(entry.score)}
    ]
    if numbers:
        raise Refused("stale", numbers=numbers)


def _wait(due: list[_Entry], reason: str, by: User, now: datetime) -> None:
    """What waited is retired; what differs from the score that counts waits in its place."""
    replaced = [entry.waiting.pk for entry in due if entry.waiting]
    ReadyScore.objects.filter(pk__in=replaced).update(retired_at=now)
    common = {"reason": reason, "entered_by": by, "entered_at": now}
    ReadyScore.objects.bulk_create(
        [
            ReadyScore(performance=entry.row, score=entry.score, **common)
            for entry in due
            if json_decimal(entry.score) != json_decimal(entry.row.score)
        ],
        batch_size=200,
    )


def _scores_and_before(changes: Mapping[str, tuple[Decimal | None, Decimal | None]]) -> dict[str, Any]:
    """What a line of the journal says of scores: each as it is now, and as it was."""
    return {
        "scores": {number: json_decimal(score) for number, (score, _before) in changes.items()},
        "before": {number: json_decimal(before) for number, (_score, before) in changes.items()},
    }
