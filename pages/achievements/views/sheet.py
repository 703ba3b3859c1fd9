"""Values as one sheet, out as Excel, and in from Excel, CSV or pasted cells, its differences shown first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.actions import enter_values
from communities.models import District
from communities.periods import Period, read_period
from communities.queries import communities_of
from communities.refused import Refused
from communities.results.grid import latest_values, periods_with_values
from communities.rules.values import change_by
from communities.wording import sentence
from contests.rules.lists import sheets_of_file, sheets_of_text
from contests.rules.value_lists import VALUES, SheetRead, ValueRead, read_values
from contests.rules.value_sheets import long_sheet, wide_sheet
from contests.wording import left_line, row_sentences
from pages.access import AuthenticatedRequest, ValuesAccess, values_access
from pages.achievements.forms.sheet import SheetForm, TakeSheetForm, packed
from pages.forms.refusals import done

from .page import page_for

MOST_LISTED = 200
"""Differences of a kind that the page lists; it counts all."""
WIDE, LONG = "wide", "long"


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Download the sheet, or send one: what it would do is shown, and nothing stored."""
    access = values_access(request, slug)
    district = access.district
    form = SheetForm(request.POST or None, request.FILES or None)
    read: dict[str, Any] = {}
    if request.method == "POST" and done(form, lambda: read.update(_changes(access, form))):
        return page_for(request, "achievements/sheet-changes.html", access, read)
    periods = periods_with_values(district)
    years = sorted({Period(each.year) for each in periods} | {Period(timezone.localdate().year)}, reverse=True)
    return page_for(request, "achievements/sheet.html", access, {"form": form, "years": years, "periods": periods})


def _changes(access: ValuesAccess, form: SheetForm) -> dict[str, Any]:
    district, given = access.district, form.cleaned_data
    sheets = sheets_of_text(given["rows"], VALUES) if given["rows"] else sheets_of_file(given["file"].read(), VALUES)
    read = read_values(
        sheets,
        indicators=list(district.indicators.all()),
        communities=list(communities_of(district)),
        period=given["period"],
        street=access.street.pk if access.street else None,
    )
    there = latest_values(district, {value.entry.period for value in read.values})
    kinds: dict[str, list[ValueRead]] = {"new": [], "changed": [], "unchanged": []}
    for value in read.values:
        kinds[change_by(value.entry, there)].append(value)
    due = [value.entry for value in (*kinds["new"], *kinds["changed"])]
    source = "" if given["rows"] else str(given["file"].name)
    return {
        **{kind: _lines(district, some, there) for kind, some in kinds.items() if kind != "unchanged"},
        **{f"{kind}_count": len(some) for kind, some in kinds.items()},
        **_refused(read),
        "take": TakeSheetForm(initial={"payload": packed(due, there), "source": source[:200]}) if due else None,
        "due": len(due),
        "others": len(read.others),
    }


def _lines(district: District, values: list[ValueRead], there: Any) -> list[tuple[str, str, str, str, Any, Any]]:
    """Cell, community, indicator and period in words, what stands there and what would."""
    communities = {each.pk: str(each) for each in communities_of(district)} if values else {}
    indicators = {each.pk: f"{each.code} {each}" for each in district.indicators.all()} if values else {}
    return [
        (
            value.cell,
            communities[value.entry.community],
            indicators[value.entry.indicator],
            str(value.entry.period),
            row.quantity if (row := there.get(value.entry.place)) else None,
            value.entry.quantity,
        )
        for value in values[:MOST_LISTED]
    ]


def _refused(read: SheetRead) -> dict[str, Any]:
    problems = row_sentences({"problems": read.problems[:MOST_LISTED]})
    return {"refused": problems, "refused_count": len(read.problems), "left": [left_line(part) for part in read.left]}


@require_POST
def take(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Enter what was looked at: all of it, or a part, whose sender asks for JSON and sends the next one then."""
    district = values_access(request, slug).district
    form = TakeSheetForm(request.POST)
    in_parts = request.headers.get("Accept") == "application/json"
    try:
        total = _enter(request, district, form)
    except Refused as refused:
        if in_parts:
            return JsonResponse({"refused": sentence(refused)})
        messages.error(request, sentence(refused))
        return redirect("achievements:sheet", slug)
    if not form.cleaned_data["more"]:
        words = ngettext("{count} value entered.", "{count} values entered.", total)
        messages.success(request, f"{words.format(count=total)} {_('A second person confirms them.')}")
    return JsonResponse({"total": total}) if in_parts else redirect("achievements:waiting", slug)


def _enter(request: AuthenticatedRequest, district: District, form: TakeSheetForm) -> int:
    """How many values are entered, with those of the parts before."""
    if not form.is_valid():
        raise Refused("unreadable-sheet")
    given = form.cleaned_data
    entries, seen = given["payload"]
    common: dict[str, Any] = {"by": request.user, "now": timezone.now(), "source": given["source"]}
    entered = enter_values(district=district, entries=entries, seen=seen, **common)
    return entered.entered + (given["before"] or 0)


@require_safe
def export(request: AuthenticatedRequest, slug: str, kind: str) -> HttpResponse:
    """The sheet of a period and what lies in it, as it stands: with communities down, or one value a row."""
    access = values_access(request, slug)
    district = access.district
    try:
        asked = read_period(request.GET.get("period", str(timezone.localdate().year)))
    except Refused as refused:
        raise Http404 from refused
    inside = [each for each in periods_with_values(district) if asked.contains(each)]
    values = latest_values(district, inside)
    communities = list(access.communities.order_by("street", "pk"))
    if kind == LONG:
        own = [row for row in values.values() if access.sees in {None, row.community.street}]
        return _workbook(long_sheet(own), f"{slug}-{asked.code}-long")
    rows = [(community, period) for period in sorted(inside or [asked]) for community in communities]
    return _workbook(wide_sheet(list(district.indicators.all()), rows, values), f"{slug}-{asked.code}")


def _workbook(content: bytes, name: str) -> HttpResponse:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
