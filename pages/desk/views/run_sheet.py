"""The run sheet of the desk: what was planned beside what happens, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.refused import Refused
from contests.models import Contest, PerformanceState, Status, label
from pages.access import DESK as READERS
from pages.access import AuthenticatedRequest, access_to, desk_access
from pages.desk.forms.run_sheet import PlanForm
from pages.forms.refusals import done, pressed
from pages.steady import moment_now
from scoring.results import cuts_now
from scoring.rules import NOBODY_CUT, CutAfter
from stage.actions import add_usual_cues, change_show
from stage.models import CueState
from stage.queries import show_of
from stage.results.run_sheet import Item, RunSheet
from stage.rules.run_sheet import order_seen, usual_cues

from .asking import board_address
from .pace import length_text, pace_of, run_sheet_now

Place = tuple[int, int]
"""After how many performances, and after how many items that come there."""
SHAPES = {CueState.WAITING: "", CueState.ON: "live", CueState.DONE: "good", CueState.SKIPPED: ""}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: where it stands, and where an item comes that is moved up or down."""

    item: Item
    words: str
    shape: str
    current: bool
    following: bool
    up: Place | None = None
    down: Place | None = None

    @property
    def length(self) -> str:
        """How long it is planned to take."""
        return length_text(self.item.seconds)


def cut_now(contest: Contest) -> CutAfter:
    """Who did not go on, as the desk may know it."""
    try:
        return cuts_now(contest)
    except Refused:
        return NOBODY_CUT


@require_safe
def run_sheet(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Everything from the beginning to the end, with planned and actual times."""
    access = desk_access(request, pk)
    at = moment_now()
    sheet = run_sheet_now(access.contest, at, cut_now(access.contest))
    cues = [item.cue for item in sheet.items if item.cue]
    context = {
        "contest": access.contest,
        "access": access,
        "sheet": sheet,
        "rows": list(rows_of(sheet)),
        "pace": pace_of(sheet, at),
        "steady": at.steady,
        "order": order_seen(cues),
        "empty": not cues,
        "back": board_address(access.contest),
    }
    return render(request, "desk/run-sheet.html", context)


@require_POST
def usual(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Fill an empty run sheet with what most shows have."""
    contest = desk_access(request, pk).contest
    performances = contest.performances.filter(round__external=False).count()
    cues = [
        {"slot": cue.slot, "kind": cue.kind, "title": str(cue.kind.label), "planned": cue.planned}
        for cue in usual_cues(performances)
    ]

    def act() -> None:
        add_usual_cues(contest=contest, cues=cues, by=request.user, now=timezone.now())

    pressed(request, act, _("The usual items are in the run sheet. Change what is different here."))
    return redirect("desk:run-sheet", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """When the show begins, and how long there is from one performance to the next."""
    access = access_to(request, pk, read=READERS)
    show = show_of(access.contest)
    now = {"begins": show.begins, "between": show.between}
    texts = {**now, "begins": f"{show.begins:%H:%M}" if show.begins else ""}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=texts)

    def act() -> None:
        change_show(contest=access.contest, values=form.cleaned_data, seen=now, by=request.user, now=timezone.now())

    if done(form, act):
        return redirect("desk:run-sheet", pk)
    return render(request, "desk/plan.html", {"contest": access.contest, "access": access, "form": form})


def rows_of(sheet: RunSheet) -> Iterator[Row]:
    """The lines of a run sheet."""
    last = sum(1 for item in sheet.items if item.performance)
    at = dict[int, int]()
    beside = {n: sum(1 for item in sheet.items if item.cue and item.slot == n) for n in range(last + 1)}
    for item in sheet.items:
        up = down = None
        if item.cue:
            index = at.get(item.slot, 0)
            at[item.slot] = index + 1
            up = (item.slot, index - 1) if index else (item.slot - 1, beside[item.slot - 1]) if item.slot else None
            down = (item.slot, index + 1) if index + 1 < beside[item.slot] else None
            down = down or ((item.slot + 1, 0) if item.slot < last else None)
        words, shape = _state_of(item)
        current, following = (item is one and not item.at_once for one in (sheet.current, sheet.following))
        yield Row(item, words, shape, current, following, up, down)


def _state_of(item: Item) -> tuple[str, str]:
    if item.cue:
        state = CueState(item.cue.state)
        return str(state.label), SHAPES[state]
    performance = item.performance
    if performance is None:
        return "", ""
    if item.barred:
        words = (
            _("Did not go on") if performance.contestant.performs else label(Status.of(performance.contestant.status))
        )
        return str(words), "bad"
    shapes = {PerformanceState.ON_STAGE: "live", PerformanceState.MARKING: "warn", PerformanceState.CLOSED: "good"}
    return performance.get_state_display(), shapes.get(PerformanceState(performance.state), "")
