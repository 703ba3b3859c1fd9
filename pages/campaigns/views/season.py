"""The points table of a campaign: how it counts, as it stands, as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.wording import listed
from contests.actions import remove_season, set_season
from contests.models import Season
from contests.queries.campaigns import awards_of_none, inclusions_of
from pages.access import AuthenticatedRequest
from pages.campaigns.forms.season import SeasonForm
from pages.forms.refusals import done, pressed
from pages.wording.season import season_sentences
from papers import Form
from papers.season import season_workbook
from scoring.results.season import counted_in, keeping_back, points_table

from .page import reached

LONGEST_VERSION = 11


@require_http_methods(["GET", "HEAD", "POST"])
def season(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """How the campaign counts, and the table as it stands by the results that are in force."""
    district, enters, row = reached(request, slug, pk)
    rule: Season | None = getattr(row, "season", None)
    inclusions = inclusions_of(row)
    form = SeasonForm(request.POST if request.method == "POST" else None, season=rule, inclusions=inclusions)

    def store() -> None:
        given: dict[str, Any] = {"values": form.values(), "weights": form.weights(), "seen": _seen(request)}
        set_season(campaign=row, **given, by=request.user, now=timezone.now())

    if form.is_bound and done(form, store):
        messages.success(request, _("Saved."))
        return redirect("campaigns:season", slug, pk)
    counted = counted_in(inclusions) if rule else []
    context = {
        "district": district,
        "enters": enters,
        "campaign": row,
        "season": rule,
        "form": form,
        "table": points_table(rule, counted) if rule else None,
        "sentences": season_sentences(rule) if rule else (),
        "no_award": listed(awards_of_none(rule, row)) if rule else "",
        "keeping_back": keeping_back(rule, counted) if rule and rule.public else [],
    }
    return render(request, "campaigns/season.html", context)


def _seen(request: AuthenticatedRequest) -> int:
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < LONGEST_VERSION else -1


@require_POST
def remove(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take the table away."""
    _district, _enters, row = reached(request, slug, pk)
    words = _("The points table is gone.")
    pressed(request, lambda: remove_season(campaign=row, by=request.user, now=timezone.now()), words)
    return redirect("campaigns:campaign", slug, pk)


@require_safe
def workbook(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """The table as it stands, for Excel."""
    _district, _enters, row = reached(request, slug, pk)
    rule: Season | None = getattr(row, "season", None)
    if rule is None:
        raise Http404
    table = points_table(rule, counted_in(inclusions_of(row)))
    name = _("points-table-{number}.xlsx").format(number=row.pk)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": str(disposition)}
    return HttpResponse(season_workbook(row, table, timezone.now()), content_type=Form.XLSX.mime, headers=headers)
