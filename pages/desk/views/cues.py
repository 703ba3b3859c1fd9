"""Items of the run sheet: added, changed, moved, taken out; begun, ended, left out, and one step back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest
from pages.access import Access, AuthenticatedRequest, desk_access
from pages.desk.forms.questions import DIGITS, DeskForm
from pages.desk.forms.run_sheet import COLUMNS, CueForm
from pages.forms.refusals import done
from pages.steady import moment_now
from stage.actions import add_cue, begin_cue, change_cue, end_cue, move_cue, remove_cue, skip_cue, take_back_cue
from stage.models import Cue, MediaFile, MediaUse
from stage.queries import show_of
from stage.queries.media import media_of
from stage.queries.run_sheet import performances_on_stage
from stage.results.run_sheet import place_in_order

from .asking import BOARD, Question, asked, at_once, posted
from .asking import done as done_at_desk

RUN_SHEET = "desk:run-sheet"
BEGIN = "begin"
STEPS: dict[str, Callable[..., Cue]] = {
    BEGIN: begin_cue,
    "end": end_cue,
    "skip": skip_cue,
    "back": take_back_cue,
}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Add an item, also while the show runs."""
    access = desk_access(request, pk)
    contest = access.contest
    places = _places(contest)
    asked_for = request.GET.get("slot", "")
    last = str(len(places) - 1)
    start = {"slot": asked_for if asked_for in dict(places) else last}
    form = CueForm(posted(request), places=places, media=_slides(contest), initial=start)

    def act() -> None:
        slot = int(form.cleaned_data["slot"])
        chosen = form.media_chosen() or ()
        add_cue(contest=contest, values=form.values(), slot=slot, media=chosen, by=request.user, now=timezone.now())

    if done(form, act):
        messages.success(request, _("“{title}” is in the run sheet.").format(title=form.values()["title"]))
        return redirect(RUN_SHEET, pk)
    return _page(request, access, form, title=_("Add an item to the run sheet"))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AuthenticatedRequest, pk: int, cue: int) -> HttpResponse:
    """Change what an item says."""
    access = desk_access(request, pk)
    current = _cue(request, access.contest, cue)
    if current is None:
        form = CueForm(posted(request), media=())
        form.add_error(None, sentence(_gone()))
        return _page(request, access, form, status=404, title=_("Change an item of the run sheet"))
    now = {name: getattr(current, name) for name in COLUMNS}
    chosen = [str(one.pk) for one in current.media.all()]
    form = CueForm(posted(request), media=_slides(access.contest), initial={**now, "films": chosen})

    def act() -> None:
        changing = partial(change_cue, cue=current, seen=now, by=request.user, now=timezone.now())
        changing(values=form.values(), media=form.media_chosen())

    if done(form, act):
        messages.success(request, _("“{title}” is changed.").format(title=form.values()["title"]))
        return redirect(RUN_SHEET, pk)
    return _page(request, access, form, title=current.title, cue=current)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AuthenticatedRequest, pk: int, cue: int) -> HttpResponse:
    """Take an item out, after a question."""
    access = desk_access(request, pk)
    current = _cue(request, access.contest, cue)
    if current is None:
        return done_at_desk(request, access.contest, sentence(Refused("already")), to=RUN_SHEET)
    form = DeskForm(posted(request))

    def act() -> None:
        remove_cue(cue=current, by=request.user, now=timezone.now())

    question = Question(
        title=_("Remove “{title}” from the run sheet").format(title=current.title),
        consequences=(
            _("Its notes go with it; the journal keeps them. Nothing else changes."),
            _("To skip it today but keep it, choose “Skip” instead."),
        ),
        button=_("Remove"),
        done=_("“{title}” has been removed from the run sheet.").format(title=current.title),
    )
    return asked(request, access, form, question, act, to=RUN_SHEET)


@require_POST
def move(request: AuthenticatedRequest, pk: int, cue: int) -> HttpResponse:
    """Let an item come elsewhere."""
    access = desk_access(request, pk)
    current = _cue(request, access.contest, cue)
    slot, index = _number(request.POST, "slot"), _number(request.POST, "index")

    def act() -> None:
        if current is None:
            raise _gone()
        seen = request.POST.get("seen") or None
        move_cue(cue=current, slot=slot, index=index, seen=seen, by=request.user, now=timezone.now())

    return at_once(request, access.contest, act, "", None, to=RUN_SHEET)


@require_POST
def step(request: AuthenticatedRequest, pk: int, cue: int, verb: str) -> HttpResponse:
    """Begin, end or leave out an item, or take that back."""
    access = desk_access(request, pk)
    current = _cue(request, access.contest, cue)
    if verb not in STEPS:
        raise Http404

    def act() -> None:
        if current is None:
            raise _gone()
        more = {"at": moment_now()} if verb == BEGIN else {}
        seen = request.POST.get("seen") or None
        STEPS[verb](cue=current, seen=seen, by=request.user, now=timezone.now(), **more)

    to = BOARD if request.GET.get("from") == "board" else RUN_SHEET
    return at_once(request, access.contest, act, "", None, to=to)


def _page(request: AuthenticatedRequest, access: Access, form: CueForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"contest": access.contest, "access": access, "form": form, **more}
    return render(request, "desk/cue.html", context, status=status)


def _cue(request: AuthenticatedRequest, contest: Contest, pk: int) -> Cue | None:
    """An item of this contest's run sheet; None where something is sent about one that is out of it. Raises Http404."""
    found = Cue.objects.select_related("show__contest").filter(show__contest=contest, pk=pk).first()
    if found is None and (request.method != "POST" or Cue.objects.filter(pk=pk).exists()):
        raise Http404
    return found


def _slides(contest: Contest) -> list[MediaFile]:
    return list(media_of(show_of(contest), MediaUse.SLIDE))


def _gone() -> Refused:
    """Somebody else has taken it out meanwhile."""
    return Refused("gone", object="")


def _number(sent: QueryDict, name: str) -> int:
    text = sent.get(name, "")
    return int(text) if DIGITS.fullmatch(text) else 0


def _places(contest: Contest) -> list[tuple[str, str]]:
    """Where an item can stand: before all, after each performance, after all."""
    order = sorted(performances_on_stage(contest), key=partial(place_in_order, contest))
    after = [
        (str(n), _("After {person} · {round}").format(person=row.contestant, round=row.round))
        for n, row in enumerate(order[:-1], 1)
    ]
    if not order:
        return [("0", _("In the run sheet"))]
    return [("0", _("Before the first performance")), *after, (str(len(order)), _("After the last performance"))]
