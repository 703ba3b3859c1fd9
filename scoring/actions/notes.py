"""What judges write about sites for the report: kept as it comes, left out of the report or taken in again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, locked_in, reason_given
from contests.models import Contest, Judge, Performance
from contests.queries import panel_marks
from scoring import verbs
from scoring.models import SiteNote

from .keeping import FROZEN
from .sheets import refuse_bad_key

LONGEST_NOTE = 2000
MOST_NOTES = 200
"""Notes of one seat about one site: somebody who writes on and on, and no more."""
MOST_NOTES_A_MINUTE = 30


@transaction.atomic
def keep_site_note(
    *,
    performance: Performance,
    good: str,
    mend: str,
    key: str,
    holder: int,
    by: Judge,
    now: datetime,
    written_at: datetime | None = None,
    device: str = "",
) -> SiteNote:
    """Keep what a judge writes about a site, in place of what the same judge wrote before, which stays on record.

    `holder` is how many had given up the seat when it was written. The same key gives back what is kept; with other
    words it is refused. Refused("another-judges-sheet") where the seat does not mark it, "recused", "not-at-once",
    "bad-key", "key-used", "note-too-long", "notes-enough", "too-fast", "wrong-state".
    """
    contest = locked_in(performance.contest_id, *FROZEN)
    current = Performance.objects.select_related("contestant", "round").get(pk=performance.pk)
    seat = _seat(contest, by, current, holder)
    refuse_bad_key(key)
    words = [_plain(text) for text in (good, mend)]
    rows = SiteNote.objects.filter(judge=seat)
    own = rows.filter(performance=current)
    stored = own.filter(idempotency_key=key).first()
    if stored is not None:
        if [stored.good, stored.mend] != words:
            raise Refused("key-used", received_at=stored.received_at)
        return stored
    number = own.count() + 1
    if number > MOST_NOTES:
        raise Refused("notes-enough", most=MOST_NOTES)
    if rows.filter(received_at__gt=now - timedelta(minutes=1)).count() >= MOST_NOTES_A_MINUTE:
        raise Refused("too-fast", most=MOST_NOTES_A_MINUTE)
    own.filter(holder=holder, retired_at__isnull=True).update(retired_at=now)
    note = SiteNote(judge=seat, performance=current, holder=holder, number=number, idempotency_key=key)
    note.good, note.mend = words
    note.written_at, note.received_at = written_at, now
    said = {"number": number, **({"judge": note.whose} if holder < seat.replaced else {})}
    note.line = changed(
        contest, verbs.NOTE_KEPT, by=seat, now=now, object=note, detail=said, device=device, for_the_desk=True
    )
    note.save()
    return note


@transaction.atomic
def leave_out_note(*, note: SiteNote, reason: str, by: User, now: datetime) -> SiteNote:
    """Leave a note out of the report, with a reason; it stays on record.

    Refused("already") where it is left out, "stale" where the judge has written another since, and "wrong-state",
    "reason-needed", "reason-too-long".
    """
    contest, current = _current(note)
    if current.left_out:
        raise Refused("already", left_out_at=current.left_out_at)
    given = reason_given(reason)
    current.left_out_at, current.left_out_by, current.left_out_why = now, by, given
    current.save(update_fields=["left_out_at", "left_out_by", "left_out_why"])
    detail = {"number": current.number, "reason": given}
    changed(contest, verbs.NOTE_LEFT_OUT, by=by, now=now, object=current, detail=detail, for_the_desk=True)
    return current


@transaction.atomic
def take_in_note(*, note: SiteNote, by: User, now: datetime) -> SiteNote:
    """Let a note that was left out stand in the report again.

    Refused("already") where it stands there, "stale" where the judge has written another since, and "wrong-state".
    """
    contest, current = _current(note)
    if not current.left_out:
        raise Refused("already")
    current.left_out_at, current.left_out_by, current.left_out_why = None, None, ""
    current.save(update_fields=["left_out_at", "left_out_by", "left_out_why"])
    detail = {"number": current.number}
    changed(contest, verbs.NOTE_TAKEN_IN, by=by, now=now, object=current, detail=detail, for_the_desk=True)
    return current


def _seat(contest: Contest, by: Judge, performance: Performance, holder: int) -> Judge:
    """The seat as it is now. Refused as `keep_site_note` says."""
    seat = contest.judges.select_related("panel").filter(pk=by.pk).first()
    if seat is None or not panel_marks(seat.panel, performance) or not 0 <= holder <= seat.replaced:
        raise Refused("another-judges-sheet")
    if not performance.round.at_once:
        raise Refused("not-at-once", round=performance.round.key)
    if seat.recusals.filter(contestant=performance.contestant_id).exists():
        raise Refused("recused", judge=seat.key, contestant=performance.contestant.number)
    return seat


def _plain(text: str) -> str:
    """A text as it is kept: without the characters that no paper and no database takes, and without blanks around."""
    plain = "".join(sign for sign in text.replace("\r\n", "\n") if sign == "\n" or sign.isprintable()).strip()
    if len(plain) > LONGEST_NOTE:
        raise Refused("note-too-long", most=LONGEST_NOTE)
    return plain


def _current(note: SiteNote) -> tuple[Contest, SiteNote]:
    """A note that no later one has replaced, with its contest, locked."""
    contest = locked_in(note.performance.contest_id, *FROZEN)
    rows = SiteNote.objects.select_related("judge", "performance__contestant", "performance__round")
    current = rows.get(pk=note.pk)
    if current.retired_at is not None:
        raise Refused("stale", seen=note.pk)
    return contest, current
