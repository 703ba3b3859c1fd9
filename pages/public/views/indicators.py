"""What the communities of a district report, added up, and what every total is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities.models import Achievement, Community, District, Indicator, Pillar, Street, ValueState
from communities.periods import Period, read_period
from communities.queries import communities_of, latest_changes_of_localities
from communities.refused import Refused
from communities.results.grid import periods_with_values
from communities.results.rollup import (
    OwnFigure,
    Published,
    Total,
    by_street,
    offered_periods,
    own_figure,
    published_values,
    total_of,
    usual_period,
)
from pages.files import file_answer
from pages.public.pictures import Bars, Line, bars_of, line_of

from .kept import kept

MOST_POINTS = 8


@dataclass(frozen=True, slots=True)
class Reported:
    """A total as a row of the district's page, beside the district's own figure."""

    total: Total
    own: OwnFigure | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What a district's communities report for a period, pillar by pillar."""

    period: Period
    periods: Sequence[Period]
    pillars: Sequence[tuple[str, Sequence[Reported]]]
    picture: Bars


def asked_period(request: HttpRequest) -> Period | None:
    """The period an address asks for; what it cannot mean is as if it asked for none."""
    try:
        return read_period(request.GET["period"])
    except (KeyError, Refused):
        return None


def content_with(*more: int | str) -> tuple[int | str, ...] | None:
    """All that a page about places and their values shows, and more; None where nothing says what has changed."""
    changes = latest_changes_of_localities()
    return None if changes is None else (*changes, *more)


def overview_of(request: HttpRequest, district: District, street: Street | None = None) -> Overview | None:
    """What is published of a district, or of one street; None where nothing is. Four queries, however many communities
    and indicators there are."""
    there = periods_with_values(district, published=True)
    period = asked_period(request) or usual_period(there)
    if not there or period is None:
        return None
    published = published_values(district, [each for each in there if period.contains(each)])
    rows = communities_of(district) if street is None else communities_of(district).filter(street=street)
    communities = list(rows.order_by("street", "pk"))
    totals = [total_of(indicator, communities, published, period) for indicator in district.indicators.all()]
    found = [
        Reported(total, own_figure(district, total, period) if street is None else None)
        for total in totals
        if total.reported
    ]
    pillars = [
        (str(words), [each for each in found if each.total.indicator.pillar == pillar])
        for pillar, words in Pillar.choices
    ]
    return Overview(period, offered_periods(there, period), pillars, _at_a_glance(pillars, len(communities)))


def _at_a_glance(pillars: Sequence[tuple[str, Sequence[Reported]]], communities: int) -> Bars:
    """The pillars of which something is there: how many communities have reported any of it, and how many all."""
    rows = []
    for words, reported in pillars:
        shares = (share for each in reported for share in each.total.shares if share.amount is not None)
        counted = Counter(share.community.pk for share in shares)
        if counted:
            in_full = sum(1 for count in counted.values() if count == len(reported))
            facts = {"reported": len(counted), "all": communities, "in_full": in_full}
            text = _("{reported} of {all} communities, {in_full} in full").format(**facts)
            rows.append((words, text, Fraction(len(counted), communities)))
    return bars_of(rows, Fraction(1), in_words=True)


@require_safe
@login_not_required
def indicator(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What an indicator comes to for a period, street by street and community by community, and over time."""
    district = get_object_or_404(District, slug=slug)
    of = get_object_or_404(district.indicators, pk=pk)
    return kept(request, content_with(), lambda: _indicator_page(request, district, of), part=asked_period(request))


def _indicator_page(request: HttpRequest, district: District, of: Indicator) -> HttpResponse:
    published = published_values(district, indicator=of)
    there = sorted({period for quantities in published.values() for period in quantities}, reverse=True)
    period = asked_period(request) or usual_period(there)
    context: dict[str, Any] = {"district": district, "indicator": of, "period": period}
    if period is not None and there:
        communities = list(communities_of(district).order_by("street", "pk"))
        total = total_of(of, communities, published, period)
        context |= {
            "total": total,
            "periods": offered_periods(there, period),
            "own": own_figure(district, total, period),
            "streets": _streets(total, published, period),
            **_over_time(total, communities, published, there, period),
        }
    return render(request, "public/indicator.html", context)


def _streets(total: Total, published: Published, period: Period) -> list[tuple[Any, Total, Bars]]:
    """Each street with its own total and a bar for each community, all on one scale."""
    most = max((share.amount.number for share in total.shares if share.amount), default=Fraction(0))
    return [(street, of, _bars(of, most)) for street, of in by_street(total, published, period)]


def _bars(total: Total, most: Fraction) -> Bars:
    rows = [
        (str(s.community), s.amount.text if s.amount else "–", s.amount.number if s.amount else None)
        for s in total.shares
    ]
    return bars_of(rows, most)


def _over_time(
    total: Total, communities: Sequence[Community], published: Published, there: Sequence[Period], period: Period
) -> dict[str, Any]:
    """The totals of the latest periods as long as this one; a line needs two."""
    years = sorted({each.year for each in there})
    alike = [Period(year, first, period.months) for year in years for first in range(1, 13, period.months)]
    totals = [(each, total_of(total.indicator, communities, published, each)) for each in alike]
    found = [(each, of) for each, of in totals if of.number is not None][-MOST_POINTS:]
    if len(found) < 2:
        return {"line": None, "over_time": []}
    line: Line = line_of([(str(each), of.text or "", of.number or Fraction(0), of.complete) for each, of in found])
    return {"line": line, "over_time": found}


@require_safe
@login_not_required
def value_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file that is evidence of a value residents read."""
    value = get_object_or_404(Achievement, pk=pk, state=ValueState.PUBLISHED, retired_at=None, indicator__isnull=False)
    return file_answer(request, value.files.all(), file)
