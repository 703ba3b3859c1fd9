"""A district's year: who learned from whom, and what was pledged."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from communities.models import District, ExchangeKind
from communities.queries import exchanges_published
from contests.queries.pledges import released_pledges

from .indicators import content_with
from .kept import kept


@require_safe
@login_not_required
def year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The pairs, visits and tours of one year, kind by kind, its pledges, and the way to the other years."""
    district = get_object_or_404(District, slug=slug)
    pledges = list(released_pledges().filter(contestant__contest__district=district))
    words = render_to_string("public/pledges.html", {"pledges": pledges}, request)

    def made() -> HttpResponse:
        began = exchanges_published(district).values_list("began", flat=True)
        years = sorted({each.year for each in began} | {pledge.year for pledge in pledges})
        if year not in years:
            raise Http404
        rows = list(exchanges_published(district).filter(began__year=year))
        kinds = [(words, [row for row in rows if row.kind == kind]) for kind, words in ExchangeKind.choices]
        context = {
            "district": district,
            "year": year,
            "years": [each for each in reversed(years) if each != year],
            "kinds": [(words, those) for words, those in kinds if those],
            "pledges": [pledge for pledge in pledges if pledge.year == year],
        }
        return render(request, "public/year.html", context)

    return kept(request, content_with(words, *(pledge.year for pledge in pledges)), made)
