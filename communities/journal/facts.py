"""How a value that stands in a journal is said: each function takes it as JSON keeps it and gives a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext

from communities.models import User
from communities.wording import listed

Say = Callable[[Any], str]
NOTHING = "–"


def value_text(value: Any) -> str:
    """A text or number as it stands, yes or no, several things with the comma of the language; None is nothing."""
    if isinstance(value, Mapping):
        return listed(f"{key} {value_text(inner) or NOTHING}" for key, inner in value.items())
    if isinstance(value, list):
        return listed(value_text(inner) or NOTHING for inner in value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "" if value is None else str(value)


def with_account(name: str, account: str) -> str:
    """A person as a journal names them: by the name, and by the account that is theirs alone."""
    if not account:
        return name
    return pgettext("a person and the account", "{name} ({account})").format(name=name, account=account)


def named(user: User) -> dict[str, str]:
    """Somebody as a line keeps them: `person_text` says it."""
    return {"name": str(user), "account": user.username}


def person_text(value: Any) -> str:
    """One person or several, each with the account; older lines have names alone."""
    if isinstance(value, list):
        return listed(map(person_text, value))
    if isinstance(value, Mapping):
        return with_account(str(value.get("name", "")), str(value.get("account", "")))
    return value_text(value)


def one_of(choices: Iterable[tuple[str, str | Promise]]) -> Say:
    """The label of a choice; what is none of them stays as it stands."""
    labels = dict(choices)
    return lambda value: str(labels.get(value) or value_text(value))


def moment(value: Any) -> str:
    """A time by the clock on the wall; what is no time stays as it stands."""
    at = parse_datetime(value) if isinstance(value, str) else None
    return f"{localtime(at):%H:%M:%S}" if at else value_text(value)


def counted_from_0(value: Any) -> str:
    """A position in a list, where people count from 1."""
    return str(value + 1) if type(value) is int else value_text(value)
