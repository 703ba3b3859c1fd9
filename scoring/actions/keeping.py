"""What a tablet had confirmed and could not count as it came: kept first, decided afterwards (decision 50)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, locked_in, reason_given, refuse_stale
from contests.models import BEGUN, Contest, ContestState, Judge, Performance
from contests.queries import panel_marks
from scoring import verbs
from scoring.models import KeptSheet, ScoreSheet, Source, Submission, WhyKept
from scoring.rules import read_signature

from .sheets import LockedSheet, Marks, refuse_bad_key, refuse_unfit

FROZEN = (ContestState.OPEN, *BEGUN)
"""A tablet without the server can be ahead of the first call: its sheet is kept as soon as the rules are frozen."""
MOST_WAITING = 8
"""Sheets of one judge for one performance that may wait for the desk."""
MOST_A_MINUTE = 30
"""Sheets that one seat may leave within a minute."""


@transaction.atomic
def keep_sheet(
    *,
    performance: Performance,
    marks: Marks,
    key: str,
    why: WhyKept,
    holder: int,
    by: Judge,
    now: datetime,
    submitted_at: datetime | None = None,
    device: str = "",
    signature: str = "",
) -> KeptSheet:
    """Keep a sheet that cannot count as it came; whoever asks knows that its sender had a card of this seat.

    `holder` says whose card it was: how many had given up the seat by then. The same key with the same marks gives
    back what is kept. Refused("another-judges-sheet") where the seat does not mark this performance, "kept-enough"
    where `most` wait already, "too-fast" where the seat has left too many within a minute, and "bad-key",
    "unknown-items", "incomplete", "bad-points", "bad-signature", "wrong-state". A signature that is missing is no
    reason not to keep the marks.
    """
    kept = _Kept(performance, by, holder, key, marks)
    kept.signature = read_signature(signature) if kept.contest.signatures else ""
    return kept.stored(by=kept.seat, why=why, now=now, submitted_at=submitted_at, device=device)


@transaction.atomic
def keep_picture(
    *,
    performance: Performance,
    judge: Judge,
    holder: int,
    marks: Marks,
    key: str,
    by: User,
    now: datetime,
    submitted_at: datetime | None = None,
) -> KeptSheet:
    """Keep a sheet that somebody at the desk has read from a picture on a tablet that cannot send it.

    A picture proves nothing about who made it. It stands in the journal under the name of who read it, as a paper sheet
    does, and counts once somebody else has claimed it; should the tablet send it after all, it is the same sheet by its
    key. Refused("picture-known") where it was received, "picture-settled" where it was kept and is decided on, else as
    `keep_sheet` refuses.
    """
    kept = _Kept(performance, judge, holder, key, marks)
    if Submission.objects.filter(sheet__judge=judge, sheet__performance=performance, idempotency_key=key).exists():
        raise Refused("picture-known")
    row = kept.stored(by=by, why=WhyKept.PICTURE, now=now, submitted_at=submitted_at)
    if row.settled_at is not None:
        raise Refused("picture-settled")
    return row


@transaction.atomic
def claim_kept_sheet(*, kept: KeptSheet, reason: str, by: User, now: datetime, seen: int | None = None) -> Submission:
    """A kept sheet counts after all, in place of what counted before; as if it had been re-opened and sent.

    `seen` is the number in the database of the submission that counted when the caller looked, 0 for none, None for
    whoever has not looked. Refused("already") where it is settled, "stale" where another submission counts now,
    "not-called" where its contestant is not called, "picture-second" where whoever read it from a picture claims it,
    and "wrong-state", "judge-left", "recused", "reason-needed".
    """
    _contest, waiting = _waiting(kept)
    if waiting.why == WhyKept.PICTURE and waiting.line.who_id == by.pk:
        raise Refused("picture-second")
    sheet = ScoreSheet.objects.filter(judge=waiting.judge_id, performance=waiting.performance_id).first()
    if sheet is None:
        raise Refused("not-called", contestant=waiting.performance.contestant.number)
    current = LockedSheet(sheet)
    current.refuse_unless_seated()
    refuse_stale(seen, current.counting.pk if current.counting is not None else 0)
    given = reason_given(reason)
    current.retire_sent(now)
    facts = {"reason": given, **current.whose_marks(waiting.holder)}
    line = current.note(verbs.SHEET_CLAIMED, current.next_number, by, now, **facts)
    used = any(sent.idempotency_key == waiting.idempotency_key for sent in current.sent)
    submission = current.store(
        waiting.points,
        holder=waiting.holder,
        source=Source.TABLET,
        counts=True,
        line=line,
        idempotency_key=f"kept {waiting.pk}" if used else waiting.idempotency_key,
        received_at=waiting.received_at,
        signature=waiting.signature,
        submitted_at=waiting.submitted_at,
    )
    _settle(waiting, by=by, now=now, reason=given, submission=submission)
    return submission


@transaction.atomic
def set_aside_kept_sheet(*, kept: KeptSheet, reason: str, by: User, now: datetime) -> KeptSheet:
    """A kept sheet does not count; it stays on record.

    Refused("already") where it is settled, and "wrong-state", "reason-needed".
    """
    contest, current = _waiting(kept)
    given = reason_given(reason)
    detail = {"reason": given} | ({"judge": current.whose} if current.holder < current.judge.replaced else {})
    changed(contest, verbs.SHEET_SET_ASIDE, by=by, now=now, object=current, detail=detail)
    return _settle(current, by=by, now=now, reason=given)


class _Kept:
    """What is to be kept, with its contest locked. Refused as `keep_sheet` says."""

    signature = ""

    def __init__(self, performance: Performance, judge: Judge, holder: int, key: str, marks: Marks) -> None:
        self.contest = locked_in(performance.contest_id, *FROZEN)
        self.seat = _seat(self.contest, judge, performance, holder)
        refuse_bad_key(key)
        refuse_unfit(marks, {item.key: item for item in performance.round.items.all()})
        self.performance, self.judge, self.holder, self.key, self.given = (
            performance,
            judge,
            holder,
            key,
            as_kept(marks),
        )

    def stored(
        self, *, by: Judge | User, why: WhyKept, now: datetime, submitted_at: datetime | None, device: str = ""
    ) -> KeptSheet:
        """The row, or the one there is with the same key and marks."""
        own = {"performance": self.performance, "idempotency_key": self.key, "marks_hash": hash_of(self.given)}
        rows = KeptSheet.objects.filter(judge=self.seat)
        same = rows.filter(**own).first()
        if same is not None:
            return same
        _refuse_flood(rows, self.performance, self.holder, now)
        kept = KeptSheet(judge=self.seat, marks=self.given, why=why, holder=self.holder, **own)
        kept.submitted_at, kept.received_at, kept.signature = submitted_at, now, self.signature
        detail = {"why": str(why)}
        kept.line = changed(self.contest, verbs.SHEET_KEPT, by=by, now=now, object=kept, detail=detail, device=device)
        kept.judge = self.judge
        kept.save()
        return kept


def as_kept(marks: Marks) -> dict[str, str]:
    """Marks as they are kept: plain text by key of the item, in the order of the keys."""
    return {key: format(points, "f") for key, points in sorted(marks.items()) if points is not None}


def hash_of(marks: Mapping[str, str]) -> str:
    """What tells kept marks from others."""
    return sha256(json.dumps(marks).encode()).hexdigest()


def _seat(contest: Contest, by: Judge, performance: Performance, holder: int) -> Judge:
    """The seat as it is now, with the name of who held it then."""
    seat = contest.judges.select_related("panel").filter(pk=by.pk).first()
    if seat is None or not panel_marks(seat.panel, performance) or not 0 <= holder <= seat.replaced:
        raise Refused("another-judges-sheet")
    seat.name = seat.predecessor(holder) or seat.name
    return seat


def _refuse_flood(rows: Any, performance: Performance, holder: int, now: datetime) -> None:
    """A card that somebody has found does not fill the desk, nor what waits of who sits there now."""
    waiting = rows.filter(performance=performance, holder=holder, settled_at__isnull=True).count()
    if waiting >= MOST_WAITING:
        raise Refused("kept-enough", most=MOST_WAITING)
    if rows.filter(received_at__gt=now - timedelta(minutes=1)).count() >= MOST_A_MINUTE:
        raise Refused("too-fast", most=MOST_A_MINUTE)


def _waiting(kept: KeptSheet) -> tuple[Contest, KeptSheet]:
    """A kept sheet that nobody has decided on, with its contest, locked."""
    contest = locked_in(kept.performance.contest_id, *FROZEN)
    rows = KeptSheet.objects.select_related("judge", "performance__contestant", "performance__round", "line")
    current = rows.get(pk=kept.pk)
    if current.settled_at is not None:
        raise Refused("already", settled_at=current.settled_at)
    return contest, current


def _settle(
    kept: KeptSheet, *, by: User, now: datetime, reason: str, submission: Submission | None = None
) -> KeptSheet:
    kept.settled_at, kept.settled_by, kept.reason, kept.submission = now, by, reason, submission
    kept.save(update_fields=["settled_at", "settled_by", "reason", "submission"])
    return kept
