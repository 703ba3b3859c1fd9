"""Somebody is called on stage, or the call is taken back: what the show does with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.models import User
from contests.models import Performance
from scoring.actions import cancel_start, start_performance
from stage import verbs
from stage.rules.clock import Moment

from .change import locked_show, show_changed
from .clock import note_call
from .cueing import end_what_is_on, go_on_with, taken_back


@transaction.atomic
def call_on_stage(*, performance: Performance, at: Moment, by: User, now: datetime) -> Performance:
    """Call a contestant on stage, lay out the sheets, and note when by the steady clock. An item of the run sheet that
    is on ends by it: no item is on beside a performance that is called after it.

    Refused as `start_performance` refuses; then nothing ends.
    """
    show = locked_show(performance.contest)
    ended = end_what_is_on(show, now)  # before the call: what the item showed must not hide who is called
    if ended:
        show_changed(show, verbs.CUE_ENDED, by=by, now=now, object=ended)
    called = start_performance(performance=performance, by=by, now=now)
    note_call(performance=called, at=at, by=by, now=now)
    return called


@transaction.atomic
def take_back_call(
    *, performance: Performance, reason: str, by: User, now: datetime, seen: datetime | None = None
) -> Performance:
    """Somebody was called by mistake. An item of the run sheet that the call ended goes on, as if it had not ended,
    unless somebody else was called or another item has begun since.

    `seen` and what is refused as with `cancel_start`.
    """
    show = locked_show(performance.contest)
    called_at = show.contest.performances.filter(pk=performance.pk).values_list("started_at", flat=True).first()
    waiting = cancel_start(performance=performance, reason=reason, by=by, now=now, seen=seen)
    cue = show.cues.filter(ended_at=called_at).last()  # who was called and what ended by it have one time
    if cue is not None and go_on_with(show, cue):
        show_changed(show, verbs.CUE_TAKEN_BACK, by=by, now=now, object=cue, detail=taken_back("done", cue))
    return waiting
