"""A judge whose marks stand out is asked once to look at them again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import reason_given
from scoring.actions import reopen_sheet
from scoring.models import ScoreSheet
from stage import verbs
from stage.models import Recheck
from stage.queries import is_released

from .change import locked_show, show_changed


@transaction.atomic
def ask_to_check(*, sheet: ScoreSheet, reason: str, by: User, now: datetime, seen: int | None = None) -> Recheck:
    """Re-open a sheet before its score is released, so that its judge may send it anew or leave it as it is.

    A judge is asked once about a sheet. `seen` is the number in the database of the submission that counted when the
    caller looked, None for whichever it is. Refused("already") where the sheet is open for that, "checked-once",
    "score-released", and where a sheet cannot be re-opened "stale", "wrong-state", "judge-left", "recused",
    "nothing-to-reopen", "reason-needed", "reason-too-long", "not-open", "gone".
    """
    show = locked_show(sheet.performance.contest)
    current = ScoreSheet.objects.select_related("performance__contestant", "judge").filter(pk=sheet.pk).first()
    if current is None:
        raise Refused("gone", object=str(sheet))
    if Recheck.objects.filter(sheet=current).exists():
        raise Refused("already" if current.reopened_at else "checked-once", judge=str(current.judge))
    if is_released(current.performance):
        raise Refused("score-released", contestant=current.performance.contestant.number)
    why = reason_given(reason)
    reopen_sheet(sheet=current, reason=why, by=by, now=now, seen=seen)
    made = Recheck.objects.create(sheet=current, reason=why, at=now, by=by)
    show_changed(show, verbs.CHECK_ASKED, by=by, now=now, object=current, detail={"reason": why})
    return made
