"""A rehearsal is deleted with everything that was given in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.actions.rows import discard
from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, locked
from contests.models import Contest, ReadyScore
from scoring import verbs
from scoring.models import Adjustment, BallotBox, KeptSheet, Mark, ScoreSheet, SiteNote, Submission


@transaction.atomic
def remove_rehearsal(*, contest: Contest, by: User, now: datetime) -> None:
    """Delete a rehearsal with its sheets and marks, however far it has come; its lines of the journal stay.

    Refused("gone"), and "no-rehearsal" for a contest that counts.
    """
    current = locked(contest.pk)
    if not current.rehearsal:
        raise Refused("no-rehearsal")
    sheets = ScoreSheet.objects.filter(performance__contest=current)
    changed(current, verbs.REHEARSAL_REMOVED, by=by, now=now, detail={"sheets": sheets.count()})
    KeptSheet.objects.filter(performance__contest=current).delete()
    SiteNote.objects.filter(performance__contest=current).delete()
    Mark.objects.filter(submission__sheet__performance__contest=current).delete()
    Submission.objects.filter(sheet__performance__contest=current).delete()
    sheets.delete()
    BallotBox.objects.filter(performance__contest=current).delete()
    Adjustment.objects.filter(contest=current).delete()
    ReadyScore.objects.filter(performance__contest=current).delete()
    discard(current)
