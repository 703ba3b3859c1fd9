"""A contest copied with how it is shown, so that a rehearsal rehearses its show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.models import User
from contests.actions import copy_contest
from contests.models import Contest
from stage.models import Show
from stage.queries import show_of
from stage.queries.run_sheet import cues_of

from .run_sheet import COLUMNS, add_usual_cues
from .sentences import change_sentences
from .settings import SETTINGS, change_show

OF_THE_DAY = ("live_page", "photos_public", "said")
"""What a rehearsal has no use for: residents never follow it, and what was said was said in the contest."""


@transaction.atomic
def copy_contest_with_show(*, source: Contest, values: Mapping[str, Any], by: User, now: datetime) -> Contest:
    """Begin a contest as a copy of another, as `copy_contest` does.

    A rehearsal is also shown as the contest is: when scores are released, what raises an alarm, the emcee's sentences,
    the run sheet without its films. The questions stay sealed in the contest. Refused("unknown-fields") and "invalid".
    """
    contest = copy_contest(source=source, values=values, by=by, now=now)
    show = show_of(source)
    if contest.rehearsal and show.pk is not None:
        _take_over(show, contest, by=by, now=now)
    return contest


def _take_over(show: Show, contest: Contest, *, by: User, now: datetime) -> None:
    settings = {name: getattr(show, name) for name in SETTINGS if name not in OF_THE_DAY}
    change_show(contest=contest, values=settings, by=by, now=now)
    change_sentences(contest=contest, sentences=show.sentences, by=by, now=now)
    columns = [name for name in COLUMNS if name not in OF_THE_DAY]
    cues = [{"slot": cue.slot, **{name: getattr(cue, name) for name in columns}} for cue in cues_of(show)]
    if cues:
        add_usual_cues(contest=contest, cues=cues, by=by, now=now)
