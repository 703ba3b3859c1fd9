"""The desk and the sheets: one judge's seat, a sheet re-opened, a sheet entered from paper and confirmed."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.numbers import format_decimal
from communities.refused import Refused
from communities.wording import Facts, listed, sentence
from contests.models import Contest, Judge, Recusal
from pages.access import AuthenticatedRequest, desk_access
from pages.desk.forms.paper import ConfirmForm, PaperForm
from pages.desk.forms.questions import ReasonForm
from pages.desk.wording import person
from scoring.actions import confirm_paper_sheet, enter_paper_sheet, excuse_sheet, reopen_sheet
from scoring.models import ScoreSheet, Source, Submission
from scoring.queries import unconfirmed, without_points
from scoring.rules import counting, paper_waiting

from .asking import Question, asked, board_address, posted
from .board import board_of
from .seats import seat_of
from .tablets import tablets_of


def sheet_of(contest: Contest, pk: int) -> ScoreSheet:
    """A sheet of this contest, or 404."""
    rows = ScoreSheet.objects.filter(performance__contest=contest)
    return get_object_or_404(rows.select_related("judge", "performance__round", "performance__contestant"), pk=pk)


def names(sheet: ScoreSheet) -> dict[str, str]:
    """Judge and contestant, as sentences take them."""
    return {"judge": str(sheet.judge), "person": person(sheet.performance)}


def whose_of(sent: Submission, judge: Judge) -> str:
    """The name of who gave the marks of a paper sheet."""
    return judge.predecessor(sent.holder) or str(judge)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: AuthenticatedRequest, pk: int, sheet: int) -> HttpResponse:
    """Let a judge send a sheet once more."""
    access = desk_access(request, pk)
    current = sheet_of(access.contest, sheet)
    sent = counting(current.submissions.all())
    form = ReasonForm(posted(request), seen=sent.pk if sent else None)

    def act() -> None:
        reason, seen = form.cleaned_data["reason"], form.seen_number
        reopen_sheet(sheet=current, reason=reason, seen=seen, by=request.user, now=timezone.now())

    question = Question(
        title=_("Re-open {judge}'s sheet for {person}").format(**names(current)),
        consequences=(
            _("{judge} can send it once more. Until then, the earlier marks count.").format(**names(current)),
            _("Ask {judge} to look at the tablet now.").format(**names(current)),
        ),
        button=_("Re-open the sheet"),
        done=_("{judge}'s sheet for {person} is open again.").format(**names(current)),
    )
    words = _("{judge} has just sent another sheet. Check it first, then re-open it if you still need to.")
    return asked(request, access, form, question, act, meanwhile=lambda _facts: words.format(**names(current)))


@require_http_methods(["GET", "HEAD", "POST"])
def excuse(request: AuthenticatedRequest, pk: int, sheet: int) -> HttpResponse:
    """A judge does not mark this one performance."""
    access = desk_access(request, pk)
    current = sheet_of(access.contest, sheet)
    sent = counting(current.submissions.all())
    form = ReasonForm(posted(request), seen=sent.pk if sent else 0)

    def act() -> None:
        reason, seen = form.cleaned_data["reason"], form.seen_number
        excuse_sheet(sheet=current, reason=reason, seen=seen, by=request.user, now=timezone.now())

    lost = _("The sheet that {judge} has sent does not count any more.").format(**names(current))
    question = Question(
        title=_("Excuse {judge} from {person}").format(**names(current)),
        consequences=(
            _("{judge} does not mark this performance, and the tablet says so.").format(**names(current)),
            *((lost,) if sent else ()),
            _("The score is made of the other judges’ marks, as where a judge is recused."),
            _("All other performances stay as they are. Re-open the sheet if {judge} marks after all.").format(
                **names(current)
            ),
        ),
        button=_("Excuse"),
        done=_("{judge} is excused from {person}.").format(**names(current)),
    )
    words = _("{judge} has just sent a sheet. Check it first, then excuse the judge if you still need to.")
    return asked(request, access, form, question, act, meanwhile=lambda _facts: words.format(**names(current)))


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: AuthenticatedRequest, pk: int, sheet: int) -> HttpResponse:
    """Enter a paper sheet for a judge."""
    access = desk_access(request, pk)
    current = sheet_of(access.contest, sheet)
    items = list(current.performance.round.items.all())
    waiting = paper_waiting(current.submissions.all())
    start = {"key": f"paper-{get_random_string(22)}"}
    judge, began = current.judge, current.performance.started_at
    seen = waiting.pk if waiting else None
    form = PaperForm(posted(request), items=items, judge=judge, began=began, seen=seen, initial=start)

    def act() -> None:
        given = {"key": form.cleaned_data["key"], "seen": form.seen_number, "holder": form.whose}
        enter_paper_sheet(sheet=current, marks=form.marks, **given, by=request.user, now=timezone.now())

    def meanwhile(facts: Facts) -> str:
        if "marks" not in facts:
            return sentence(Refused("stale"))
        entered = [f"{item} {format_decimal(facts['marks'][item.key], 'short')}" for item in items]
        words = _("{by} has just entered this sheet: {marks}. If yours should replace it, send it again.")
        return words.format(by=facts["by"], marks=listed(entered))

    question = Question(
        title=_("Paper sheet of {judge} for {person}").format(**names(current)),
        consequences=(_("It counts once a second person has confirmed it."),),
        button=_("Enter the sheet"),
        done=_("{judge}'s sheet for {person} needs a second person to confirm it.").format(**names(current)),
    )
    return asked(request, access, form, question, act, meanwhile=meanwhile, template="desk/paper.html")


@require_safe
def papers(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Paper sheets that wait for a second person, and sheets that can be entered from paper."""
    access = desk_access(request, pk)
    contest = access.contest
    found = board_of(contest, only_in=access.only_in)
    on = [(found.focus.performance, found.focus.seats)] if found.focus else []
    missing = [
        (performance, seat.judge, found.rows.sheet(performance, seat.judge))
        for performance, seats in (*on, *found.others)
        for seat in seats
        if seat.takes_paper
    ]
    waiting = [(sent, whose_of(sent, sent.sheet.judge)) for sent in found.rows.papers]
    context = {"contest": contest, "papers": waiting, "missing": missing, "access": access}
    return render(request, "desk/papers.html", {**context, "back": board_address(contest)})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: AuthenticatedRequest, pk: int, submission: int) -> HttpResponse:
    """The second person compares what was entered with the paper, by an own entry or by reading it through."""
    access = desk_access(request, pk)
    contest = access.contest
    rows = Submission.objects.filter(sheet__performance__contest=contest, source=Source.PAPER)
    current = get_object_or_404(rows.select_related("sheet", "entered_by"), pk=submission)
    sheet = sheet_of(contest, current.sheet_id)
    items = list(sheet.performance.round.items.all())
    entered = dict(current.marks.values_list("item__key", "points"))
    form = ConfirmForm(posted(request), items=items, entered=entered)

    def act() -> None:
        confirm_paper_sheet(submission=current, by=request.user, now=timezone.now())

    said = {**names(sheet), "judge": whose_of(current, sheet.judge)}
    question = Question(
        title=_("Confirm the paper sheet of {judge} for {person}").format(**said),
        consequences=(
            _("Entered by {by}. Take the paper sheet and compare.").format(by=current.entered_by),
            _("Once confirmed, it counts."),
        ),
        button=_("Confirm"),
        done=_("{judge}'s sheet for {person} counts now.").format(**said),
    )
    waiting = unconfirmed(contest).filter(pk=current.pk).exists()
    own = current.entered_by_id == request.user.pk
    more = {"submission": current, "sheet": sheet, "waiting": waiting, "own": own}
    return asked(request, access, form, question, act, template="desk/confirm.html", more=more)


@require_safe
def judge(request: AuthenticatedRequest, pk: int, judge: int) -> HttpResponse:
    """One judge's seat: the sheets so far, and what can be done about them."""
    access = desk_access(request, pk)
    contest = access.contest
    seat = get_object_or_404(contest.judges.select_related("panel"), pk=judge)
    sent = Prefetch("submissions", Submission.objects.annotate(excused=without_points("pk")))
    recusals = Recusal.objects.filter(judge=seat, contestant=OuterRef("performance__contestant"))
    sheets = (
        ScoreSheet.objects.filter(judge=seat)
        .select_related("performance__round", "performance__contestant")
        .prefetch_related(sent)
        .annotate(recused=Exists(recusals.order_by()))
        .order_by("performance__round__position", "performance__order", "pk")
    )
    lines = [
        (sheet, seat_of(sheet.performance, seat, sheet, recused=sheet.recused))
        for sheet in sheets
        if not sheet.performance.is_waiting
    ]
    context = {"contest": contest, "seat": seat, "lines": lines, "access": access}
    context["tablets"] = tablets_of(contest.pk).get(seat.pk, [])
    return render(request, "desk/judge.html", {**context, "back": board_address(contest)})
