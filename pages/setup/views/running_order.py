"""The running order: drawn, entered as it was drawn by hand, or taken back."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contests import actions
from contests.models import Contest, Performance, Round
from contests.queries import order_tag, performances_of
from contests.rules.draw import gives_numbers
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import done, pressed
from pages.setup.forms.people import DrawForm, OrderForm, ReplacesOrder

from .meanwhile import opened
from .people import page
from .rows_sent import order_sent


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The running order: drawn from a seed, entered as it was drawn by hand, or taken back."""
    access = access_to(request, pk)
    contest = access.contest
    if "take-back" in request.POST:
        pressed(request, lambda: _take_back(request, contest), _("The order has been withdrawn."))
        return redirect("people:order", pk)
    by_hand = "order" in request.POST
    rows = list(performances_of(contest))
    start = {"numbered": gives_numbers(rows), "was": order_tag(rows)}
    draw = DrawForm(request.POST if request.POST and not by_hand else None, initial=start)
    hand = OrderForm(contest, request.POST if by_hand else None, request.FILES or None, initial=start)
    form, enter = (hand, _enter) if by_hand else (draw, _draw)
    if late_page := opened(request, access, "order", form):
        return late_page
    if form.is_bound and done(form, lambda: enter(request, contest, form)):
        return redirect("people:order", pk)
    if form.is_bound and form.is_valid():
        form.ask_again()
    about = {"drawn": any(row.order for row in rows), "numbered": any(row.contestant.number_before for row in rows)}
    context = {"draw": draw, "hand": hand, "rounds": _rounds(rows), "tab": "order", **about}
    return page(request, "setup/people/order.html", access, **context)


def _draw(request: AuthenticatedRequest, contest: Contest, form: ReplacesOrder) -> None:
    given = form.cleaned_data
    chosen = {"seed": given["seed"], "numbered": given["numbered"], "seen": given["was"] or None}
    drawn = actions.draw_order(contest=contest, **chosen, by=request.user, now=timezone.now())
    messages.success(request, _("Drawn: {order}").format(order=" ".join(drawn)))


def _enter(request: AuthenticatedRequest, contest: Contest, form: ReplacesOrder) -> None:
    order = order_sent(form, dict(contest.contestants.values_list("number", "name")))
    given = form.cleaned_data
    chosen = {"round": given["round"], "numbered": given["numbered"], "seen": given["was"] or None}
    actions.enter_order(contest=contest, order=order, **chosen, by=request.user, now=timezone.now())
    messages.success(request, _("The order has been saved."))


def _take_back(request: AuthenticatedRequest, contest: Contest) -> None:
    actions.take_back_order(contest=contest, by=request.user, now=timezone.now())


def _rounds(performances: Iterable[Performance]) -> list[tuple[Round, list[Performance]]]:
    """Each round on stage with its performances."""
    rows = [row for row in performances if not row.round.external]
    rounds = {row.round_id: row.round for row in rows}
    return [(round_, [row for row in rows if row.round_id == pk]) for pk, round_ in rounds.items()]
