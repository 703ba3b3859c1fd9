"""What is written about the show of a contest."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.journal import DESK, Fact, verb
from communities.journal.facts import one_of
from communities.journal.wording import before
from contests.clocks import clock_text
from contests.facts import REASON
from stage.models import (
    ClockKind,
    CueKind,
    CueState,
    JudgesShown,
    LinkKind,
    MediaFormat,
    MediaUse,
    Releasing,
    ScreenMode,
)

SHOWN = (
    Fact("releasing", pgettext_lazy("journal", "scores released"), one_of(Releasing.choices)),
    Fact("batch", pgettext_lazy("journal", "held together")),
    Fact("judges", pgettext_lazy("journal", "of the judges is told"), one_of(JudgesShown.choices)),
    Fact("widest_range", pgettext_lazy("journal", "widest range")),
    Fact("widest_distance", pgettext_lazy("journal", "widest distance")),
    Fact("watch_equal", pgettext_lazy("journal", "alarm for equal marks")),
    Fact("live_page", pgettext_lazy("journal", "residents may follow")),
    Fact("photos_public", pgettext_lazy("journal", "residents see photos")),
    Fact("between", pgettext_lazy("journal", "seconds between performances")),
    Fact("begins", pgettext_lazy("journal", "begins at")),
    Fact("subtitle", pgettext_lazy("journal", "subtitle")),
)
SHOW_CHANGED = verb("show-changed", _("Show changed"), *SHOWN, before(*SHOWN))

# ---- Links and screens

FOLLOWING = ("", pgettext_lazy("journal", "as the stage screens"))
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
    _("Stage screens changed"),
    Fact("mode", pgettext_lazy("journal", "shows"), one_of(ScreenMode.choices)),
    Fact("message", pgettext_lazy("journal", "message")),
    Fact("picture", pgettext_lazy("journal", "film or picture")),
    roles=DESK,
)
STAGE_FOLLOWED = verb(
    "stage-followed",
    _("Stage screens set to follow the stage, or not"),
    Fact("follow", pgettext_lazy("journal", "follow the stage")),
    roles=DESK,
)
SPEAKER_TOLD = verb(
    "speaker-told", _("Word to the speaker"), Fact("message", pgettext_lazy("journal", "message")), roles=DESK
)

# ---- Films and pictures

USE = Fact("use", pgettext_lazy("journal", "for"), one_of(MediaUse.choices))
MEDIA_ADDED = verb(
    "media-added",
    _("Film or picture added:"),
    USE,
    Fact("format", pgettext_lazy("journal", "format"), one_of(MediaFormat.choices)),
    Fact("size", pgettext_lazy("journal", "bytes")),
    roles=DESK,
)
MEDIA_REMOVED = verb("media-removed", _("Film or picture removed:"), USE, roles=DESK)
PHOTOS_KEPT = verb(
    "photos-kept",
    _("Photos given to contestants"),
    Fact("contestants", pgettext_lazy("journal", "contestants")),
    roles=DESK,
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

# ---- Questions

QUESTION = Fact("question", pgettext_lazy("journal", "question"))
BANK_CHANGED = verb(
    "bank-changed",
    _("Questions entered:"),
    Fact("questions", pgettext_lazy("journal", "questions")),
    Fact("bank", pgettext_lazy("journal", "fingerprint")),
    Fact("again", pgettext_lazy("journal", "may be drawn again")),
    Fact("number", pgettext_lazy("journal", "number of the seal")),
    Fact("seal", pgettext_lazy("journal", "seal")),
)
QUESTION_DRAWN = verb(
    "question-drawn",
    _("Question drawn:"),
    QUESTION,
    Fact("says", pgettext_lazy("journal", "it says")),
    Fact("called", pgettext_lazy("journal", "called out")),
    Fact("sealed", pgettext_lazy("journal", "sealed number")),
    Fact("seal", pgettext_lazy("journal", "seal")),
    Fact("seed", pgettext_lazy("journal", "seed")),
    Fact("of", pgettext_lazy("journal", "of so many")),
    roles=DESK,
)
DRAW_ANNULLED = verb("draw-annulled", _("Draw of a question annulled:"), QUESTION, REASON, roles=DESK)

# ---- Award ceremony

CEREMONY_PREPARED = verb(
    "ceremony-prepared",
    _("Award ceremony prepared"),
    Fact("awards", pgettext_lazy("journal", "awards")),
    Fact("steps", pgettext_lazy("journal", "steps")),
    roles=DESK,
)
CEREMONY_STEP = verb(
    "ceremony-step",
    _("Step of the award ceremony:"),
    Fact("step", pgettext_lazy("journal", "step")),
    Fact("winners", pgettext_lazy("journal", "announced")),
    roles=DESK,
)

# ---- Run sheet

COMMENT = (Fact("said", pgettext_lazy("journal", "said")), Fact("contestant", pgettext_lazy("journal", "about")))
CUE = (
    Fact("kind", pgettext_lazy("journal", "kind"), one_of(CueKind.choices)),
    Fact("title", pgettext_lazy("journal", "title")),
    Fact("who", pgettext_lazy("journal", "who")),
    Fact("planned", pgettext_lazy("journal", "planned"), clock_text),
    Fact("desk_notes", pgettext_lazy("journal", "notes for the desk")),
    Fact("emcee_notes", pgettext_lazy("journal", "notes for the emcee")),
    COMMENT[0],
    Fact("media", pgettext_lazy("journal", "films and slides")),
    COMMENT[1],
)
SLOT = Fact("slot", pgettext_lazy("journal", "performances before it"))
CUE_ADDED = verb("cue-added", _("Added to the run sheet:"), *CUE, SLOT, roles=DESK)
RUN_SHEET_FILLED = verb(
    "run-sheet-filled", _("Run sheet begun"), Fact("cues", pgettext_lazy("journal", "items")), roles=DESK
)
CUE_CHANGED = verb("cue-changed", _("Changed in the run sheet:"), *CUE, before(*CUE), roles=DESK)
COMMENT_NOTED = verb("comment-noted", _("Comment noted:"), *COMMENT, before(*COMMENT), roles=DESK)
CUE_MOVED = verb("cue-moved", _("Moved in the run sheet:"), SLOT, roles=DESK)
CUE_REMOVED = verb("cue-removed", _("Taken out of the run sheet:"), *CUE, SLOT, roles=DESK)
CUE_BEGUN = verb("cue-begun", _("Begun:"), Fact("ended", pgettext_lazy("journal", "ended by it")), roles=DESK)
CUE_ENDED = verb("cue-ended", _("Ended:"), roles=DESK)
CUE_SKIPPED = verb("cue-skipped", _("Left out of the run sheet:"), roles=DESK)
CUE_TAKEN_BACK = verb(
    "cue-taken-back",
    _("One step back in the run sheet:"),
    Fact("from", pgettext_lazy("journal", "from"), one_of(CueState.choices)),
    Fact("to", pgettext_lazy("journal", "to"), one_of(CueState.choices)),
    roles=DESK,
)
SENTENCES_CHANGED = verb(
    "sentences-changed",
    _("Sentences of the emcee changed"),
    Fact("sentences", pgettext_lazy("journal", "sentences")),
    Fact("before", pgettext_lazy("journal", "before")),
)

# ---- Clocks

CLOCK = Fact("clock", pgettext_lazy("journal", "clock"), one_of(ClockKind.choices))
AT = Fact("at", pgettext_lazy("journal", "at"))
CLOCK_STARTED = verb(
    "clock-started",
    _("Clock started:"),
    CLOCK,
    Fact("from", pgettext_lazy("journal", "from")),
    Fact("added", pgettext_lazy("journal", "added for a late start")),
    roles=DESK,
)
CLOCK_PAUSED = verb("clock-paused", _("Clock paused:"), CLOCK, AT, roles=DESK)
CLOCK_CORRECTED = verb(
    "clock-corrected",
    _("Clock corrected:"),
    CLOCK,
    Fact("before", pgettext_lazy("journal", "before")),
    Fact("to", pgettext_lazy("journal", "to")),
    roles=DESK,
)
CLOCK_SET = verb(
    "clock-set", _("Countdown begun"), CLOCK, Fact("length", pgettext_lazy("journal", "length")), roles=DESK
)
CLOCK_CLEARED = verb("clock-cleared", _("Countdown taken away"), CLOCK, roles=DESK)
TIME_DECLINED = verb("time-declined", _("Time of the clock not taken:"), AT, REASON, roles=DESK)
