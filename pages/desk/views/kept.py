"""Sheets that tablets had confirmed and that could not count as they came: the desk claims them or sets them aside."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_permissions_policy.decorators import permissions_policy_override

from communities.models import User
from contests.models import Contest, RubricItem
from pages.access import AuthenticatedRequest, desk_access
from pages.desk.forms.picture import Picture, PictureForm
from pages.desk.forms.questions import CLAIM, KeptForm
from pages.desk.wording import person
from pages.forms.points import read_out
from scoring.actions import claim_kept_sheet, keep_picture, set_aside_kept_sheet
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, ScoreSheet, Submission
from scoring.results import sheet_totals
from scoring.rules import counting, is_drawn

from .asking import Question, asked, board_address, posted


def kept_of(contest: Contest) -> QuerySet[KeptSheet]:
    """What was kept in a contest, latest first, with what a list shows."""
    rows = KeptSheet.objects.filter(performance__contest=contest).order_by("-pk")
    return rows.select_related("judge", "performance__contestant", "performance__round", "settled_by", "line")


@require_safe
def kept_sheets(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The sheets that wait for a decision, and those that were decided on."""
    access = desk_access(request, pk)
    rows = list(kept_of(access.contest))
    waiting = [kept for kept in rows if kept.settled_at is None]
    settled = [kept for kept in rows if kept.settled_at is not None]
    context = {"contest": access.contest, "waiting": waiting, "settled": settled, "access": access}
    return render(request, "desk/kept.html", {**context, "back": board_address(access.contest)})


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: AuthenticatedRequest, pk: int, kept: int) -> HttpResponse:
    """One kept sheet beside what counts now: it counts after all, or is set aside."""
    access = desk_access(request, pk)
    current = get_object_or_404(kept_of(access.contest), pk=kept)
    now = _counting(current)
    form = KeptForm(posted(request), seen=now.pk if now else 0, replaces=now is not None)
    claimed = request.POST.get("decision") == CLAIM
    said = {"judge": current.whose, "person": person(current.performance)}

    def act() -> None:
        given: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": request.user, "now": timezone.now()}
        if claimed:
            claim_kept_sheet(kept=current, seen=form.seen_number, **given)
        else:
            set_aside_kept_sheet(kept=current, **given)

    done = _("{judge}'s kept sheet for {person} counts now.") if claimed else None
    question = Question(
        title=_("Kept sheet of {judge} for {person}").format(**said),
        consequences=(str(current.get_why_display()), _("It does not count until somebody accepts it here.")),
        button=_("Confirm"),
        done=(done or _("{judge}'s kept sheet for {person} is set aside.")).format(**said),
    )
    items = list(current.performance.round.items.all())
    more = {
        "kept": current,
        "drawn": is_drawn(current.signature),
        "now": now,
        "lines": _lines(items, current, now),
        "totals": _totals(items, current, now),
    }
    words = _("Another sheet counts now than the one you saw. Compare again, then decide.")
    return asked(request, access, form, question, act, meanwhile=lambda _: words, template="desk/keep.html", more=more)


@require_http_methods(["GET", "HEAD", "POST"])
@permissions_policy_override({**settings.PERMISSIONS_POLICY, "camera": "self"})
def picture(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A sheet that a tablet shows as a picture, since it cannot send it, is kept until a second person claims it."""
    access = desk_access(request, pk)
    form = PictureForm(posted(request), contest=access.contest)
    sheet: Picture | None = form.cleaned_data["text"] if form.is_valid() else None
    done = _("The sheet of {judge} for {person} is kept. It counts once a second person has accepted it.")
    question = Question(
        title=_("Read a sheet from the picture on a tablet"),
        consequences=(
            _("For a tablet that does not get back to the network: its judge presses “Show the picture” there."),
            _("The sheet is kept under your name. It counts once a second person has compared and accepted it."),
        ),
        button=_("Keep this sheet"),
        done=done.format(judge=sheet.judge, person=person(sheet.performance)) if sheet is not None else "",
    )

    def act() -> None:
        if sheet is not None:
            _keep(sheet, request.user)

    return asked(request, access, form, question, act, template="desk/picture.html")


def _keep(sheet: Picture, by: User) -> KeptSheet:
    return keep_picture(
        performance=sheet.performance,
        judge=sheet.judge,
        holder=sheet.holder,
        marks=sheet.marks,
        key=sheet.key,
        by=by,
        now=timezone.now(),
        submitted_at=sheet.confirmed_at,
    )


def _counting(kept: KeptSheet) -> Submission | None:
    """What counts now of the same judge for the same performance."""
    rows = ScoreSheet.objects.filter(judge=kept.judge_id, performance=kept.performance_id)
    sheet = rows.prefetch_related("submissions__entered_by").first()
    return counting(sheet.submissions.all()) if sheet is not None else None


def _lines(items: list[RubricItem], kept: KeptSheet, now: Submission | None) -> list[tuple[RubricItem, str, str, bool]]:
    """Item by item: kept, counting, and whether they differ."""
    own, counts = kept.points, marks_of(now) if now is not None else {}
    pairs = [(item, own.get(item.key), counts.get(item.key)) for item in items]
    return [(item, read_out(one), read_out(two), one != two) for item, one, two in pairs]


def _totals(items: list[RubricItem], kept: KeptSheet, now: Submission | None) -> tuple[str, str]:
    def by_number(marks: dict[str, Any]) -> dict[int, Decimal | None]:
        return {item.pk: marks.get(item.key) for item in items}

    one, two = sheet_totals(items, [by_number(kept.points), by_number(marks_of(now) if now is not None else {})])
    return read_out(one), read_out(two)
