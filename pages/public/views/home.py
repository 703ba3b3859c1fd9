"""What residents read about places: all contests by district, a district, a community."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from communities.models import Community, District, Pillar, Secretary, Street
from communities.queries import exchanges_of, exchanges_published
from communities.results.public import achievements_by_pillar
from contests.about import text_in
from contests.models import Campaign, Contest, Contestant, ContestState, Presentation
from contests.queries.campaigns import with_campaigns
from contests.queries.experience import released
from contests.queries.pledges import pledge_years, released_pledges, with_pledges
from scoring.models import Publication
from scoring.queries import public_contests, read_as
from scoring.results import as_residents_read

from .indicators import asked_period, content_with, overview_of
from .kept import kept
from .tables import CommunityTable, in_office

LATEST = 50
SHOWN = 3
"""Presentations and exchanges on the page of a district; all have a page of their own."""
UNFOLDED = 24
"""As many communities are read at a glance; more are folded away by street."""
ORDER = (ContestState.LIVE, ContestState.OPEN, ContestState.CLOSED, ContestState.PUBLISHED)


def _latest(rows: QuerySet[Contest]) -> list[Contest]:
    """The latest of some contests, each with `called`: what has the title, venue and date that residents read."""
    contests = list(rows[:LATEST])
    published = read_as(contests)
    for contest in contests:
        contest.called = published.get(contest.pk, contest)  # type: ignore[attr-defined]
    return contests


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The contests of all districts: what is on first, then the latest."""
    contests = sorted(_latest(public_contests()), key=lambda contest: ORDER.index(ContestState(contest.state)))
    districts: dict[District, list[Contest]] = {}
    for contest in contests:
        districts.setdefault(contest.district, []).append(contest)
    return render(request, "public/home.html", {"districts": districts.items()})


@require_safe
@login_not_required
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """A district: its totals with their source, its contests, its communities."""
    found = with_campaigns(slug)
    if found is None:
        raise Http404
    district, campaigns = found
    contests = _latest(with_pledges(public_contests().filter(district=district)))
    presented = list(released(district)[:SHOWN])
    lines = "".join(render_to_string("public/contest-line.html", {"contest": contest}, request) for contest in contests)
    more = render_to_string("public/presentations.html", {"presentations": presented}, request)
    years = pledge_years(contests)
    content = content_with(lines, more, *years)

    def made() -> HttpResponse:
        return _district_page(request, district, campaigns, contests, presented, years)

    return kept(request, content, made, part=asked_period(request))


def _district_page(
    request: HttpRequest,
    district: District,
    campaigns: list[Campaign],
    contests: list[Contest],
    presented: list[Presentation],
    years: list[int],
) -> HttpResponse:
    named = dict(Pillar.choices)
    totals: dict[str, list[object]] = {}
    for row in district.totals:
        totals.setdefault(str(named.get(row["pillar"], row["pillar"])), []).append(row)
    streets = _streets(district)
    context = {
        "district": district,
        "totals": totals.items(),
        "overview": overview_of(request, district),
        "contests": contests,
        "campaigns": campaigns,
        "presentations": presented,
        "exchanges": exchanges_published(district)[:SHOWN],
        "streets": streets,
        "unfolded": sum(len(communities) for _street, communities in streets) <= UNFOLDED,
        "pledge_years": years,
    }
    return render(request, "public/district.html", context)


def _streets(district: District) -> list[tuple[Street, list[tuple[Community, str]]]]:
    """The streets of a district with their communities, each with who leads it now."""
    rows = Community.objects.filter(street__district=district).select_related("street__district")
    streets: dict[Street, list[tuple[Community, str]]] = {}
    for community in rows.prefetch_related("secretaries").order_by("street", "pk"):
        streets.setdefault(community.street, []).append((community, in_office(community)))
    return list(streets.items())


@require_safe
@login_not_required
def street(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A street: what its communities report together, and the communities."""
    district = get_object_or_404(District, slug=slug)
    street = get_object_or_404(district.streets, pk=pk)

    def made() -> HttpResponse:
        communities = (
            street.communities.select_related("street__district").prefetch_related("secretaries").order_by("pk")
        )
        overview = overview_of(request, district, street)
        table = CommunityTable(communities)
        context = {"district": district, "street": street, "overview": overview, "table": table}
        return render(request, "public/street.html", context)

    return kept(request, content_with(), made, part=asked_period(request))


@require_safe
@login_not_required
def community(request: HttpRequest, pk: int) -> HttpResponse:
    """A community: who leads it, what it has achieved under the four pillars, where it took part."""
    entries = Contestant.objects.filter(contest__in=public_contests()).select_related("contest")
    prefetched = Prefetch("secretaries__entries", entries.order_by("-contest__date"), to_attr="public_entries")
    rows = Community.objects.select_related("street__district").prefetch_related(prefetched)
    community = get_object_or_404(rows, pk=pk)
    secretaries = list(community.secretaries.all())
    _as_published(secretaries)
    context = {
        "community": community,
        "secretaries": secretaries,
        "pillars": achievements_by_pillar(community),
        "district": community.street.district,
        "presentations": list(released().filter(contestant__secretary__community=community)),
        "exchanges": exchanges_of(community),
        "pledges": list(released_pledges().filter(contestant__secretary__community=community)),
    }
    return render(request, "public/community.html", context)


def _as_published(secretaries: list[Secretary]) -> None:
    """Leave of their entries those that residents see, each `called` as its contest is, with the talk of then."""
    entries = [entry for secretary in secretaries for entry in secretary.public_entries]  # type: ignore[attr-defined]
    published = read_as({entry.contest for entry in entries})
    for secretary in secretaries:
        secretary.public_entries = [entry for entry in secretary.public_entries if _seen(entry, published)]  # type: ignore[attr-defined]


def _seen(entry: Contestant, published: dict[int, Publication]) -> bool:
    publication = published.get(entry.contest_id)
    read = as_residents_read(entry.contest, publication)
    if not read.shows(entry.number):
        return False
    person = read.person(entry.number) if publication else None
    entry.called = read.called  # type: ignore[attr-defined]
    entry.talk = text_in(person.get("about"), "title") if person else entry.title  # type: ignore[attr-defined]
    return True
