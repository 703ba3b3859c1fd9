"""People who sign in, and what they may do where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from communities.journal import record, verbs
from communities.limits import PASSWORDS
from communities.models import District, Membership, Role, Street, User
from communities.names import person_key
from communities.queries import sign_in_key
from communities.refused import Refused

from .attempts import forget_attempts, forget_places
from .rows import fill, fresh, newly_sent, store

FIELDS = ("username", "name", "is_active", "is_administrator")


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("invalid", errors={"password": [str(e.code) for e in error.error_list]}) from error
    user.set_password(password)


@cache
def _hashed_once(password: str) -> str:
    """What is kept of a password that everybody knows: making it takes a third of a second each time."""
    return make_password(password)


@transaction.atomic
def create_person(
    *,
    values: Mapping[str, Any],
    password: str,
    by: User | None,
    now: datetime,
    of_the_sample: bool = False,
    district: District | None = None,
    role: Role | None = None,
    street: Street | None = None,
) -> User:
    """Enter somebody who signs in; `by` is None for the first administrator, made by a command.

    With a `district` and a `role` this first role is given as well, that of a street for `street`, all or nothing.

    A password that somebody else has chosen is changed at the first sign-in. People `of_the_sample` have one that
    everybody knows, and keep it.

    Refused("unknown-fields"), "invalid", also for a weak password, "name-of-another" where somebody else with a role in
    the district is called the same, and "street-needed" where a street lacks or lies elsewhere.
    """
    user = User()
    changed = fill(user, values, allowed=FIELDS)
    user.must_change_password = by is not None and not of_the_sample
    if of_the_sample:
        user.password = _hashed_once(password)
    else:
        _set_password(user, password)
    store(user)
    record(verb=verbs.PERSON_CREATED, at=now, who=by, person=user, detail=changed)
    if district is not None and role is not None and by is not None:
        give_role(user=user, district=district, role=role, street=street, by=by, now=now)
    return user


@transaction.atomic
def change_person(
    *, user: User, values: Mapping[str, Any], by: User, now: datetime, seen: Mapping[str, Any] | None = None
) -> User:
    """Change name, sign-in name, or whether somebody may sign in or administer.

    `seen` are the values of these fields when the caller looked, None for whoever has not: only what differs from them
    is written. Refused("stale") where somebody else has changed such a field since, "gone", "unknown-fields",
    "invalid", "last-administrator" where nobody who can sign in would be left, and "name-of-another" where somebody
    else with a role in one of their districts is called the same.
    """
    districts = District.objects.filter(memberships__user=user)
    _locked(districts)  # before any account, as where a role is given: nobody waits for each other
    administrators = User.objects.filter(is_administrator=True, is_active=True)
    list(administrators.select_for_update().order_by("pk"))  # of two who dismiss each other, one waits
    called = str(fresh(user))
    changed = fill(user, newly_sent(user, values, seen), allowed=FIELDS)
    if str(user) != called:
        for district in districts:
            _refuse_name_of_another(user, district)
    store(user)
    if changed:
        record(verb=verbs.PERSON_CHANGED, at=now, who=by, person=user, detail=changed)
    if not administrators.exists():
        raise Refused("last-administrator")
    return user


@transaction.atomic
def set_password(*, user: User, password: str, by: User, now: datetime) -> None:
    """Give somebody a new password; wrong ones are forgotten. One that another gives is changed at the next sign-in.

    Refused("gone"), and "invalid" for a weak password.
    """
    _set_password(fresh(user), password)
    user.must_change_password = by.pk != user.pk
    user.save(update_fields=["password", "must_change_password"])
    forget_attempts(key=sign_in_key(user.username))
    record(verb=verbs.PASSWORD_SET, at=now, who=by, person=user)


@transaction.atomic
def unlock_person(*, user: User, by: User, now: datetime) -> None:
    """Let somebody sign in again at once, after others or they themselves typed too many wrong passwords.

    Refused("gone"), and "already" where no attempt is counted.
    """
    fresh(user)
    if not forget_attempts(key=sign_in_key(user.username)):
        raise Refused("already")
    record(verb=verbs.PERSON_UNLOCKED, at=now, who=by, person=user)


@transaction.atomic
def unlock_places(*, by: User, now: datetime) -> None:
    """Let people sign in again at once at addresses and devices from which too many wrong passwords came.

    Refused("already") where none has to wait.
    """
    if not forget_places(limits=PASSWORDS, now=now):
        raise Refused("already")
    record(verb=verbs.PLACES_UNLOCKED, at=now, who=by)


@transaction.atomic
def give_role(
    *, user: User, district: District, role: Role, by: User, now: datetime, street: Street | None = None
) -> Membership:
    """Let somebody act in a district; giving a role twice changes nothing. The role of a street is one for `street`.

    Refused("gone"), "invalid", "name-of-another" where somebody else with a role there is called the same, and
    "street-needed" where a street lacks, lies elsewhere, or is another than that of the role there is.
    """
    _locked(District.objects.filter(pk=district.pk))
    fresh(user)
    street = street if role == Role.STREET else None
    if role == Role.STREET and (street is None or street.district_id != district.pk):
        raise Refused("street-needed")
    membership = Membership.objects.filter(user=user, district=district, role=role).first()
    if membership is None:
        _refuse_name_of_another(user, district)
        membership = Membership(user=user, district=district, role=role, street=street)
        store(membership)
        detail = {"role": str(role), **({"street": str(street)} if street else {})}
        record(verb=verbs.ROLE_GIVEN, at=now, who=by, district_id=district.pk, person=user, detail=detail)
    elif membership.street != street:
        raise Refused("street-needed")
    return membership


def _locked(districts: QuerySet[District]) -> None:
    """Keep some districts from others: of two who take one name at once, one waits and is refused."""
    list(District.objects.select_for_update(no_key=True).filter(pk__in=districts.values("pk")).order_by("pk"))


def _refuse_name_of_another(user: User, district: District) -> None:
    called = person_key(str(user))
    others = User.objects.filter(memberships__district=district).exclude(pk=user.pk).distinct().order_by("pk")
    for other in others:
        if person_key(str(other)) == called:
            raise Refused("name-of-another", name=str(other), account=other.username, district=str(district))


@transaction.atomic
def take_role(*, membership: Membership, by: User, now: datetime) -> None:
    """End what somebody may do in a district; taking a role twice changes nothing.

    Refused("gone") where the account is no more.
    """
    fresh(membership.user)
    detail = {"role": membership.role, **({"street": str(membership.street)} if membership.street else {})}
    user, district = membership.user, membership.district
    if not Membership.objects.filter(pk=membership.pk).delete()[0]:
        return
    record(verb=verbs.ROLE_TAKEN, at=now, who=by, district_id=district.pk, person=user, detail=detail)
