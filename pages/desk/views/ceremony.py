"""The desk and the award ceremony: prepared, then next, back, or to any step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest
from pages.access import Access, AuthenticatedRequest, desk_access, desk_now
from pages.conditional import followed, tag
from pages.desk.forms.ceremony import CeremonyForm, StepForm
from pages.desk.wording import step_text
from stage.actions import prepare_ceremony, show_step
from stage.actions.ceremony import is_on_screen, seen_now
from stage.models import Ceremony, Show
from stage.queries import show_of
from stage.queries.ceremony import ceremony_of, tiers_of
from stage.results.ceremony import handovers_of, why_prepared_anew
from stage.steps import HONOURED, Handover, Step

from .asking import Question, board_address, posted, refuse


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the desk sees it."""

    number: int
    step: Step
    now: bool

    @property
    def text(self) -> str:
        """What it puts on screen."""
        return step_text(self.step)

    @property
    def words(self) -> str:
        """The words of honour, where the emcee reads them."""
        return self.step["words"] if self.step["kind"] in HONOURED else ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a ceremony stands; `on` says that the main screens show it."""

    show: Show
    ceremony: Ceremony

    @property
    def on(self) -> bool:
        """Whether the main screens show it."""
        return is_on_screen(self.show)

    @property
    def seen(self) -> str:
        """For the next press to hand back."""
        return seen_now(self.show, self.ceremony)

    @property
    def rows(self) -> list[StepRow]:
        """All steps."""
        at = self.ceremony.step
        return [StepRow(n, step, now=self.on and n == at) for n, step in enumerate(self.ceremony.steps)]

    @property
    def now(self) -> StepRow | None:
        """The step that is shown."""
        return next((row for row in self.rows if row.now), None)

    @property
    def following(self) -> StepRow | None:
        """The step that comes next: where the screens show something else, the one they showed last."""
        return next((row for row in self.rows if row.number == self.ceremony.step + self.on), None)

    @property
    def before(self) -> StepRow | None:
        """The step to go back to."""
        return next((row for row in self.rows if self.on and row.number == self.ceremony.step - 1), None)


@require_safe
def ceremony(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What the screens show of the ceremony, what comes next, and what is read out."""
    access = desk_access(request, pk)
    return render(request, "desk/ceremony.html", {**_context(access), "tag": _tag_of(access)})


def _tag_now(request: AuthenticatedRequest, pk: int) -> str:
    return _tag_of(desk_now(request, pk)[0])


@require_safe
@followed(_tag_now)
def state(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Where the ceremony stands, for a page that is open while another desk presses; 304 while nothing has changed."""
    return render(request, "desk/ceremony-now.html", _context(desk_access(request, pk)))


def _tag_of(access: Access) -> str:
    contest = access.contest
    return tag(contest.version, contest.desk_version, "+".join(sorted(access.roles)), get_language())


def _context(access: Access) -> dict[str, object]:
    contest, show = access.contest, show_of(access.contest)
    prepared = ceremony_of(show)
    obstacle = why_prepared_anew(prepared, contest) if prepared else _obstacle(contest)
    return {
        "contest": contest,
        "access": access,
        "back": board_address(contest),
        "stand": Stand(show, prepared) if prepared else None,
        "obstacle": sentence(obstacle) if obstacle else "",
    }


def _obstacle(contest: Contest) -> Refused | None:
    try:
        handovers_of(contest)
    except Refused as refused:
        return refused
    return None


@require_POST
def step(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a step."""
    contest = desk_access(request, pk).contest
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is no such step."))
        return redirect("desk:ceremony", contest.pk)
    given = form.cleaned_data
    try:
        show_step(contest=contest, step=given["step"], seen=given["seen"] or None, by=request.user, now=timezone.now())
    except Refused as refused:
        if refused.code == "stale":
            messages.error(request, _("Somebody else has just shown another step. This is the current step."))
        elif refused.code != "already":  # what was asked for is so
            messages.error(request, sentence(refused))
    return redirect("desk:ceremony", contest.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """How each award is handed over; then the steps are made from the results."""
    access = desk_access(request, pk)
    contest, show = access.contest, show_of(access.contest)
    current = ceremony_of(show)
    try:
        handovers = handovers_of(contest)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("desk:ceremony", contest.pk)
    awards = [handover["award"] for handover in handovers]
    form = CeremonyForm(posted(request), awards=awards, tiers=tiers_of(show), seen=seen_now(show, current))
    if form.is_valid():
        seen = form.seen_text if "seen" in request.POST else None
        try:
            prepare_ceremony(contest=contest, tiers=form.given, seen=seen, by=request.user, now=timezone.now())
        except Refused as refused:
            words = _("Somebody else has prepared the ceremony or shown a step. Look again, then prepare it.")
            refuse(form, contest, refused, lambda _facts: words)
        else:
            messages.success(request, _("The award ceremony is prepared."))
            return redirect("desk:ceremony", contest.pk)
    question = Question(
        title=_("Prepare the award ceremony"),
        consequences=tuple(_consequences(current, handovers)),
        button=_("Prepare again") if current else _("Prepare"),
        done="",
    )
    context = {"contest": contest, "access": access, "form": form, "question": question}
    address = reverse("desk:ceremony", args=[contest.pk])
    return render(request, "desk/ceremony-prepare.html", {**context, "back": address, "back_words": _("Back")})


def _consequences(current: Ceremony | None, handovers: Sequence[Handover]) -> list[str]:
    words = _("{award}: {count}")
    found = [words.format(award=handover["award"], count=len(handover["winners"])) for handover in handovers]
    if current is not None and current.step:
        found.append(_("The ceremony begins again. What was announced is taken back from the screens."))
    return found
