"""The list of verbs a journal is written with, and the facts each carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from communities.models import Role

from .facts import value_text

DESK = (Role.ORGANISER, Role.DESK)
"""The roles that run a contest while it is on."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a line says beside its verb: its key in the line's `detail`, what it is called, how its value is said.

    A value that is said with an empty text is not shown; without a label the fact is never shown, only kept.
    """

    key: str
    label: str | Promise = ""
    say: Callable[[Any], str] = value_text


@dataclass(frozen=True, slots=True)
class Verb:
    """What was done: the text that is stored, its words in both languages, and the facts a line of it may carry.

    Of a contest only somebody with one of the `roles` in its district does it.
    """

    id: str
    words: str | Promise
    facts: tuple[Fact, ...] = ()
    roles: tuple[Role, ...] = (Role.ORGANISER,)

    def undeclared(self, keys: Iterable[str]) -> list[str]:
        """Those keys of a line's `detail` that this verb does not declare."""
        return sorted(set(keys) - {fact.key for fact in self.facts})


VERBS: dict[str, Verb] = {}
"""Every verb of every app, by the text that is stored; an app enters its own when it starts."""


def verb(id: str, words: str | Promise, *facts: Fact, roles: tuple[Role, ...] = (Role.ORGANISER,)) -> Verb:
    """Declare a verb and enter it into the list; ValueError if it or one of its facts is there twice."""
    keys = [fact.key for fact in facts]
    if id in VERBS or len(set(keys)) < len(keys):
        raise ValueError(f"{id} is declared twice, or one of its facts: {keys}")
    VERBS[id] = Verb(id, words, facts, roles)
    return VERBS[id]
