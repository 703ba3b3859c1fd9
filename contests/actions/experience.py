"""What contestants have presented: entered, agreed to by the secretary, released to everybody, taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.actions.rows import store
from communities.journal import Verb
from communities.models import Achievement, Theme, User, ValueState
from communities.refused import Refused
from communities.rules.files import looked_at
from contests import verbs
from contests.models import Attachment, Citation, Contest, Contestant, ContestState, Presentation

from .agreed import agree, end_agreement, locked_begun, release, take_back
from .change import changed, reason_given, refuse_stale

MOST_ATTACHMENTS = 10


@dataclass(frozen=True, slots=True)
class Presented:
    """What is written of a presentation; `cited` are the numbers of the values it names."""

    theme: Theme
    summary: str
    text: str
    comment: str = ""
    cited: frozenset[int] = frozenset()


@transaction.atomic
def keep_presentation(
    *, contestant: Contestant, presented: Presented, by: User, now: datetime, seen: datetime | None = None
) -> Presentation:
    """Write down what a contestant presented. What was agreed to has to be agreed to again.

    `seen` is when what the caller saw was changed last, None where there was nothing.

    Refused("gone", "wrong-state", "rehearsal") for the contest, "stale", "released-stays",
    "theme-elsewhere", "cited-elsewhere" and "invalid".
    """
    contest = locked_begun(contestant)
    row = Presentation.objects.filter(contestant=contestant).first()
    refuse_stale(seen if row else None, row.changed_at if row else None)
    if row and seen is None:
        raise Refused("stale", seen=row.changed_at)
    if presented.theme.district_id != contest.district_id:
        raise Refused("theme-elsewhere")
    row = row or Presentation(contestant=contestant)
    end_agreement(row)
    row.theme, row.summary, row.text, row.comment = (
        presented.theme,
        presented.summary,
        presented.text,
        presented.comment,
    )
    row.changed_at = now
    store(row)
    cited = _citable(contestant, presented.cited)
    row.citations.all().delete()
    Citation.objects.bulk_create(Citation(presentation=row, value=value) for value in cited)
    detail = {
        "theme": str(row.theme),
        "summary": row.summary,
        "characters": len(row.text),
        "comment": row.comment,
        "cited": [str(value) for value in cited],
    }
    _note(contest, verbs.PRESENTATION_KEPT, row, by, now, {key: value for key, value in detail.items() if value})
    return row


@transaction.atomic
def agree_presentation(*, presentation: Presentation, how: str, by: User, now: datetime, seen: datetime) -> None:
    """Record that the secretary has agreed to a presentation as it stands, and how; organisers do so for them.

    `seen` is when what was agreed to was changed last. Refused("gone", "wrong-state", "rehearsal"), "stale", "already",
    "reason-needed" where it is not said how, and "reason-too-long".
    """
    contest, row = _locked(presentation)
    agree(row, how=how, by=by, now=now, seen=seen)
    _note(contest, verbs.PRESENTATION_AGREED, row, by, now, {"how": row.agreed_how})


@transaction.atomic
def release_presentation(*, presentation: Presentation, by: User, now: datetime, seen: datetime) -> None:
    """Let everybody read a presentation that its secretary has agreed to, once the results are published.

    Refused("gone", "wrong-state", "rehearsal"), "stale", "not-agreed" and "already".
    """
    contest, row = _locked(presentation, ContestState.PUBLISHED)
    release(row, by=by, now=now, seen=seen)
    _note(contest, verbs.PRESENTATION_RELEASED, row, by, now)


@transaction.atomic
def withdraw_presentation(*, presentation: Presentation, reason: str, by: User, now: datetime) -> None:
    """Take a presentation back: nobody reads it any more, and the agreement has ended.

    Refused("gone", "wrong-state", "rehearsal"), "not-released", "reason-needed" and "reason-too-long".
    """
    contest, row = _locked(presentation)
    take_back(row)
    _note(contest, verbs.PRESENTATION_WITHDRAWN, row, by, now, {"reason": reason_given(reason)})


def add_attachment(
    *, presentation: Presentation, title: str, data: bytes, by: User, now: datetime, small: bytes = b""
) -> Attachment:
    """Add a picture or a PDF to a presentation, which has to be agreed to again; `small` is a smaller copy of a
    picture. It is looked through before anything is locked.

    Refused("gone", "wrong-state", "rehearsal"), "released-stays", "already" where the same file is there,
    "too-many-attachments", "invalid", and what `looked_at` refuses.
    """
    made = Attachment(title=title, added_at=now, added_by=by, **looked_at(data, small).columns)
    with transaction.atomic():
        contest, made.presentation = _locked(presentation)
        _changed(made.presentation, now)
        there = list(made.presentation.attachments.values_list("digest", flat=True))
        if made.digest in there:
            raise Refused("already")
        if len(there) >= MOST_ATTACHMENTS:
            raise Refused("too-many-attachments", most=MOST_ATTACHMENTS)
        store(made)
        _note(contest, verbs.ATTACHMENT_ADDED, made.presentation, by, now, {"title": title})
    return made


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: User, now: datetime) -> None:
    """Take a file away from a presentation, which has to be agreed to again.

    Refused("gone", "wrong-state", "rehearsal"), "released-stays" and "already".
    """
    contest, row = _locked(attachment.presentation)
    _changed(row, now)
    gone, _rows = row.attachments.filter(pk=attachment.pk).delete()
    if not gone:
        raise Refused("already")
    _note(contest, verbs.ATTACHMENT_REMOVED, row, by, now, {"title": attachment.title})


def _locked(presentation: Presentation, *states: ContestState) -> tuple[Contest, Presentation]:
    contest = locked_begun(presentation.contestant, *states)
    row = Presentation.objects.select_related("contestant").filter(pk=presentation.pk).first()
    if row is None:
        raise Refused("gone", object=str(presentation))
    return contest, row


def _changed(row: Presentation, now: datetime) -> None:
    end_agreement(row)
    row.changed_at = now
    store(row)


def _citable(contestant: Contestant, cited: Collection[int]) -> list[Achievement]:
    """The values that are named, all published and of the contestant's own community."""
    community = contestant.secretary.community_id if contestant.secretary else None
    rows = Achievement.objects.filter(community=community, indicator__isnull=False, state=ValueState.PUBLISHED)
    found = list(rows.filter(pk__in=cited, retired_at=None).select_related("indicator").order_by("pk"))
    if len(found) != len(cited):
        raise Refused("cited-elsewhere")
    return found


def _note(
    contest: Contest, verb: Verb, row: Presentation, by: User, now: datetime, detail: Mapping[str, Any] | None = None
) -> None:
    changed(contest, verb, by=by, now=now, object=row.contestant, detail=detail, for_the_desk=True)
