"""The desk records decisions that the rules leave to people, and withdraws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest, Contestant, Decision, DecisionKind
from pages.access import AuthenticatedRequest, desk_access
from pages.desk.forms.questions import DecisionForm, MovingUpForm, ReasonForm
from pages.desk.wording import refusal_text
from pages.wording.decisions import decision_lines, decision_text
from scoring.actions import record_decision, withdraw_decision
from scoring.results import OpenTie, VacantPlace, open_ties, results_of, vacant_places

from .asking import Question, asked, board_address, done, posted, refuse

People = Mapping[str, Contestant]


@dataclass(frozen=True, slots=True)
class TieCard:
    """A tie, what tells it from others, and the form that decides it."""

    name: str
    tie: OpenTie
    form: DecisionForm


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place in a round that somebody may move up to, and the form that says who does."""

    name: str
    title: str
    round: str
    form: MovingUpForm


@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What waits for a decision or may be decided, one form each; below it what was decided."""
    access = desk_access(request, pk)
    contest = access.contest
    people: People = {person.number: person for person in contest.contestants.all()}
    ties, places, problem = list[TieCard](), list[PlaceCard](), ""
    try:
        result = results_of(contest)
        ties = [_of_tie(request, tie, people) for tie in open_ties(result)]
        places = [_of_place(request, contest, place, people) for place in vacant_places(result)]
    except Refused as refused:
        problem = refusal_text(refused, contest)
    cards: list[TieCard | PlaceCard] = [*ties, *places]
    mine = next((card.form for card in cards if card.form.is_bound), None)
    if request.method == "POST" and mine is None:
        messages.info(request, _("This no longer needs a decision."))
        return redirect("desk:decisions", pk)
    words = _recorded(request, contest, mine) if mine is not None and mine.is_valid() else ""
    if words:
        return done(request, contest, words)
    context: dict[str, Any] = {"contest": contest, "ties": ties, "places": places, "problem": problem}
    context |= {"given": decision_lines(contest), "access": access, "back": board_address(contest)}
    return render(request, "desk/decisions.html", context)


def _of_tie(request: AuthenticatedRequest, tie: OpenTie, people: People) -> TieCard:
    name = "|".join((tie.after or "", tie.award or "", *tie.contestants))
    tied = [(number, str(people[number])) for number in tie.contestants]
    form = DecisionForm(_sent(request, name), kinds=tie.kinds, tied=tied, auto_id=f"id_{'_'.join(tie.contestants)}_%s")
    return TieCard(name, tie, form)


def _of_place(request: AuthenticatedRequest, contest: Contest, place: VacantPlace, people: People) -> PlaceCard:
    name = f"up|{place.after}|{place.left}"
    following = [(number, str(people[number])) for number in place.following]
    left = people[place.left]
    words = _("{person} went on and left later ({status})")
    form = MovingUpForm(
        _sent(request, name), left=place.left, following=following, auto_id=f"id_up_{place.after}_{place.left}_%s"
    )
    title = words.format(person=left, status=left.get_status_display())
    return PlaceCard(name, title, str(contest.rounds.get(key=place.after)), form)


def _sent(request: AuthenticatedRequest, name: str) -> Any:
    """What was sent for one card; None for all others."""
    return posted(request) if request.POST.get("card") == name else None


def _recorded(request: AuthenticatedRequest, contest: Contest, form: DecisionForm | MovingUpForm) -> str:
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

    if current is None:
        if request.method != "POST" or Decision.objects.filter(pk=decision).exists():  # of another contest
            raise Http404
        return done(request, contest, _("This decision has been withdrawn already."))
    found = current

    def act() -> None:
        withdraw_decision(decision=found, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    people = {person.number: person for person in contest.contestants.all()}
    question = Question(
        title=_("Withdraw a decision: {kind}").format(kind=current.get_kind_display()),
        consequences=(
            _("“{decision}” no longer holds; what it decided is open again.").format(
                decision=decision_text(current, people)
            ),
            _("The journal keeps what was decided."),
        ),
        button=_("Withdraw"),
        done=_("The decision is withdrawn."),
        for_good=True,
    )
    return asked(request, access, form, question, act)
