"""What a journal tells of the parts of a contest: each column that can be entered, its label, how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, pgettext_lazy

from communities.journal import Fact
from communities.journal.facts import NOTHING, Say, counted_from_0, in_words, one_of
from communities.journal.wording import several
from communities.language import active_language
from communities.wording import listed
from contests.models import (
    Award,
    AwardTie,
    Contestant,
    Cut,
    CutTie,
    DecisionKind,
    Judge,
    JudgeKind,
    Panel,
    PublicLevel,
    Round,
    RubricItem,
    Status,
)
from contests.rules.presets import PRESETS
from tabulation.registry import REGISTRY

from .clocks import clock_words

Part = Round | RubricItem | Panel | Judge | Contestant | Cut | Award

# ---- How values are said


def rule_named(kind: str) -> Say:
    """The name of a rule of a kind; "item:speech/content" is the name of its first half, and what it is about."""

    def say(value: Any) -> str:
        id, colon, about = str(value or "").partition(":")
        known = REGISTRY[kind].get(id)
        return f"{known.name[active_language()]}{colon}{about}" if known else in_words(value)

    return say


def _each(say: Say) -> Say:
    return lambda value: listed(map(say, value)) if isinstance(value, list) else in_words(value)


def _range(value: Any) -> str:
    low, high = value if isinstance(value, list) and len(value) == 2 else (None, None)
    return gettext("{low} to {high}").format(
        low=NOTHING if low is None else low, high=NOTHING if high is None else high
    )


def clock(value: Any) -> str:
    """A clock of a round, as in the contest file."""
    return clock_words(value) if isinstance(value, Mapping) else in_words(value)


def preset(value: Any) -> str:
    """A kind of contest."""
    return str(PRESETS[value].name) if value in PRESETS else in_words(value)


# ---- Facts


NAME = Fact("name", pgettext_lazy("journal", "name"))
POSITION = Fact("position", pgettext_lazy("journal", "position"), counted_from_0)
ABOUT = Fact("about", pgettext_lazy("journal", "more"))
KEY = Fact("key", pgettext_lazy("journal", "key"))
SHARED = (KEY, NAME, POSITION, ABOUT)
WEIGHT = Fact("weight", pgettext_lazy("journal", "weight"))
GUIDANCE = Fact("guidance", pgettext_lazy("journal", "what to look for"))
TITLE = Fact("title", pgettext_lazy("journal", "title"))
THEME = Fact("theme", pgettext_lazy("journal", "theme"))
POST = Fact("post", pgettext_lazy("journal", "post"))
COMMUNITY = Fact("community", pgettext_lazy("journal", "community"))
STREET = Fact("street", pgettext_lazy("journal", "street"))
GROUP = Fact("group", pgettext_lazy("journal", "group"))
MINIMUM = Fact("minimum", pgettext_lazy("journal", "minimum"))
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
CONTEST = (
    Fact("slug", pgettext_lazy("journal", "short name")),
    TITLE,
    THEME,
    Fact("host", pgettext_lazy("journal", "host")),
    Fact("venue", pgettext_lazy("journal", "venue")),
    Fact("date", pgettext_lazy("journal", "date")),
    Fact("public_level", pgettext_lazy("journal", "shown to the public"), one_of(PublicLevel)),
    ABOUT,
)
"""What describes a contest."""
COLUMNS: Mapping[type[Part], tuple[Fact, ...]] = {
    Round: (
        *SHARED,
        WEIGHT,
        Fact("sealed", pgettext_lazy("journal", "scored from outside")),
        Fact("clock", pgettext_lazy("journal", "clock"), clock),
        RULES,
        GUIDANCE,
    ),
    RubricItem: (
        *SHARED,
        MINIMUM,
        Fact("maximum", pgettext_lazy("journal", "maximum")),
        Fact("step", pgettext_lazy("journal", "step")),
        WEIGHT,
        GUIDANCE,
    ),
    Panel: (
        *SHARED,
        WEIGHT,
        *DROPPED,
        POOL,
        Fact("rounds", pgettext_lazy("journal", "rounds")),
        Fact("rooms", pgettext_lazy("journal", "rooms")),
    ),
    Judge: (
        *SHARED,
        Fact("panel", pgettext_lazy("journal", "panel")),
        POST,
        Fact("kind", pgettext_lazy("journal", "kind"), one_of(JudgeKind)),
        Fact("chair", pgettext_lazy("journal", "chair")),
        COMMUNITY,
        STREET,
    ),
    Contestant: (
        *SHARED,
        Fact("secretary", pgettext_lazy("journal", "secretary")),
        COMMUNITY,
        STREET,
        GROUP,
        Fact("room", pgettext_lazy("journal", "room")),
        TITLE,
        THEME,
    ),
    Cut: (
        POSITION,
        Fact("keep", pgettext_lazy("journal", "how many go on")),
        Fact("tie", pgettext_lazy("journal", "when equal"), one_of(CutTie)),
        Fact("weights", pgettext_lazy("journal", "weights")),
        ABOUT,
    ),
    Award: (
        POSITION,
        NAME,
        Fact("quota", pgettext_lazy("journal", "quota")),
        Fact("named", pgettext_lazy("journal", "named")),
        Fact("tie", pgettext_lazy("journal", "when equal"), one_of(AwardTie)),
        Fact("uses_up", pgettext_lazy("journal", "extra ones taken from the next award")),
        MINIMUM,
        Fact("cap", pgettext_lazy("journal", "at most from one street")),
        GROUP,
        ABOUT,
    ),
}
"""What can be entered of a part."""
