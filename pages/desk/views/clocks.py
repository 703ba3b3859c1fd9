"""The desk and the clock of who is on stage: start, pause, correct, take what it shows as the time or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.numbers import format_decimal
from communities.refused import Refused
from contests.clocks import clock_points_text, clock_text
from contests.models import Contest, Performance
from pages.access import AuthenticatedRequest, desk_access
from pages.desk.forms.questions import ReasonForm
from pages.desk.forms.screens import CountdownForm
from pages.desk.wording import person
from pages.steady import moment_now
from stage.actions import clear_clock, correct_clock, decline_time, pause_clock, set_clock, start_clock
from stage.models import ClockKind, StageClock
from stage.queries.clock import clock_of, clock_read
from stage.rules.clock import SECOND, ClockFace, face_of_performance, is_of

from .asking import Question, asked, at_once, focus_in, performance_of, posted

STEPS = ((-10_000, "−10"), (-1000, "−1"), (1000, "+1"), (10_000, "+10"))
"""By how many milliseconds a press corrects."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The clock of who is on stage, or being marked without a time. `declined` says why it is not the time."""

    performance: Performance
    face: ClockFace
    declined: str

    @property
    def steps(self) -> tuple[tuple[int, str], ...]:
        """What can be put right with one press."""
        return STEPS

    @property
    def proposed(self) -> bool:
        """Whether the desk has to take what it shows, or not."""
        return self.face.begun and not self.face.running and not self.declined

    @property
    def said(self) -> str:
        """What taking it means: "8:23, 23 s over the limit; by the rules 0.5 points off"."""
        return proposal_text(self.performance, self.face.seconds)


def timing_of(contest: Contest, performance: Performance | None) -> Timing | None:
    """The clock of the performance in the middle of the board, while its time is not entered."""
    if performance is None or not contest.is_live:
        return None
    if not performance.is_under_way or performance.seconds is not None:
        return None
    clock = clock_read(performance)
    face = face_of_performance(performance, clock, moment_now())
    if not performance.is_on_stage and not face.begun:
        return None
    return Timing(performance, face, clock.declined if clock and is_of(clock, performance) else "")


def proposal_text(performance: Performance, seconds: int) -> str:
    """A time in words, with what the clock rules of the round make of it."""
    rules = performance.round.clock or {}
    limit, points = rules.get("limit"), clock_points_text(rules, seconds)
    words = _("Time {time}")
    if limit is not None and seconds > limit:
        words = _("Time {time}, {seconds} s over the limit")
    said = words.format(time=clock_text(seconds), seconds=seconds - limit if limit is not None else 0)
    if not points:
        return said
    value = Decimal(points.replace("−", "-"))
    rule = _("{time}; no points for it by the rules")
    if value < 0:
        rule = _("{time}; points off by the rules: {points}")
    elif value > 0:
        rule = _("{time}; points added by the rules: {points}")
    return rule.format(time=said, points=format_decimal(value.copy_abs()))


@require_POST
def start(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """Start the clock, or let it go on."""
    seen, with_wait = request.POST.get("seen", ""), "with_wait" in request.POST

    def act(current: Performance) -> None:
        known = int(seen) if seen.isdecimal() and len(seen) <= 12 else None
        which: dict[str, Any] = {"contest": current.contest, "kind": ClockKind.PERFORMANCE, "performance": current}
        start_clock(**which, seen=known, with_wait=with_wait, at=moment_now(), by=request.user, now=timezone.now())

    return _at_once(request, pk, performance, act)


@require_POST
def pause(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """Let the clock stand; who is on stage stays there."""

    def act(current: Performance) -> None:
        which: dict[str, Any] = {"contest": current.contest, "kind": ClockKind.PERFORMANCE, "performance": current}
        pause_clock(**which, at=moment_now(), by=request.user, now=timezone.now())

    return _at_once(request, pk, performance, act)


@require_POST
def correct(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """Put the clock forward or back by one of a few steps."""
    shift = next((step for step, _text in STEPS if str(step) == request.POST.get("shift")), 0)

    def act(current: Performance) -> None:
        which: dict[str, Any] = {"contest": current.contest, "kind": ClockKind.PERFORMANCE, "performance": current}
        seen = request.POST.get("seen") or None
        correct_clock(**which, shift=shift, seen=seen, at=moment_now(), by=request.user, now=timezone.now())

    return _at_once(request, pk, performance, act)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """What the clock shows is not the time; with a reason."""
    access = desk_access(request, pk)
    current = performance_of(access.contest, performance)
    clock = clock_of(current) or StageClock()
    form = ReasonForm(posted(request), seen=clock.passed)

    def act() -> None:
        reason, seen = form.cleaned_data["reason"], form.seen_number
        decline_time(performance=current, reason=reason, seen=seen, by=request.user, now=timezone.now())

    question = Question(
        title=_("Do not use {time} as the time of {person}").format(
            time=clock_text(clock.passed // SECOND), person=person(current)
        ),
        consequences=(_("You can then type the time yourself, let the clock go on, or close without a time."),),
        button=_("Do not use it"),
        done=_("What the clock shows is not used as the time."),
        show=focus_in(request, access.contest),
    )
    return asked(request, access, form, question, act)


@require_POST
def countdown(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let the countdown of a break or of preparation begin, or take it away."""
    contest = desk_access(request, pk).contest
    form = CountdownForm(request.POST)
    sound = form.is_valid()

    def act() -> None:
        if not sound:
            raise Refused("clock-nonsense", reading=0)
        kind, minutes = ClockKind(form.cleaned_data["kind"]), form.cleaned_data["minutes"]
        given: dict[str, Any] = {"contest": contest, "kind": kind, "by": request.user, "now": timezone.now()}
        if minutes is None:
            clear_clock(**given)
        else:
            set_clock(seconds=60 * minutes, at=moment_now(), **given)

    return at_once(request, contest, act, "", None, to="desk:screens")


def _at_once(
    request: AuthenticatedRequest, pk: int, performance: int, act: Callable[[Performance], None]
) -> HttpResponse:
    contest = desk_access(request, pk).contest
    current = performance_of(contest, performance)
    return at_once(request, contest, lambda: act(current), "", focus_in(request, contest))
