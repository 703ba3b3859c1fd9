"""The papers that count, as PDF and as Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from communities.language import active_language_code
from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest, Judge, Performance, Round, RubricItem
from pages.access import AuthenticatedRequest, access_to
from pages.manage.forms import PaperForm
from papers import Form, award_list, confirmations, running_order, score_sheets, tally_sheet
from scoring.models import Publication
from scoring.results import TallySheet, tally_now, tally_published

from .page import download, page


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper: what it is called, what for, and how it is made; `choices` are those of the form it obeys."""

    id: str
    name: str | Promise
    purpose: str | Promise
    make: Callable[..., bytes]
    tally: bool = False
    choices: tuple[str, ...] = ()


KINDS = (
    Kind(
        "running-order",
        pgettext_lazy("paper", "Running order"),
        gettext_lazy("Who performs when, with lines for those who drew the order. For the waiting room and the desk."),
        running_order,
    ),
    Kind(
        "score-sheets",
        gettext_lazy("Blank score sheets"),
        gettext_lazy("One for every judge and round, with a QR code for the desk. The reserve if a tablet fails."),
        score_sheets,
    ),
    Kind(
        "tally-sheet",
        gettext_lazy("Tally sheet"),
        gettext_lazy(
            "Every judge's total, the dropped ones marked, final scores and places; to be signed by who counts and who "
            "checks."
        ),
        tally_sheet,
        tally=True,
    ),
    Kind(
        "confirmations",
        gettext_lazy("Confirmations of scores"),
        gettext_lazy("One page for every contestant to sign."),
        confirmations,
        tally=True,
        choices=("judge_names",),
    ),
    Kind(
        "award-list",
        gettext_lazy("Award list"),
        gettext_lazy("Who gets which award. For the emcee and the notice."),
        award_list,
        tally=True,
        choices=("scores",),
    ),
)


@require_safe
def papers(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What can be printed, what each is for, and when."""
    access = access_to(request, pk)
    contest = access.contest
    form = PaperForm(publications=_numbers(contest))
    why = _impossible(contest)
    kinds = [{"kind": kind, "why": why.get(kind.id, "")} for kind in KINDS]
    return render(request, "manage/papers.html", page(access, "papers", kinds=kinds, form=form))


def _numbers(contest: Contest) -> list[int]:
    return list(contest.publications.values_list("number", flat=True))


def _there(contest: Contest) -> dict[str, Any]:
    """Whether there is what the papers are made of, in one query."""
    of_contest = {"contest": OuterRef("pk")}
    asked = {
        "has_order": Exists(Performance.objects.filter(**of_contest, round__external=False, order__isnull=False)),
        "has_judges": Exists(Judge.objects.filter(**of_contest, left_at__isnull=True)),
        "has_items": Exists(RubricItem.objects.filter(round__contest=OuterRef("pk"), round__external=False)),
    }
    return {**Contest.objects.filter(pk=contest.pk).values(**asked).get()}


def _impossible(contest: Contest) -> dict[str, str]:
    """Why some papers cannot be made yet."""
    found = {}
    there = _there(contest)
    if not there["has_order"]:
        found["running-order"] = _("Possible once the running order is drawn or entered.")
    if not there["has_judges"]:
        found["score-sheets"] = _("Possible once there are judges.")
    elif not there["has_items"]:
        found["score-sheets"] = _("Possible once there is a round with rubric items.")
    if not contest.has_begun:
        later = _("Possible once the first contestant has been called on stage.")
        found |= {kind.id: later for kind in KINDS if kind.tally}
    return found


@require_safe
def paper(request: AuthenticatedRequest, pk: int, kind: str, ending: str) -> HttpResponse:
    """One paper, as PDF or Excel; what is not possible is told on the list."""
    contest = access_to(request, pk).contest
    wanted = next((k for k in KINDS if k.id == kind), None)
    if wanted is None or ending not in set(Form):
        raise Http404
    form = PaperForm(request.GET, publications=_numbers(contest))
    why = _impossible(contest).get(kind, "") or ("" if form.is_valid() else _("Choose again how it is printed."))
    if not why:
        try:
            return _printed(request, contest, wanted, Form(ending), form.cleaned_data)
        except Refused as refused:
            why = sentence(refused)
    messages.error(request, why)
    return redirect("manage:papers", pk)


def _printed(
    request: AuthenticatedRequest, contest: Contest, kind: Kind, form: Form, given: dict[str, Any]
) -> HttpResponse:
    subject = _tally(contest, given["publication"]) if kind.tally else contest
    options = {name: given[name] for name in kind.choices}
    if kind.make is score_sheets:
        options["address"] = partial(_desk_address, request)
    made = kind.make(
        subject, now=timezone.now(), language=given["language"] or active_language_code(), form=form, **options
    )
    return download(made, mime=form.mime, name=f"{contest.title} {kind.name}.{form.value}")


def _desk_address(request: AuthenticatedRequest, judge: Judge, round_: Round) -> str:  # noqa: ARG001 - the same for all rounds
    """Where the desk enters the sheets of a judge."""
    return request.build_absolute_uri(reverse("desk:judge", args=[judge.contest_id, judge.pk]))


def _tally(contest: Contest, publication: str) -> TallySheet:
    """Of a publication, or as they are now; unless it is said, of the latest publication."""
    published = Publication.objects.filter(contest=contest)
    found = published.filter(number=publication).first() if publication.isdecimal() else None
    if not publication:
        found = published.first()
    return tally_published(found) if found else tally_now(contest)
