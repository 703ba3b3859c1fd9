"""One value: what stands at its place, its evidence, and everything that has stood there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.actions import add_value_file, enter_values, remove_value_file, withdraw_value
from communities.actions.value_files import MOST_FILES
from communities.models import BYTES, Achievement, Community, District, Indicator, ValueState
from communities.numbers import format_decimal
from communities.periods import period_of
from communities.results.grid import history_of
from communities.rules.values import Entry
from pages.access import AuthenticatedRequest, ValuesAccess, district_access, values_access
from pages.achievements.forms.value import ValueForm, WithdrawForm
from pages.files import file_answer
from pages.forms.files import EvidenceForm
from pages.forms.refusals import done, pressed

from .page import page_for


@require_http_methods(["GET", "HEAD", "POST"])
def value(request: AuthenticatedRequest, slug: str, indicator: int, community: int, period: str) -> HttpResponse:
    """Enter one value with its evidence, and see what stood there before."""
    access = values_access(request, slug)
    district = access.district
    of = get_object_or_404(district.indicators, pk=indicator)
    place = get_object_or_404(access.communities, pk=community)
    access.refuse_entering(request, place.street)
    rows = history_of(of, place, period_of(period))
    standing = [row for row in rows if row.retired_at is None]
    latest = standing[0] if standing else None
    form = ValueForm(request.POST or None, initial=_initial(latest))
    if form.is_bound and done(form, lambda: _enter(request, district, form, (of, place, period), latest)):
        messages.success(request, _("Saved."))
        return redirect("achievements:value", slug, indicator, community, period)
    return _page(request, access, (of, place, period), rows, form)


def _page(
    request: AuthenticatedRequest,
    access: ValuesAccess,
    where: tuple[Indicator, Community, str],
    rows: list[Achievement],
    form: ValueForm,
    refused: WithdrawForm | None = None,
    adding: EvidenceForm | None = None,
) -> HttpResponse:
    of, place, period = where
    there = [row for row in rows if row.retired_at is None]
    standing = (row for row in there if row.state == ValueState.PUBLISHED)
    context = {
        "indicator": of,
        "community": place,
        "enters": access.enters_for(place.street),
        "period": period_of(period),
        "rows": rows,
        "form": form,
        "published": next(standing, None),
        "latest": there[0] if there else None,
        "adding": adding or EvidenceForm(),
        "most": MOST_FILES,
        "withdraw": WithdrawForm(),
        "refused": refused,
        "language_next": reverse("achievements:value", args=[access.district.slug, of.pk, place.pk, period]),
    }
    return page_for(request, "achievements/value.html", access, context)


def _initial(row: Achievement | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {"quantity": row.quantity, "evidence": row.evidence, "evidence_link": row.evidence_link}


def _enter(
    request: AuthenticatedRequest,
    district: District,
    form: ValueForm,
    where: tuple[Indicator, Community, str],
    latest: Achievement | None,
) -> None:
    indicator, community, period = where
    given = form.cleaned_data
    entry = Entry(
        indicator.pk, community.pk, period_of(period), given["quantity"], given["evidence"], given["evidence_link"]
    )
    seen = {entry.place: format_decimal(latest.quantity) if latest else None}
    enter_values(district=district, entries=[entry], seen=seen, by=request.user, now=timezone.now())


@require_POST
def withdraw(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take a published value back."""
    district, enters = district_access(request, slug)
    rows = Achievement.objects.select_related("community__street", "indicator")
    row = get_object_or_404(rows, pk=pk, indicator__district=district)
    if row.indicator is None:
        raise Http404
    form = WithdrawForm(request.POST)

    def act() -> None:
        withdraw_value(value=row, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    if done(form, act):
        messages.success(request, _("Withdrawn. Residents see no value here any more."))
        return redirect("achievements:value", slug, row.indicator_id, row.community_id, row.period)
    history = history_of(row.indicator, row.community, period_of(row.period))
    unsent = ValueForm(initial=_initial(next((one for one in history if one.retired_at is None), None)))
    where = (row.indicator, row.community, row.period)
    return _page(request, ValuesAccess(district, enters), where, history, unsent, refused=form)


def _there(request: AuthenticatedRequest, slug: str, pk: int) -> tuple[ValuesAccess, Achievement, Indicator]:
    """A value of a community that who asks sees, and what it counts."""
    access = values_access(request, slug)
    rows = Achievement.objects.filter(indicator__district=access.district, community__in=access.communities)
    row = get_object_or_404(rows.select_related("community__street", "indicator"), pk=pk)
    access.refuse_entering(request, row.community.street)
    if row.indicator is None:
        raise Http404
    return access, row, row.indicator


@require_POST
def add_file(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Add a picture or a PDF to a value, which is confirmed anew then."""
    access, row, of = _there(request, slug, pk)
    form = EvidenceForm(request.POST, request.FILES)

    def add() -> None:
        add_value_file(value=row, by=request.user, now=timezone.now(), **form.given._asdict())

    if done(form, add):
        messages.success(request, _("Added. The value waits to be confirmed with it."))
        return redirect("achievements:value", slug, row.indicator_id, row.community_id, row.period)
    history = history_of(of, row.community, period_of(row.period))
    unsent = ValueForm(initial=_initial(next((one for one in history if one.retired_at is None), None)))
    return _page(request, access, (of, row.community, row.period), history, unsent, adding=form)


@require_safe
def file(request: AuthenticatedRequest, slug: str, pk: int, file: int) -> HttpResponse:
    """A file of a value, for those who enter and confirm."""
    _access, row, _of = _there(request, slug, pk)
    return file_answer(request, row.files.all(), file)


@require_POST
def remove_file(request: AuthenticatedRequest, slug: str, pk: int, file: int) -> HttpResponse:
    """Take a file away from a value."""
    _access, row, _of = _there(request, slug, pk)
    found = get_object_or_404(row.files.defer(*BYTES), pk=file)

    def act() -> None:
        remove_value_file(value=row, file=found, by=request.user, now=timezone.now())

    pressed(request, act, _("Taken away. The value waits to be confirmed without it."))
    return redirect("achievements:value", slug, row.indicator_id, row.community_id, row.period)
