"""The running order: drawn, or entered as it was drawn by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contests import actions
from contests.models import Contest, Round
from contests.queries import performances_of
from pages.access import AuthenticatedRequest, access_to
from pages.forms.plain import PlainForm
from pages.forms.refusals import done
from pages.setup.forms.people import DrawForm, OrderForm

from .people import page
from .rows_sent import order_sent


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The running order: drawn from a seed, or entered as it was drawn by hand."""
    access = access_to(request, pk)
    contest = access.contest
    by_hand = "order" in request.POST
    draw = DrawForm(request.POST if request.POST and not by_hand else None)
    hand = OrderForm(contest, request.POST if by_hand else None, request.FILES or None)
    form, enter = (hand, _enter) if by_hand else (draw, _draw)
    if form.is_bound and done(form, lambda: enter(request, contest, form)):
        return redirect("people:order", pk)
    context = {"draw": draw, "hand": hand, "rounds": _rounds(contest), "tab": "order"}
    return page(request, "setup/people/order.html", access, **context)


def _draw(request: AuthenticatedRequest, contest: Contest, form: PlainForm) -> None:
    drawn = actions.draw_order(contest=contest, seed=form.cleaned_data["seed"], by=request.user, now=timezone.now())
    messages.success(request, _("Drawn: {order}").format(order=" ".join(drawn)))


def _enter(request: AuthenticatedRequest, contest: Contest, form: PlainForm) -> None:
    assert isinstance(form, OrderForm)  # noqa: S101 - for the type checker
    order = order_sent(form, dict(contest.contestants.values_list("number", "name")))
    actions.enter_order(
        contest=contest, order=order, round=form.cleaned_data["round"], by=request.user, now=timezone.now()
    )
    messages.success(request, _("The order is stored."))


def _rounds(contest: Contest) -> list[tuple[Round, list[Any]]]:
    """Each round on stage with its performances."""
    rows = [row for row in performances_of(contest) if not row.round.external]
    rounds = {row.round_id: row.round for row in rows}
    return [(round_, [row for row in rows if row.round_id == pk]) for pk, round_ in rounds.items()]
