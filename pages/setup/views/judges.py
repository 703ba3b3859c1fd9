"""The seats of all panels, as one table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.refused import Refused
from communities.wording import listed, sentence
from contests import actions
from contests.ballots import ballot_text
from contests.columns import columns_of
from contests.models import Contest, Judge, Panel
from pages.access import AuthenticatedRequest, access_to, organiser_access
from pages.forms.refusals import pressed, show_refusal
from pages.glyphs import warn_of_glyphs
from pages.setup.forms.people import SeatForm, SeatsForm, localities_of, seat_sent, seats_removed

from . import meanwhile
from .meanwhile import order_of, order_sent
from .people import page

Seats = list[SeatForm]


@require_http_methods(["GET", "HEAD", "POST"])
def judges(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All seats with who sits there. A button saves the table, and then moves or removes a seat if it says so."""
    access = access_to(request, pk)
    contest = access.contest
    everybody = list(contest.panels.all())
    panels = [panel for panel in everybody if panel.ballot is None]
    seats = _seats(contest, panels, request.POST or None)
    if late_page := meanwhile.opened(request, access, "judges", *seats):
        return late_page
    if request.method == "POST" and _saved(request, contest, seats) and _then(request, contest):
        return redirect("people:judges", pk)
    more = SeatsForm(contest.panels.filter(ballot__isnull=True))
    _offer(more, panels)
    order = order_of(form.seat for form in seats)
    juries = [(panel, ballot_text(panel.ballot)) for panel in everybody if panel.ballot is not None]
    context = {"seats": seats, "panels": panels, "juries": juries, "more": more, "order": order, "tab": "judges"}
    context["rooms"] = any(panel.rooms for panel in panels)
    return page(request, "setup/people/judges.html", access, **context)


def _seats(contest: Contest, panels: list[Panel], data: Any) -> Seats:
    localities, own = localities_of(contest.district), contest.panels.filter(ballot__isnull=True)
    seats = [
        SeatForm(seat, localities, own, data if data and seat_sent(data, seat.pk) else None)
        for seat in contest.judges.select_related("panel", "street", "community")
    ]
    for form in seats:
        _offer(form, panels)
    return seats


def _offer(form: SeatForm | SeatsForm, panels: list[Panel]) -> None:
    """Panels that are read already, so that no row asks for them again."""
    form.fields["panel"].choices = [(panel.pk, str(panel)) for panel in panels]  # type: ignore[attr-defined]


def _saved(request: AuthenticatedRequest, contest: Contest, seats: Seats) -> bool:
    removed = seats_removed(request.POST, {form.seat.pk for form in seats})
    if removed:
        messages.error(request, _removed_line(removed))
    sent = [form for form in seats if form.is_bound]
    if not all([form.is_valid() for form in sent]):  # noqa: C419 - every row says what is wrong with it
        return False
    changes = {form.seat.pk: form.values() for form in sent if form.has_changed()}
    seen = {form.seat.pk: columns_of(form.seat, changes[form.seat.pk]) for form in sent if form.seat.pk in changes}
    try:
        actions.change_seats(contest=contest, changes=changes, seen=seen, by=request.user, now=timezone.now())
    except Refused as refused:
        _show_row_refusal(request, seats, refused)
        return False
    warn_of_glyphs(request, *(values["name"] for values in changes.values()))
    return True


def _removed_line(names: list[str]) -> str:
    """Tell of seats that somebody else has removed, with the names that were typed."""
    words = _("Somebody else has just removed seats on this page; these names no longer have a seat: {names}.")
    return words.format(names=listed(name or "–" for name in names))


def _show_row_refusal(request: AuthenticatedRequest, seats: Seats, refused: Refused) -> None:
    row = next((form for form in seats if form.seat.pk == refused.facts.get("seat")), None)
    if row is None:
        messages.error(request, sentence(refused))
    else:
        show_refusal(row, refused)


def _then(request: AuthenticatedRequest, contest: Contest) -> bool:
    """What the pressed button asks for after saving."""
    verb, _dash, number = request.POST.get("do", "").partition("-")
    seat = contest.judges.filter(pk=number).first() if number.isdecimal() and len(number) < 18 else None
    if seat is None and verb in ("up", "down", "remove"):
        messages.error(request, sentence(Refused("gone")))
        return True
    if seat is None:
        messages.success(request, _("The judges have been saved."))
        return True
    pressed(request, lambda: _do(request, verb, seat))
    return True


def _do(request: AuthenticatedRequest, verb: str, seat: Judge) -> None:
    if verb == "remove":
        actions.remove_part(part=seat, by=request.user, now=timezone.now())
        messages.success(request, _("Seat {seat} is removed.").format(seat=seat.key))
        return
    sent = request.POST.get("order", "")
    actions.move_part(part=seat, up=verb == "up", seen=order_sent(sent), by=request.user, now=timezone.now())


@require_POST
def more(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Add seats to a panel."""
    contest = organiser_access(request, pk).contest
    form = SeatsForm(contest.panels.filter(ballot__isnull=True), request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a panel, and how many seats: 1 to 50."))
        return redirect("people:judges", pk)
    given = form.cleaned_data
    add = lambda: actions.add_seats(panel=given["panel"], count=given["count"], by=request.user, now=timezone.now())  # noqa: E731
    pressed(request, add)
    return redirect("people:judges", pk)
