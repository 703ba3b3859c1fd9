"""The desk and the seats: somebody takes a judge's seat, or a judge leaves, and the marks given so far stay or not."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.refused import Refused
from communities.wording import Facts, listed
from contests.actions import replace_judge, settle_help
from contests.actions.cards import IssuedCard
from contests.models import Contest, Judge
from pages.access import AuthenticatedRequest, desk_access, only_here
from pages.desk.forms.questions import STAY, DeskForm, LeaveForm, ReplaceForm
from papers.qr import qr_svg
from scoring.actions import excuse_judge, void_judge

from .asking import Question, asked, at_once, board_address, posted, refuse


@require_POST
def settle(request: AuthenticatedRequest, pk: int, judge: int) -> HttpResponse:
    """Somebody at the desk has seen that a judge asks for help."""
    contest = desk_access(request, pk).contest
    seat = get_object_or_404(contest.judges, pk=judge)
    form = DeskForm(request.POST)
    seen = form.seen_time if form.is_valid() else None

    def act() -> None:
        settle_help(judge=seat, seen=seen, by=request.user, now=timezone.now())

    return at_once(request, contest, act, _("{judge} reads that you have seen the call.").format(judge=seat), None)


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: AuthenticatedRequest, pk: int, judge: int) -> HttpResponse:
    """Somebody else takes the seat; the new card is shown this once."""
    access = desk_access(request, pk)
    contest = access.contest
    seat = get_object_or_404(contest.judges.select_related("panel"), pk=judge)
    form = ReplaceForm(posted(request), seen=seat.replaced, initial={"key": get_random_string(32)})
    issued = _replaced(request, contest, seat, form) if form.is_valid() else None
    if issued is not None:
        return _card_page(request, contest, issued)
    question = Question(
        title=_("Replace {judge}").format(judge=seat),
        consequences=(
            _("The marks given so far stay and keep the name of {judge}, also on papers.").format(judge=seat),
            _("The old card stops working immediately, and the tablet that used it is signed out."),
            _("The new card is shown once, right after this: show it to the new judge or print it."),
            *_warnings(request),
        ),
        button=_("Replace and make the new card"),
        done="",
        for_good=True,
    )
    context = {"contest": contest, "form": form, "question": question, "access": access}
    return render(request, "desk/ask.html", {**context, "back": board_address(contest)})


def _warnings(request: AuthenticatedRequest) -> list[str]:
    """A card made at an address that only this machine knows would lead the tablet nowhere."""
    if not only_here(request):
        return []
    words = _(
        "You opened the desk as {host}, an address that only works on this computer: tablets could not open the card. "
        "First open the desk by the address of this computer at the venue, then replace the judge."
    )
    return [words.format(host=request.get_host())]


def _replaced(request: AuthenticatedRequest, contest: Contest, seat: Judge, form: ReplaceForm) -> IssuedCard | None:
    """The new card; None where it was refused, which the form says."""
    values = {name: form.cleaned_data[name] for name in ("name", "post", "reason", "key")}
    seen = form.seen_number or 0
    try:
        return replace_judge(judge=seat, **values, seen=seen, by=request.user, now=timezone.now())
    except Refused as refused:
        refuse(form, contest, refused, _taken)
    return None


def _taken(facts: Facts) -> str:
    words = _("{judge} has just taken this seat. If it should be somebody else, send yours again.")
    return words.format(judge=facts["judge"])


def _card_page(request: AuthenticatedRequest, contest: Contest, issued: IssuedCard) -> HttpResponse:
    """The card on screen and, printed, as a card. Never kept by browser or proxy."""
    seat, card = issued.judge, issued.card
    address = request.build_absolute_uri(reverse("judge:card", args=[card.secret]))
    typed_at = request.build_absolute_uri(reverse("judge:code", args=[contest.pk]))
    context = {"contest": contest, "seat": seat, "card": card, "qr": qr_svg(address, grows=True), "typed_at": typed_at}
    response = render(request, "desk/card.html", {**context, "back": board_address(contest)})
    response["Cache-Control"] = "no-store"
    return response


def _other(facts: Facts) -> str:
    words = _("{judge} has just taken this seat. If the judge is leaving all the same, send this again.")
    return words.format(judge=facts["judge"])


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: AuthenticatedRequest, pk: int, judge: int) -> HttpResponse:
    """A judge leaves midway: the marks given so far stay, or none of them counts."""
    access = desk_access(request, pk)
    contest = access.contest
    seat = get_object_or_404(contest.judges, pk=judge)
    form = LeaveForm(posted(request), seen=seat.replaced)

    def act() -> None:
        leaves = excuse_judge if form.cleaned_data["marks"] == STAY else void_judge
        reason, seen = form.cleaned_data["reason"], form.seen_number
        leaves(judge=seat, reason=reason, seen=seen, by=request.user, now=timezone.now())

    question = Question(
        title=_("{judge} leaves").format(judge=seat),
        consequences=tuple(_leaving(seat)),
        button=_("Record that the judge has left"),
        done=_("{judge} has left.").format(judge=seat),
        for_good=True,
    )
    return asked(request, access, form, question, act, meanwhile=_other)


def _leaving(seat: Judge) -> Iterator[str]:
    """What happens whatever is chosen, and what comes with each choice."""
    yield _("From now on, no performance waits for this judge. The card stops working immediately.")
    yield _(
        "If the marks stay: sheets already received still count. In every other performance the judge is excused, and "
        "the other judges' marks make the score."
    )
    yield _("If none count: the scores of performances already marked change immediately.")
    former = listed(str(person["name"]) for person in seat.former)
    if former:
        yield _("This also applies to the marks of {judges}, who had this seat before.").format(judges=former)
    yield _("This cannot be undone. If somebody else goes on marking from this seat, replace the judge instead.")
