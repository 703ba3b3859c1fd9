"""Questions about localities and people."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from .models import Attempt, Community, District, Journal, Secretary, User


def districts_of(user: User) -> QuerySet[District]:
    """The districts somebody has a role in; all of them for an administrator."""
    if user.is_administrator:
        return District.objects.all()
    return District.objects.filter(memberships__user=user).distinct()


def communities_of(district: District) -> QuerySet[Community]:
    """The communities of a district, each with its street."""
    return Community.objects.filter(street__district=district).select_related("street")


def secretaries_of(district: District) -> QuerySet[Secretary]:
    """The secretaries of a district, each with community and street."""
    return Secretary.objects.filter(community__street__district=district).select_related("community__street")


def journal_of(contest_id: int) -> QuerySet[Journal]:
    """The journal of a contest, latest first."""
    return Journal.objects.filter(contest_id=contest_id).order_by("-pk")


def journal_of_accounts_and_localities() -> QuerySet[Journal]:
    """The lines that belong to no contest, latest first, each with its district."""
    return Journal.objects.filter(contest_id__isnull=True).select_related("district").order_by("-pk")


def attempt_key(key: str) -> str:
    """What is kept of the key of an attempt, such as "sign-in:wang"."""
    return sha256(key.encode(errors="replace")).hexdigest()


def attempts_at(key: str, *, since: datetime) -> QuerySet[Attempt]:
    """The attempts made under a key since a moment, earliest first."""
    return Attempt.objects.filter(key=attempt_key(key), at__gt=since).order_by("at", "pk")
