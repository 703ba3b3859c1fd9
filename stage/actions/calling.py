"""Somebody is called on stage: what the show does with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.models import User
from contests.models import Performance
from scoring.actions import start_performance
from stage import verbs
from stage.rules.clock import Moment

from .change import locked_show, show_changed
from .clock import note_call
from .cueing import end_what_is_on


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
