"""The journal of a contest."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.queries import journal_of
from pages.access import Signed
from pages.journal import JournalTable, page_of

from .access import managed, on


@require_safe
def journal(request: Signed, pk: int) -> HttpResponse:
    """Who did what, newest first, a page at a time."""
    contest = managed(request, pk)
    page = page_of(request, journal_of(contest.pk))
    table = JournalTable(list(page.object_list))
    return render(request, "manage/journal.html", on(contest, "journal", page=page, table=table))
