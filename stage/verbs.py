"""What is written about the show of a contest."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.journal import DESK, Fact, verb
from communities.journal.facts import one_of
from communities.journal.wording import before
from contests.facts import REASON
from stage.models import LinkKind, Releasing, ScreenMode

SHOWN = (
    Fact("releasing", pgettext_lazy("journal", "scores released"), one_of(Releasing.choices)),
    Fact("batch", pgettext_lazy("journal", "held together")),
    Fact("widest_range", pgettext_lazy("journal", "widest range")),
    Fact("widest_distance", pgettext_lazy("journal", "widest distance")),
    Fact("watch_equal", pgettext_lazy("journal", "alarm for equal marks")),
    Fact("live_page", pgettext_lazy("journal", "residents may follow")),
    Fact("between", pgettext_lazy("journal", "seconds between performances")),
    Fact("subtitle", pgettext_lazy("journal", "subtitle")),
    Fact("sentences"),
)
SHOW_CHANGED = verb("show-changed", _("Show changed"), *SHOWN, before(*SHOWN))

# ---- Links and screens

FOLLOWING = ("", pgettext_lazy("journal", "as the main screens"))
LINK = (
    Fact("kind", pgettext_lazy("journal", "kind"), one_of(LinkKind.choices)),
    Fact("name", pgettext_lazy("journal", "name")),
    Fact("mode", pgettext_lazy("journal", "shows"), one_of([FOLLOWING, *ScreenMode.choices])),
    Fact("light", pgettext_lazy("journal", "light colours")),
)
LINK_ADDED = verb("link-added", _("Link made:"), *LINK, roles=DESK)
LINK_CHANGED = verb("link-changed", _("Link changed:"), *LINK, before(*LINK), roles=DESK)
LINK_REPLACED = verb("link-replaced", _("Link given a new address:"), roles=DESK)
LINK_REMOVED = verb("link-removed", _("Link removed:"), roles=DESK)
PUT_ON_SCREEN = verb(
    "put-on-screen",
    _("Main screens changed"),
    Fact("mode", pgettext_lazy("journal", "shows"), one_of(ScreenMode.choices)),
    Fact("message", pgettext_lazy("journal", "message")),
    roles=DESK,
)
STAGE_FOLLOWED = verb(
    "stage-followed",
    _("Main screens set to follow the stage, or not"),
    Fact("follow", pgettext_lazy("journal", "follow the stage")),
    roles=DESK,
)
SPEAKER_TOLD = verb(
    "speaker-told", _("Word to the speaker"), Fact("message", pgettext_lazy("journal", "message")), roles=DESK
)

# ---- Releases

SCORES = Fact("scores", pgettext_lazy("journal", "scores"))
SCORES_RELEASED = verb("scores-released", _("Scores released"), SCORES, REASON, roles=DESK)
RELEASE_TAKEN_BACK = verb("release-taken-back", _("Release taken back:"), SCORES, REASON, roles=DESK)
RELEASE_CORRECTED = verb(
    "release-corrected",
    _("Release corrected:"),
    SCORES,
    Fact("before", pgettext_lazy("journal", "before")),
    REASON,
    roles=DESK,
)
CHECK_ASKED = verb("check-asked", _("Judge asked to look at a sheet again:"), REASON, roles=DESK)
