"""A line of the journal in the words of the language; what nobody declared is shown as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext, pgettext, pgettext_lazy

from communities.models import Journal
from communities.wording import listed

from .facts import NOTHING, Say, with_account
from .recording import ACCOUNT, SYSTEM
from .verb import VERBS, Fact, Verb

LONGEST = 240
"""Characters shown of one value; the whole of it stays in the journal."""


def who_did(line: Journal) -> str:
    """Who it was, as they were called then, with the account, and the tablet it came from.

    Lines from before an account was kept show today's; ask for them with `who`.
    """
    if line.who_id is None and line.who_label == SYSTEM:
        return pgettext("journal", "system")
    account = line.account or (line.who.username if line.who else "")
    who = with_account(line.who_label, account)
    return gettext("{who} · tablet {device}").format(who=who, device=line.device) if line.device else who


def done_to(line: Journal) -> str:
    """What a line is about, a person with the account."""
    detail = line.detail if isinstance(line.detail, Mapping) else {}
    return with_account(line.object, str(detail.get(ACCOUNT, "")) if line.person_id else "")


def line_text(line: Journal) -> str:
    """What was done; with a colon at its end where the object follows after one."""
    known = VERBS.get(line.verb)
    return str(known.words) if known else line.verb


def details_of(line: Journal) -> list[tuple[str, str]]:
    """The facts of a line: a label with its colon and a value each; what says nothing to a reader is left out."""
    detail = line.detail if isinstance(line.detail, Mapping) else {}
    known = VERBS.get(line.verb, Verb(line.verb, line.verb))
    texts = ((fact.label, _cut(fact.say(value))) for fact, value in _facts(known.facts, detail) if fact.label)
    return [(pgettext("journal", "{label}: ").format(label=label), text) for label, text in texts if text]


def before(*facts: Fact) -> Fact:
    """What stood there earlier: a fact whose value is a mapping with some of these facts."""
    return Fact("before", pgettext_lazy("journal", "before"), several(*facts))


def several(*facts: Fact) -> Say:
    """A mapping of facts in one line."""

    def say(value: Any) -> str:
        if not isinstance(value, Mapping):
            return ""
        texts = ((fact.label, fact.say(inner)) for fact, inner in _facts(facts, value) if fact.label)
        return listed(f"{label} {text or NOTHING}" for label, text in texts)

    return say


def _facts(facts: Iterable[Fact], detail: Mapping[str, Any]) -> Iterator[tuple[Fact, Any]]:
    declared = {fact.key: fact for fact in facts}
    return ((declared.get(key, Fact(key, key)), value) for key, value in detail.items())


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
