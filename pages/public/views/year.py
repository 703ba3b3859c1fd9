"""A district's year: who learned from whom."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from communities.models import District, ExchangeKind
from communities.queries import exchanges_published

from .indicators import content_with
from .kept import kept


@require_safe
@login_not_required
def year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The pairs, visits and tours of one year, kind by kind, and the way to the other years."""
    district = get_object_or_404(District, slug=slug)

    def made() -> HttpResponse:
        years = sorted({began.year for began in exchanges_published(district).values_list("began", flat=True)})
        if year not in years:
            raise Http404
        rows = list(exchanges_published(district).filter(began__year=year))
        kinds = [(words, [row for row in rows if row.kind == kind]) for kind, words in ExchangeKind.choices]
        context = {
            "district": district,
            "year": year,
            "years": [each for each in reversed(years) if each != year],
            "kinds": [(words, those) for words, those in kinds if those],
        }
        return render(request, "public/year.html", context)

    return kept(request, content_with(), made)
