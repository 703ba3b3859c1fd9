"""What secretaries have pledged on stage: entered, agreed to, released, followed up, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contests import actions
from contests.models import Pledge
from contests.queries.pledges import pledges_of, with_all
from pages.access import Access, AuthenticatedRequest, access_to
from pages.exchange.forms import AgreedForm, FollowUpForm, PledgeForm, WithdrawnForm
from pages.forms.plain import ButtonForm
from pages.forms.refusals import done, pressed

from .presentations import begun, frame, seen_moment


@require_safe
def pledges(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All pledges of a contest, and how far each has come."""
    access = access_to(request, pk)
    rows = list(pledges_of(access.contest))
    people = access.contest.contestants.order_by("position", "pk")
    theirs = [(who, [row for row in rows if row.contestant_id == who.pk]) for who in people]
    return render(request, "exchange/pledges.html", {**frame(access), "people": theirs, "begun": begun(access)})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """Enter a pledge of a contestant."""
    access = access_to(request, pk)
    who = get_object_or_404(access.contest.contestants, pk=contestant)
    form = PledgeForm(request.POST or None)
    made: list[Pledge] = []

    def make() -> None:
        made.append(actions.make_pledge(contestant=who, **_given(form), by=request.user, now=timezone.now()))

    if form.is_bound and done(form, make):
        messages.success(request, _("Saved. Residents read it once the secretary has agreed and you release it."))
        return redirect("exchange:pledge", pk, made[0].pk)
    context = {"contestant": who, "form": form, "begun": begun(access)}
    return render(request, "exchange/new-pledge.html", {**frame(access), **context})


def _given(form: PledgeForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("text", "due")}


def _there(request: AuthenticatedRequest, pk: int, pledge: int) -> tuple[Access, Pledge]:
    access = access_to(request, pk)
    return access, get_object_or_404(pledges_of(access.contest), pk=pledge)


@require_http_methods(["GET", "HEAD", "POST"])
def pledge(request: AuthenticatedRequest, pk: int, pledge: int) -> HttpResponse:
    """A pledge, its way to the residents, and what has come of it."""
    access, row = _there(request, pk, pledge)
    form = PledgeForm(request.POST or None, initial={"text": row.text, "due": row.due})

    def change() -> None:
        seen = row.changed_at
        actions.change_pledge(pledge=row, **_given(form), by=request.user, now=timezone.now(), seen=seen)

    if form.is_bound and done(form, change):
        messages.success(request, _("Saved."))
        return redirect("exchange:pledge", pk, pledge)
    return _page(request, access, row, form=form)


def _page(request: AuthenticatedRequest, access: Access, row: Pledge, **more: object) -> HttpResponse:
    context = {
        "pledge": row,
        "replies": with_all(row),
        "begun": begun(access),
        "form": PledgeForm(initial={"text": row.text, "due": row.due}),
        "agreed": AgreedForm(),
        "withdrawn": WithdrawnForm(),
        "telling": FollowUpForm(initial={"told_on": timezone.localdate()}),
        "language_next": reverse("exchange:pledge", args=[access.contest.pk, row.pk]),
    }
    return render(request, "exchange/pledge.html", {**frame(access), **context, **more})


def _sent(
    request: AuthenticatedRequest, where: tuple[int, int], form: ButtonForm, act: Callable[[Pledge], object], words: str
) -> HttpResponse:
    """Do what a button with a form asks for; where it is refused, the page has what was typed in it."""
    access, row = _there(request, *where)
    if done(form, lambda: act(row)):
        messages.success(request, words)
        return redirect("exchange:pledge", *where)
    return _page(request, access, _there(request, *where)[1], refused=form)


@require_POST
def agree(request: AuthenticatedRequest, pk: int, pledge: int) -> HttpResponse:
    """Record that the secretary has agreed."""
    form, seen = AgreedForm(request.POST), seen_moment(request)

    def act(row: Pledge) -> None:
        how = form.cleaned_data["how"]
        actions.agree_pledge(pledge=row, how=how, by=request.user, now=timezone.now(), seen=seen)

    return _sent(request, (pk, pledge), form, act, _("Recorded."))


@require_POST
def release(request: AuthenticatedRequest, pk: int, pledge: int) -> HttpResponse:
    """Let everybody read it."""
    _access, row = _there(request, pk, pledge)
    seen = seen_moment(request)

    def act() -> None:
        actions.release_pledge(pledge=row, by=request.user, now=timezone.now(), seen=seen)

    pressed(request, act, _("Released. Residents read it now."))
    return redirect("exchange:pledge", pk, pledge)


@require_POST
def withdraw(request: AuthenticatedRequest, pk: int, pledge: int) -> HttpResponse:
    """Take it back."""
    form = WithdrawnForm(request.POST)

    def act(row: Pledge) -> None:
        reason = form.cleaned_data["reason"]
        actions.withdraw_pledge(pledge=row, reason=reason, by=request.user, now=timezone.now())

    words = _("Taken back. Residents read it no longer, and the secretary has to agree again.")
    return _sent(request, (pk, pledge), form, act, words)


@require_POST
def remove(request: AuthenticatedRequest, pk: int, pledge: int) -> HttpResponse:
    """Remove a pledge."""
    _access, row = _there(request, pk, pledge)
    now = timezone.now()
    gone = pressed(request, lambda: actions.remove_pledge(pledge=row, by=request.user, now=now), _("Removed."))
    return redirect("exchange:pledges", pk) if gone else redirect("exchange:pledge", pk, pledge)


@require_POST
def follow_up(request: AuthenticatedRequest, pk: int, pledge: int) -> HttpResponse:
    """Enter what the community has told."""
    form = FollowUpForm(request.POST)

    def act(row: Pledge) -> None:
        actions.follow_up(pledge=row, **form.cleaned_data, by=request.user, now=timezone.now())

    return _sent(request, (pk, pledge), form, act, _("Entered. Residents read it once it is confirmed."))


@require_POST
def confirm(request: AuthenticatedRequest, pk: int, pledge: int, reply: int) -> HttpResponse:
    """Confirm what the community has told."""
    _access, row = _there(request, pk, pledge)
    found = get_object_or_404(row.follow_ups, pk=reply)
    now = timezone.now()
    pressed(request, lambda: actions.confirm_follow_up(reply=found, by=request.user, now=now), _("Confirmed."))
    return redirect("exchange:pledge", pk, pledge)


@require_POST
def remove_reply(request: AuthenticatedRequest, pk: int, pledge: int, reply: int) -> HttpResponse:
    """Remove what was told, before it is confirmed."""
    _access, row = _there(request, pk, pledge)
    found = get_object_or_404(row.follow_ups, pk=reply)
    now = timezone.now()
    pressed(request, lambda: actions.remove_follow_up(reply=found, by=request.user, now=now), _("Removed."))
    return redirect("exchange:pledge", pk, pledge)
