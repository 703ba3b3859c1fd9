"""Changing a show: one at a time, its version raised, a line in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from communities.journal import Verb, record
from communities.models import Journal, User
from contests.actions.change import locked, refuse_without_role
from contests.models import Contest
from stage.models import Show, StageLink
from stage.queries import usual_way

By = User | StageLink
"""Who does it: somebody who signed in, or whoever holds a link, such as the timekeeper's."""


def locked_show(contest: Contest) -> Show:
    """The show of a contest as it is now, made where there is none, with its contest locked: shows change one at a
    time. Refused("gone")."""
    current = locked(contest.pk)
    show, _made = Show.objects.get_or_create(contest=current, defaults={"releasing": usual_way(current)})
    show.contest = current
    return show


def show_changed(
    show: Show,
    verb: Verb,
    *,
    by: By,
    now: datetime,
    object: object = "",  # noqa: A002 - the word of the journal
    detail: Mapping[str, Any] | None = None,
    for_judges: bool = False,
) -> Journal:
    """Raise the version of a locked show, save it whole, and write the journal; `detail` as the verb declares it.

    Marks do not depend on a show, so of the versions of its contest only that of the desk rises, and that of the
    judges where it is `for_judges`: what they may change until a release. Refused("role-ended") takes back all that the
    action has done.
    """
    if isinstance(by, User):
        refuse_without_role(show.contest, verb, by, object)
    show.version += 1
    show.save()
    versions = ("desk_version", "judges_version")[: 1 + for_judges]
    Contest.objects.filter(pk=show.contest_id).update(**{name: F(name) + 1 for name in versions})
    return record(
        verb=verb,
        at=now,
        who=by if isinstance(by, User) else None,
        label="" if isinstance(by, User) else str(by),
        district_id=show.contest.district_id,
        contest_id=show.contest.pk,
        contest_label=show.contest.title,
        object=str(object),
        detail=detail,
    )
