"""The sheet: filled in, read back, confirmed, received."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Judge, RubricItem
from pages.devices import device_of
from pages.forms.points import read_out
from pages.judge.forms.sheet import SheetForm, field_name, most_of, remarks_on, total_of, typed_marks
from pages.judge.items import Frame, drawn
from scoring.actions import submit_sheet
from scoring.actions.sheets import Marks
from scoring.models import ScoreSheet, Submission
from scoring.queries import SheetRows
from scoring.rules import SheetState, why_no_sheet
from stage.queries import held_together

from .evidence import evidence_for
from .home import live, no_seat, ours
from .keeping import kept_to_tell
from .read_back import counting_for, items_of, points_in, read_back, weighted
from .seat import SeatCookie, read_cookie, seat_cookie_of, still_good
from .tasks import JudgeTask, is_revisable, tasks_of

NUMBER = re.compile(r"[0-9]{1,18}")


def number_in(text: str) -> int | None:
    """The number of a row as a page carries it; None where there is none."""
    return int(text) if NUMBER.fullmatch(text) else None


class Sheet:
    """One sheet on one tablet: the task, the rubric, and the cookie of the seat."""

    def __init__(self, cookie: SeatCookie, pk: int, replaces: str = "") -> None:
        self.cookie, self.pk = cookie, pk
        self.replaces = replaces
        """The submission that counted when the judge looked, as the page carries it; empty where there was none."""

    @cached_property
    def tasks(self) -> list[JudgeTask]:
        """What lies on the judge's table, with this sheet."""
        return tasks_of(self.cookie.judge, here=self.pk)

    @cached_property
    def task(self) -> JudgeTask:
        """What the judge has to do with it; 404 for who has nothing. A sheet that is just stored does not ask."""
        task = next((task for task in self.tasks if task.sheet == self.pk), None)
        if task is None:
            raise Http404
        return task

    @cached_property
    def items(self) -> list[RubricItem]:
        """The rubric. Whose sheet it is, `task` and `submit_sheet` ask."""
        return items_of(self.pk)

    def page(self, **more: Any) -> dict[str, Any]:
        """What every page about the sheet shows."""
        now = live(self.cookie, self.tasks, here=self.pk, typing=not more.get("received"))
        rubric = {"task": self.task, "most": read_out(most_of(self.items)), "weighted": weighted(self.items)}
        return now | rubric | {"replaces": self.replaces} | more

    @property
    def revisable(self) -> bool:
        """Whether the judge may change what was confirmed, since its score is held."""
        return is_revisable(self.task)

    @property
    def revises(self) -> bool:
        """Whether what a page carries is such a change."""
        return self.revisable and self.replaces == str(getattr(self.sent(), "pk", ""))

    @cached_property
    def was(self) -> dict[int, Any]:
        """The judge's own points that count, by number of the item, where what is filled in replaces them."""
        return points_in(self.sent()) if self.replaces and not self.task.before else {}

    def kept(self) -> dict[int, Any]:
        """The points of what was kept last, by number of the item: it can be looked at and sent after all."""
        judge = self.cookie.judge
        lines = kept_to_tell(judge, about=self.task.performance) if self.cookie.touched else []
        points = next((line.kept.points for line in lines if line.waits), {})
        return {item.pk: points.get(item.key) for item in self.items}

    def sent(self) -> Submission | None:
        """The submission that counts."""
        return counting_for(self.pk)


def refusal_text(refused: Refused, task: JudgeTask) -> str:
    """A refusal in words for the judge it concerns."""
    number = task.contestant.number
    match refused.code:
        case "recused":
            return _("You do not mark contestant {number}: {reason} Nothing was sent.").format(
                number=number, reason=task.recused or ""
            )
        case "not-open":
            return _(
                "Contestant {number} is no longer being marked, so this sheet was not sent. "
                "What you typed is still here: tell the desk."
            ).format(number=number)
        case "stale":
            return _(
                "The desk has re-opened this sheet since you filled it in, so this was not sent. "
                "Look at the points once more, then confirm."
            )
        case "already-submitted" if refused.facts.get("received_at"):
            return _(
                "Your sheet for contestant {number} was received at {time}, and that one counts. The points on this "
                "tablet were not sent. If they should count, ask the desk to re-open the sheet."
            ).format(number=number, time=f"{localtime(refused.facts['received_at']):%H:%M:%S}")
        case "wrong-state":
            return _("The contest is not taking marks now, so this sheet was not sent. Ask the desk.")
    return sentence(refused)


def why_not(sheet: Sheet) -> Refused | None:
    """Why a sheet cannot be sent now, told before everything is read back."""
    task = sheet.task
    if not task.takes_marks and sheet.revises:
        return None
    return why_no_sheet(task.facts, judge="", contestant=task.contestant.number, received_at=task.received_at)


def dead_card(cookie: SeatCookie) -> str:
    """Why a tablet cannot send any more what was typed on it."""
    if cookie.judge.left_at is not None:
        return _("This seat no longer marks, so this sheet was not sent. What you typed is still here: ask the desk.")
    return _(
        "Your card was replaced, so this sheet was not sent. What you typed is still here: "
        "ask the desk for the new card, scan it and send again."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@cache_control(no_store=True)
@ours
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in, read back and confirm the sheet of one performance; afterwards, what was received."""
    refused = None
    if request.method == "POST" and request.POST.get("step") == "confirm":
        try:
            submitted(request, pk, now=timezone.now())
            return HttpResponseRedirect(request.path)
        except Refused as error:
            refused = error
    cookie = seat_cookie_of(request)
    if cookie is None or (request.method != "POST" and not cookie.good):
        return no_seat(request, cookie)
    sheet = Sheet(cookie, pk, request.POST.get("replaces", ""))
    return _posted(request, sheet, refused) if request.method == "POST" else opened(request, sheet)


def opened(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """A sheet to be filled in, or what was received."""
    sent = sheet.sent()
    revises = "revise" in request.GET
    if sheet.task.came_in and sent is not None and not (revises and sheet.revisable):
        return _received(request, sheet, sent, final=revises)
    if sheet.task.state is SheetState.RECUSED:
        return render(request, "judge/recused.html", sheet.page(received=True))
    sheet.replaces = str(sent.pk) if sent is not None else ""
    own = {} if sheet.task.before else points_in(sent)  # who sits here now gives marks of their own
    own = own or sheet.kept()
    before = {pk: points for pk, points in own.items() if points is not None}
    typed = {field_name(item): read_out(before[item.pk]) for item in sheet.items if item.pk in before}
    form = SheetForm(sheet.items, initial={"key": get_random_string(22), **typed})
    return _form(request, sheet, form, fresh=True, sent=sent)


def _received(request: HttpRequest, sheet: Sheet, sent: Submission, *, final: bool) -> HttpResponse:
    entered = read_back(sheet.items, sent)
    return render(request, "judge/received.html", sheet.page(received=True, sent=sent, final=final, **entered))


def _form(request: HttpRequest, sheet: Sheet, form: SheetForm, **more: Any) -> HttpResponse:
    page = sheet.page(form=form, lines=form.lines(sheet.was), **more)
    frame = Frame(page["most"], page["weighted"], form.rounds)
    page["drawn"] = drawn(page["lines"], frame, evidence_for(sheet.cookie.judge, sheet.task))
    return render(request, "judge/sheet.html", page)


def _posted(request: HttpRequest, sheet: Sheet, refused: Refused | None) -> HttpResponse:
    """What was typed, once more: to be changed, to be confirmed, or with what is wrong with it."""
    if request.POST.get("step") == "change":
        return _form(request, sheet, SheetForm(sheet.items, initial=request.POST.dict()))
    data: QueryDict | None = None
    if refused is not None and _from_before(sheet, refused):
        data, refused = _anew(sheet, request.POST), Refused("stale")
    form = SheetForm(sheet.items, data or request.POST)
    valid = form.is_valid()
    if not sheet.cookie.good:
        form.add_error(None, dead_card(sheet.cookie))
    elif (refusal := refused if valid and refused is not None else why_not(sheet)) is not None:
        form.add_error(None, refusal_text(refusal, sheet.task))
    elif valid:
        return _review(request, sheet, form)
    elif "key" in form.errors:
        form.add_error(None, sentence(Refused("bad-key")))
    return _form(request, sheet, form)


def _from_before(sheet: Sheet, refused: Refused) -> bool:
    """Whether what was sent is from before the desk re-opened the sheet: it is looked at once more."""
    return refused.code == "stale" or (refused.code == "key-used" and sheet.task.state is SheetState.REOPENED)


def _anew(sheet: Sheet, data: QueryDict) -> QueryDict:
    """What was typed as a submission of its own, in place of the one that counts now."""
    sent = sheet.sent()
    sheet.replaces = str(sent.pk) if sent is not None else ""
    copy = data.copy()
    copy["key"] = get_random_string(22)
    return copy


def _review(request: HttpRequest, sheet: Sheet, form: SheetForm) -> HttpResponse:
    """Everything once more, large, before it is sent."""
    points = form.points()
    more = {"total": read_out(total_of(sheet.items, points)), "remarks": remarks_on(sheet.items, points)}
    return render(request, "judge/review.html", sheet.page(form=form, lines=form.lines(sheet.was), **more))


def submitted(request: HttpRequest, pk: int, *, now: datetime, submitted_at: datetime | None = None) -> Submission:
    """Store what a tablet sends for a sheet, or Refused as `submit_sheet` does.

    Nothing is read before, and all that is needed at once: fifty judges confirm in the same second. `submitted_at` is
    when it was confirmed by the clock of the tablet.
    """
    seat = read_cookie(request)
    if seat is None:
        raise Refused("another-judges-sheet")

    def marks(rows: SheetRows) -> Marks:
        if not still_good(rows.sheet.judge, seat.card):
            raise Refused("another-judges-sheet")
        return typed_marks(request.POST, list(rows.items.values()))

    device = device_of(request)
    return submit_sheet(
        sheet=ScoreSheet(pk=pk),
        marks=marks,
        key=request.POST.get("key", "").strip(),
        by=Judge(pk=seat.judge),
        now=now,
        replaces=number_in(request.POST.get("replaces", "")),
        submitted_at=submitted_at,
        device=device.short if device else "",
        signature=request.POST.get("signature", ""),
        revisable=held_together,
    )
