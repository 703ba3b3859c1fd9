"""Achievements in words: which values they are, by proposals that a person confirms."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communities.actions import map_achievements
from communities.queries import achievements_in_words
from communities.rules.proposals import proposal_of
from pages.access import AuthenticatedRequest, district_access
from pages.achievements.forms.catalogue import MappingForm
from pages.forms.refusals import done

from .page import page

ROWS = 50
"""On one page: those that became values leave it, and the next come."""


@require_http_methods(["GET", "HEAD", "POST"])
def in_words(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """The first achievements in words, each with the indicator and period it is likely to be."""
    district, enters = district_access(request, slug)
    indicators = list(district.indicators.all())
    rows = achievements_in_words(district)
    proposals = [proposal_of(row, indicators) for row in rows[:ROWS]]
    form = MappingForm(proposals, indicators, request.POST or None)

    def take() -> None:
        meant = form.meant()
        count = map_achievements(district=district, meant=meant, by=request.user, now=timezone.now())
        words = ngettext("{count} achievement is now a value.", "{count} achievements are now values.", count)
        messages.success(request, words.format(count=count))

    if form.is_bound and done(form, take):
        return redirect("achievements:in-words", slug)
    context = {"form": form, "in_words": rows.count(), "empty": not indicators}
    return page(request, "achievements/in-words.html", district, enters, context)
