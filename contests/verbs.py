"""What is written about a contest while it is set up, and about seats, names and scores that come in ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from communities.journal import DESK, Fact, Verb, verb
from communities.journal.facts import one_of, person_text, value_text
from communities.journal.wording import before, several
from communities.wording import listed
from contests.models import Award, Collects, Contest, Contestant, Cut, Fulfilment, Judge, Panel, Round, RubricItem
from contests.rules.presets import PRESETS

from .columns import Later, Part, facts_of
from .facts import REASON, RULES

Words = str | Promise

BEFORE = pgettext_lazy("journal", "before")
ORDER = Fact("order", pgettext_lazy("journal", "order"))

DESCRIPTION = facts_of(Contest)
SEAT, ENTRY = (facts_of(kind, Later.WITH_REASON) for kind in (Judge, Contestant))
CORRECTABLE = tuple(fact for fact in facts_of(Contestant) if fact.key == "number") + ENTRY
"""What can be put right with a reason; of a contestant, a number that no address carries."""


def _preset(value: Any) -> str:
    return str(PRESETS[value].name) if value in PRESETS else value_text(value)


def _of_each_person(value: Any) -> str:
    """Columns of several contestants, each with who it is."""
    if not isinstance(value, Mapping):
        return value_text(value)
    say = several(*facts_of(Contestant), Fact("secretary", pgettext_lazy("column", "In the register")))
    return listed(f"{who} ({say(how)})" for who, how in value.items())


def _or_nobody(value: Any) -> str:
    return value_text(value) or pgettext("winners", "nobody")


def _each_number(value: Any) -> str:
    """Numbers of contestants, each with the one that takes its place."""
    return listed(f"{was} → {now}" for was, now in value.items()) if isinstance(value, Mapping) else value_text(value)


ROUTE_SET = verb(
    "route-set", _("Route changed"), Fact("stops", pgettext_lazy("journal", "stops")), Fact("before", BEFORE)
)

# ---- The contest as a whole

CONTEST_CREATED = verb(
    "contest-created", _("Contest created"), Fact("preset", pgettext_lazy("journal", "preset"), _preset)
)
CONTEST_COPIED = verb(
    "contest-copied", _("Contest created as a copy"), Fact("source", pgettext_lazy("journal", "copied from"))
)
CONTEST_CHANGED = verb(
    "contest-changed", _("Description of the contest changed"), *facts_of(Contest), before(*facts_of(Contest)), REASON
)
CONTEST_REMOVED = verb("contest-removed", _("Draft deleted"))
RULES_SET = verb("rules-set", _("Rules changed"), RULES, before(RULES))

# ---- Its parts


@dataclass(frozen=True, slots=True)
class PartVerbs:
    """What can happen to one kind of part."""

    added: Verb
    changed: Verb
    removed: Verb


def _part(name: str, kind: type[Part], added: Words, changed: Words, removed: Words) -> PartVerbs:
    columns = facts_of(kind)
    return PartVerbs(
        added=verb(f"{name}-added", added, *columns),
        changed=verb(f"{name}-changed", changed, *columns, before(*columns), REASON),
        removed=verb(f"{name}-removed", removed, before(*columns)),
    )


PARTS: Mapping[type[Part], PartVerbs] = {
    Round: _part("round", Round, _("Round added:"), _("Round changed:"), _("Round removed:")),
    RubricItem: _part(
        "item", RubricItem, _("Rubric item added:"), _("Rubric item changed:"), _("Rubric item removed:")
    ),
    Panel: _part("panel", Panel, _("Panel added:"), _("Panel changed:"), _("Panel removed:")),
    Judge: _part("judge", Judge, _("Judge added:"), _("Judge changed:"), _("Judge removed:")),
    Contestant: _part(
        "contestant", Contestant, _("Contestant added:"), _("Contestant changed:"), _("Contestant removed:")
    ),
    Cut: _part("cut", Cut, _("Cut added:"), _("Cut changed:"), _("Cut removed:")),
    Award: _part("award", Award, _("Award added:"), _("Award changed:"), _("Award removed:")),
}
CORRECTED: Mapping[type[Part], Verb] = {
    Judge: verb("judge-corrected", _("Judge's name corrected:"), *SEAT, before(*SEAT), REASON),
    Contestant: verb("contestant-corrected", _("Contestant corrected:"), *CORRECTABLE, before(*CORRECTABLE), REASON),
}
PART_MOVED = verb(
    "part-moved",
    _("Moved in its list:"),
    Fact("from", pgettext_lazy("journal", "from position")),
    Fact("to", pgettext_lazy("journal", "to position")),
)

# ---- People, seats and the running order

CONTESTANTS_ADDED = verb(
    "contestants-added", _("Contestants added"), Fact("numbers", pgettext_lazy("journal", "numbers"))
)
LIST_TAKEN = verb(
    "list-taken",
    _("Contestants changed by a list"),
    Fact("numbers", pgettext_lazy("journal", "added")),
    Fact("changed", pgettext_lazy("journal", "changed"), _of_each_person),
    Fact("before", BEFORE, _of_each_person),
    Fact("removed", pgettext_lazy("journal", "removed")),
)
RECUSED = verb(
    "recused",
    _("Recusal entered:"),
    REASON,
    Fact("retired", pgettext_lazy("journal", "sheets that no longer count")),
)
RECUSAL_WITHDRAWN = verb("recusal-withdrawn", _("Recusal withdrawn:"), REASON, Fact("before", BEFORE))
RECUSALS_DECLINED = verb(
    "recusals-declined", _("Proposed recusals declined"), Fact("pairs", pgettext_lazy("journal", "judge / contestant"))
)
SEED = Fact("seed", pgettext_lazy("journal", "seed"))
NUMBERED = Fact("numbers", pgettext_lazy("journal", "new numbers"), _each_number)
SEAL = Fact("seal", pgettext_lazy("journal", "seal"))
DRAW_SEALED = verb(
    "draw-sealed",
    _("Draw of the running order sealed"),
    Fact("number", pgettext_lazy("journal", "number of the seal")),
    SEAL,
    Fact("numbers", pgettext_lazy("journal", "numbers")),
)
ROOMS_GIVEN = verb(
    "rooms-given",
    _("Who runs which room"),
    Fact("rooms", pgettext_lazy("journal", "rooms")),
    Fact("before", BEFORE),
)
ORDER_DRAWN = verb(
    "order-drawn",
    _("Running order drawn"),
    Fact("called", pgettext_lazy("journal", "called out")),
    Fact("sealed", pgettext_lazy("journal", "sealed number")),
    SEAL,
    SEED,
    ORDER,
    Fact("rooms", pgettext_lazy("journal", "rooms in turn")),
    NUMBERED,
)
ORDER_ENTERED = verb("order-entered", _("Running order entered"), ORDER, NUMBERED)
ORDER_TAKEN_BACK = verb("order-taken-back", _("Running order taken back"), SEED, NUMBERED)
CARD_ISSUED = verb("card-issued", _("New card for"))
CARDS_ISSUED = verb("cards-issued", _("New cards made"), Fact("judges", pgettext_lazy("journal", "judges")))
CODES_UNLOCKED = verb("codes-unlocked", _("Wrong codes forgotten, so that judges can type theirs"), roles=DESK)
SIGN_IN_UNLOCKED = verb(
    "sign-in-unlocked", _("Wrong passwords forgotten, so that people can sign in where they have to wait"), roles=DESK
)
JUDGE_REPLACED = verb("judge-replaced", _("Judge replaced, now"), *SEAT, before(*SEAT), REASON, roles=DESK)
HELP_ASKED = verb("help-asked", _("Help asked for:"))
HELP_SETTLED = verb("help-settled", _("Call for help dealt with:"), roles=DESK)

# ---- Awards by name

NAMED = Fact("named", pgettext_lazy("journal", "winners"), _or_nobody)
WINNERS_NAMED = verb("winners-named", _("Winners named for"), NAMED, before(NAMED), REASON)

# ---- Scores entered directly

SCORES = (Fact("scores", pgettext_lazy("journal", "scores")), Fact("before", BEFORE, value_text))
EXTERNAL_SCORES_ENTERED = verb("sealed-scores-entered", _("Scores entered for"), *SCORES, REASON, roles=DESK)
EXTERNAL_SCORES_CONFIRMED = verb(
    "external-scores-confirmed",
    _("Scores confirmed for"),
    *SCORES,
    Fact("entered_by", pgettext_lazy("journal", "entered by"), person_text),
    roles=DESK,
)

# ---- What was presented, kept as exchange of experience

PRESENTED = (
    Fact("theme", pgettext_lazy("journal", "theme")),
    Fact("summary", pgettext_lazy("journal", "summary")),
    Fact("characters", pgettext_lazy("journal", "characters of its text")),
    Fact("comment", pgettext_lazy("journal", "said on stage")),
    Fact("cited", pgettext_lazy("journal", "achievements named")),
)
PRESENTATION_KEPT = verb("presentation-kept", _("Presentation entered for exchange:"), *PRESENTED)
PRESENTATION_AGREED = verb(
    "presentation-agreed",
    _("The secretary has agreed to the presentation of"),
    Fact("how", pgettext_lazy("journal", "how the secretary agreed")),
)
PRESENTATION_RELEASED = verb("presentation-released", _("Released for exchange of experience:"))
PRESENTATION_WITHDRAWN = verb("presentation-withdrawn", _("Taken back from exchange of experience:"), REASON)
FILE = Fact("title", pgettext_lazy("journal", "file"))
ATTACHMENT_ADDED = verb("attachment-added", _("PDF added to the presentation of"), FILE)
ATTACHMENT_REMOVED = verb("attachment-removed", _("PDF removed from the presentation of"), FILE)

# ---- Evidence of check items

EVIDENCE_LINKS_GIVEN = verb("evidence-links-given", _("Links to send evidence by given out"))
OF_ITEM = Fact("item", pgettext_lazy("journal", "item"))
EVIDENCE_ADDED = verb("evidence-added", _("Evidence added for"), OF_ITEM, FILE)
EVIDENCE_REMOVED = verb("evidence-removed", _("Evidence taken away of"), OF_ITEM, FILE)

# ---- What was pledged, and what came of it

PLEDGE = Fact("text", pgettext_lazy("journal", "pledge"))
DUE = Fact("due", pgettext_lazy("journal", "to be done by"))
HOW = Fact("how", pgettext_lazy("journal", "how the secretary agreed"))
TOLD = (
    Fact("pledge", pgettext_lazy("journal", "pledge")),
    Fact("on", pgettext_lazy("journal", "told on")),
    Fact("fulfilment", pgettext_lazy("journal", "how far it has come"), one_of(Fulfilment.choices)),
    Fact("text", pgettext_lazy("journal", "what the community told")),
)
PLEDGE_MADE = verb("pledge-made", _("Pledge entered:"), PLEDGE, DUE)
PLEDGE_CHANGED = verb("pledge-changed", _("Pledge changed:"), PLEDGE, DUE, before(PLEDGE, DUE))
PLEDGE_AGREED = verb("pledge-agreed", _("The secretary has agreed to the pledge of"), PLEDGE, HOW)
PLEDGE_RELEASED = verb("pledge-released", _("Pledge released:"), PLEDGE)
PLEDGE_WITHDRAWN = verb("pledge-withdrawn", _("Pledge taken back:"), PLEDGE, REASON)
PLEDGE_REMOVED = verb("pledge-removed", _("Pledge removed:"), PLEDGE)
FOLLOW_UP_ENTERED = verb("follow-up-entered", _("What the community told of a pledge entered:"), *TOLD)
FOLLOW_UP_CONFIRMED = verb("follow-up-confirmed", _("What the community told of a pledge confirmed:"), *TOLD)
FOLLOW_UP_REMOVED = verb("follow-up-removed", _("What the community told of a pledge removed:"), *TOLD)

# ---- Campaigns

CAMPAIGN = (
    Fact("title", pgettext_lazy("journal, a campaign", "title")),
    Fact("theme", pgettext_lazy("journal", "theme")),
    Fact("text", pgettext_lazy("journal", "what it is about")),
    Fact("began", pgettext_lazy("journal", "from")),
    Fact("until", pgettext_lazy("journal", "to")),
)
INCLUDED = Fact("contest", pgettext_lazy("journal", "contest"))
SAYS = Fact("says", pgettext_lazy("journal", "what the picture shows"))
CAMPAIGN_CREATED = verb("campaign-created", _("Campaign begun:"), *CAMPAIGN)
CAMPAIGN_CHANGED = verb("campaign-changed", _("Campaign changed:"), *CAMPAIGN, before(*CAMPAIGN))
CAMPAIGN_PUBLISHED = verb("campaign-published", _("Campaign published:"))
CAMPAIGN_WITHDRAWN = verb("campaign-withdrawn", _("Campaign taken back:"), REASON)
CAMPAIGN_ENDED = verb("campaign-ended", _("Campaign ended:"))
CAMPAIGN_RESUMED = verb("campaign-resumed", _("Campaign goes on again:"))
CAMPAIGN_REMOVED = verb("campaign-removed", _("Campaign removed:"))
CONTEST_INCLUDED = verb("contest-included", _("Contest put into the campaign"), INCLUDED)
CONTEST_EXCLUDED = verb("contest-excluded", _("Contest taken out of the campaign"), INCLUDED)
CONTESTS_ORDERED = verb("contests-ordered", _("Contests put in order in the campaign"), ORDER)
BANNER_SET = verb("banner-set", _("Picture set for the campaign"), SAYS)
BANNER_REMOVED = verb("banner-removed", _("Picture taken from the campaign"))

# ---- Points over the contests of a campaign


def _award_points(value: Any) -> str:
    """Each award with its points."""
    pairs = value if isinstance(value, list) else []
    return listed(" ".join(map(str, pair)) for pair in pairs if isinstance(pair, list))


SEASON = (
    Fact("collects", pgettext_lazy("journal", "who collects points"), one_of(Collects.choices)),
    Fact("places", pgettext_lazy("journal", "points by place")),
    Fact("awards", pgettext_lazy("journal", "points by award"), _award_points),
    Fact("others", pgettext_lazy("journal", "points of everybody else who took part")),
    Fact("best", pgettext_lazy("journal", "contests that count")),
    Fact("told_apart", pgettext_lazy("journal", "equal points told apart")),
    Fact("public", pgettext_lazy("journal", "shown to residents")),
    Fact("weights", pgettext_lazy("journal", "weights")),
)
SEASON_SET = verb("season-set", _("Points table set for the campaign"), *SEASON, before(*SEASON))
SEASON_REMOVED = verb("season-removed", _("Points table taken from the campaign"))
