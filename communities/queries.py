"""Questions about places and people."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import QuerySet

from .models import Achievement, Attempt, Community, District, Journal, Role, Secretary, User


def districts_of(user: User) -> QuerySet[District]:
    """The districts somebody has a role in; all of them for an administrator."""
    if user.is_administrator:
        return District.objects.all()
    return District.objects.filter(memberships__user=user).distinct()


def has_role(user: User, district: District, *roles: Role) -> bool:
    """Whether somebody has one of some roles in a district."""
    return user.is_active and user.memberships.filter(district=district, role__in=roles).exists()


def communities_of(district: District) -> QuerySet[Community]:
    """The communities of a district, each with its street."""
    return Community.objects.filter(street__district=district).select_related("street")


def secretaries_of(district: District) -> QuerySet[Secretary]:
    """The secretaries of a district, each with community and street."""
    return Secretary.objects.filter(community__street__district=district).select_related("community__street")


def achievements_of(community: Community) -> QuerySet[Achievement]:
    """What a community has achieved, pillar by pillar."""
    return community.achievements.order_by("pillar", "title", "pk")


def journal_of(contest_id: int) -> QuerySet[Journal]:
    """The journal of a contest, latest first."""
    return Journal.objects.filter(contest_id=contest_id).order_by("-pk")


def attempt_key(key: str) -> str:
    """What is kept of the key of an attempt, such as "sign-in:wang"."""
    return sha256(key.encode(errors="replace")).hexdigest()


def attempts_at(key: str, *, since: datetime) -> QuerySet[Attempt]:
    """The attempts made under a key since a moment, earliest first."""
    return Attempt.objects.filter(key=attempt_key(key), at__gt=since).order_by("at", "pk")


def attempts_left(key: str, *, limit: int, window: timedelta, now: datetime) -> int:
    """How many attempts under a key are left now, of `limit` in any `window`."""
    return max(0, limit - attempts_at(key, since=now - window).count())
