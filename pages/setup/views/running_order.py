"""The running order: its draw sealed and made, entered as it was drawn by hand, or taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from contests import actions
from contests.columns import columns_of
from contests.models import Contest, Performance, Round
from contests.queries import order_tag, performances_of, places_of_rooms
from contests.rules.draw import draw_record, gives_numbers, is_sealed, numbers_before
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import done, pressed
from pages.setup.forms.running_order import DrawForm, OrderForm, ReplacesOrder, TurnsForm

from .meanwhile import opened
from .people import page
from .rows_sent import order_sent

MOST_DIGITS = 6
Rooms = list[tuple[str, list[Performance]]]


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The running order: its draw sealed and made, entered as it was drawn by hand, or taken back."""
    access = access_to(request, pk)
    contest = access.contest
    if "take-back" in request.POST:
        pressed(request, lambda: _take_back(request, contest), _("The order has been withdrawn."))
        return redirect("people:order", pk)
    if "seal" in request.POST:
        words = _("The draw is sealed. Show the seal to the hall or print it, then let numbers be called out.")
        pressed(request, lambda: _seal(request, contest), words)
        return redirect("people:order", pk)
    rows = list(performances_of(contest))
    forms = _forms(request, contest, rows)
    form, enter = next(pair for pair in forms.values() if pair[0].is_bound or pair[0] is forms["draw"][0])
    if late_page := opened(request, access, "order", form):
        return late_page
    sound = form.is_bound and form.is_valid()
    if sound and done(form, lambda: enter(request, contest, form)):
        return redirect("people:order", pk)
    if sound and isinstance(form, ReplacesOrder):
        form.ask_again()
    about: dict[str, Any] = {
        "record": draw_record(contest),
        "sealed": _sealed(contest),
        "drawn": any(row.order for row in rows),
        "numbered": any(row.contestant.number_before for row in rows),
    }
    about |= {name: form for name, (form, _enter) in forms.items()}
    return page(request, "setup/people/order.html", access, rounds=_rounds(contest, rows), tab="order", **about)


def _forms(
    request: AuthenticatedRequest, contest: Contest, rows: list[Performance]
) -> dict[str, tuple[Any, Callable[[AuthenticatedRequest, Contest, Any], None]]]:
    """The forms of the page, the one that was sent bound, each with what it does."""
    sent = next((name for name in ("order", "by_contestant") if name in request.POST), "called" if request.POST else "")
    start = {"numbered": gives_numbers(rows), "was": order_tag(rows), "sealed": contest.draw_seal}
    rooms = list(places_of_rooms(panel.rooms for panel in contest.panels.all()))
    start["rooms"] = not any(row.room for row in rows)
    turns = {"by_contestant": "1" if contest.by_contestant else ""}
    data, files = request.POST, request.FILES or None
    return {
        "hand": (OrderForm(contest, data if sent == "order" else None, files, initial=start), _enter),
        "turns": (TurnsForm(data if sent == "by_contestant" else None, initial=turns), _take_turns),
        "draw": (DrawForm(rooms, data if sent == "called" else None, initial=start), _draw),
    }


def _take_turns(request: AuthenticatedRequest, contest: Contest, form: TurnsForm) -> None:
    values = form.values()
    seen = columns_of(contest, values)
    actions.take_turns(contest=contest, **values, seen=seen, by=request.user, now=timezone.now())
    messages.success(request, _("Saved."))


def _draw(request: AuthenticatedRequest, contest: Contest, form: ReplacesOrder) -> None:
    given = form.cleaned_data
    chosen = {name: given.get(name, False) for name in ("called", "numbered", "rooms")}
    chosen["seen"] = given["was"] or None
    seal = given["sealed"] or None
    actions.draw_order(contest=contest, **chosen, seal=seal, by=request.user, now=timezone.now())
    words = _("Drawn: {order}")
    if contest.contestants.exclude(number_before="").exists():
        words = _("Drawn, and numbered in the order drawn. The numbers before the draw, in this order: {order}")
    messages.success(request, words.format(order=_order_in_words(contest)))


def _order_in_words(contest: Contest) -> str:
    """The numbers that were drawn in their order, room by room."""
    rounds = _rounds(contest, performances_of(contest))
    parts = [(room, " ".join(_drawn(row) for row in rows)) for room, rows in (rounds[0][1] if rounds else [])]
    return "; ".join(f"{room} {numbers}" if room else numbers for room, numbers in parts)


def _drawn(row: Performance) -> str:
    return row.contestant.number_before or row.contestant.number


def _enter(request: AuthenticatedRequest, contest: Contest, form: ReplacesOrder) -> None:
    order = order_sent(form, contest)
    given = form.cleaned_data
    chosen = {"round": given["round"], "numbered": given["numbered"], "seen": given["was"] or None}
    actions.enter_order(contest=contest, order=order, **chosen, by=request.user, now=timezone.now())
    messages.success(request, _("The order has been saved."))


def _seal(request: AuthenticatedRequest, contest: Contest) -> None:
    typed = request.POST.get("seen", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < MOST_DIGITS else None
    actions.seal_draw(contest=contest, seen=seen, by=request.user, now=timezone.now())


def _sealed(contest: Contest) -> str:
    """Where the draw stands: "" before it is sealed, "sealed", or "otherwise" where contestants came or went since."""
    if not contest.draw_sealed:
        return ""
    try:
        listed = sorted(numbers_before(contest.contestants.all()))
    except Refused:
        return "otherwise"
    return "sealed" if is_sealed(contest, listed) else "otherwise"


def _take_back(request: AuthenticatedRequest, contest: Contest) -> None:
    actions.take_back_order(contest=contest, by=request.user, now=timezone.now())


def _rounds(contest: Contest, performances: Iterable[Performance]) -> list[tuple[Round, Rooms]]:
    """Each round on stage with its performances, room by room: the rooms of panels in their order, then the others."""
    rows = [row for row in performances if not row.round.external]
    rounds = {row.round_id: row.round for row in rows}
    panels = contest.panels.all() if any(row.room for row in rows) else ()
    rooms = [room for panel in panels for room in panel.rooms or ()]
    return [(round_, _by_room((row for row in rows if row.round_id == pk), rooms)) for pk, round_ in rounds.items()]


def _by_room(rows: Iterable[Performance], rooms: Iterable[str]) -> Rooms:
    found: dict[str, list[Performance]] = {room: [] for room in rooms}
    for row in rows:
        found.setdefault(row.room, []).append(row)
    return [(room, there) for room, there in found.items() if there]
