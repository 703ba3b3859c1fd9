"""What was sent beforehand for the items of a sheet: judges look at it beside the item."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from communities.models import BYTES
from contests.models import ItemEvidence, Judge, Performance, Recusal
from contests.queries import panel_marks
from pages.files import file_answer
from pages.judge.items import SentFile

from .seat import seat_cookie_of
from .tasks import JudgeTask


def evidence_for(judge: Judge, task: JudgeTask) -> dict[int, list[SentFile]]:
    """The files of a contestant for the items of a sheet, by item. One query where places are judged, else none."""
    found: dict[int, list[SentFile]] = {}
    if not judge.contest.takes_evidence:
        return found
    rows = ItemEvidence.objects.filter(contestant=task.performance.contestant_id, item__round=task.performance.round_id)
    for row in rows.order_by("item", "pk").defer(*BYTES):
        found.setdefault(row.item_id, []).append(SentFile(row.pk, row.title, row.is_picture, row.width, row.height))
    return found


@require_safe
@login_not_required
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of a contestant whom this judge marks in the round of the item, once the contest is open."""
    cookie = seat_cookie_of(request)
    if cookie is None or not cookie.good:
        raise Http404
    judge = cookie.judge
    rows = ItemEvidence.objects.filter(contestant__contest=judge.contest_id)
    found = get_object_or_404(rows.select_related("item").defer(*BYTES), pk=pk)
    performances = Performance.objects.filter(contestant=found.contestant_id, round=found.item.round_id)
    marks = any(panel_marks(judge.panel, row) for row in performances.select_related("round"))
    recused = Recusal.objects.filter(judge=judge, contestant=found.contestant_id).exists()
    if not marks or recused or not judge.contest.frozen:
        raise Http404
    return file_answer(request, rows, pk)
