"""What residents read about places: all contests by district, a district, a community."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from communities.models import Achievement, Community, District, Pillar
from contests.models import Contest, Contestant, ContestState
from contests.queries import public_contests

from .tables import CommunityTable

LATEST = 50
ORDER = (ContestState.LIVE, ContestState.OPEN, ContestState.CLOSED, ContestState.PUBLISHED)


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The contests of all districts: what is on first, then the latest."""
    contests = sorted(public_contests()[:LATEST], key=lambda contest: ORDER.index(ContestState(contest.state)))
    districts: dict[District, list[Contest]] = {}
    for contest in contests:
        districts.setdefault(contest.district, []).append(contest)
    return render(request, "public/home.html", {"districts": districts.items()})


@require_safe
@login_not_required
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """A district: its totals with their source, its contests, its communities."""
    district = get_object_or_404(District, slug=slug)
    named = dict(Pillar.choices)
    totals: dict[str, list[object]] = {}
    for row in district.totals:
        totals.setdefault(str(named.get(row["pillar"], row["pillar"])), []).append(row)
    communities = Community.objects.filter(street__district=district).select_related("street")
    context = {
        "district": district,
        "totals": totals.items(),
        "contests": public_contests().filter(district=district)[:LATEST],
        "table": CommunityTable(communities.prefetch_related("secretaries").order_by("street", "pk")),
    }
    return render(request, "public/district.html", context)


@require_safe
@login_not_required
def community(request: HttpRequest, pk: int) -> HttpResponse:
    """A community: who leads it, what it has achieved under the four pillars, where it took part."""
    entries = Contestant.objects.exclude(contest__state=ContestState.SETUP).select_related("contest")
    secretaries = Prefetch("secretaries__entries", entries.order_by("-contest__date"), to_attr="public_entries")
    rows = Community.objects.select_related("street__district").prefetch_related(secretaries)
    community = get_object_or_404(rows, pk=pk)
    achievements = list(community.achievements.all())
    context = {
        "community": community,
        "secretaries": community.secretaries.all(),
        "pillars": [(words, _under(achievements, pillar)) for pillar, words in Pillar.choices],
    }
    return render(request, "public/community.html", context)


def _under(achievements: list[Achievement], pillar: str) -> list[Achievement]:
    return [achievement for achievement in achievements if achievement.pillar == pillar]
