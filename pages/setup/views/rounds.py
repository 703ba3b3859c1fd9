"""Rounds, their rubric, and who goes on: one page, on which one row at a time is a form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.numbers import format_decimal
from contests.clocks import clock_rule_text
from contests.models import Contest, Cut, Round, RubricItem
from pages.access import Access, AuthenticatedRequest, access_to
from pages.forms.refusals import done
from pages.setup.forms.rounds import CutForm, ItemForm, RoundForm

from . import meanwhile
from .contests import FORM
from .keys import new_key
from .meanwhile import found, order_of


@require_safe
def rounds(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All rounds with their items."""
    return _page(request, access_to(request, pk))


def _page(request: AuthenticatedRequest, access: Access, **editing: Any) -> HttpResponse:
    """The page; `editing` names the form and where it stands: round, item, item_in, cut_after."""
    contest = access.contest
    listed = list(contest.rounds.prefetch_related("items", "cuts"))
    for round_ in listed:
        _computed(round_)
    whole = sum((round_.weight for round_ in listed), Decimal(0))
    full = [round_.worth * round_.weight for round_ in listed if round_.listed]  # type: ignore[attr-defined]
    context = {
        "contest": contest,
        "tab": "rounds",
        "back": "setup:rounds",
        "access": access,
        "rounds": listed,
        "order": order_of(listed),
        "weights": format_decimal(whole, "short") if whole else 0,
        "full": format_decimal(sum(full, Decimal(0)), "short") if full and len(full) == len(listed) else None,
        **(editing if access.may_change else {}),
    }
    return render(request, "setup/rounds.html", context)


def _computed(round_: Round) -> None:
    """What the page says of a round: the sum of its maxima, and what a full sheet is worth."""
    items = list(round_.items.all())
    round_.listed = items  # type: ignore[attr-defined]
    round_.order = order_of(items)  # type: ignore[attr-defined]
    round_.cut = next(iter(round_.cuts.all()), None)  # type: ignore[attr-defined]
    round_.maxima = format_decimal(sum((item.maximum for item in items), Decimal(0)), "short")  # type: ignore[attr-defined]
    round_.worth = sum((item.maximum * item.weight for item in items), Decimal(0))  # type: ignore[attr-defined]
    round_.full = format_decimal(round_.worth, "short")  # type: ignore[attr-defined]
    round_.clock_rule_text = clock_rule_text(round_.clock)  # type: ignore[attr-defined]
    round_.weighs = any(item.weight != 1 for item in items)  # type: ignore[attr-defined]


@require_http_methods(FORM)
def new_round(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Add a round."""
    access = access_to(request, pk)
    contest = access.contest
    others = list(contest.rounds.all())
    there = meanwhile.names_of(others)
    form = RoundForm(request.POST or None, others=others, there=there)
    if late_page := meanwhile.opened(request, access, "rounds", form):
        return late_page
    key = new_key("round", {other.key for other in others})
    new = Round(contest=contest)
    if done(form, lambda: meanwhile.add(request, contest, new, {"key": key, **form.values()}, there)):
        messages.success(request, _("“{name}” was added.").format(name=form.cleaned_data["name"]))
        return redirect("setup:rounds", pk)
    return _page(request, access, form=form, editing_round="new")


@require_http_methods(FORM)
def change_round(request: AuthenticatedRequest, pk: int, part: int) -> HttpResponse:
    """Change a round."""
    access = access_to(request, pk)
    contest = access.contest
    round_ = found(request, contest.rounds, part)
    form = RoundForm(request.POST or None, round_=round_, others=list(contest.rounds.exclude(pk=part)))
    if late_page := meanwhile.opened(request, access, "rounds", form):
        return late_page
    if round_ is None:
        return meanwhile.gone(request, access, form, "setup:rounds")
    if done(form, lambda: meanwhile.change(request, round_, form.values())):
        return _saved(request, contest, f"round-{part}")
    return _page(request, access, form=form, editing_round=part)


def _saved(request: AuthenticatedRequest, contest: Contest, place: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(f"{_address(contest)}#{place}")


def _address(contest: Contest) -> str:
    return redirect("setup:rounds", contest.pk).url


@require_http_methods(FORM)
def new_item(request: AuthenticatedRequest, pk: int, part: int) -> HttpResponse:
    """Add an item to a round."""
    access = access_to(request, pk)
    contest = access.contest
    round_ = found(request, contest.rounds.filter(external=False), part)
    others = list(RubricItem.objects.filter(round=round_))
    there = meanwhile.names_of(others)
    form = ItemForm(request.POST or None, others=others, there=there)
    if late_page := meanwhile.opened(request, access, "rounds", form):
        return late_page
    if round_ is None:
        return meanwhile.gone(request, access, form, "setup:rounds")
    key = new_key("item", {other.key for other in others})
    new = RubricItem(round=round_)
    if done(form, lambda: meanwhile.add(request, contest, new, {"key": key, **form.values()}, there)):
        return _saved(request, contest, f"round-{part}")
    return _page(request, access, form=form, adding_to=part)


@require_http_methods(FORM)
def change_item(request: AuthenticatedRequest, pk: int, part: int) -> HttpResponse:
    """Change an item."""
    access = access_to(request, pk)
    contest = access.contest
    item = found(request, RubricItem.objects.filter(round__contest=contest).select_related("round"), part)
    others = list(RubricItem.objects.filter(round=item.round).exclude(pk=part)) if item else []
    form = ItemForm(request.POST or None, item=item, others=others)
    if late_page := meanwhile.opened(request, access, "rounds", form):
        return late_page
    if item is None:
        return meanwhile.gone(request, access, form, "setup:rounds")
    if done(form, lambda: meanwhile.change(request, item, form.values())):
        return _saved(request, contest, f"round-{item.round_id}")
    return _page(request, access, form=form, editing_item=part)


@require_http_methods(FORM)
def cut(request: AuthenticatedRequest, pk: int, part: int) -> HttpResponse:
    """Say how many go on after a round; taking the cut away is a button of its own."""
    access = access_to(request, pk)
    contest = access.contest
    round_ = found(request, contest.rounds, part)
    there = Cut.objects.filter(round=round_).first()
    form = CutForm(request.POST or None, cut=there)
    if late_page := meanwhile.opened(request, access, "rounds", form):
        return late_page
    if round_ is None:
        return meanwhile.gone(request, access, form, "setup:rounds")
    if done(form, lambda: _keep_cut(request, round_, there, form.values())):
        return _saved(request, contest, f"round-{part}")
    return _page(request, access, form=form, cut_after=part)


def _keep_cut(request: AuthenticatedRequest, round_: Round, cut: Cut | None, values: dict[str, Any]) -> None:
    if cut is not None:
        meanwhile.change(request, cut, values)
        return
    beside = meanwhile.names_of(Cut.objects.filter(round__contest=round_.contest_id))
    meanwhile.add(request, round_.contest, Cut(round=round_), values, beside)
