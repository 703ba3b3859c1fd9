"""The journal of a contest."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.queries import journal_of
from pages.access import Signed

from .access import managed, on
from .tables import JournalTable

A_PAGE = 50


@require_safe
def journal(request: Signed, pk: int) -> HttpResponse:
    """Who did what, newest first, a page at a time."""
    contest = managed(request, pk)
    page = Paginator(journal_of(contest.pk), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "manage/journal.html", on(contest, "journal", page=page, table=JournalTable(list(page.object_list)))
    )
