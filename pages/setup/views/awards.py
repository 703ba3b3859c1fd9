"""Awards: a list in which one row at a time is a form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communities.wording import listed as listed_text
from contests.models import Award
from pages.access import Access, AuthenticatedRequest, access_to
from pages.forms.refusals import done
from pages.glyphs import warn_of_glyphs
from pages.setup.forms.awards import AwardForm
from pages.wording import joined

from . import meanwhile
from .contests import FORM
from .meanwhile import found, order_of


@require_safe
def awards(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All awards, and how they compare with the number of contestants."""
    return _page(request, access_to(request, pk))


def _page(request: AuthenticatedRequest, access: Access, **editing: Any) -> HttpResponse:
    contest = access.contest
    listed = list(contest.awards.all())
    names = {person.number: str(person) for person in contest.contestants.all()}
    for award in listed:
        award.winners = listed_text([names.get(number, number) for number in award.named or ()])  # type: ignore[attr-defined]
    context = {
        "contest": contest,
        "access": access,
        "tab": "awards",
        "back": "setup:awards",
        "awards": listed,
        "order": order_of(listed),
        "compared": _compared(sum(award.quota or 0 for award in listed), len(names)),
        **(editing if access.may_change else {}),
    }
    return render(request, "setup/awards.html", context)


def _compared(quota: int, people: int) -> str:
    """How the quotas compare with the number of contestants."""
    words = ngettext(
        "Down the places there is {quota} award.", "Down the places there are {quota} awards.", quota
    ).format(quota=quota)
    if not people:
        return joined([words, _("No contestants are entered yet.")])
    there = ngettext("There is {people} contestant.", "There are {people} contestants.", people).format(people=people)
    over = quota - people
    if over > 0:
        rest = ngettext("{over} award would stay without a winner.", "{over} awards would stay without a winner.", over)
    elif over < 0:
        rest = ngettext("{without} contestant gets none.", "{without} contestants get none.", -over)
    else:
        rest = _("Everybody gets one.")
    return joined([words, there, rest.format(over=over, without=-over)])


@require_http_methods(FORM)
def new_award(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Add an award."""
    access = access_to(request, pk)
    contest = access.contest
    there = meanwhile.names_of(contest.awards.all())
    form = AwardForm(request.POST or None, contestants=list(contest.contestants.all()), there=there)
    if late_page := meanwhile.opened(request, access, "awards", form):
        return late_page
    if done(form, lambda: meanwhile.add(request, contest, Award(contest=contest), form.values(), there)):
        warn_of_glyphs(request, form.cleaned_data["name"])
        messages.success(request, _("“{name}” was added.").format(name=form.cleaned_data["name"]))
        return redirect("setup:awards", pk)
    return _page(request, access, form=form, adding=True)


@require_http_methods(FORM)
def change_award(request: AuthenticatedRequest, pk: int, part: int) -> HttpResponse:
    """Change an award."""
    access = access_to(request, pk)
    contest = access.contest
    award = found(request, contest.awards, part)
    form = AwardForm(request.POST or None, award=award, contestants=list(contest.contestants.all()))
    if late_page := meanwhile.opened(request, access, "awards", form):
        return late_page
    if award is None:
        return meanwhile.gone(request, access, form, "setup:awards")
    if done(form, lambda: meanwhile.change(request, award, form.values())):
        warn_of_glyphs(request, form.cleaned_data["name"])
        messages.success(request, _("Saved."))
        return redirect("setup:awards", pk)
    return _page(request, access, form=form, editing=part)
