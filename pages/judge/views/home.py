"""What a judge sees between two sheets: who is on stage, what is to be marked, what was received."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from contests.models import Judge, PerformanceState
from pages.conditional import followed, tag
from pages.forms.points import read_out
from pages.tablet_page import page_version
from scoring.rules import SheetState

from .ahead import ahead_of
from .keeping import kept_of, kept_to_tell
from .notices import notices_for, notices_of_the_end
from .read_back import counting_for, items_of, read_back
from .seat import SeatCookie, SeatState, leave_seat, seat_cookie_of, state_of
from .tablets import forget_here, names_of_tablets, noted_here
from .tasks import (
    DRAFT,
    JudgeTask,
    earlier_tasks,
    is_revisable,
    performance_of,
    sheet_of_draft,
    tasks_of,
    totals_of,
)

TOLD = timedelta(minutes=5)
"""For how long a judge reads that the desk has seen a call for help."""


def call_of(judge: Judge) -> str:
    """What a judge's page says about a call for help: "asked", or "seen" lately; or nothing."""
    if judge.asks_for_help:
        return "asked"
    return "seen" if judge.help_seen_at is not None and now() - judge.help_seen_at < TOLD else ""


def no_seat(request: HttpRequest, cookie: SeatCookie | None) -> HttpResponse:
    """What somebody without a seat is told: how to take one, and why it is gone."""
    return render(request, "judge/no_seat.html", former(cookie), status=403)


def former(cookie: SeatCookie | None) -> dict[str, Any]:
    """Whose seat it was, and what is told to the tablet that lost it."""
    if cookie is None:
        return {"former": None}
    messages = {"notices": notices_of_the_end(cookie.judge), "kept": kept_of(cookie.judge, cookie.holder)}
    return {"former": cookie.judge, "seat": f"{cookie.judge.pk}-{cookie.holder}", **messages}


def ours(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page whose answer says which version a tablet's page has now: no other server, proxy or portal says that."""

    @wraps(view)
    def page(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["X-Page"] = page_version()
        return response

    return page


def seated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for a tablet in a seat; the view gets the cookie."""

    @login_not_required
    @cache_control(no_store=True)
    @ours
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        cookie = seat_cookie_of(request)
        if cookie is None or not cookie.good:
            return no_seat(request, cookie)
        return view(request, cookie, *args, **kwargs)

    return page


def tag_of(seat: SeatState | None, *, here: int | None = None, typing: bool = False, about: str = "") -> str:
    """The ETag of what a judge is told: it changes with the contest, the seat and the language."""
    return tag(*(seat or ("nobody",)), here or 0, about, typing, get_language())


def live_context(cookie: SeatCookie, tasks: list[JudgeTask], *, here: int | None, typing: bool) -> dict[str, Any]:
    """What the part of a page that keeps itself up to date needs. `here` is the sheet the page is about."""
    judge = cookie.judge
    others = [task for task in tasks if not here or (task.sheet != here and not task.came_in)]
    due = [task for task in others if task.due]
    this = next((task for task in tasks if here and task.sheet == here), None)
    again = this if this is not None and this.state is SheetState.REOPENED else None
    called = [task for task in due if not task.round.at_once]  # from a list of sites the judge chooses
    go = None if typing else again or (called[0] if len(called) == len(due) == 1 else None)
    on_stage = any(task.performance.state == PerformanceState.ON_STAGE for task in others)
    leaves = bool(here) and not typing and go is None and on_stage
    on_paper = typing and this is not None and this.state is SheetState.RECEIVED and this.from_paper
    entered = read_back(items_of(here or 0), counting_for(here or 0)) if on_paper else None
    found = {"judge": judge, "this": this, "entered": entered, "others": others, "due": due, "typing": typing, "go": go}
    found["leaves"] = leaves
    found["sites"] = [task for task in others if task.round.at_once]
    found["called"] = [task for task in others if not task.round.at_once]
    found["revisable"] = this is not None and is_revisable(this)
    about = this.performance if this is not None else None
    notices = notices_for(judge, sheet=about) if cookie.touched else []
    why = next((one for one in notices if one.again), None) if again is not None else None
    open_again = [task.performance for task in tasks if task.state is SheetState.REOPENED]
    notices = [one for one in notices if not (one.again and any(map(one.about, open_again)))]  # the page says so above
    kept = kept_to_tell(judge, about=about) if cookie.touched else []
    tablets = names_of_tablets(judge) if cookie.tablets > 1 else []
    waits = not (typing or due) and judge.contest.stage_open
    more = {"notices": notices, "kept": kept, "tablets": tablets, "pass": cookie.again, "call": call_of(judge)}
    more["again"] = why
    more["question"] = this.draw if this is not None else None
    messages = len(notices) + len(kept)
    more["messages_folded"] = messages if typing and messages > 1 else 0  # they must not push the items off the screen
    more["ahead"] = ahead_of(judge) if waits else None
    return found | {"SheetState": SheetState} | more


def live(cookie: SeatCookie, tasks: list[JudgeTask], *, here: int | None, typing: bool) -> dict[str, Any]:
    """What a whole page of a judge needs for its part that keeps itself up to date, with the ETag of what it shows."""
    tag = tag_of(cookie.state, here=here, typing=typing)
    if not cookie.good:
        return former(cookie) | {"judge": cookie.judge} | {"typing": typing, "tag": tag, "here": here, "go": None}
    return live_context(cookie, tasks, here=here, typing=typing) | {"tag": tag, "here": here}


def asked_about(request: HttpRequest) -> dict[str, Any]:
    """The sheet that the page of a tablet is about, and whether points are typed there. `about` is another page that is
    kept up to date, or the name of a draft, where a tablet has begun the sheet without the server.
    """
    given = request.GET.get("sheet", "")
    here = int(given) if given.isdecimal() and len(given) < 18 else None
    about = request.GET.get("about", "")
    known = about in OTHER_PAGES or DRAFT.fullmatch(about)
    return {"here": here, "typing": "typing" in request.GET, "about": about if known else ""}


def tag_now(request: HttpRequest) -> str:
    """The tag of what a tablet is told now, in one query; once a minute it is noted that the tablet is there."""
    seat = state_of(request)
    if noted_here(request, seat):
        seat = state_of(request)
    return tag_of(seat, **asked_about(request))


def listed(cookie: SeatCookie) -> tuple[str, dict[str, Any]]:
    """A judge's own sheets, latest first, with what was kept of them: the template and what it needs."""
    judge = cookie.judge
    totals = totals_of(judge)
    rows = [(task, read_out(totals.get(task.sheet or 0))) for task in earlier_tasks(judge)]
    kept = kept_of(judge, judge.replaced) if cookie.touched else []
    return "judge/listed.html", called(cookie)[1] | {"rows": rows, "kept": kept, "SheetState": SheetState}


def called(cookie: SeatCookie) -> tuple[str, dict[str, Any]]:
    """A judge's call for help: the template and what it needs."""
    return "judge/called.html", {"judge": cookie.judge, "call": call_of(cookie.judge)}


OTHER_PAGES = {"sheets": listed, "call": called}
"""What pages show that are about no sheet, and keep up to date."""


@require_safe
@login_not_required
@ours
@followed(tag_now)
def state(request: HttpRequest) -> HttpResponse:
    """The part of a judge's page that changes."""
    cookie = seat_cookie_of(request)
    if cookie is None or not cookie.good:
        return render(request, "judge/now_no_seat.html", former(cookie))
    page = asked_about(request)
    about = page.pop("about")
    if about in OTHER_PAGES:
        return render(request, *OTHER_PAGES[about](cookie))
    context = _now(cookie, about, **page)
    undone = context["this"] is not None and context["this"].state in (SheetState.EXCUSED, SheetState.RECUSED)
    return render(request, "judge/now.html", context | {"undone": undone and "receipt" in request.GET})


def _now(cookie: SeatCookie, draft: str, *, here: int | None, typing: bool) -> dict[str, Any]:
    """What `live_context` says; of a sheet that was begun without the server, its contestant may not be called yet."""
    here = sheet_of_draft(cookie.judge.pk, draft) if draft else here
    tasks = tasks_of(cookie.judge, here=here)
    if draft and not typing and any(task.due and task.sheet == here for task in tasks):
        here = None  # it was kept before the call: the page goes on to it
    found = live_context(cookie, tasks, here=here, typing=typing)
    early = draft and typing and here is None
    return found | {"early": performance_of(cookie.judge, sheet=0, draft=draft) if early else None}


@require_safe
@seated
def sheets(request: HttpRequest, cookie: SeatCookie) -> HttpResponse:
    """A judge's own sheets, latest first."""
    found = {"at": "sheets", "tag": tag_of(cookie.state, about="sheets")}
    return render(request, "judge/sheets.html", listed(cookie)[1] | found)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def leave(request: HttpRequest, cookie: SeatCookie) -> HttpResponse:
    """Leave the seat, so that somebody else can use the tablet."""
    if request.method == "POST":
        forget_here(request, cookie.judge)
        return leave_seat(redirect("judge:code", pk=cookie.judge.contest_id))
    found = {"at": "leave", "tag": tag_of(cookie.state, about="call")}
    return render(request, "judge/leave.html", called(cookie)[1] | found)
