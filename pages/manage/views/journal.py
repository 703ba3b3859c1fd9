"""The journal of a contest."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.queries import journal_of
from pages.access import AuthenticatedRequest, access_to
from pages.journal import JournalTable, page_of

from .page import page


@require_safe
def journal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Who did what, newest first, a page at a time."""
    access = access_to(request, pk)
    lines = page_of(request, journal_of(access.contest.pk))
    table = JournalTable(list(lines.object_list))
    return render(request, "manage/journal.html", page(access, "journal", page=lines, table=table))
