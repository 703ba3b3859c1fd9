"""The catalogue: which indicators a district counts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.actions import change_indicator, create_indicator, remove_indicator, take_starter_set
from communities.models import Indicator, Pillar
from communities.periods import period_of
from communities.rules.starter_set import SOURCE, STARTER_SET
from pages.access import AuthenticatedRequest, district_access
from pages.achievements.forms.catalogue import IndicatorForm
from pages.forms.refusals import done, pressed

from .page import page

FIELDS = ("code", "name", "unit", "pillar", "adds_up", "whole", "meaning", "since")


@require_safe
def catalogue(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """All indicators under their pillars, and the starter set where some of it is not here."""
    district, enters = district_access(request, slug)
    indicators = list(district.indicators.all())
    codes, names = {each.code for each in indicators}, {each.name for each in indicators}
    left = [each for each in STARTER_SET if each.code not in codes and each.name not in names]
    context = {
        "pillars": [(words, [each for each in indicators if each.pillar == value]) for value, words in Pillar.choices],
        "since": {each.pk: str(period_of(each.since)) for each in indicators if each.since},
        "empty": not indicators,
        "starters": left,
        "source": SOURCE,
    }
    return page(request, "achievements/catalogue.html", district, enters, context)


@require_POST
def starter_set(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Take over the starter set."""
    district, _enters = district_access(request, slug)

    def take() -> None:
        count = len(take_starter_set(district=district, by=request.user, now=timezone.now()))
        words = ngettext("{count} indicator was taken over.", "{count} indicators were taken over.", count)
        messages.success(request, words.format(count=count))

    pressed(request, take)
    return redirect("achievements:catalogue", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Enter an indicator."""
    district, enters = district_access(request, slug)
    form = IndicatorForm(request.POST or None)
    if form.is_bound and done(
        form, lambda: create_indicator(district=district, values=form.values(), by=request.user, now=timezone.now())
    ):
        messages.success(request, _("“{name}” was added.").format(name=form.cleaned_data["name"]))
        return redirect("achievements:catalogue", slug)
    return page(request, "achievements/indicator.html", district, enters, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Change an indicator."""
    district, enters = district_access(request, slug)
    row = get_object_or_404(district.indicators, pk=pk)
    form = IndicatorForm(request.POST or None, initial=_initial(row))
    seen = {name: getattr(row, name) for name in FIELDS}
    if form.is_bound and done(
        form,
        lambda: change_indicator(indicator=row, values=form.values(), seen=seen, by=request.user, now=timezone.now()),
    ):
        messages.success(request, _("Saved."))
        return redirect("achievements:catalogue", slug)
    return page(request, "achievements/indicator.html", district, enters, {"form": form, "indicator": row})


def _initial(row: Indicator) -> dict[str, object]:
    return {**{name: getattr(row, name) for name in FIELDS}, "since": period_of(row.since) if row.since else None}


@require_POST
def remove(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take an indicator out of the catalogue."""
    district, _enters = district_access(request, slug)
    row = get_object_or_404(district.indicators, pk=pk)
    words = _("“{object}” is removed.").format(object=row)
    gone = pressed(request, lambda: remove_indicator(indicator=row, by=request.user, now=timezone.now()), words)
    return redirect("achievements:catalogue", slug) if gone else redirect("achievements:indicator", slug, pk)
