"""The papers that count, as PDF and as Excel."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities.language import active_language_code
from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest, Judge, Round
from contests.queries.people import rooms_to_run
from pages.access import AuthenticatedRequest, access_to
from pages.manage.forms import PaperForm
from papers import Form
from papers.registry import Printable, not_yet, printables
from scoring.models import Publication
from scoring.results import TallySheet, tally_now, tally_published

from .page import download, page


@require_safe
def papers(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What can be printed, what each is for, and when."""
    access = access_to(request, pk)
    contest = access.contest
    form = PaperForm(publications=_numbers(contest), rooms=rooms_to_run(contest))
    why = not_yet(contest)
    kinds = [{"kind": kind, "why": why.get(kind.id, "")} for kind in printables()]
    return render(request, "manage/papers.html", page(access, "papers", kinds=kinds, form=form))


def _numbers(contest: Contest) -> list[int]:
    return list(contest.publications.values_list("number", flat=True))


@require_safe
def paper(request: AuthenticatedRequest, pk: int, kind: str, ending: str) -> HttpResponse:
    """One paper, as PDF or Excel; what is not possible is told on the list."""
    contest = access_to(request, pk).contest
    wanted = next((k for k in printables() if k.id == kind), None)
    if wanted is None or ending not in set(Form):
        raise Http404
    form = PaperForm(request.GET, publications=_numbers(contest), rooms=rooms_to_run(contest))
    why = not_yet(contest).get(kind, "") or ("" if form.is_valid() else _("Choose again how it is printed."))
    if not why:
        try:
            return _printed(request, contest, wanted, Form(ending), form.cleaned_data)
        except Refused as refused:
            why = sentence(refused)
    messages.error(request, why)
    return redirect("manage:papers", pk)


def _printed(
    request: AuthenticatedRequest, contest: Contest, kind: Printable, form: Form, given: dict[str, Any]
) -> HttpResponse:
    subject = _tally(contest, given["publication"]) if kind.of_tally else contest
    options = {choice.name: given[choice.name] for choice in kind.choices}
    if kind.by_room:
        options["room"] = given["room"]
    if kind.leads_to_desk:
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
