"""The questions that are drawn in a round: sealed, so that of all roles only organisers open this page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from contests.rules.draw import fingerprint_of, in_fours
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import done
from pages.setup.forms.questions import QuestionsForm
from pages.wording.questions import few_line
from stage.actions import change_bank
from stage.queries.drawing import bank_of, too_few


@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
def questions(request: AuthenticatedRequest, pk: int, part: int) -> HttpResponse:
    """Enter the questions of a round, before and after the rules are sealed; what is drawn stays as it is."""
    access = access_to(request, pk, read=())
    if not access.may_organise:
        raise PermissionDenied
    contest = access.contest
    round_ = get_object_or_404(contest.rounds, pk=part, external=False)
    round_.contest = contest
    bank = bank_of(round_)
    start, was = {"questions": "\n".join(bank.questions), "again": bank.again}, fingerprint_of(bank.questions)
    form = QuestionsForm(request.POST or None, request.FILES or None, initial=start)
    found = list[str]()

    def act() -> None:
        found[:] = form.sent()
        given = {"again": form.cleaned_data["again"], "seen": was}
        change_bank(round=round_, questions=found, **given, by=request.user, now=timezone.now())

    if done(form, act):
        count = len(found)
        words = ngettext("{count} question is saved.", "{count} questions are saved.", count)
        messages.success(request, words.format(count=count))
        return redirect("setup:questions", contest.pk, round_.pk)
    context = {
        "contest": contest,
        "tab": "show",
        "access": access,
        "form": form,
        "round": round_,
        "bank": bank,
        "fingerprint": was,
        "seal": in_fours(bank.seal),
        "few": [few_line(one) for one in too_few(contest) if one.round.pk == round_.pk],
        "draws": bank.draws.select_related("performance__contestant") if bank.pk else (),
    }
    return render(request, "setup/questions.html", context)
