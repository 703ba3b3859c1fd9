"""The picture at the head of a campaign's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contests.actions import remove_banner, set_banner
from contests.queries.campaigns import banner_named
from pages.access import AuthenticatedRequest
from pages.campaigns.forms.campaign import BannerForm
from pages.forms.refusals import done, pressed
from pages.media import NOT_STORED, picture_answer

from .page import campaign_page, reached


@require_POST
def change(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Set another picture."""
    _district, _enters, row = reached(request, slug, pk)
    form = BannerForm(request.POST, request.FILES)

    def act() -> None:
        data, says = form.cleaned_data["file"].read(), form.cleaned_data["says"]
        set_banner(campaign=row, says=says, data=data, by=request.user, now=timezone.now())

    if done(form, act):
        messages.success(request, _("The picture is set."))
        return redirect("campaigns:campaign", slug, pk)
    return campaign_page(request, slug, pk, picture=form)


@require_POST
def remove(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take the picture away."""
    _district, _enters, row = reached(request, slug, pk)
    words = _("The picture is gone.")
    pressed(request, lambda: remove_banner(campaign=row, by=request.user, now=timezone.now()), words)
    return redirect("campaigns:campaign", slug, pk)


@require_safe
def banner(request: AuthenticatedRequest, slug: str, pk: int, name: str) -> HttpResponse:
    """The picture, for those who prepare the page."""
    _district, _enters, row = reached(request, slug, pk)
    found = banner_named(row.pk, name)
    if found is None:
        raise Http404
    return picture_answer(found, cached=NOT_STORED)
