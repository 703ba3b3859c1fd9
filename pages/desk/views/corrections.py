"""The desk corrects: deductions and bonuses, a contestant's state, decisions between equals."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.numbers import format_decimal
from communities.wording import Facts
from contests.models import Contestant, Status, label
from pages.access import Access, AuthenticatedRequest, desk_access
from pages.desk.forms.questions import AdjustForm, ReasonForm, StatusForm
from pages.desk.wording import after_a_cut
from scoring.actions import adjust, set_contestant_status, void_adjustment
from scoring.results import outlook_of

from .asking import Question, asked, board_address, focus_in, posted


@require_http_methods(["GET", "HEAD", "POST"])
def points(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """Points off or on; those that were given are listed and can be struck out."""
    access = desk_access(request, pk)
    contest = access.contest
    who = get_object_or_404(contest.contestants, pk=contestant)
    rounds = list(contest.rounds.all())
    given = who.adjustments.select_related("round", "by", "voided_by").order_by("pk")
    show = focus_in(request, contest)
    first = contest.performances.filter(pk=show).values_list("round__key", flat=True).first() if show else None
    start = {"where": first or next((part.key for part in rounds if not part.external), "")}
    sent = posted(request)
    if sent is not None and "change" in sent:
        start, sent = {name: sent.get(name, "") for name in ("points", "where", "reason")}, None
    form = AdjustForm(sent, rounds=rounds, seen=given.count(), initial=start)
    if access.may_run and form.is_valid() and not form.cleaned_data["sure"]:
        return _read_back(request, access, form, who, show)

    def act() -> None:
        values = form.cleaned_data
        adjust(
            contestant=who,
            points=values["points"],
            reason=values["reason"],
            round=next((part for part in rounds if part.key == values["where"]), None),
            seen=form.seen_number or 0,
            by=request.user,
            now=timezone.now(),
        )

    def meanwhile(facts: Facts) -> str:
        words = _("{by} has just entered {points} for “{reason}”. If yours also apply, send them again.")
        return words.format(**facts)

    question = Question(
        title=_("Deductions and bonuses: {person}").format(person=who),
        consequences=(
            _(
                "They count immediately and are printed with their reason. "
                "To undo them, withdraw them and enter a reason."
            ),
        ),
        button=_("Enter the points"),
        done=_("The points for {person} are entered.").format(person=who),
        show=show,
    )
    more = {"given": given, "who": who}
    return asked(request, access, form, question, act, meanwhile=meanwhile, template="desk/points.html", more=more)


def _read_back(
    request: AuthenticatedRequest, access: Access, form: AdjustForm, who: Contestant, show: int | None
) -> HttpResponse:
    """The points as they were understood, with the scores they would make, before they count."""
    values = form.cleaned_data
    outlook = outlook_of(access.contest, contestant=who.number, points=values["points"], round=values["where"] or None)
    where = dict(form.fields["where"].choices)[values["where"]]  # type: ignore[attr-defined]
    context = {"form": form, "who": who, "outlook": outlook, "where": where, "contest": access.contest}
    return render(request, "desk/points-sure.html", {**context, "back": board_address(access.contest, show)})


@require_http_methods(["GET", "HEAD", "POST"])
def void(request: AuthenticatedRequest, pk: int, adjustment: int) -> HttpResponse:
    """Strike out points that were given."""
    access = desk_access(request, pk)
    contest = access.contest
    current = get_object_or_404(contest.adjustments.select_related("contestant"), pk=adjustment)
    form = ReasonForm(posted(request))

    def act() -> None:
        void_adjustment(adjustment=current, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    facts = {"points": format_decimal(current.points), "reason": current.reason, "person": current.contestant}
    question = Question(
        title=_("Withdraw {points} for {person}").format(**facts),
        consequences=(
            _("{points} for “{reason}” no longer count. They stay on record, struck out.").format(**facts),
            _("This cannot be undone; the same points can be entered again."),
        ),
        button=_("Withdraw"),
        done=_("{points} for {person} are withdrawn.").format(**facts),
        for_good=True,
    )
    return asked(request, access, form, question, act)


@require_http_methods(["GET", "HEAD", "POST"])
def status(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """Withdrawn, not there, disqualified, out of competition, or competing after all."""
    access = desk_access(request, pk)
    contest = access.contest
    who = get_object_or_404(contest.contestants, pk=contestant)
    form = StatusForm(posted(request), seen=who.status, initial={"status": who.status})

    def act() -> None:
        set_contestant_status(
            contestant=who,
            status=Status.of(form.cleaned_data["status"]),
            reason=form.cleaned_data["reason"],
            seen=form.seen_text,
            by=request.user,
            now=timezone.now(),
        )

    def meanwhile(facts: Facts) -> str:
        words = _("The state has just been changed to “{state}”. If yours is right, send it again.")
        return words.format(state=label(Status.of(facts["seen"])))

    question = Question(
        title=_("State of {person}").format(person=who),
        consequences=(
            _("Now: {state}.").format(state=who.get_status_display()),
            _(
                "Only contestants who compete take a place or an award. "
                "Those out of competition perform and are marked."
            ),
            _("Contestants who withdrew, did not appear or are disqualified are not called on stage."),
            *after_a_cut(contest),
        ),
        button=_("Change the state"),
        done=_("{person}: {state}").format(person=who, state=form.chosen),
        show=focus_in(request, contest),
    )
    return asked(request, access, form, question, act, meanwhile=meanwhile)
