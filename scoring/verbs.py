"""What is written about a contest from its opening to its certificates."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from communities.journal import DESK, Fact, verb
from communities.journal.facts import moment, one_of, person_text, value_text
from communities.journal.wording import before
from contests.clocks import clock_text
from contests.facts import DECISION, REASON, STATUS

from .models import WhyKept, WhyLeft

BEFORE = pgettext_lazy("journal", "before")
POINTS = Fact("points", pgettext_lazy("journal", "points"))
NUMBER = Fact("number", pgettext_lazy("journal", "number"))

AWARD = Fact("award", pgettext_lazy("journal", "award"))
OPENED = Fact("opened", pgettext_lazy("journal", "opened"))
CLOSED = Fact("closed", pgettext_lazy("journal", "closed"))


def _or_nobody(value: Any) -> str:
    return value_text(value) or pgettext("moved up", "nobody")


def _if_sent_again(number: Any) -> str:
    return "" if number == 1 else value_text(number)


# ---- The contest as a whole

CONTEST_IMPORTED = verb(
    "contest-imported", _("Contest imported from a file"), Fact("sheets", pgettext_lazy("journal", "sheets"))
)
CONTEST_OPENED = verb(
    "contest-opened", _("Contest opened, rules sealed"), Fact("fingerprint", pgettext_lazy("journal", "fingerprint"))
)
CONTEST_CLOSED = verb("contest-closed", _("Contest closed"), roles=DESK)
REHEARSAL_REMOVED = verb(
    "rehearsal-removed", _("Rehearsal deleted"), Fact("sheets", pgettext_lazy("journal", "sheets"))
)
CONTEST_REOPENED = verb("contest-reopened", _("Contest re-opened"), REASON, roles=DESK)

# ---- On stage

PERFORMANCE_STARTED = verb("performance-started", _("Called on stage:"), roles=DESK)
START_CANCELLED = verb(
    "start-cancelled",
    _("Call taken back:"),
    REASON,
    Fact("started_at", pgettext_lazy("journal", "called at"), moment),
    roles=DESK,
)
CLOCK_RECORDED = verb(
    "clock-recorded",
    _("Time taken:"),
    Fact("seconds", pgettext_lazy("journal", "time"), clock_text),
    Fact("before", BEFORE, clock_text),
    REASON,
    roles=DESK,
)
PERFORMANCE_CLOSED = verb(
    "performance-closed",
    _("Performance closed:"),
    REASON,
    Fact("outstanding", pgettext_lazy("journal", "not received from")),
    roles=DESK,
)
PERFORMANCE_REOPENED = verb("performance-reopened", _("Performance re-opened:"), REASON, roles=DESK)
ROUND_OPENED = verb("round-opened", _("All sites opened for marking:"), OPENED, roles=DESK)
ROUND_CLOSED = verb(
    "round-closed",
    _("All sites closed:"),
    CLOSED,
    REASON,
    Fact("outstanding", pgettext_lazy("journal", "not received from")),
    roles=DESK,
)
STATUS_SET = verb("status-set", _("State changed:"), Fact("before", BEFORE, STATUS.say), STATUS, REASON, roles=DESK)

# ---- Notes for the report

NOTE_KEPT = verb("note-kept", _("Note for the report:"), NUMBER, Fact("judge", pgettext_lazy("journal", "written by")))
NOTE_LEFT_OUT = verb("note-left-out", _("Left out of the report:"), NUMBER, REASON)
NOTE_TAKEN_IN = verb("note-taken-in", _("Taken into the report again:"), NUMBER)
FILE = Fact("title", pgettext_lazy("journal", "file"))
PHOTO_ADDED = verb("photo-added", _("Photo for the report added:"), FILE, roles=DESK)
PHOTO_REMOVED = verb("photo-removed", _("Photo for the report taken away:"), FILE, roles=DESK)

# ---- Sheets

SENT = (Fact("submission"), Fact("number", pgettext_lazy("journal", "number"), _if_sent_again))
INSTEAD = Fact(
    "instead", pgettext_lazy("journal", "changed by the judge before the release; before, received at"), moment
)
SHEET_SUBMITTED = verb("sheet-submitted", _("Sheet received:"), *SENT, INSTEAD, roles=DESK)
SHEET_REOPENED = verb("sheet-reopened", _("Sheet re-opened:"), REASON, roles=DESK)
SHEET_EXCUSED = verb("sheet-excused", _("Judge excused, no marks:"), REASON, roles=DESK)
PAPER_ENTERED = verb(
    "paper-entered", _("Paper sheet entered:"), *SENT, Fact("judge", pgettext_lazy("journal", "marks of")), roles=DESK
)
PAPER_CONFIRMED = verb(
    "paper-confirmed",
    _("Paper sheet confirmed:"),
    *SENT,
    Fact("judge", pgettext_lazy("journal", "marks of")),
    Fact("entered_by", pgettext_lazy("journal", "entered by"), person_text),
    roles=DESK,
)

WHOSE = Fact("judge", pgettext_lazy("journal", "marks of"))
WHY = Fact("why", pgettext_lazy("journal", "why"), one_of(WhyKept.choices))
SHEET_KEPT = verb("sheet-kept", _("Sheet kept, does not count:"), WHY, roles=DESK)
SHEET_CLAIMED = verb("sheet-claimed", _("Kept sheet accepted, counts:"), *SENT, WHOSE, REASON, roles=DESK)
SHEET_SET_ASIDE = verb("sheet-set-aside", _("Kept sheet set aside, does not count:"), WHOSE, REASON, roles=DESK)

# ---- A mass jury; a ballot itself has no line: lines have a time

CARDS = Fact("cards", pgettext_lazy("journal", "cards"))
BATCH = Fact("batch", pgettext_lazy("journal", "batch"))
CONTESTANTS = Fact("contestants", pgettext_lazy("journal", "contestants"))
VOTER_CARDS_MADE = verb("voter-cards-made", _("Voting cards made:"), BATCH, CARDS, roles=DESK)
VOTER_CARDS_VOID = verb("voter-cards-void", _("Voting cards no longer valid:"), BATCH, CARDS, REASON, roles=DESK)
BALLOTS_OPENED = verb("ballots-opened", _("Voting opened:"), CONTESTANTS, roles=DESK)
BALLOTS_CLOSED = verb(
    "ballots-closed",
    _("Voting closed:"),
    CONTESTANTS,
    Fact("cast", pgettext_lazy("journal", "ballots cast")),
    roles=DESK,
)

# ---- Corrections

ADJUSTED = verb(
    "adjusted",
    _("Deduction or bonus:"),
    POINTS,
    Fact("round", pgettext_lazy("journal", "round")),
    REASON,
    Fact("seconds", pgettext_lazy("journal", "time"), clock_text),
    roles=DESK,
)
ADJUSTMENT_VOIDED = verb(
    "adjustment-voided", _("Deduction or bonus withdrawn:"), Fact("adjustment"), POINTS, REASON, roles=DESK
)
JUDGE_VOIDED = verb(
    "judge-voided",
    _("Judge left, no mark counts:"),
    REASON,
    Fact("sheets", pgettext_lazy("journal", "sheets")),
    roles=DESK,
)
JUDGE_EXCUSED = verb(
    "judge-excused",
    _("Judge left, earlier marks stay:"),
    REASON,
    Fact("sheets", pgettext_lazy("journal", "sheets that stay")),
    roles=DESK,
)
DECISION_RECORDED = verb("decision-recorded", _("Decision recorded:"), *DECISION, roles=DESK)
SUCCESSION_RECORDED = verb(
    "succession-recorded",
    _("No longer takes an award:"),
    AWARD,
    Fact("moved_up", pgettext_lazy("journal", "moved up"), _or_nobody),
    Fact("why", pgettext_lazy("journal", "ground"), one_of(WhyLeft.choices)),
    Fact("public", pgettext_lazy("journal", "residents read it")),
    REASON,
)
SUCCESSION_WITHDRAWN = verb("succession-withdrawn", _("Takes the award after all:"), AWARD, REASON)
DECISION_WITHDRAWN = verb("decision-withdrawn", _("Decision withdrawn:"), REASON, before(*DECISION), roles=DESK)

# ---- The ladder

TAKEN_OVER = verb(
    "contestants-taken-over",
    _("Contestants taken over from another contest"),
    Fact("from", pgettext_lazy("journal", "came from")),
    Fact("publications", pgettext_lazy("journal", "publication")),
    Fact("places", pgettext_lazy("journal", "place there")),
    Fact("awards", pgettext_lazy("journal", "award there")),
    Fact("scores", pgettext_lazy("journal", "final score there")),
    Fact("declined", pgettext_lazy("journal", "declined")),
    Fact("not_taken", pgettext_lazy("journal", "equal at the line and not taken over")),
)

# ---- Results

RESULTS_PUBLISHED = verb("results-published", _("Results published"), NUMBER, REASON)
RESULTS_SUPERSEDED = verb(
    "results-superseded",
    _("Correction published"),
    NUMBER,
    REASON,
    Fact("revoked", pgettext_lazy("journal", "revoked")),
)
CERTIFICATES_ISSUED = verb(
    "certificates-issued", _("Certificates issued"), Fact("serials", pgettext_lazy("journal", "serial numbers"))
)
CERTIFICATE_REVOKED = verb("certificate-revoked", _("Certificate revoked:"), REASON)
