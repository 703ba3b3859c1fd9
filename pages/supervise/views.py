"""What happened since a supervisor last looked, and that they have looked; accounts, roles and passwords."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities.actions import confirm_inspection
from communities.queries import inspected_upto, journal_of_accounts
from communities.refused import Refused
from pages.access import AuthenticatedRequest, supervised, supervised_districts
from pages.forms.refusals import pressed
from pages.journal import JournalTable, page_of
from pages.paging import LINES

from .watched import groups_of, lines_to_look_at


@require_safe
def home(request: AuthenticatedRequest) -> HttpResponse:
    """The districts that somebody supervises."""
    return render(request, "supervise/home.html", {"districts": supervised_districts(request)})


@require_safe
def district(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """What happened since one last said that one has looked, contest by contest; all of it with `all`.

    Further pages show what was there when the first was asked for: `upto` is the number of its latest line.
    """
    district, supervises = supervised(request, slug)
    looked, whole = inspected_upto(request.user, district), "all" in request.GET
    lines = lines_to_look_at(district, after=0 if whole or looked is None else looked.line_id)
    upto = _number(request.GET.get("upto", "")) or lines.values_list("pk", flat=True).first()
    page = Paginator(lines.filter(pk__lte=upto or 0), LINES).get_page(request.GET.get("page"))
    groups = groups_of(page.object_list, district)
    context = {"district": district, "groups": groups, "looked": looked, "whole": whole, "page": page, "upto": upto}
    return render(request, "supervise/district.html", {**context, "may_confirm": supervises and not whole})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@require_POST
def looked(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Say that one has looked, up to the latest line that was shown."""
    district, _supervises = supervised(request, slug)
    upto = lines_to_look_at(district).filter(pk=_number(request.POST.get("upto", ""))).first()
    words = _("Noted. From now on this page shows what happens after this.")

    def confirm() -> None:
        if upto is None:
            raise Refused("unknown-fields")
        confirm_inspection(district=district, upto=upto, by=request.user, now=timezone.now())

    pressed(request, confirm, words)
    return redirect("supervise:district", slug)


@require_safe
def accounts(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Who did what with accounts, roles and passwords of a district, newest first, a page at a time."""
    district, _supervises = supervised(request, slug)
    page = page_of(request, journal_of_accounts(district))
    table = JournalTable(list(page.object_list))
    return render(request, "supervise/accounts.html", {"district": district, "page": page, "table": table})
