"""Photos of sites for the report on a tour: added and taken away by organiser and desk."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities.models import BYTES
from contests.models import Performance
from pages.access import Access, AuthenticatedRequest, desk_access
from pages.files import file_answer
from pages.forms.files import EvidenceForm
from pages.forms.refusals import done, pressed
from scoring.actions import add_site_photo, remove_site_photo
from scoring.actions.photos import MOST_PHOTOS
from scoring.models import SitePhoto

from .page import page


@require_safe
def photos(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All sites with their photos."""
    return _page(request, desk_access(request, pk))


def _page(
    request: AuthenticatedRequest, access: Access, failed: int = 0, adding: EvidenceForm | None = None
) -> HttpResponse:
    own = Prefetch("site_photos", SitePhoto.objects.defer(*BYTES))
    rows = access.contest.performances.filter(round__at_once=True, round__external=False)
    rows = rows.select_related("contestant", "round").prefetch_related(own)
    sites = [(row, adding if adding and row.pk == failed else EvidenceForm()) for row in rows]
    context = {"sites": sites, "failed": failed, "most": MOST_PHOTOS, "may": access.may_run}
    return render(request, "manage/photos.html", page(access, "papers", **context))


@require_POST
def add(request: AuthenticatedRequest, pk: int, site: int) -> HttpResponse:
    """Add a photo of a site."""
    access = desk_access(request, pk)
    row = get_object_or_404(Performance, pk=site, contest=access.contest)
    form = EvidenceForm(request.POST, request.FILES)

    def act() -> None:
        add_site_photo(performance=row, by=request.user, now=timezone.now(), **form.given._asdict())

    if done(form, act):
        messages.success(request, _("Added: {file}").format(file=form.given_title))
        return redirect("manage:photos", pk)
    return _page(request, access, row.pk, form)


@require_safe
def file(request: AuthenticatedRequest, pk: int, file: int) -> HttpResponse:
    """A photo, for who looks after the report."""
    contest = desk_access(request, pk).contest
    return file_answer(request, SitePhoto.objects.filter(performance__contest=contest), file)


@require_POST
def remove(request: AuthenticatedRequest, pk: int, file: int) -> HttpResponse:
    """Take a photo out of the report."""
    contest = desk_access(request, pk).contest
    rows = SitePhoto.objects.filter(performance__contest=contest).select_related("performance")
    found = get_object_or_404(rows.defer(*BYTES), pk=file)

    def act() -> None:
        remove_site_photo(photo=found, by=request.user, now=timezone.now())

    pressed(request, act, _("Taken out of the report."))
    return redirect("manage:photos", pk)
