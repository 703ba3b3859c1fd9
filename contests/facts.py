"""What a journal says of a contest beside its columns, and how its values are said: rules, clocks, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, pgettext_lazy

from communities.journal import Fact
from communities.journal.facts import NOTHING, Say, in_words, one_of
from communities.journal.wording import several
from communities.language import active_language
from communities.wording import listed
from contests.models import DecisionKind, Status
from tabulation.registry import REGISTRY

from .clocks import clock_words

# ---- How values are said


def rule_named(kind: str) -> Say:
    """The name of a rule of a kind; "item:speech/content" is the name of its first half, and what it is about."""

    def say(value: Any) -> str:
        id, _colon, about = str(value or "").partition(":")
        known = REGISTRY[kind].get(id)
        return f"{known.name[active_language()]} {about}".strip() if known else in_words(value)

    return say


def _each(say: Say) -> Say:
    return lambda value: listed(map(say, value)) if isinstance(value, list) else in_words(value)


def _range(value: Any) -> str:
    if not isinstance(value, list) or len(value) != 2:
        return in_words(value)
    low, high = (NOTHING if bound is None else bound for bound in value)
    return gettext("{low} to {high}").format(low=low, high=high)


def clock(value: Any) -> str:
    """A clock of a round, as in the contest file."""
    return clock_words(value) if isinstance(value, Mapping) else in_words(value)


# ---- Facts


ABOUT = Fact("about", pgettext_lazy("journal", "more"))
DROPPED = (
    Fact("drop_high", pgettext_lazy("journal", "highest dropped")),
    Fact("drop_low", pgettext_lazy("journal", "lowest dropped")),
    Fact("trim_from", pgettext_lazy("journal", "dropped from")),
)
POOL = Fact("pool", pgettext_lazy("journal", "pooled by"), rule_named("pool"))
STATUS = Fact("status", pgettext_lazy("journal", "state"), one_of(Status))
REASON = Fact("reason", pgettext_lazy("journal", "reason"))
DECISION = (
    Fact("kind", pgettext_lazy("journal", "kind"), one_of(DecisionKind)),
    Fact("order", pgettext_lazy("journal", "order")),
    Fact("by", pgettext_lazy("journal", "decided by")),
)
STAGES = (
    Fact("item", pgettext_lazy("journal", "mark of an item")),
    Fact("weighted", pgettext_lazy("journal", "weighted item")),
    Fact("sheet", pgettext_lazy("journal", "sheet total")),
    Fact("panel", pgettext_lazy("journal", "panel score")),
    Fact("round", pgettext_lazy("journal", "round score")),
    Fact("final", pgettext_lazy("journal", "final score")),
)
RULES = Fact(
    "rules",
    pgettext_lazy("journal", "rules"),
    several(
        Fact("trim", pgettext_lazy("journal", "what is dropped"), rule_named("trim")),
        POOL,
        *DROPPED,
        Fact(
            "clip",
            pgettext_lazy("journal", "held near the mean"),
            several(
                Fact("distance", pgettext_lazy("journal", "distance")),
                Fact("round", pgettext_lazy("journal", "decimals")),
            ),
        ),
        Fact("best_rounds", pgettext_lazy("journal", "best rounds")),
        Fact("round", pgettext_lazy("journal", "decimals"), several(*STAGES)),
        Fact(
            "bounds",
            pgettext_lazy("journal", "bounds"),
            several(
                Fact("round", pgettext_lazy("journal", "round score"), _range),
                Fact("final", pgettext_lazy("journal", "final score"), _range),
            ),
        ),
        Fact("rounding", pgettext_lazy("journal", "rounding"), rule_named("rounding")),
        Fact("rank_on", pgettext_lazy("journal", "ranked"), rule_named("rank_on")),
        Fact("places", pgettext_lazy("journal", "places"), rule_named("places")),
        Fact("rooms", pgettext_lazy("journal", "rooms"), rule_named("rooms")),
        Fact("tie_chain", pgettext_lazy("journal", "when equal"), _each(rule_named("tie_link"))),
        ABOUT,
    ),
)
