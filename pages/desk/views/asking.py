"""Questions of the desk: a page of its own that says what will happen, asks once, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.refused import Refused
from contests.actions.change import locked
from contests.models import Contest, Performance
from pages.access import Access, Signed
from pages.desk.forms.questions import DeskForm
from pages.forms.refusals import tell

from .words import told


class Meanwhile(Exception):
    """Something has changed since the question was shown; it is told, and asked again."""


class Already(Exception):
    """What is asked for has been done, by a double click or by the other desk; nothing is done twice."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a page asks: a heading, what will happen, and the sentence afterwards."""

    title: str
    consequences: tuple[str, ...]
    button: str
    done: str
    show: int | None = None  # the performance the board goes back to
    for_good: bool = False  # it cannot be undone


def posted(request: Signed) -> QueryDict | None:
    """What was sent as an answer; None while the question is only asked."""
    return request.POST if request.method == "POST" else None


def asked(
    request: Signed,
    access: Access,
    form: DeskForm,
    question: Question,
    act: Callable[[], Any],
    *,
    template: str = "desk/ask.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Ask; once answered, act under the contest's lock and go back to the board."""
    contest = access.contest
    if form.is_valid():
        try:
            with transaction.atomic():
                locked(contest.pk)
                act()
        except Meanwhile as meanwhile:
            form.ask_again()
            form.add_error(None, str(meanwhile))
        except Already:
            return done(request, contest, _("This has been done already; nothing was done twice."), question.show)
        except Refused as refused:
            if refused.code == "invalid":
                tell(form, refused)
            else:
                form.add_error(None, told(refused, contest))
        else:
            return done(request, contest, question.done, question.show)
    context = {"contest": contest, "form": form, "question": question, "access": access, **(more or {})}
    return render(request, template, {**context, "back": board_address(contest, question.show)})


def board_address(contest: Contest, show: int | None = None) -> str:
    """The board, with a performance in the middle."""
    address = reverse("desk:board", args=[contest.pk])
    return f"{address}?{urlencode({'show': show})}" if show else address


def done(request: Signed, contest: Contest, words: str, show: int | None = None) -> HttpResponse:
    """Back to the board, which says what was done."""
    messages.success(request, words)
    return redirect(board_address(contest, show))


def at_once(request: Signed, contest: Contest, act: Callable[[], Any], words: str, show: int | None) -> HttpResponse:
    """Act without a question, since it can be taken back; what is refused is told on the board."""
    try:
        with transaction.atomic():
            locked(contest.pk)
            act()
    except Already:
        messages.info(request, _("This has been done already; nothing was done twice."))
        return redirect(board_address(contest, show))
    except Refused as refused:
        messages.error(request, told(refused, contest))
        return redirect(board_address(contest, show))
    return done(request, contest, words, show)


def shown_in(request: Signed, contest: Contest) -> int | None:
    """The performance a question was asked from, if it is one of this contest."""
    given = request.GET.get("show", "")
    if not given.isdecimal():
        return None
    return contest.performances.filter(pk=given[:18]).values_list("pk", flat=True).first()


def performance_of(contest: Contest, pk: int) -> Performance:
    """A performance of this contest on a stage, or 404."""
    rows = contest.performances.filter(round__sealed=False).select_related("contestant", "round")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
