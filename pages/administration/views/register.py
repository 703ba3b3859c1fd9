"""The register of a district as one sheet, out as Excel, and in again, its differences shown first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.actions import enter_register
from communities.actions.register import Registered
from communities.models import District, Secretary
from communities.queries import communities_of, secretaries_of
from communities.rules.register import KnownPlaces, NamedPlace
from communities.wording import listed
from contests.rules.lists import sheets_of_file, sheets_of_text
from contests.rules.register_list import read_register, register_sheet
from contests.wording import left_line, row_sentences
from pages.access import AuthenticatedRequest, administrators_only
from pages.administration.forms.register import RegisterForm, TakeRegisterForm, packed
from pages.forms.refusals import done, pressed

MOST_LISTED = 400
"""Rows that the page lists; it counts all."""


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Download the register, or send one: what it would add is shown, and nothing stored."""
    administrators_only(request)
    district = get_object_or_404(District, slug=slug)
    form = RegisterForm(request.POST or None, request.FILES or None)
    read: dict[str, Any] = {}
    if form.is_bound and done(form, lambda: read.update(_additions(district, form))):
        return render(request, "administration/register-changes.html", {"district": district, **read})
    return render(request, "administration/register.html", {"district": district, "form": form})


def _additions(district: District, form: RegisterForm) -> dict[str, Any]:
    given = form.cleaned_data
    read = read_register(sheets_of_text(given["rows"]) if given["rows"] else sheets_of_file(given["file"].read()))
    known = KnownPlaces(district.streets.all(), communities_of(district), secretaries_of(district))
    rows = [_line(known, n, place) for n, place in read.places]
    new = [row for row in rows if row["adds"]]
    return {
        "new": new[:MOST_LISTED],
        "new_count": len(new),
        "counts": _counts(len(new), len(rows) - len(new), len(read.problems)),
        "refused": row_sentences({"problems": read.problems[:MOST_LISTED]}),
        "refused_count": len(read.problems),
        "left": [left_line(part) for part in read.left],
        "take": TakeRegisterForm(initial={"payload": packed(row["place"] for row in new)}) if new else None,
    }


def _line(known: KnownPlaces, n: int, place: NamedPlace) -> dict[str, Any]:
    """A row with what it would add, asked in the order of the sheet: a row knows of those above it."""
    former, beside = known.former(place), {"elsewhere": listed(known.elsewhere(place))}
    serving = listed(known.serving(place)) if place.secretary else ""
    return {"n": n, "place": place, "former": former, "serving": serving, **beside, "adds": known.adds(place)}


def _counts(new: int, unchanged: int, refused: int) -> str:
    parts = (
        ngettext("{count} row with something new", "{count} rows with something new", new).format(count=new),
        _("{count} unchanged").format(count=unchanged),
        ngettext("{count} cell refused", "{count} cells refused", refused).format(count=refused),
    )
    return listed(parts)


def _taken(added: Registered) -> str:
    streets, communities, secretaries, back = added.streets, added.communities, added.secretaries, added.returned
    parts = (
        ngettext("{count} street", "{count} streets", streets).format(count=streets),
        ngettext("{count} community", "{count} communities", communities).format(count=communities),
        ngettext("{count} secretary", "{count} secretaries", secretaries).format(count=secretaries),
    )
    words = _("Added: {what}.").format(what=listed(parts))
    again = ngettext("{count} secretary is in office again.", "{count} secretaries are in office again.", back)
    return f"{words} {again.format(count=back)}" if back else words


@require_POST
def take(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Enter what was looked at."""
    administrators_only(request)
    district = get_object_or_404(District, slug=slug)
    form = TakeRegisterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This sheet could not be read again. Send it once more."))
        return redirect("administration:register", slug)

    def enter() -> None:
        places = form.cleaned_data["payload"]
        added = enter_register(district=district, places=places, by=request.user, now=timezone.now())
        messages.success(request, _taken(added))

    taken = pressed(request, enter)
    return redirect("administration:district" if taken else "administration:register", slug)


@require_safe
def export(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """The register as it stands."""
    administrators_only(request)
    district = get_object_or_404(District, slug=slug)
    secretaries = Prefetch("communities__secretaries", Secretary.objects.order_by("pk"))
    rows = district.streets.prefetch_related("communities", secretaries)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    disposition = content_disposition_header(as_attachment=True, filename=f"{slug}-register.xlsx")
    return HttpResponse(register_sheet(rows), content_type=kind, headers={"Content-Disposition": disposition})
