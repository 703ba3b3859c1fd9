"""Awards by name: who gets them is said after opening, with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from communities.wording import sentence
from contests.actions import name_winners
from contests.models import Award
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import show_refusal
from pages.manage.forms import WinnersForm

from .page import page


@require_http_methods(["GET", "HEAD", "POST"])
def award(request: AuthenticatedRequest, pk: int, award: int) -> HttpResponse:
    """Name who gets one award."""
    access = access_to(request, pk)
    contest = access.contest
    found = get_object_or_404(contest.awards.filter(named__isnull=False), pk=award)
    if not contest.frozen:
        return redirect("setup:award", pk, award)
    form = WinnersForm(
        request.POST if request.method == "POST" else None, award=found, people=contest.contestants.all()
    )
    if form.is_valid() and _named(request, found, form):
        return redirect("manage:results", pk)
    return render(request, "manage/award.html", page(access, "results", award=found, form=form))


def _named(request: AuthenticatedRequest, award: Award, form: WinnersForm) -> bool:
    """Whether it stands so now; otherwise the form says why not."""
    given = {"numbers": form.cleaned_data["named"], "reason": form.cleaned_data["reason"]}
    try:
        name_winners(award=award, **given, seen=form.cleaned_data["seen"], by=request.user, now=timezone.now())
    except Refused as refused:
        if refused.code == "already":
            messages.info(request, sentence(refused))
            return True
        if refused.code == "stale":
            form.ask_again(refused.facts["named"])
        show_refusal(form, refused)
        return False
    messages.success(request, _("“{award}”: the winners are recorded.").format(award=award.name))
    return True
