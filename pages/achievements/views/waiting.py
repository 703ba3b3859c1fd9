"""What waits: for a second person, and to be published."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communities.actions import confirm_values, publish_values
from communities.json_text import json_or_none
from communities.models import District, ValueState
from communities.periods import Period, period_of
from communities.results.grid import ON_THE_WAY, Step, batches_of, confirmed_of, steps_of
from pages.access import AuthenticatedRequest, district_access, values_access
from pages.forms.refusals import pressed

from .page import page, page_for


@require_safe
def waiting(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Streets and periods with values on their way."""
    access = values_access(request, slug)
    batches = batches_of(access.district, access.sees)
    confirmed = Counter[Period]()
    for each in batches:
        confirmed[each.period] += each.confirmed
    context = {"batches": batches, "confirmed": [(period, count) for period, count in confirmed.items() if count]}
    return page_for(request, "achievements/waiting.html", access, context)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: AuthenticatedRequest, slug: str, street: int, period: str) -> HttpResponse:
    """The values of a street for a period: those of others are confirmed, what is confirmed is published."""
    access = values_access(request, slug)
    district, of = access.district, get_object_or_404(access.streets, pk=street)
    if request.method == "POST":
        if "publish" in request.POST and not access.organises:
            raise PermissionDenied
        _take(request, district)
        return redirect("achievements:batch", slug, street, period)
    steps = steps_of(district, street, period_of(period), ON_THE_WAY)
    entered = [step for step in steps if step.value.state == ValueState.ENTERED]
    confirmed = [step for step in steps if step.value.state == ValueState.CONFIRMED]
    others = [step for step in entered if step.value.entered_by_id != request.user.pk]
    context = {
        "street": of,
        "enters": access.enters_for(of),
        "period": period_of(period),
        "own": [step for step in entered if step not in others],
        "others": others,
        "confirmed": confirmed,
        "others_seen": _numbers(others),
        "confirmed_seen": _numbers(confirmed),
    }
    return page_for(request, "achievements/batch.html", access, context)


@require_http_methods(["GET", "HEAD", "POST"])
def period(request: AuthenticatedRequest, slug: str, period: str) -> HttpResponse:
    """All that is confirmed for a period, of every street, counted and published at once."""
    district, enters = district_access(request, slug)
    if request.method == "POST":
        _take(request, district)
        return redirect("achievements:waiting", slug)
    found = confirmed_of(district, period_of(period))
    context = {"period": period_of(period), "found": found, "seen": json.dumps(found.numbers)}
    return page(request, "achievements/period.html", district, enters, context)


def _take(request: AuthenticatedRequest, district: District) -> None:
    held_back = {int(pk) for pk in request.POST.getlist("hold") if _is_number(pk)}
    sent: Any = json_or_none(request.POST.get("seen") or "")
    seen = {pk for pk in sent if isinstance(pk, int)} - held_back if isinstance(sent, list) else set()
    count = len(seen)
    common: dict[str, Any] = {"district": district, "seen": seen, "by": request.user, "now": timezone.now()}
    if "publish" in request.POST:
        words = ngettext("{count} value published.", "{count} values published.", count).format(count=count)
        pressed(request, lambda: publish_values(**common), words)
    else:
        words = ngettext("{count} value confirmed.", "{count} values confirmed.", count).format(count=count)
        pressed(request, lambda: confirm_values(**common), words)


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _numbers(steps: Sequence[Step]) -> str:
    return json.dumps([step.value.pk for step in steps])
