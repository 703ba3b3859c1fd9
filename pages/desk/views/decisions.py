"""The desk records decisions between equals, and withdraws them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from communities.wording import listed, sentence
from contests.models import Contest, DecisionKind
from contests.models.people import contestant_label
from pages.access import AuthenticatedRequest, desk_access
from pages.desk.forms.questions import DecisionForm, ReasonForm
from pages.desk.wording import refusal_text
from scoring.actions import record_decision, withdraw_decision
from scoring.results import OpenTie, ties_to_decide

from .asking import Question, asked, board_address, done, posted, refuse


@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ties that wait for a decision, one form each; below them what was decided."""
    access = desk_access(request, pk)
    contest = access.contest
    names: dict[str, str] = dict(contest.contestants.values_list("number", "name"))
    try:
        ties, problem = ties_to_decide(contest), ""
    except Refused as refused:
        ties, problem = [], refusal_text(refused, contest)
    asked_for = request.POST.get("tie", "") if request.method == "POST" else ""
    forms = [(tie, name_of(tie), _form(request, tie, names, asked_for)) for tie in ties]
    mine = next((form for _tie, name, form in forms if name == asked_for), None)
    if request.method == "POST" and mine is None:
        messages.info(request, _("This tie does not wait for a decision any more."))
        return redirect("desk:decisions", pk)
    words = _recorded(request, contest, mine) if mine is not None and mine.is_valid() else ""
    if words:
        return done(request, contest, words)
    given = [
        (row, listed(contestant_label(number, names.get(number, "")) for number in row.order))
        for row in _given(contest)
    ]
    context: dict[str, Any] = {"contest": contest, "forms": forms, "given": given, "problem": problem}
    return render(request, "desk/decisions.html", {**context, "access": access, "back": board_address(contest)})


def _given(contest: Contest) -> list[Any]:
    return list(contest.decisions.select_related("recorded_by"))


def name_of(tie: OpenTie) -> str:
    """What tells a tie from the others of a contest."""
    return "|".join((tie.after or "", tie.award or "", *tie.contestants))


def _form(request: AuthenticatedRequest, tie: OpenTie, names: dict[str, str], asked_for: str) -> DecisionForm:
    tied = [(number, contestant_label(number, names.get(number, ""))) for number in tie.contestants]
    data = posted(request) if name_of(tie) == asked_for else None
    return DecisionForm(data, kinds=tie.kinds, tied=tied, auto_id=f"id_{'_'.join(tie.contestants)}_%s")


def _recorded(request: AuthenticatedRequest, contest: Contest, form: DecisionForm) -> str:
    """What to say once it stands; nothing where it was refused, which the form says."""
    values = form.cleaned_data
    try:
        record_decision(
            contest=contest,
            kind=DecisionKind.of(values["kind"]),
            order=values["order"],
            decided_by=values["decided_by"],
            by=request.user,
            now=timezone.now(),
        )
    except Refused as refused:
        if refused.code == "already":
            return sentence(refused)
        refuse(form, contest, refused)
        return ""
    return _("The decision is recorded.")


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: AuthenticatedRequest, pk: int, decision: int) -> HttpResponse:
    """Take a decision back."""
    access = desk_access(request, pk)
    contest = access.contest
    current = contest.decisions.filter(pk=decision).first()
    form = ReasonForm(posted(request))

    if current is None and request.method == "POST":
        return done(request, contest, _("This decision has been withdrawn already."))
    if current is None:
        raise Http404
    found = current

    def act() -> None:
        withdraw_decision(decision=found, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    question = Question(
        title=_("Withdraw a decision: {kind}").format(kind=current.get_kind_display()),
        consequences=(
            _("The order {order} no longer holds; the tie is open again.").format(order=listed(current.order)),
            _("The journal keeps what was decided."),
        ),
        button=_("Withdraw"),
        done=_("The decision is withdrawn."),
        for_good=True,
    )
    return asked(request, access, form, question, act)
