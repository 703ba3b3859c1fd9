"""A tour at the desk: one press opens all its sites, one question closes them, and a table says who has been where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.wording import Facts, listed
from contests.models import Contest, Judge, Performance, Round
from contests.queries import panel_sits, stage_order_of
from pages.access import Access, AuthenticatedRequest, desk_access, desk_now
from pages.conditional import followed, tag
from pages.desk.forms.questions import DeskForm, ReasonForm, SureForm
from pages.wording.unsettled import sheets_open_again
from scoring.actions import close_round, open_round
from scoring.queries import sheets_in, sheets_under_way
from scoring.rules import SheetState, is_due, is_in, lacks_time, outstanding, state_of

from .asking import Question, asked, at_once, board_address, posted
from .seats import SHAPES, WORDS

APART = timedelta(minutes=2)
"""What was received so long after it was confirmed had waited on the tablet for a network: both are told."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One judge at one site: where the sheet stands, when it was confirmed there, and when it came in."""

    state: SheetState
    due: bool = False
    came_in: bool = False
    at: datetime | None = None
    later: datetime | None = None

    @property
    def words(self) -> str:
        """The state as people call it."""
        return str(WORDS[self.state])

    @property
    def shape(self) -> str:
        """The class that gives the state its shape."""
        return SHAPES.get(self.state, "")

    @property
    def open(self) -> bool:
        """Whether a sheet can come, and none has: nothing to look at."""
        return self.state is SheetState.OPEN

    @property
    def received(self) -> bool:
        """Whether a sheet counts."""
        return self.state is SheetState.RECEIVED


@dataclass(frozen=True)
class Progress:
    """Who has been where: the sites in their order, the judges in theirs, and a visit for each pair."""

    round: Round
    judges: Sequence[Judge]
    sites: Sequence[tuple[Performance, Sequence[Visit]]]

    @cached_property
    def seats(self) -> list[tuple[Judge, int, int]]:
        """Each judge, with how many sheets are in and how many are due."""
        columns = zip(*(visits for _site, visits in self.sites), strict=True)
        return [(judge, *_counted(visits)) for judge, visits in zip(self.judges, columns, strict=True)]

    @cached_property
    def rows(self) -> list[tuple[Performance, int, int, Sequence[Visit]]]:
        """Each site, with how many sheets are in and how many are due."""
        return [(site, *_counted(visits), visits) for site, visits in self.sites]

    @property
    def came_in(self) -> int:
        """How many sheets are in."""
        return sum(row[1] for row in self.rows)

    @property
    def due(self) -> int:
        """How many are due."""
        return sum(row[2] for row in self.rows)


def _counted(visits: Sequence[Visit]) -> tuple[int, int]:
    return sum(visit.came_in for visit in visits), sum(visit.due for visit in visits)


def progress_of(contest: Contest, round_: Round) -> Progress:
    """Who has been where in a round. Three queries."""
    sites = [p for p in stage_order_of(contest) if p.round_id == round_.pk and p.contestant.performs]
    judges = [j for j in contest.judges.select_related("panel") if panel_sits(j.panel, round_)]
    visits = {(sheet.performance_id, sheet.judge_id): _visit(sheet, facts) for sheet, facts in sheets_in(round_)}
    none = Visit(SheetState.NOT_ASKED)
    return Progress(round_, judges, [(p, [visits.get((p.pk, j.pk), none) for j in judges]) for p in sites])


def _visit(sheet: Any, facts: Any) -> Visit:
    at, came = sheet.confirmed_at or sheet.received_at, sheet.received_at
    waited = came is not None and at is not None and came - at > APART
    return Visit(state_of(facts), is_due(facts), is_in(facts), at, came if waited else None)


def round_of(contest: Contest, pk: int) -> Round:
    """A round of this contest that is opened as a whole, or 404."""
    return get_object_or_404(contest.rounds, pk=pk, at_once=True, external=False)


@require_safe
def tour(request: AuthenticatedRequest, pk: int, round: int) -> HttpResponse:
    """Who has been where."""
    access = desk_access(request, pk)
    found = _context(access, round)
    return render(request, "desk/tour.html", found | {"tag": _tag_of(access, round)})


def _tag_now(request: AuthenticatedRequest, pk: int, round: int) -> str:
    return _tag_of(desk_now(request, pk)[0], round)


@require_safe
@followed(_tag_now)
def state(request: AuthenticatedRequest, pk: int, round: int) -> HttpResponse:
    """The table alone; 304 while nothing has changed."""
    return render(request, "desk/tour-now.html", _context(desk_access(request, pk), round))


def _tag_of(access: Access, round_: int) -> str:
    contest = access.contest
    return tag("tour", round_, contest.version, "+".join(sorted(access.roles)), get_language())


def _context(access: Access, round_: int) -> dict[str, Any]:
    contest = access.contest
    progress = progress_of(contest, round_of(contest, round_))
    waiting = any(site.is_waiting for site, _visits in progress.sites)
    under_way = any(site.is_under_way for site, _visits in progress.sites)
    return {
        "contest": contest,
        "access": access,
        "back": board_address(contest),
        "progress": progress,
        "opens": access.may_run and contest.stage_open and waiting,
        "closes": access.may_run and contest.is_live and under_way,
    }


@require_POST
def start(request: AuthenticatedRequest, pk: int, round: int) -> HttpResponse:
    """Open all sites at once."""
    contest = desk_access(request, pk).contest
    current = round_of(contest, round)

    def act() -> None:
        open_round(round=current, by=request.user, now=timezone.now())

    words = _("All contestants of “{round}” can be marked now, in any order.").format(round=current)
    return at_once(request, contest, act, words, None)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: AuthenticatedRequest, pk: int, round: int) -> HttpResponse:
    """Close all sites; while sheets are missing only with a reason."""
    access = desk_access(request, pk)
    current = round_of(access.contest, round)
    sheets = sheets_under_way(current)
    absent = outstanding(sheets)
    timeless = bool(current.clock) and any(lacks_time(sheet.performance) for sheet, _facts in sheets)
    form: DeskForm = (ReasonForm if absent or timeless else SureForm)(posted(request), seen=len(absent))

    def act() -> None:
        given = {"reason": form.cleaned_data.get("reason", ""), "seen": form.seen_number}
        close_round(round=current, **given, by=request.user, now=timezone.now())

    def meanwhile(facts: Facts) -> str:
        words = _("{count} sheets are missing now. Look again, then answer once more.")
        return words.format(count=facts["seen"])

    question = Question(
        title=_("Close all contestants of “{round}”").format(round=current),
        consequences=(
            *_missing(absent),
            *sheets_open_again(sheets, by_person=False),
            _("Judges can no longer mark. You can re-open each contestant."),
            _("What a judge has confirmed without a network and arrives later is kept; you decide whether it counts."),
        ),
        button=_("Close all"),
        done=_("All contestants of “{round}” are closed.").format(round=current),
    )
    return asked(request, access, form, question, act, meanwhile=meanwhile)


def _missing(absent: Sequence[Any]) -> list[str]:
    """Whose sheets are missing, a line for each judge."""
    by: dict[str, list[str]] = {}
    for sheet in absent:
        by.setdefault(str(sheet.judge), []).append(sheet.performance.contestant.number)
    lines = []
    for judge, numbers in by.items():
        words = ngettext(
            "{judge}: {count} sheet not received ({numbers})",
            "{judge}: {count} sheets not received ({numbers})",
            len(numbers),
        )
        lines.append(words.format(judge=judge, count=len(numbers), numbers=listed(numbers)))
    return [*lines, _("Without them the result is not final.")] if lines else []
