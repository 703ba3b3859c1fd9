"""The journals of localities and of accounts, for administrators."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.models import Journal
from communities.queries import journal_of_accounts, journal_of_localities
from pages.access import AuthenticatedRequest, administrators_only
from pages.journal import DistrictsJournalTable, page_of


@require_safe
def journal(request: AuthenticatedRequest) -> HttpResponse:
    """Who did what with districts and places, newest first, a page at a time."""
    administrators_only(request)
    return _journal(request, journal_of_localities(), "administration/journal.html")


@require_safe
def accounts(request: AuthenticatedRequest) -> HttpResponse:
    """Who did what with accounts, roles and passwords, newest first, a page at a time."""
    administrators_only(request)
    return _journal(request, journal_of_accounts(), "administration/accounts.html")


def _journal(request: AuthenticatedRequest, lines: QuerySet[Journal], template: str) -> HttpResponse:
    page = page_of(request, lines)
    return render(request, template, {"page": page, "table": DistrictsJournalTable(list(page.object_list))})
