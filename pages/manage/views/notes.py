"""What judges have written about sites: read by the organiser, who may leave something out of the report."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import pressed
from scoring.actions import leave_out_note, take_in_note
from scoring.models import SiteNote
from scoring.queries import notes_of

from .page import page


@require_safe
def notes(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All notes, site by site."""
    access = access_to(request, pk)
    found = [note for note in notes_of(access.contest) if not note.empty]
    sites = [(site, list(rows)) for site, rows in groupby(found, key=lambda note: note.performance)]
    return render(request, "manage/notes.html", page(access, "papers", sites=sites))


@require_POST
def decide(request: AuthenticatedRequest, pk: int, note: int) -> HttpResponse:
    """Leave a note out of the report, with a reason; or take it in again."""
    contest = access_to(request, pk).contest
    rows = SiteNote.objects.select_related("performance").filter(performance__contest=contest)
    current = get_object_or_404(rows, pk=note)
    if "take-in" in request.POST:

        def act() -> None:
            take_in_note(note=current, by=request.user, now=timezone.now())

        pressed(request, act, _("The note stands in the report again."))
        return redirect("manage:notes", pk)

    def leave() -> None:
        reason = request.POST.get("reason", "")
        leave_out_note(note=current, reason=reason, by=request.user, now=timezone.now())

    pressed(request, leave, _("The note is left out of the report."))
    return redirect("manage:notes", pk)
