"""The timekeeper's page, and the small address that tells it what has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from communities.refused import Refused
from communities.wording import sentence
from contests.clocks import clock_text
from contests.judged import speak_of
from contests.queries import stage_order_of
from pages.clock.forms import CorrectForm, PressForm, StartForm
from pages.conditional import followed, tag
from pages.links import link_access, noted_here
from pages.steady import boot, moment_now, says_steady
from stage.actions import correct_clock, pause_clock, start_clock
from stage.models import ClockKind, LinkKind, StageLink
from stage.queries.clock import clock_of, clocks_of_show
from stage.queries.links import LinkNow
from stage.queries.on_screen import show_on_screen_now
from stage.rules.clock import face_of_performance, face_of_show
from stage.rules.on_screen import last_called

AnyForm = TypeVar("AnyForm", bound=PressForm)


@login_not_required
@require_safe
@says_steady
def clock(request: HttpRequest, token: str) -> HttpResponse:
    """The page, with the clock of who is on stage."""
    link = _access(token)
    more = {"tag": tag_of(request, link), "steady": moment_now().steady}
    return render(request, "clock/clock.html", {**_context(request, token, link), **more})


def tag_now(request: HttpRequest, token: str) -> str:
    """The tag of what the page shows now: one query; whoever has no good link is told so."""
    link = _access(token)
    noted_here(request, link)
    return tag_of(request, link)


@login_not_required
@require_safe
@says_steady
@followed(tag_now)
def state(request: HttpRequest, token: str) -> HttpResponse:
    """What the page shows; 304 while that is the same, after one query."""
    return render(request, "clock/now.html", _context(request, token, _access(token)))


def tag_of(request: HttpRequest, link: LinkNow) -> str:
    """What the page shows depends on: the show, who is on stage, the language, and whether the machine was started
    anew, since a clock is told by its steady clock.
    """
    return tag(link.show_version, link.judges_version, link.link, get_language(), boot()[:8], _asked(request))


@login_not_required
@require_POST
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Start a clock, or let it go on."""

    def act(form: StartForm, link: StageLink, which: dict[str, Any]) -> None:
        start_clock(**which, seen=form.cleaned_data["seen"], with_wait=form.cleaned_data["with_wait"], by=link)

    return _pressed(request, token, StartForm(request.POST), act)


@login_not_required
@require_POST
def pause(request: HttpRequest, token: str) -> HttpResponse:
    """Let a clock stand."""

    def act(_form: PressForm, link: StageLink, which: dict[str, Any]) -> None:
        pause_clock(**which, by=link)

    return _pressed(request, token, PressForm(request.POST), act)


@login_not_required
@require_POST
def correct(request: HttpRequest, token: str) -> HttpResponse:
    """Put a clock forward or back."""

    def act(form: CorrectForm, link: StageLink, which: dict[str, Any]) -> None:
        correct_clock(**which, shift=form.cleaned_data["shift"], seen=form.cleaned_data["seen"] or None, by=link)

    return _pressed(request, token, CorrectForm(request.POST), act)


def _pressed(
    request: HttpRequest, token: str, form: AnyForm, act: Callable[[AnyForm, StageLink, dict[str, Any]], None]
) -> HttpResponse:
    """Do what was pressed; a script gets what the page shows now, a browser without one is sent back to it."""
    link, words = _access(token), ""
    try:
        _act(link, form, act)
    except Refused as refused:
        words = sentence(refused)
    if "part" in request.POST:
        return state_as_pressed(request, token, words)
    if words:
        messages.error(request, words)
    return redirect("clock:clock", token)


@says_steady
def state_as_pressed(request: HttpRequest, token: str, words: str) -> HttpResponse:
    """What the page shows after a press, with the sentence why nothing was done."""
    link = _access(token)
    response = render(request, "clock/now.html", {**_context(request, token, link), "refused": words})
    response["ETag"] = tag_of(request, link)
    return response


def _act(link: LinkNow, form: AnyForm, act: Callable[[AnyForm, StageLink, dict[str, Any]], None]) -> None:
    if not form.is_valid():
        raise Refused("clock-nonsense" if "shift" in form.errors else "gone", object="")
    holder = StageLink.objects.select_related("show__contest").filter(pk=link.link).first()
    if holder is None:
        raise Refused("role-ended")
    contest, given = holder.show.contest, form.cleaned_data
    speak_of(contest.extra)
    who = contest.performances.filter(pk=given["performance"]).first() if given["performance"] else None
    at = moment_now(given["ago"] or 0)
    which = {"contest": contest, "kind": ClockKind(given["kind"]), "performance": who, "at": at}
    act(form, holder, {**which, "now": timezone.now()})


def _access(token: str) -> LinkNow:
    return link_access(token, LinkKind.TIMEKEEPER)


def _asked(request: HttpRequest) -> str:
    """Of several who are on stage in several rooms, whose clock was asked for."""
    given = request.GET.get("on", "")
    return given[:18] if given.isdecimal() else ""


def _context(request: HttpRequest, token: str, link: LinkNow) -> dict[str, Any]:
    show, at, asked = show_on_screen_now(link.show), moment_now(), _asked(request)
    speak_of(show.contest.extra)
    order = stage_order_of(show.contest)
    on = [p for p in order if p.is_on_stage]
    who = next((p for p in on if str(p.pk) == asked), None) or last_called(order)
    following = next((p for p in order if p.is_waiting and p.contestant.performs and not p.round.at_once), None)
    if who is not None and not who.is_under_way:
        who = None
    return {
        "link": link,
        "token": token,
        "contest": show.contest,
        "on": on,
        "who": who,
        "clock": face_of_performance(who, clock_of(who), at) if who else None,
        "others": [face_of_show(found, at) for found in clocks_of_show(show)],
        "following": following,
        "taken": clock_text(who.seconds) if who else "",
        "steps": STEPS,
    }


STEPS = ((-10_000, "−10"), (-1000, "−1"), (1000, "+1"), (10_000, "+10"))
"""By how many milliseconds a press corrects."""
