"""Whole contests out and in, as contest files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.models import District, Role
from communities.refused import Refused
from communities.wording import field_sentence, sentence
from contests.models import Contest
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import show_refusal
from pages.manage.forms import LARGEST_FILE, ImportForm
from scoring.actions import export_contest, import_contest
from scoring.results import public_text
from scoring.wording import misfits, problem_lines

from .page import download, page

JSON = "application/json; charset=utf-8"


@require_safe
def export(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What a contest file holds, and the way to it."""
    return render(request, "manage/export.html", page(access_to(request, pk), "export"))


@require_safe
def contest_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The contest as a contest file: `tabulate` computes the same standings from it."""
    contest = access_to(request, pk).contest
    return _file(request, contest, lambda: export_contest(contest=contest), f"{_name(contest)}.json")


@require_safe
def public_copy(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The contest file as anyone may have it: judges by number, no reasons of recusals."""
    contest = access_to(request, pk).contest
    return _file(
        request, contest, lambda: public_text(contest, judge_name=_("Judge {}")), f"{_name(contest)}-public.json"
    )


def _name(contest: Contest) -> str:
    return f"leitai-{contest.district.slug}-{contest.slug}"


def _file(request: AuthenticatedRequest, contest: Contest, text: Callable[[], str], name: str) -> HttpResponse:
    """The file; a set-up that cannot be computed yet has none."""
    try:
        return download(text(), mime=JSON, name=name)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("manage:contest", contest.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def import_(request: AuthenticatedRequest) -> HttpResponse:
    """A contest file becomes a contest of one of one's districts; of a bad one nothing is stored."""
    districts = District.objects.filter(memberships__user=request.user, memberships__role=Role.ORGANISER)
    if not districts.exists():
        raise PermissionDenied
    posted = request.method == "POST"
    form = ImportForm(request.POST if posted else None, request.FILES if posted else None, districts=districts)
    problems: list[str] = []
    if form.is_valid():
        try:
            contest = _imported(request, form.cleaned_data)
        except Refused as refused:
            problems = _problems(form, refused)
        else:
            messages.success(request, _("The contest is imported. Check it before you go on."))
            return redirect("manage:contest", contest.pk)
    context = {"form": form, "problems": problems, "most": LARGEST_FILE}
    return render(request, "manage/import.html", context)


def _imported(request: AuthenticatedRequest, given: dict[str, Any]) -> Contest:
    return import_contest(
        source=given["file"].read(),
        district=given["district"],
        slug=given["slug"],
        by=request.user,
        now=timezone.now(),
    )


def _problems(form: ImportForm, refused: Refused) -> list[str]:
    """What is wrong with the file, line by line; anything else is told in the form."""
    lines = problem_lines(refused.facts)
    if refused.code == "does-not-fit":
        lines = misfits(refused.facts)
    elif refused.code == "order-twice":
        lines = [sentence(refused)]
    if lines:
        form.add_error(
            "file", _("This contest file cannot be imported. Nothing was saved. The problems are listed below.")
        )
    elif "contest_slug_once" in refused.facts.get("errors", {}).get("__all__", ()):
        form.add_error("slug", field_sentence("contest_slug_once"))
    else:
        show_refusal(form, refused)
    return lines
