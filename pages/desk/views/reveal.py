"""The order of release that keeps first place open longest: told to the desk alone."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest, Performance
from contests.queries import performances_of
from pages.access import AuthenticatedRequest, desk_access
from scoring.results import Kept, results_of
from stage.queries import releases_in_force
from stage.results.reveal_order import RevealOrder, reveal_order

from .asking import board_address

_latest: Kept[RevealOrder] = Kept(20)


@dataclass(frozen=True, slots=True)
class RevealRow:
    """One contestant in the order proposed, with where the scores are released; `decides` where first place becomes
    certain with them."""

    who: str
    released: bool
    decides: bool
    address: str


@require_safe
def order(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The order proposed, with the moment at which first place becomes certain."""
    access = desk_access(request, pk)
    contest = access.contest
    context = {"contest": contest, "access": access, "back": board_address(contest), "rows": [], "obstacle": ""}
    try:
        result = results_of(contest)
        if result.final:
            found = _latest.get(contest.pk, contest.version, lambda: reveal_order(result))
            context |= {"rows": _rows(contest, found), "found": found}
    except Refused as refused:
        context["obstacle"] = sentence(refused)
    return render(request, "desk/reveal.html", context)


def _rows(contest: Contest, found: RevealOrder) -> list[RevealRow]:
    released = {release.performance_id for release in releases_in_force(contest)}
    performances: dict[str, list[Performance]] = {}
    for performance in performances_of(contest):
        performances.setdefault(performance.contestant.number, []).append(performance)
    rows = []
    for n, number in enumerate(found.numbers, start=1):
        own = performances.get(number, [])
        waiting = [performance.pk for performance in own if performance.pk not in released]
        address = (
            f"{reverse('desk:release', args=[contest.pk])}?{urlencode({'performances': ','.join(map(str, waiting))})}"
        )
        who = str(own[0].contestant) if own else number
        rows.append(RevealRow(who, not waiting, n == found.certain, address))
    return rows
