"""How a contest is shown on the day, before and after its rules are sealed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import done
from pages.setup.forms.show import ShowForm
from pages.wording.questions import few_line
from stage.actions import change_show
from stage.models import JudgesShown, Releasing
from stage.queries import releasing_begun, show_of
from stage.queries.drawing import too_few

NAMES = tuple(name for name in ShowForm.base_fields if name != "seen")


@require_http_methods(("GET", "HEAD", "POST"))
def show(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """When scores are released, what raises an alarm before, and what residents may follow."""
    access = access_to(request, pk)
    contest, begun = access.contest, releasing_begun(access.contest)
    current = show_of(contest)
    stored = {name: getattr(current, name) for name in NAMES}
    form = ShowForm(request.POST or None, begun=begun, rehearsal=contest.rehearsal, initial=stored)

    def act() -> None:
        values = {name: form.cleaned_data[name] for name in NAMES if name in form.cleaned_data}
        seen = {name: stored[name] for name in values}
        change_show(contest=contest, values=values, seen=seen, by=request.user, now=timezone.now())

    if done(form, act):
        messages.success(request, _("Saved."))
        return redirect("setup:show", contest.pk)
    context = {
        "contest": contest,
        "tab": "show",
        "access": access,
        "form": form,
        "show": current,
        "way": Releasing(current.releasing).label,
        "judges_shown": JudgesShown(current.judges).label,
        "begun": begun,
        "rounds": contest.rounds.filter(external=False).select_related("question_bank"),
        "few": [few_line(one) for one in too_few(contest)],
    }
    return render(request, "setup/show.html", context)
