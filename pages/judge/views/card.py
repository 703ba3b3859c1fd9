"""Taking a seat: by the QR code of a card, or by its short code."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contests.models import STAGE_OPEN, Contest
from contests.rules.cards import code_key, judge_by_secret
from pages.devices import remember
from pages.judge.forms.code import CodeForm
from scoring.queries import public_contests

from .seat import judge_of_pass, take_seat


@require_safe
@login_not_required
@cache_control(no_store=True)
def card(request: HttpRequest, secret: str) -> HttpResponse:
    """The QR code of a card: take the seat and leave this address at once, so that the secret stays nowhere."""
    judge = judge_by_secret(secret)
    if judge is None:
        response = render(request, "judge/dead_card.html", status=404)
    else:
        response = remember(take_seat(redirect("judge:home"), judge), request, code_key(judge.contest_id))
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
@login_not_required
@cache_control(no_store=True)
def seat(request: HttpRequest) -> HttpResponse:
    """The seat once more, for a tablet whose browser was killed before it had written its cookie to the disk."""
    judge = judge_of_pass(request)
    if judge is None:
        return HttpResponse(status=205)  # no fault that a browser would report
    return remember(take_seat(HttpResponse(status=204), judge), request, code_key(judge.contest_id))


@require_safe
@login_not_required
@cache_control(no_store=True)
def any_code(request: HttpRequest) -> HttpResponse:
    """The short address without a contest: the contests that are on."""
    number = request.GET.get("contest", "").strip()
    if number.isdecimal() and len(number) < 10:
        return redirect("judge:code", pk=int(number))
    contests = public_contests().filter(state__in=STAGE_OPEN)
    return render(request, "judge/any_code.html", {"contests": contests, "number": number})


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@cache_control(no_store=True)
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The short address of a contest: type the code of the card."""
    contest = get_object_or_404(Contest, pk=pk)
    form = CodeForm(contest, request)
    if request.method == "POST" and form.is_valid() and form.judge is not None:
        return remember(take_seat(redirect("judge:home"), form.judge), request, code_key(pk))
    known = public_contests().filter(pk=pk).exists()
    return remember(render(request, "judge/code.html", {"contest": contest, "known": known, "form": form}), request)
