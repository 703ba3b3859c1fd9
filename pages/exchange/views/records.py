"""Who learned from whom: the records of a district."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.actions import (
    change_exchange,
    create_exchange,
    publish_exchange,
    remove_exchange,
    withdraw_exchange,
)
from communities.models import Community, District, Exchange, ExchangeKind
from communities.queries import communities_of
from pages.access import AuthenticatedRequest, district_access
from pages.exchange.forms import ExchangeForm, WithdrawnForm
from pages.forms.plain import ButtonForm
from pages.forms.refusals import done, pressed
from pages.paging import LINES, asked_of, part_of

from .page import page, seen_version

FIELDS = ("title", "began", "ended", "beyond", "who", "text", "outcome")


@require_safe
def records(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """All records, latest first, each with how far it has come."""
    district, enters = district_access(request, slug)
    rows = list(district.exchanges.prefetch_related("communities"))
    part = part_of(rows, asked_of(request.GET), lambda row: ("", str(row)), size=LINES)
    return page(request, "exchange/records.html", district, enters, part=part, kinds=ExchangeKind.choices)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthenticatedRequest, slug: str, kind: str) -> HttpResponse:
    """Enter a record of one kind."""
    district, enters = district_access(request, slug)
    if kind not in ExchangeKind.values:
        raise Http404
    form = ExchangeForm(request.POST or None, communities=_communities(district))
    made: list[Exchange] = []

    def create() -> None:
        values = {**form.cleaned_data, "kind": kind}
        made.append(create_exchange(district=district, values=values, by=request.user, now=timezone.now()))

    if form.is_bound and done(form, create):
        messages.success(request, _("Saved. Residents read it once you publish it."))
        return redirect("exchange:record", slug, made[0].pk)
    words = ExchangeKind(kind).label
    return page(request, "exchange/record.html", district, enters, form=form, kind=words)


def _communities(district: District) -> list[Community]:
    return list(communities_of(district).order_by("street", "pk"))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Change a record, publish it or take it back."""
    district, _enters = district_access(request, slug)
    row = get_object_or_404(district.exchanges, pk=pk)
    seen = _shown(row)
    form = ExchangeForm(request.POST or None, initial=seen, communities=_communities(district))

    def store() -> None:
        change_exchange(exchange=row, values=form.cleaned_data, seen=seen, by=request.user, now=timezone.now())

    if form.is_bound and done(form, store):
        messages.success(request, _("Saved."))
        return redirect("exchange:record", slug, pk)
    return _page(request, slug, row, form=form)


def _shown(row: Exchange) -> dict[str, Any]:
    took_part = row.participations.values_list("community_id", flat=True)
    return {**{name: getattr(row, name) for name in FIELDS}, "communities": [str(number) for number in took_part]}


def _page(
    request: AuthenticatedRequest, slug: str, row: Exchange, form: ExchangeForm, refused: ButtonForm | None = None
) -> HttpResponse:
    district, enters = district_access(request, slug)
    context = {
        "form": form,
        "record": row,
        "kind": row.get_kind_display(),
        "withdrawn": WithdrawnForm(),
        "refused": refused,
        "language_next": reverse("exchange:record", args=[slug, row.pk]),
    }
    return page(request, "exchange/record.html", district, enters, **context)


@require_POST
def publish(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Let residents read it."""
    district, _enters = district_access(request, slug)
    row = get_object_or_404(district.exchanges, pk=pk)
    words = _("Published. Residents read it now.")
    seen = seen_version(request)
    pressed(request, lambda: publish_exchange(exchange=row, seen=seen, by=request.user, now=timezone.now()), words)
    return redirect("exchange:record", slug, pk)


@require_POST
def withdraw(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take it back."""
    district, _enters = district_access(request, slug)
    row = get_object_or_404(district.exchanges, pk=pk)
    form = WithdrawnForm(request.POST)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        withdraw_exchange(exchange=row, reason=reason, by=request.user, now=timezone.now())

    if done(form, act):
        messages.success(request, _("Taken back. Residents read it no longer."))
        return redirect("exchange:record", slug, pk)
    now = get_object_or_404(district.exchanges, pk=pk)
    unsent = ExchangeForm(initial=_shown(now), communities=_communities(district))
    return _page(request, slug, now, form=unsent, refused=form)


@require_POST
def remove(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Remove it."""
    district, _enters = district_access(request, slug)
    row = get_object_or_404(district.exchanges, pk=pk)
    words = _("“{object}” is removed.").format(object=row)
    gone = pressed(request, lambda: remove_exchange(exchange=row, by=request.user, now=timezone.now()), words)
    return redirect("exchange:records", slug) if gone else redirect("exchange:record", slug, pk)
