"""After publication: somebody no longer takes an award by place, and the next in order moves up 递补."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, locked_in, reason_given, refuse_stale
from contests.models import Contest, ContestState
from scoring import verbs
from scoring.models import Publication, Succession
from scoring.queries import in_force, succession_count, successions_of
from scoring.results import awards_now, resting_upon


@transaction.atomic
def record_succession(
    *,
    contest: Contest,
    award: str,
    left: str,
    moved_up: str | None,
    why: str,
    reason: str,
    by: User,
    now: datetime,
    public: bool = False,
    seen: int | None = None,
) -> Succession:
    """Record that somebody no longer takes an award by place, and who of those waiting moves up; None for nobody.

    Both are numbers; what was published stays as it was. `public`: residents read it beside the results. `seen` is how
    many such changes had been recorded or withdrawn as the caller saw it. Refused("already") where the same was
    recorded, "holds-no-place", "not-next" with the numbers of who is `following`, "stale", "wrong-state",
    "reason-needed", "reason-too-long", "publication-differs", "gone".
    """
    current = locked_in(contest.pk, ContestState.PUBLISHED)
    publication = _in_force(current)
    entries = list(successions_of(current))
    same = [entry for entry in entries if (entry.award, entry.left.number) == (award, left)]
    if any((entry.moved_up.number if entry.moved_up else None) == moved_up for entry in same):
        raise Refused("already", moved_up=moved_up)
    refuse_stale(seen, succession_count(current))
    standing = [each for each in awards_now(publication, entries) if each.name == award and left in each.by_number]
    if not standing:
        raise Refused("holds-no-place", number=left, award=award)
    following = [person.number for person in standing[0].following(standing[0].by_number[left])]
    if moved_up is not None and moved_up not in following:
        raise Refused("not-next", number=moved_up, following=following)
    people = {person.number: person for person in current.contestants.filter(number__in=[left, moved_up or left])}
    entry = Succession.objects.create(
        publication=publication,
        award=award,
        left=people[left],
        moved_up=people[moved_up] if moved_up is not None else None,
        why=why,
        public=public,
        reason=reason_given(reason),
        at=now,
        by=by,
    )
    detail = {"award": award, "moved_up": moved_up or "", "why": why, "public": public, "reason": entry.reason}
    changed(current, verbs.SUCCESSION_RECORDED, by=by, now=now, object=left, detail=detail, for_the_desk=True)
    return entry


@transaction.atomic
def withdraw_succession(*, succession: Succession, reason: str, by: User, now: datetime) -> Succession:
    """Such a change was a mistake: it no longer counts and stays on record.

    Refused("already") where it was withdrawn, "built-upon" where a later change rests upon it, with the `number` of who
    left by that one: who moved up has left since, or without it somebody else would have been next. And "wrong-state",
    "reason-needed", "reason-too-long", "publication-differs".
    """
    contest = locked_in(succession.publication.contest_id, ContestState.PUBLISHED)
    current = Succession.objects.select_related("left", "moved_up").get(pk=succession.pk)
    if current.withdrawn_at is not None:
        raise Refused("already", withdrawn_at=current.withdrawn_at)
    later = resting_upon(_in_force(contest), list(successions_of(contest)), current)
    if later is not None:
        raise Refused("built-upon", number=later.left.number)
    current.withdrawn_at, current.withdrawn_by, current.withdraw_reason = now, by, reason_given(reason)
    current.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    detail = {"award": current.award, "reason": current.withdraw_reason}
    number = current.left.number
    changed(contest, verbs.SUCCESSION_WITHDRAWN, by=by, now=now, object=number, detail=detail, for_the_desk=True)
    return current


def _in_force(contest: Contest) -> Publication:
    publication = in_force(contest)
    if publication is None:
        raise Refused("gone", object="")
    return publication
