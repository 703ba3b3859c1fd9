"""What a journal says of a contest beside its columns, and how its values are said: rules, clocks, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, pgettext_lazy

from communities.journal import Fact
from communities.journal.facts import NOTHING, Say, one_of, value_text
from communities.journal.wording import several
from communities.wording import listed
from contests.models import DecisionKind, Status, choices, name, said
from tabulation.vocabulary import RULES as KINDS_OF_RULES
from tabulation.vocabulary import RoundingStage, Term

from .clocks import clock_rule_text

# ---- How values are said


def rule_named(kind: str) -> Say:
    """The name of a rule of a kind; "item:speech/content" is the name of its first half, and what it is about."""

    def say(value: Any) -> str:
        id, _colon, about = str(value or "").partition(":")
        known = next((term for term in KINDS_OF_RULES[kind] if term == id), None)
        return f"{said(known.words)} {about}".strip() if known else value_text(value)

    return say


def term_of(terms: type[Term]) -> Say:
    """What a term of the contest file is called; what is none of them stays as it stands."""
    return one_of(choices(terms))


def _each(say: Say) -> Say:
    return lambda value: listed(map(say, value)) if isinstance(value, list) else value_text(value)


def _range(value: Any) -> str:
    if not isinstance(value, list) or len(value) != 2:
        return value_text(value)
    low, high = (NOTHING if bound is None else bound for bound in value)
    return gettext("{low} to {high}").format(low=low, high=high)


def clock(value: Any) -> str:
    """A clock of a round, as in the contest file."""
    return clock_rule_text(value) if isinstance(value, Mapping) else value_text(value)


# ---- Facts


ABOUT = Fact("about", pgettext_lazy("journal", "more"))
DROPPED = (
    Fact("drop_high", pgettext_lazy("journal", "highest dropped")),
    Fact("drop_low", pgettext_lazy("journal", "lowest dropped")),
    Fact("trim_from", pgettext_lazy("journal", "drop from this many judges")),
)
POOL = Fact("pool", pgettext_lazy("journal", "pooled by"), rule_named("pool"))
STATUS = Fact("status", pgettext_lazy("journal", "state"), term_of(Status))
REASON = Fact("reason", pgettext_lazy("journal", "reason"))
DECISION = (
    Fact("kind", pgettext_lazy("journal", "kind"), term_of(DecisionKind)),
    Fact("order", pgettext_lazy("journal", "order")),
    Fact("by", pgettext_lazy("journal", "decided by")),
)
STAGES = tuple(Fact(stage.value, name(stage)) for stage in RoundingStage)
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
                Fact("round", name(RoundingStage.ROUND), _range),
                Fact("final", name(RoundingStage.FINAL), _range),
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
