"""After publication: who no longer takes an award by place, and who moves up."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import done, pressed
from pages.manage.forms import MovingUpForm
from pages.paging import asked_of, part_of
from scoring.actions import record_succession, withdraw_succession
from scoring.models import Succession
from scoring.queries import in_force, succession_count, successions_of
from scoring.results import AwardNow, Listed, awards_now

from .page import page

HOLDERS = 100
WAITING = 50
"""Of those who wait, on the page; the paper has all of them."""


@require_http_methods(["GET", "HEAD", "POST"])
def moving_up(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """An award by place as it is held now; somebody who no longer takes it is chosen, then who moves up."""
    access = access_to(request, pk)
    contest = access.contest
    entries = list(successions_of(contest).select_related("by"))
    awards = _awards(request, contest, entries)
    if not awards:
        return redirect("manage:results", pk)
    award = next((each for each in awards if each.name == request.GET.get("award")), awards[0])
    left = award.by_number.get(request.GET.get("left", ""))
    form = None
    if left is not None and access.may_organise:
        sent = request.POST if request.method == "POST" else None
        form = MovingUpForm(award, left, sent, initial={"seen": succession_count(contest)})
        if form.is_valid() and done(form, lambda: _record(request, contest, award, left, form)):
            return redirect(f"{reverse('manage:moving-up', args=[pk])}?{urlencode({'award': award.name})}")
    elif request.method == "POST":
        messages.error(request, sentence(Refused("stale")))
    asked = asked_of(request.GET, "award")
    context = {
        "awards": awards,
        "award": award,
        "left": left,
        "form": form,
        "part": part_of(award.holders, asked, lambda person: (person.number, person.name), size=HOLDERS),
        "waiting": [(found, award.why_not(found)) for found in award.waiting[:WAITING]],
        "more": max(len(award.waiting) - WAITING, 0),
        "idle": [entry for entry in entries if all(entry not in each.changes for each in awards)],
    }
    return render(request, "manage/moving-up.html", page(access, "results", **context))


def _awards(request: AuthenticatedRequest, contest: Contest, entries: Sequence[Succession]) -> list[AwardNow]:
    """The awards by place as they are held; a message says why there are none."""
    publication = in_force(contest)
    if publication is None:
        messages.error(request, _("Who moves up is recorded once the results are published."))
        return []
    try:
        found = awards_now(publication, entries)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return []
    if not found:
        messages.error(request, _("This contest has no award by place."))
    return found


def _record(request: AuthenticatedRequest, contest: Contest, award: AwardNow, left: Listed, form: MovingUpForm) -> None:
    record_succession(
        contest=contest, award=award.name, left=left.number, **form.values(), by=request.user, now=timezone.now()
    )
    messages.success(request, _("Recorded. What was published stays as it was."))


@require_POST
def withdraw(request: AuthenticatedRequest, pk: int, succession: int) -> HttpResponse:
    """Such a change was a mistake."""
    contest = access_to(request, pk).contest
    found = get_object_or_404(Succession.objects.select_related("publication"), pk=succession, publication__contest=pk)

    def act() -> None:
        reason = request.POST.get("reason", "")
        withdraw_succession(succession=found, reason=reason, by=request.user, now=timezone.now())

    pressed(request, act, _("Withdrawn. It stays on record and no longer counts."))
    return redirect(f"{reverse('manage:moving-up', args=[contest.pk])}?{urlencode({'award': found.award})}")
