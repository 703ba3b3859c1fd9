"""Questions of the desk: a page of its own that says what will happen, asks once, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from communities.refused import Refused
from communities.wording import Facts, sentence
from contests.models import Contest, Performance
from pages.access import Access, AuthenticatedRequest
from pages.desk.forms.questions import DeskForm
from pages.desk.wording import refusal_text
from pages.forms.refusals import show_refusal

BOARD = "desk:board"


@dataclass(frozen=True, slots=True)
class Question:
    """What a page asks: a heading, what will happen, and the sentence afterwards."""

    title: str
    consequences: tuple[str, ...]
    button: str
    done: str
    show: int | None = None  # the performance the board goes back to
    for_good: bool = False  # it cannot be undone


def posted(request: AuthenticatedRequest) -> QueryDict | None:
    """What was sent as an answer; None while the question is only asked."""
    return request.POST if request.method == "POST" else None


def asked(
    request: AuthenticatedRequest,
    access: Access,
    form: DeskForm,
    question: Question,
    act: Callable[[], object],
    *,
    meanwhile: Callable[[Facts], str] | None = None,
    template: str = "desk/ask.html",
    more: dict[str, Any] | None = None,
    to: str = BOARD,
) -> HttpResponse:
    """Ask; once answered, act and go back to the board, or to another page, which also says so where it has been done
    already.

    Where things are not as they were seen, it is asked again with how they are now; `meanwhile` says what has happened.
    """
    contest = access.contest
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            if refused.code == "already":
                return done(request, contest, sentence(refused), question.show, to)
            refuse(form, contest, refused, meanwhile)
        else:
            return done(request, contest, question.done, question.show, to)
    context = {"contest": contest, "form": form, "question": question, "access": access, **(more or {})}
    return render(request, template, {**context, "back": _address(contest, question.show, to)})


def refuse(form: DeskForm, contest: Contest, refused: Refused, meanwhile: Callable[[Facts], str] | None = None) -> None:
    """Say in the form why nothing was done; what was typed stays."""
    if refused.code == "stale":
        form.ask_again(refused.facts["seen"])
        form.add_error(None, meanwhile(refused.facts) if meanwhile else sentence(refused))
    elif refused.code == "invalid":
        show_refusal(form, refused)
    else:
        form.add_error(None, refusal_text(refused, contest))


def board_address(contest: Contest, show: int | None = None) -> str:
    """The board, with a performance in the middle."""
    address = reverse("desk:board", args=[contest.pk])
    return f"{address}?{urlencode({'show': show})}" if show else address


def _address(contest: Contest, show: int | None, to: str) -> str:
    return board_address(contest, show) if to == BOARD else reverse(to, args=[contest.pk])


def done(
    request: AuthenticatedRequest, contest: Contest, words: str, show: int | None = None, to: str = BOARD
) -> HttpResponse:
    """Back to the board, or to another page, which says what was done; nothing where that can be seen."""
    if words:
        messages.success(request, words)
    return redirect(_address(contest, show, to))


def at_once(
    request: AuthenticatedRequest,
    contest: Contest,
    act: Callable[[], object],
    words: str,
    show: int | None,
    to: str = BOARD,
) -> HttpResponse:
    """Act without a question, since it can be taken back; what is refused is told on the board, or on another page."""
    try:
        act()
    except Refused as refused:
        level = messages.INFO if refused.code == "already" else messages.ERROR
        messages.add_message(request, level, refusal_text(refused, contest))
        return redirect(_address(contest, show, to))
    return done(request, contest, words, show, to)


def focus_in(request: AuthenticatedRequest, contest: Contest) -> int | None:
    """The performance a question was asked from, if it is one of this contest."""
    given = request.GET.get("show", "")
    if not given.isdecimal():
        return None
    return contest.performances.filter(pk=given[:18]).values_list("pk", flat=True).first()


def performance_of(contest: Contest, pk: int) -> Performance:
    """A performance of this contest on a stage, or 404."""
    rows = contest.performances.filter(round__external=False).select_related("contestant", "round")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
