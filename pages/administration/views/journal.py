"""The journal of accounts and localities, for administrators."""

from __future__ import annotations

import django_tables2 as tables
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from communities.queries import journal_of_accounts_and_localities
from pages.access import AuthenticatedRequest, administrators_only
from pages.journal import JournalTable, page_of


class DistrictsJournalTable(JournalTable):
    """With the district a line is about, where it is about one."""

    district = tables.Column(verbose_name=_("District"), orderable=False, default="")

    class Meta(JournalTable.Meta):
        sequence = ("at", "who_label", "verb", "district", "detail")


@require_safe
def journal(request: AuthenticatedRequest) -> HttpResponse:
    """Who did what with accounts, roles, passwords and localities, newest first, a page at a time."""
    administrators_only(request)
    page = page_of(request, journal_of_accounts_and_localities())
    table = DistrictsJournalTable(list(page.object_list))
    return render(request, "administration/journal.html", {"page": page, "table": table})
