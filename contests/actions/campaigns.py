"""Campaigns of a district: begun, given a banner and contests, published, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from communities.actions.rows import discard, fill, newly_sent, store
from communities.journal import Verb, record
from communities.models import District, Membership, Role, User
from communities.pictures import read_picture
from communities.refused import Refused
from contests import verbs
from contests.models import Banner, Campaign, Contest, Inclusion

from .change import reason_given, refuse_stale

FIELDS = ("title", "theme", "text", "began", "until")
LARGEST_BANNER = 5 * 1024 * 1024
MOST_CONTESTS = 200


@transaction.atomic
def create_campaign(*, district: District, values: Mapping[str, Any], by: User, now: datetime) -> Campaign:
    """Begin a campaign; residents read it once it is published. Refused("role-ended", "unknown-fields", "invalid")."""
    _refuse_without_role(district.pk, by)
    row = Campaign(district=district)
    detail = fill(row, values, allowed=FIELDS)
    said = {name: value for name, value in detail.items() if value not in ("", None)}
    note_campaign(row, verbs.CAMPAIGN_CREATED, by, now, said)
    return row


@transaction.atomic
def change_campaign(
    *, campaign: Campaign, values: Mapping[str, Any], by: User, now: datetime, seen: Mapping[str, Any] | None = None
) -> Campaign:
    """Change what a campaign says of itself; `seen` are the values when the caller looked, None for who has not.

    Refused("gone", "role-ended"), "stale" where somebody else has changed such a field since, "unknown-fields" and
    "invalid".
    """
    row = locked_campaign(campaign, by)
    detail = fill(row, newly_sent(row, values, seen), allowed=FIELDS)
    if detail:
        note_campaign(row, verbs.CAMPAIGN_CHANGED, by, now, detail)
    return row


@transaction.atomic
def publish_campaign(*, campaign: Campaign, seen: int, by: User, now: datetime) -> None:
    """Let residents read a campaign; `seen` is the version of it that the caller has read.

    Refused("gone", "role-ended"), "already", and "stale" where it says something else by now.
    """
    row = locked_campaign(campaign, by)
    if row.published:
        raise Refused("already")
    refuse_stale(seen, row.version)
    row.published_at, row.published_by = now, by
    note_campaign(row, verbs.CAMPAIGN_PUBLISHED, by, now)


@transaction.atomic
def withdraw_campaign(*, campaign: Campaign, reason: str, by: User, now: datetime) -> None:
    """Let residents read a campaign no longer; its contests stay as public as they are.

    Refused("gone", "role-ended"), "not-public", "reason-needed" and "reason-too-long".
    """
    row = locked_campaign(campaign, by)
    if not row.published:
        raise Refused("not-public")
    row.published_at, row.published_by = None, None
    note_campaign(row, verbs.CAMPAIGN_WITHDRAWN, by, now, {"reason": reason_given(reason)})


@transaction.atomic
def end_campaign(*, campaign: Campaign, by: User, now: datetime) -> None:
    """Say that a campaign is over: no contest comes or goes any more. Refused("gone", "role-ended") and "already"."""
    row = locked_campaign(campaign, by)
    if row.ended:
        raise Refused("already")
    row.ended_at = now
    note_campaign(row, verbs.CAMPAIGN_ENDED, by, now)


@transaction.atomic
def resume_campaign(*, campaign: Campaign, by: User, now: datetime) -> None:
    """Go on with a campaign that was ended. Refused("gone", "role-ended") and "already"."""
    row = locked_campaign(campaign, by)
    if not row.ended:
        raise Refused("already")
    row.ended_at = None
    note_campaign(row, verbs.CAMPAIGN_RESUMED, by, now)


@transaction.atomic
def remove_campaign(*, campaign: Campaign, by: User, now: datetime) -> None:
    """Remove a campaign that residents do not read; its contests stay.

    Refused("gone", "role-ended") and "public-stays".
    """
    row = locked_campaign(campaign, by)
    if row.published:
        raise Refused("public-stays")
    note_campaign(row, verbs.CAMPAIGN_REMOVED, by, now)
    discard(row)


# ---- Its contests


@transaction.atomic
def include_contest(*, campaign: Campaign, contest: Contest, by: User, now: datetime) -> None:
    """Put a contest into a campaign, as its last.

    Refused("gone", "role-ended"), "another-district", "rehearsal", "campaign-ended", "in-a-campaign" where it is in
    another one, "already" where it is in this one, and "too-many-contests".
    """
    row = locked_campaign(campaign, by)
    current = Contest.objects.select_for_update(no_key=True).filter(pk=contest.pk).first()
    if current is None:
        raise Refused("gone", object=str(contest))
    if current.district_id != row.district_id:
        raise Refused("another-district")
    if current.rehearsal:
        raise Refused("rehearsal")
    there = Inclusion.objects.filter(contest=current).select_related("campaign").first()
    if there is not None:
        raise Refused("already") if there.campaign_id == row.pk else Refused("in-a-campaign", campaign=there.campaign)
    _refuse_ended(row)
    latest: int | None = row.inclusions.aggregate(latest=Max("position"))["latest"]
    if row.inclusions.count() >= MOST_CONTESTS:
        raise Refused("too-many-contests", most=MOST_CONTESTS)
    store(Inclusion(campaign=row, contest=current, position=0 if latest is None else latest + 1))
    note_campaign(row, verbs.CONTEST_INCLUDED, by, now, {"contest": str(current)})


@transaction.atomic
def exclude_contest(*, campaign: Campaign, contest: Contest, by: User, now: datetime) -> None:
    """Take a contest out of a campaign. Refused("gone", "role-ended"), "campaign-ended" and "already"."""
    row = locked_campaign(campaign, by)
    _refuse_ended(row)
    gone, _rows = row.inclusions.filter(contest=contest).delete()
    if not gone:
        raise Refused("already")
    note_campaign(row, verbs.CONTEST_EXCLUDED, by, now, {"contest": str(contest)})


@transaction.atomic
def move_contest(
    *, campaign: Campaign, contest: Contest, up: bool, by: User, now: datetime, seen: Sequence[int] | None = None
) -> None:
    """Let a contest change places with the one before (`up`) or after; at the end of the list nothing changes.

    `seen` is the order the caller saw, as numbers of the contests in the database.

    Refused("gone", "role-ended"), "stale" where it is another now, and "already" where the contest is not in it.
    """
    row = locked_campaign(campaign, by)
    rows = list(row.inclusions.select_related("contest"))
    order = [each.contest_id for each in rows]
    refuse_stale(None if seen is None else list(seen), order)
    if contest.pk not in order:
        raise Refused("already")
    here = order.index(contest.pk)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    beyond = max(each.position for each in rows) + 1
    row.inclusions.update(position=F("position") + beyond + len(rows))
    for position, each in enumerate(rows):
        Inclusion.objects.filter(pk=each.pk).update(position=position)
    note_campaign(row, verbs.CONTESTS_ORDERED, by, now, {"order": [str(each.contest) for each in rows]})


# ---- Its banner


def set_banner(*, campaign: Campaign, says: str, data: bytes, by: User, now: datetime) -> Banner:
    """Give a campaign a picture for the head of its page, in place of the one it has. It is looked through before
    anything is locked.

    Refused("gone", "role-ended"), "picture-too-heavy", "picture-too-wide", "picture-broken", "not-a-picture" and
    "invalid".
    """
    if len(data) > LARGEST_BANNER:
        raise Refused("picture-too-heavy", most=LARGEST_BANNER // 1024 // 1024)
    read = read_picture(data)
    with transaction.atomic():
        row = locked_campaign(campaign, by)
        made = Banner(campaign=row, says=says, format=read.format.value, width=read.width, height=read.height)
        made.content, made.digest, made.added_at, made.added_by = read.data, sha256(read.data).hexdigest(), now, by
        Banner.objects.filter(campaign=row).delete()
        store(made)
        note_campaign(row, verbs.BANNER_SET, by, now, {"says": says})
    return made


@transaction.atomic
def remove_banner(*, campaign: Campaign, by: User, now: datetime) -> None:
    """Take the picture away. Refused("gone", "role-ended") and "already" where there is none."""
    row = locked_campaign(campaign, by)
    gone, _rows = Banner.objects.filter(campaign=row).delete()
    if not gone:
        raise Refused("already")
    note_campaign(row, verbs.BANNER_REMOVED, by, now)


def locked_campaign(campaign: Campaign, by: User) -> Campaign:
    """The campaign as it is now, kept from others until the transaction ends."""
    rows = Campaign.objects.select_for_update(no_key=True, of=("self",)).select_related("district")
    row = rows.filter(pk=campaign.pk).first()
    if row is None:
        raise Refused("gone", object=str(campaign))
    _refuse_without_role(row.district_id, by)
    return row


def _refuse_without_role(district: int, by: User) -> None:
    """Refused("role-ended") unless somebody organises, now, in the district, or is an administrator."""
    people = User.objects.filter(pk=by.pk, is_active=True)
    organises = Membership.objects.filter(district=district, role=Role.ORGANISER, user__in=people)
    if not organises.exists() and not people.filter(is_administrator=True).exists():
        raise Refused("role-ended", roles=[str(Role.ORGANISER)])


def _refuse_ended(row: Campaign) -> None:
    if row.ended:
        raise Refused("campaign-ended")


def note_campaign(row: Campaign, verb: Verb, by: User, now: datetime, detail: Mapping[str, Any] | None = None) -> None:
    """Store a campaign under its next version, with a line of the district and of no contest: pages of the district
    that are kept are made anew by it."""
    row.version += 1
    store(row)
    record(verb=verb, at=now, who=by, district_id=row.district_id, object=str(row), detail=detail)
