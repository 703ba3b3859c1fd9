"""What others did with a judge's sheets, and why a card is dead: a judge is told on the tablet, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from communities.journal.facts import person_text
from communities.journal.wording import done_to, line_text, who_did
from communities.models import Journal
from communities.wording import listed
from contests import verbs as contests
from contests.models import Judge
from scoring import verbs as scoring
from scoring.models import Source, Submission

REOPENED, RECUSED, EXCUSED = scoring.SHEET_REOPENED.id, contests.RECUSED.id, scoring.SHEET_EXCUSED.id
PAPER, CONFIRMED = scoring.PAPER_ENTERED.id, scoring.PAPER_CONFIRMED.id
NOTED = (REOPENED, PAPER, CONFIRMED, RECUSED, EXCUSED)
TAKEN = contests.JUDGE_REPLACED.id
ENDED = (TAKEN, contests.CARD_ISSUED.id, scoring.JUDGE_VOIDED.id, scoring.JUDGE_EXCUSED.id)
"""What makes a card dead; cards that were made for all seats at once name none of them."""
MOST = 5


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing a judge is told: when, in words, and the sheet it is about as a journal calls it.

    `again` says that it is about a sheet that was re-opened.
    """

    at: datetime
    words: str
    sheet: str = ""
    again: bool = False

    def about(self, performance: object) -> bool:
        """Whether it is about the judge's sheet for a performance."""
        return self.sheet.endswith(f" / {performance}")


def touched() -> Exists:
    """Whether there is something to tell who sits in a seat, for the query that reads the seat anyway."""
    return Exists(Journal.objects.filter(seat=OuterRef("pk"), verb__in=(*NOTED, scoring.SHEET_KEPT.id)))


def notices_for(judge: Judge, *, sheet: object = None) -> list[Notice]:
    """What others did with the sheets of who sits in a seat now, latest first; of one performance, or of all.

    One query.
    """
    rows = Journal.objects.filter(seat=judge.pk, contest_id=judge.contest_id).select_related("who")
    lines = list(rows.filter(verb__in=(*NOTED, TAKEN)).order_by("-pk"))
    taken = next((n for n, line in enumerate(lines) if line.verb == TAKEN), len(lines))
    latest = {line.object: line.pk for line in reversed(lines)}
    found = [
        Notice(line.at, _words(line), line.object, line.verb == REOPENED)
        for line in lines[:taken]
        if _concerns(line) and (line.verb != PAPER or latest[line.object] == line.pk)  # it waits no longer
    ]
    return [one for one in found if sheet is None or one.about(sheet)][:MOST]


def notices_of_the_end(judge: Judge) -> list[Notice]:
    """Why the card of a tablet is dead, by whom, and which sheets sent with it somebody else has marked anew."""
    rows = Journal.objects.filter(seat=judge.pk, contest_id=judge.contest_id, verb__in=ENDED).select_related("who")
    line = rows.order_by("-pk").first()
    if line is None:
        return []
    ended = [Notice(line.at, f"{who_did(line)} · {line_text(line)} {done_to(line)}")]
    return [*ended, *_marked_anew(judge)] if line.verb == TAKEN else ended


def _marked_anew(judge: Judge) -> list[Notice]:
    """The sheets of who sat there before that whoever sits there now has sent in their place."""
    sent = Submission.objects.filter(sheet__judge=judge, source=Source.TABLET, counts=True, holder=judge.replaced)
    own = sent.filter(sheet__submissions__holder=F("holder") - 1).order_by("-received_at").distinct()
    found = list(own.select_related("sheet__performance__contestant"))
    if not found:
        return []
    whom = listed(str(one.sheet.performance.contestant) for one in found)
    words = _("{judge} has marked {whom} again. What you sent no longer counts.").format(judge=judge.label, whom=whom)
    return [Notice(found[0].received_at, words)]


def _concerns(line: Journal) -> bool:
    """Whether a line is about a sheet of theirs; a recusal is, where a sheet had come in."""
    return line.verb != RECUSED or bool(line.detail.get("retired"))


def _words(line: Journal) -> str:
    texts = {
        REOPENED: _("{who} re-opened your sheet for {whom}: {reason}"),
        PAPER: _("{who} entered a paper sheet of yours for {whom}. It counts once a second person has confirmed it."),
        CONFIRMED: _("What counts for {whom} comes from paper now: {entered} entered it, {who} confirmed it."),
        RECUSED: _("{who} recused you from {whom}, and your sheet no longer counts: {reason}"),
        EXCUSED: _("{who} excused you from marking {whom}; no points of yours count for it: {reason}"),
    }
    return texts[line.verb].format(
        who=who_did(line),
        whom=line.object.partition(" / ")[2],
        reason=line.detail.get("reason", ""),
        entered=person_text(line.detail.get("entered_by")),
    )
