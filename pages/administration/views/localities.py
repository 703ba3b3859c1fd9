"""Pages of administrators: districts, streets, communities with their secretaries and achievements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.db.models import Model, Prefetch
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities import actions
from communities.models import Achievement, Community, District, Secretary, Street
from communities.numbers import format_decimal
from communities.refused import Refused
from communities.wording import sentence
from pages.access import AuthenticatedRequest, administrators_only
from pages.administration.forms.localities import (
    AchievementForm,
    CommunityForm,
    DistrictForm,
    MovedCommunityForm,
    SecretaryForm,
    StreetForm,
)
from pages.first_steps import next_step
from pages.forms.plain import ButtonForm
from pages.forms.refusals import show_refusal
from pages.glyphs import warn_of_glyphs

Locality = District | Street | Community | Secretary | Achievement
PRINTED = (Street, Community, Secretary)
"""Whose names stand on certificates."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of locality: its rows, its form, and what it stands in."""

    model: type[Locality]
    form: type[ButtonForm]
    create: Callable[..., Locality]
    heading: str | Promise
    parent: type[Model] | None = None
    within: str = ""


KINDS: dict[str, Kind] = {
    "district": Kind(District, DistrictForm, actions.create_district, gettext_lazy("District")),
    "street": Kind(Street, StreetForm, actions.create_street, gettext_lazy("Street"), District, "district"),
    "community": Kind(Community, CommunityForm, actions.create_community, gettext_lazy("Community"), Street, "street"),
    "secretary": Kind(
        Secretary, SecretaryForm, actions.create_secretary, gettext_lazy("Secretary"), Community, "community"
    ),
    "achievement": Kind(
        Achievement, AchievementForm, actions.create_achievement, gettext_lazy("Achievement"), Community, "community"
    ),
}


@require_safe
def home(request: AuthenticatedRequest) -> HttpResponse:
    """All districts, and the way to the people."""
    administrators_only(request)
    context = {"districts": District.objects.all(), "steps": next_step(request.user)}
    return render(request, "administration/home.html", context)


@require_safe
def district(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """A district with its streets and communities."""
    administrators_only(request)
    district = get_object_or_404(District, slug=slug)
    communities = Community.objects.prefetch_related("secretaries")
    streets = district.streets.prefetch_related(Prefetch("communities", communities))
    context = {"district": district, "streets": streets, "steps": next_step(request.user, district)}
    return render(request, "administration/district.html", context)


@require_safe
def community(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A community with its secretaries and achievements."""
    administrators_only(request)
    community = get_object_or_404(Community.objects.select_related("street__district"), pk=pk)
    steps = next_step(request.user, community.street.district, community)
    context = {"community": community, "in_words": community.achievements.filter(indicator=None), "steps": steps}
    return render(request, "administration/community.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AuthenticatedRequest, kind: str, pk: int | None = None) -> HttpResponse:
    """Enter a locality, within another where it stands in one."""
    administrators_only(request)
    of_kind = KINDS[kind]
    parent = get_object_or_404(of_kind.parent, pk=pk) if of_kind.parent else None
    within = {of_kind.within: parent} if parent else {}
    form = of_kind.form(request.POST or None, there=_beside(of_kind, within))

    def create(values: dict[str, Any]) -> Locality:
        return of_kind.create(values=values, by=request.user, now=timezone.now(), **within)

    stored = _stored(request, form, create)
    if stored is not None:
        messages.success(request, _("“{name}” was added.").format(name=stored))
        return redirect(_page_of(stored))
    context = {"form": form, "heading": of_kind.heading, "within": parent, "back": _page_of(parent) if parent else None}
    return render(request, "administration/locality.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AuthenticatedRequest, kind: str, pk: int) -> HttpResponse:
    """Change a locality."""
    administrators_only(request)
    row = _locality(kind, pk)
    form = _form_of(KINDS[kind], row, request.POST or None)

    def keep(values: dict[str, Any]) -> Locality:
        seen = {name: getattr(row, name) for name in values}
        return actions.change_locality(row=row, values=values, seen=seen, by=request.user, now=timezone.now())

    if _stored(request, form, keep) is not None:
        messages.success(request, _("Saved."))
        return redirect(_page_of(row))
    context = {"form": form, "heading": KINDS[kind].heading, "row": row, "kind": kind, "back": _page_of(row)}
    return render(request, "administration/locality.html", context)


def _beside(kind: Kind, within: dict[str, Any]) -> dict[int, str]:
    """Those beside which one is added, by name: what two people enter at once is told to the second."""
    rows = kind.model._default_manager.filter(**within) if kind.model is Secretary else ()  # noqa: SLF001 - else unique
    return {row.pk: str(row) for row in rows}


def _locality(kind: str, pk: int) -> Locality:
    return cast(Locality, get_object_or_404(KINDS[kind].model, pk=pk))


def _form_of(kind: Kind, row: Any, data: Any) -> ButtonForm:
    if isinstance(row, District):
        return DistrictForm(data, initial=DistrictForm.initial_of(row))
    initial = {name: getattr(row, name) for name in kind.form.base_fields}
    if isinstance(row, Community):
        return MovedCommunityForm(row, data, initial={**initial, "street": row.street_id})
    if isinstance(row, Achievement):
        initial["quantity"] = format_decimal(row.quantity)
    return kind.form(data, initial=initial)


def _stored(request: AuthenticatedRequest, form: Form, keep: Callable[[dict[str, Any]], Locality]) -> Locality | None:
    """What a sound form was stored as; None where it was not, and the form says why."""
    if not form.is_valid():
        return None
    try:
        stored = keep(form.cleaned_data)
    except Refused as refused:
        show_refusal(form, refused)
        return None
    if isinstance(stored, PRINTED):
        warn_of_glyphs(request, stored.name)
    return stored


def _page_of(row: Any) -> str:
    """The page on which a locality is shown."""
    match row:
        case District():
            return reverse("administration:district", kwargs={"slug": row.slug})
        case Street():
            return _page_of(row.district)
        case Community():
            return reverse("administration:community-page", kwargs={"pk": row.pk})
    return _page_of(row.community)


@require_POST
def remove(request: AuthenticatedRequest, kind: str, pk: int) -> HttpResponse:
    """Take away a locality nothing stands on."""
    administrators_only(request)
    row = _locality(kind, pk)
    within = getattr(row, KINDS[kind].within, None)
    try:
        actions.remove_locality(row=row, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect(_page_of(row))
    messages.success(request, _("“{object}” is removed.").format(object=row))
    return redirect(_page_of(within) if within else reverse("administration:home"))
