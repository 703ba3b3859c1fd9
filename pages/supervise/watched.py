"""Which lines of the journal a supervisor should look at, and where each can be seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.journal import Verb, verbs
from communities.journal.wording import details_of, done_to, line_text, who_did
from communities.models import District, Journal
from communities.queries import journal_of_accounts
from contests import verbs as contests
from contests.models import Contest, Contestant, Judge
from scoring import verbs as scoring
from scoring.models import Submission

SEAT, RESULTS, CONTEST, KEPT = "desk:judge", "manage:results", "manage:contest", "desk:kept"
ALWAYS: dict[Verb, str] = {
    scoring.SHEET_REOPENED: SEAT,
    scoring.SHEET_EXCUSED: SEAT,
    scoring.PAPER_ENTERED: SEAT,
    scoring.PAPER_CONFIRMED: SEAT,
    scoring.SHEET_KEPT: KEPT,
    scoring.SHEET_CLAIMED: KEPT,
    scoring.SHEET_SET_ASIDE: KEPT,
    scoring.JUDGE_VOIDED: SEAT,
    scoring.JUDGE_EXCUSED: SEAT,
    contests.JUDGE_REPLACED: SEAT,
    contests.CORRECTED[Judge]: SEAT,
    contests.CORRECTED[Contestant]: CONTEST,
    scoring.ADJUSTED: RESULTS,
    scoring.ADJUSTMENT_VOIDED: RESULTS,
    scoring.STATUS_SET: RESULTS,
    scoring.PERFORMANCE_REOPENED: RESULTS,
    scoring.CONTEST_REOPENED: CONTEST,
    scoring.DECISION_RECORDED: "desk:decisions",
    scoring.DECISION_WITHDRAWN: "desk:decisions",
    scoring.RESULTS_SUPERSEDED: "manage:publication",
    scoring.CERTIFICATE_REVOKED: "manage:certificates",
    verbs.CLOCK_SET_BACK: "manage:journal",
}
"""What is to be looked at whenever it happens, and the page on which it can be seen."""
ONCE_OPEN: dict[Verb, str] = {
    contests.RECUSED: "recusals:list",
    contests.RECUSAL_WITHDRAWN: "recusals:list",
    contests.EXTERNAL_SCORES_ENTERED: RESULTS,
    contests.EXTERNAL_SCORES_CONFIRMED: RESULTS,
    contests.WINNERS_NAMED: RESULTS,
}
"""What is part of setting a contest up, and to be looked at once it is open."""
ONCE_PUBLISHED: dict[Verb, str] = {
    scoring.CLOCK_RECORDED: RESULTS,
    scoring.RESULTS_PUBLISHED: "manage:publication",
}
"""What belongs to running a contest, and is to be looked at once its results are published."""
WITH_REASON: dict[Verb, str] = {
    scoring.PERFORMANCE_CLOSED: RESULTS,
    scoring.RESULTS_PUBLISHED: "manage:publication",
}
"""What belongs to running a contest unless somebody had to give a reason: without all sheets, without a time, or with
results that are not complete."""
AGAIN: dict[Verb, str] = {scoring.SHEET_SUBMITTED: SEAT}
"""A sheet that takes the place of an earlier one."""
PAGES = {
    verb.id: page for kinds in (ALWAYS, ONCE_OPEN, ONCE_PUBLISHED, WITH_REASON, AGAIN) for verb, page in kinds.items()
}


def lines_to_look_at(district: District, *, after: int = 0) -> QuerySet[Journal]:
    """What happened in a district after a line of the journal, latest first; nothing of what was rehearsed."""
    again = Submission.objects.filter(number__gt=1, line__district=district)
    of_contests = (
        Q(verb__in=_ids(ALWAYS))
        | Q(verb__in=_ids(AGAIN), pk__in=again.values("line"))
        | Q(verb__in=_ids(WITH_REASON), written__contains='"reason":"') & ~Q(written__contains='"reason":""')
        | Q(verb__in=_ids(ONCE_OPEN)) & Q(_was_before(scoring.CONTEST_OPENED))
        | Q(verb__in=_ids(ONCE_PUBLISHED)) & Q(_was_before(scoring.RESULTS_PUBLISHED))
    )
    of_accounts = journal_of_accounts(district).exclude(verb=verbs.PASSWORD_SET.id, who=F("person"))
    rehearsed = Contest.objects.filter(rehearsal=True).values("pk")
    removed = Journal.objects.filter(verb=scoring.REHEARSAL_REMOVED.id).values("contest_id")
    lines = Journal.objects.alias(written=Cast("detail", TextField()))  # a text in both databases
    rows = lines.filter(Q(district=district) & of_contests | Q(pk__in=of_accounts.order_by().values("pk")))
    rows = rows.exclude(contest_id__in=rehearsed).exclude(contest_id__in=removed)
    return rows.filter(pk__gt=after).select_related("who").order_by("-pk")


def _ids(kinds: Iterable[Verb]) -> list[str]:
    return [verb.id for verb in kinds]


def _was_before(verb: Verb) -> Exists:
    """Whether a contest had come so far before a line of its journal was written."""
    return Exists(Journal.objects.filter(contest_id=OuterRef("contest_id"), verb=verb.id, pk__lt=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Watched:
    """One thing to look at in words: when, who, what was done to what, why, and where it can be seen."""

    at: datetime
    who: str
    words: str
    about: str
    details: list[tuple[str, str]]
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """What happened in one contest, or to accounts, latest first; with where all of it stands."""

    contest: str
    journal: str
    lines: list[Watched]


def groups_of(lines: Iterable[Journal], district: District) -> list[Group]:
    """Lines by contest, the contest with the latest line first."""
    lines = list(lines)
    titles = dict(Contest.objects.filter(pk__in={line.contest_id for line in lines}).values_list("pk", "title"))
    groups: dict[int | None, Group] = {}
    accounts = reverse("supervise:accounts", args=[district.slug])
    for line in lines:
        there = line.contest_id in titles
        journal = reverse("manage:journal", args=[line.contest_id]) if there else "" if line.contest_id else accounts
        title = titles.get(line.contest_id or 0, line.contest_label)
        group = groups.setdefault(line.contest_id, Group(title, journal, []))
        address = _address(line) if there else journal
        group.lines.append(
            Watched(line.at, who_did(line), _words(line), done_to(line), details_of(line), address or journal)
        )
    return list(groups.values())


def _words(line: Journal) -> str:
    """What was done. Of sheets that came in, only those that took the place of another are here."""
    return _("Sheet sent again:") if line.verb == scoring.SHEET_SUBMITTED.id else line_text(line)


def _address(line: Journal) -> str:
    """Where it can be seen; a line from before seats were kept leads to the journal."""
    page = PAGES[line.verb]
    if page == SEAT:
        return reverse(page, args=[line.contest_id, line.seat]) if line.seat else ""
    if page == "manage:publication":
        return reverse(page, args=[line.contest_id, line.detail["number"]]) if "number" in line.detail else ""
    return reverse(page, args=[line.contest_id])
