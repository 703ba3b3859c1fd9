"""Questions about localities and people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Max, Prefetch, Q, QuerySet, Sum

from .journal import verbs
from .limits import Limits
from .models import (
    BYTES,
    Achievement,
    Attempt,
    Community,
    District,
    Exchange,
    Inspection,
    Journal,
    Membership,
    Role,
    Secretary,
    User,
    ValueFile,
)

LATEST_LINES = 2_000
"""More than anybody writes in one transaction while another one waits: a register has a line for each row."""
ACCOUNTS = tuple(verb.id for verb in verbs.ACCOUNTS)


def districts_of(user: User) -> QuerySet[District]:
    """The districts somebody has a role in; all of them for an administrator."""
    if user.is_administrator:
        return District.objects.all()
    return District.objects.filter(memberships__user=user).distinct()


FILES = Prefetch("files", ValueFile.objects.defer(*BYTES))
"""The files of values, without their bytes."""


def own_streets(user: User, district: District) -> set[int] | None:
    """The streets whose values somebody enters and confirms, by their numbers; None where it is not by street: for
    organisers and administrators. None of them for whoever has no such role, or none any more. One query."""
    rows = list(Membership.objects.filter(user=user, district=district).values_list("role", "street"))
    if user.is_administrator or any(role == Role.ORGANISER for role, _street in rows):
        return None
    return {street for role, street in rows if role == Role.STREET}


def communities_of(district: District) -> QuerySet[Community]:
    """The communities of a district, each with its street."""
    return Community.objects.filter(street__district=district).select_related("street")


def secretaries_of(district: District) -> QuerySet[Secretary]:
    """The secretaries of a district, each with community and street."""
    return Secretary.objects.filter(community__street__district=district).select_related("community__street")


def standing_values(district: District, periods: Collection[str] | None = None) -> QuerySet[Achievement]:
    """The values of a district that are not retired; of some periods, by code, or of all."""
    rows = Achievement.objects.filter(indicator__district=district, retired_at=None)
    return (rows if periods is None else rows.filter(period__in=periods)).order_by("pk")


def achievements_in_words(district: District) -> QuerySet[Achievement]:
    """The achievements of a district that are values of no indicator, each with community and street."""
    rows = Achievement.objects.filter(indicator=None, community__street__district=district)
    return rows.select_related("community__street").order_by("community__street", "community", "pk")


def exchanges_published(district: District) -> QuerySet[Exchange]:
    """The exchanges of a district that residents read, latest first, each with its communities."""
    return district.exchanges.filter(published_at__isnull=False).prefetch_related("communities")


def exchanges_of(community: Community) -> QuerySet[Exchange]:
    """The exchanges that residents read of a community, latest first, each with its communities."""
    return community.exchanges.filter(published_at__isnull=False).prefetch_related("communities")


def journal_of(contest_id: int) -> QuerySet[Journal]:
    """The journal of a contest, latest first, each line with who did it."""
    return Journal.objects.filter(contest_id=contest_id).select_related("who").order_by("-pk")


def journal_of_localities() -> QuerySet[Journal]:
    """The lines that belong to no contest and no account, latest first, each with its district and who did it."""
    rows = Journal.objects.filter(contest_id__isnull=True).exclude(verb__in=ACCOUNTS)
    return rows.select_related("district", "who").order_by("-pk")


def latest_changes_of_localities() -> tuple[int, int] | None:
    """What says whether anything has changed of districts, communities, their people and their values: the latest lines
    that belong to no contest. One query; None where there is none.

    The number of the latest would not do: of two who write at once, the one with the higher number may be done first.
    """
    rows = Journal.objects.filter(contest_id__isnull=True).order_by("-pk").values("pk")[:LATEST_LINES]
    found = rows.aggregate(latest=Max("pk"), together=Sum("pk"))
    return None if found["latest"] is None else (found["latest"], found["together"])


def journal_of_accounts(district: District | None = None) -> QuerySet[Journal]:
    """The lines about accounts, roles and passwords, latest first, each with its district and who did it.

    Of one district: about its roles, and about everybody who has one there or has had one.
    """
    rows = Journal.objects.filter(contest_id__isnull=True, verb__in=ACCOUNTS)
    if district is not None:
        rows = rows.filter(Q(district=district) | Q(person__in=_members_ever(district)))
    return rows.select_related("district", "who").order_by("-pk")


def _members_ever(district: District) -> QuerySet[User]:
    given = Journal.objects.filter(district=district, verb=verbs.ROLE_GIVEN.id, person__isnull=False)
    now = Membership.objects.filter(district=district)
    return User.objects.filter(Q(pk__in=given.values("person")) | Q(pk__in=now.values("user")))


def inspected_upto(user: User, district: District) -> Inspection | None:
    """How far somebody has looked at what happened in a district; None where they never have. With its line."""
    return Inspection.objects.select_related("line").filter(user=user, district=district).first()


@dataclass(frozen=True, slots=True)
class Lock:
    """That too many attempts were made: `everywhere`, or from as many places as `places`; the last one ends `until`."""

    until: datetime
    wrong: int
    places: int
    everywhere: bool


def attempt_key(key: str) -> str:
    """What is kept of the key of an attempt, such as "sign-in wang", and of where it came from."""
    return sha256(key.encode(errors="replace")).hexdigest()


def sign_in_key(username: str) -> str:
    """The key of signing in with a name: blanks around it and capital letters give nobody more attempts."""
    return f"sign-in {username.strip().casefold()[:150]}"


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses and devices from which so many attempts came that they wait with every name, the last one `until`."""

    until: datetime
    wrong: int
    sources: frozenset[str]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.sources)

    def has(self, source: str) -> bool:
        """Whether an attempt from there would have to wait."""
        return attempt_key(source) in self.sources


Made = list[tuple[str, str, datetime]]
"""Attempts as they were made: hashes of what is guessed and of where it came from, and when."""


def attempts_made(window: timedelta, *, now: datetime) -> Made:
    """The attempts of the last while, for `locks_of` and `places_that_wait`. One query."""
    rows = Attempt.objects.filter(at__gt=now - window).order_by("at", "pk")
    return list(rows.values_list("key", "source", "at"))


def places_that_wait(attempts: Made, limits: Limits) -> Places | None:
    """The places that have used up what `limits` leave to one place in all; None where none has."""
    times: dict[str, list[datetime]] = {}
    for _key, source, at in attempts:
        times.setdefault(source, []).append(at)
    found = {source: made for source, made in times.items() if len(made) >= limits.from_here}
    if not found:
        return None
    until = max(made[-limits.from_here] for made in found.values()) + limits.window
    return Places(until, sum(map(len, found.values())), frozenset(found))


def locks_of(keys: Mapping[int, str], limits: Limits, attempts: Made) -> dict[int, Lock]:
    """Which of some keys, each under a number, have to wait after the attempts made, and why."""
    numbers = {attempt_key(key): number for number, key in keys.items()}
    made: dict[int, dict[str, list[datetime]]] = {}
    for key, source, at in attempts:
        if key in numbers:
            made.setdefault(numbers[key], {}).setdefault(source, []).append(at)
    found = {number: _lock(list(by_source.values()), limits) for number, by_source in made.items()}
    return {number: lock for number, lock in found.items() if lock is not None}


def _lock(by_source: list[list[datetime]], limits: Limits) -> Lock | None:
    """The lock of a key, of the times of its attempts, source by source."""
    attempts = sorted(at for times in by_source for at in times)
    places = [times for times in by_source if len(times) >= limits.here]
    ends = [times[-limits.here] for times in places]
    everywhere = len(attempts) >= limits.in_all
    if everywhere:
        ends.append(attempts[-limits.in_all])
    if not ends:
        return None
    return Lock(max(ends) + limits.window, len(attempts), len(places), everywhere)
