"""Exchange of experience: what secretaries have presented, for others to learn from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from communities.models import BYTES, District, Pillar
from communities.results.public import as_public
from contests.judged import speak_of
from contests.models import Presentation
from contests.queries.experience import cited_by, released
from pages.files import file_answer
from pages.paging import LINES, asked_of, part_of


class Choice(NamedTuple):
    """One thing that presentations are found by: what an address calls it, what is chosen, and what can be."""

    name: str
    chosen: str
    offered: list[tuple[str, str]]


Keyed = Callable[[Presentation], tuple[Hashable, object] | None]


def _pillar(row: Presentation) -> tuple[str, object] | None:
    return (row.theme.pillar, Pillar(row.theme.pillar).label) if row.theme.pillar else None


def _community(row: Presentation) -> tuple[int, object] | None:
    secretary = row.contestant.secretary
    return (secretary.community_id, secretary.community) if secretary else None


FOUND_BY: dict[str, Keyed] = {
    "theme": lambda row: (row.theme_id, row.theme),
    "pillar": _pillar,
    "community": _community,
    "contest": lambda row: (row.contestant.contest_id, row.contestant.contest),
}


@require_safe
@login_not_required
def experience(request: HttpRequest, slug: str) -> HttpResponse:
    """All that a district's secretaries have presented, found by theme, pillar, community and contest."""
    district = get_object_or_404(District, slug=slug)
    whole = list(released(district))
    asked = asked_of(request.GET, *FOUND_BY)
    choices = [Choice(name, asked.get(name, ""), _offered(whole, of)) for name, of in FOUND_BY.items()]
    rows = [row for row in whole if all(not each.chosen or _is(row, each) for each in choices)]
    context = {
        "district": district,
        "whole": whole,
        "choices": [each for each in choices if len(each.offered) > 1 or each.chosen],
        "chosen": any(each.chosen for each in choices),
        "part": part_of(rows, asked, lambda row: ("", str(row)), size=LINES),
    }
    return render(request, "public/experience.html", context)


def _offered(rows: Iterable[Presentation], of: Keyed) -> list[tuple[str, str]]:
    found = dict(key for row in rows if (key := of(row)) is not None)
    return [(str(key), str(words)) for key, words in found.items()]


def _is(row: Presentation, choice: Choice) -> bool:
    key = FOUND_BY[choice.name](row)
    return key is not None and str(key[0]) == choice.chosen


@require_safe
@login_not_required
def presentation(request: HttpRequest, pk: int) -> HttpResponse:
    """What one secretary has presented, what it names and what goes with it."""
    rows = released().defer(None).select_related("contestant__contest__district")
    row: Presentation = get_object_or_404(rows, pk=pk)
    speak_of(row.contestant.contest.extra)
    files = list(row.attachments.defer(*BYTES))
    context: dict[str, Any] = {
        "presentation": row,
        "district": row.contestant.contest.district,
        "cited": [(as_public(value), value.period) for value in cited_by(row)],
        "pictures": [file for file in files if file.is_picture],
        "files": [file for file in files if not file.is_picture],
    }
    return render(request, "public/presentation.html", context)


@require_safe
@login_not_required
def file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A picture or a PDF that goes with what everybody may read."""
    return file_answer(request, get_object_or_404(released(), pk=pk).attachments.all(), file)
