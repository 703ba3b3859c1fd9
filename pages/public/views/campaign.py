"""What residents read about a campaign: its words, and its contests as far as each is public."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from contests.models import Campaign, Contest
from contests.queries.campaigns import banner_named, inclusions_of
from contests.queries.people import rows_of_contests
from pages.media import picture_answer
from pages.wording.season import season_sentences
from scoring.models import Publication
from scoring.queries import public_contests, read_as, with_data
from scoring.results import as_residents_read
from scoring.results.public import Entry
from scoring.results.season import counted_in, keeping_back, points_table

from .kept import kept

PICTURE_KEPT = "private, max-age=86400"
"""A browser asks for the picture once a day, so that one is gone a day after residents no longer see it."""


@dataclass(frozen=True, slots=True)
class OfContest:
    """A contest of a campaign as residents read it: under which title, and each award with who got it and their
    pages."""

    contest: Contest
    called: Contest | Publication
    winners: tuple[tuple[str, tuple[tuple[Entry, str], ...]], ...] = ()
    final: bool = True


def _campaign(slug: str, pk: int) -> Campaign:
    rows = Campaign.objects.filter(district__slug=slug, published_at__isnull=False)
    return get_object_or_404(rows.select_related("district", "banner", "season").defer("banner__content"), pk=pk)


@require_safe
@login_not_required
def campaign(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A campaign with its contests in their order, and the winners of those that show theirs."""
    row = _campaign(slug, pk)
    contests = list(public_contests().filter(inclusion__campaign=row).order_by("inclusion__position"))
    published = read_as(contests)

    def made() -> HttpResponse:
        context = {
            "campaign": row,
            "district": row.district,
            "banner": getattr(row, "banner", None),
            "contests": _of_contests(contests, published),
            **_season(row),
        }
        return render(request, "public/campaign.html", context)

    return kept(request, _content(row, contests, published), made)


def _season(row: Campaign) -> dict[str, Any]:
    """The points table where the organiser shows it, and it tells no more of a contest than that contest shows."""
    rule = getattr(row, "season", None)
    if rule is None or not rule.public:
        return {}
    counted = counted_in(inclusions_of(row))
    if not counted or keeping_back(rule, counted):
        return {}
    table = points_table(rule, counted, for_residents=True)
    return {"season": rule, "table": table, "sentences": season_sentences(rule)}


def _content(row: Campaign, contests: list[Contest], published: Mapping[int, Publication]) -> Hashable:
    """All that the page shows: what the campaign says by its version, each contest by its state and results."""
    of_contests = tuple(
        (c.pk, c.state, c.public_level, c.announced, called.title, called.venue, called.date)
        + ((published[c.pk].pk,) if c.pk in published else ())
        for c in contests
        for called in (published.get(c.pk, c),)
    )
    return row.pk, row.version, row.district.name, of_contests


def _of_contests(contests: list[Contest], published: Mapping[int, Publication]) -> list[OfContest]:
    """Each contest with its winners, as far as it shows them; two queries for all of them."""
    whole = with_data(published.values())
    rows = rows_of_contests(published)
    return [_one(contest, whole.get(contest.pk), rows.get(contest.pk, {})) for contest in contests]


def _one(contest: Contest, publication: Publication | None, rows: Mapping[str, int]) -> OfContest:
    read = as_residents_read(contest, publication)
    if read.results is None:
        return OfContest(contest, read.called)
    winners = tuple(
        (award, tuple((entry, _address(contest, rows.get(entry.number))) for entry in entries))
        for award, entries in read.results.winners
        if entries
    )
    return OfContest(contest, read.called, winners, read.results.final)


def _address(contest: Contest, row: int | None) -> str:
    return reverse("public:contestant", args=[contest.pk, row]) if row else ""


@require_safe
@login_not_required
def banner(_request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponse:
    """The picture at the head of the page."""
    found = banner_named(_campaign(slug, pk).pk, name)
    if found is None:
        raise Http404
    return picture_answer(found, cached=PICTURE_KEPT)
