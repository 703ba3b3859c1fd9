"""The desk runs the stage: start, time, close, take back, re-open; and the contest as a whole."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.refused import Refused
from communities.wording import Facts, listed
from contests.clocks import clock_text
from contests.models import Contest, PerformanceState, Status
from contests.queries import performances_of
from pages.access import AuthenticatedRequest, desk_access
from pages.desk.forms.questions import ClockForm, DeskForm, ReasonForm, SureForm
from pages.desk.wording import closed_without, person, still_to_perform
from pages.steady import moment_now
from pages.wording.missing import scores_lacking, votes_lacking
from pages.wording.unsettled import sheets_open_again, unsettled
from scoring.actions import (
    close_contest,
    close_performance,
    record_clock,
    reopen_contest,
    reopen_performance,
)
from scoring.queries import sheets_closed_without, sheets_of
from scoring.results import cuts_now, results_of
from scoring.rules import NOBODY_CUT, CutAfter, lacks_time, outstanding
from stage.actions import call_on_stage, take_back_call

from .asking import Question, asked, at_once, performance_of, posted


@require_POST
def start(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """Call somebody on stage."""
    contest = desk_access(request, pk).contest
    called = performance_of(contest, performance)

    def act() -> None:
        call_on_stage(performance=called, at=moment_now(), by=request.user, now=timezone.now())

    words = _("{person} is on stage; the judges can mark now.").format(person=person(called))
    return at_once(request, contest, act, words, None)


@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """Enter how long somebody spoke; typed on the board, and here again where it was wrong."""
    access = desk_access(request, pk)
    current = performance_of(access.contest, performance)
    start = {"clock": clock_text(current.seconds)}
    clock_of, published = current.round.clock, access.contest.is_published
    form = ClockForm(posted(request), clock=clock_of, published=published, seen=current.seconds, initial=start)

    def act() -> None:
        seconds, seen = form.cleaned_data["clock"], form.seen_number
        given = {"reason": form.cleaned_data.get("reason", ""), "seen": seen, "by": request.user}
        record_clock(performance=current, seconds=seconds, now=timezone.now(), **given)

    def meanwhile(facts: Facts) -> str:
        words = _("{clock} has just been entered as the time. If yours is right, send it again.")
        return words.format(clock=clock_text(facts["seen"]) or "–")

    points = _("Points for time are worked out from the time rules of the round and shown at the desk.")
    leaves = _("The contestant leaves the stage. Judges can go on marking.")
    question = Question(
        title=_("Time of {person}").format(person=person(current)),
        consequences=(
            points if clock_of else _("This round has no time rules: the time is only noted and gives no points."),
            *((leaves,) if current.state == PerformanceState.ON_STAGE else ()),
        ),
        button=_("Enter the time"),
        done=_("The time of {person} is entered.").format(person=person(current)),
    )
    return asked(request, access, form, question, act, meanwhile=meanwhile, template="desk/clock.html")


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """No more marks; while sheets are outstanding only with a reason."""
    access = desk_access(request, pk)
    current = performance_of(access.contest, performance)
    sheets = sheets_of(current) if current.is_under_way else []
    late, timeless = outstanding(sheets), current.is_under_way and lacks_time(current)
    absent = [str(sheet.judge) for sheet in late if sheet.reopened_at is None]
    again = sheets_open_again(sheets, by_person=False)
    form: DeskForm = (ReasonForm if late or timeless else SureForm)(posted(request))

    def act() -> None:
        reason = form.cleaned_data.get("reason", "")
        close_performance(performance=current, reason=reason, by=request.user, now=timezone.now())

    lacking = _("Not received: {judges}. Their marks will be missing, and the result is not final without them.")
    question = Question(
        title=_("Close the performance of {person}").format(person=person(current)),
        consequences=(
            *((lacking.format(judges=listed(absent)),) if absent else ()),
            *again,
            _("The other judges can no longer mark it. You can re-open it.")
            if again
            else _("Judges can no longer mark it. You can re-open it."),
        ),
        button=_("Close without a time") if timeless else _("Close"),
        done=_("The performance of {person} is closed.").format(person=person(current)),
    )
    if timeless:
        more = {"time": ClockForm(clock=current.round.clock), "performance": current}
        return asked(request, access, form, question, act, template="desk/timeless.html", more=more)
    return asked(request, access, form, question, act)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """The wrong person was called."""
    access = desk_access(request, pk)
    current = performance_of(access.contest, performance)
    form = ReasonForm(posted(request), seen=current.started_at)

    def act() -> None:
        reason, seen = form.cleaned_data["reason"], form.seen_time
        take_back_call(performance=current, reason=reason, seen=seen, by=request.user, now=timezone.now())

    question = Question(
        title=_("Take back the start of {person}").format(person=person(current)),
        consequences=(
            _("{person} is waiting again, and the empty sheets were removed.").format(person=person(current)),
        ),
        button=_("Take back"),
        done=_("{person} is waiting again.").format(person=person(current)),
    )
    return asked(request, access, form, question, act)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """Let sheets for a closed performance come in again."""
    access = desk_access(request, pk)
    current = performance_of(access.contest, performance)
    form = ReasonForm(posted(request))

    def act() -> None:
        reopen_performance(performance=current, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"])

    question = Question(
        title=_("Re-open the performance of {person}").format(person=person(current)),
        consequences=(
            _("Judges who have not submitted can mark it again."),
            _("Sheets already received do not change. You can re-open each of them separately."),
        ),
        button=_("Re-open"),
        done=_("The performance of {person} is open again.").format(person=person(current)),
    )
    return asked(request, access, form, question, act)


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Close the contest."""
    access = desk_access(request, pk)
    contest = access.contest
    form = SureForm(posted(request))
    waiting = performances_of(contest).filter(
        round__external=False, state=PerformanceState.WAITING, contestant__status=Status.COMPETING
    )
    cut = cut_so_far(contest)

    def act() -> None:
        close_contest(contest=contest, by=request.user, now=timezone.now())

    question = Question(
        title=_("Close the contest"),
        consequences=(
            *still_to_perform(performance for performance in waiting if cut.bars(performance) is None),
            *closed_without(sheets_closed_without(contest)),
            *_lacking(contest),
            *unsettled(contest),
            _("Nobody else will be called on stage. You can then publish the results."),
            _("Until they are published, you can re-open the contest with a reason."),
        ),
        button=_("Close the contest"),
        done=_("The contest is closed."),
    )
    return asked(request, access, form, question, act)


def _lacking(contest: Contest) -> list[str]:
    """Who has no score yet of a round that is scored elsewhere, or of a mass jury; nothing while nothing can be
    computed."""
    try:
        result = results_of(contest)
        return [*scores_lacking(result), *votes_lacking(result)]
    except Refused:
        return []


def cut_so_far(contest: Contest) -> CutAfter:
    """Who need not perform any more; nobody while nothing can be computed."""
    try:
        return cuts_now(contest)
    except Refused:
        return NOBODY_CUT


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Re-open a contest that was closed too early."""
    access = desk_access(request, pk)
    contest = access.contest
    form = ReasonForm(posted(request))

    def act() -> None:
        reopen_contest(contest=contest, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"])

    question = Question(
        title=_("Re-open the contest"),
        consequences=(_("You can start and re-open performances again. Close the contest again before you publish."),),
        button=_("Re-open the contest"),
        done=_("The contest is open again."),
    )
    return asked(request, access, form, question, act)
