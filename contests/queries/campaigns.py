"""Campaigns of a district, and which contests belong to them."""

from __future__ import annotations

from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from communities.models import District
from contests.models import Banner, Campaign, Contest, Inclusion, Season

IN_A_LINE = ("id", "title", "theme", "began", "until", "ended_at")


def campaigns_of(district: District) -> QuerySet[Campaign]:
    """All campaigns of a district, the latest first, each with its banner but for the bytes of it."""
    return district.campaigns.select_related("banner", "season").defer("banner__content")


def with_campaigns(slug: str) -> tuple[District, list[Campaign]] | None:
    """A district and the campaigns of it that residents read, the latest first, as far as a line shows them; None where
    there is no such district. One query."""
    published = FilteredRelation("campaigns", condition=Q(campaigns__published_at__isnull=False))
    rows = District.objects.filter(slug=slug).annotate(
        published=published, **{f"of_{n}": F(f"published__{n}") for n in IN_A_LINE}
    )
    found: list[Any] = list(rows.order_by("-published__began", "-published__pk"))
    if not found:
        return None
    campaigns = ({name: getattr(row, f"of_{name}") for name in IN_A_LINE} for row in found)
    return found[0], [Campaign(**row) for row in campaigns if row["id"] is not None]


def open_campaigns(district: District) -> QuerySet[Campaign]:
    """Those that take contests."""
    return district.campaigns.filter(ended_at__isnull=True)


def contests_in(campaign: Campaign) -> list[Contest]:
    """The contests of a campaign in their order, drafts and all: for those who organise. One query."""
    return list(Contest.objects.filter(inclusion__campaign=campaign).order_by("inclusion__position"))


def inclusions_of(campaign: Campaign) -> list[Inclusion]:
    """The contests of a campaign in their order, each with its weight. One query."""
    return list(campaign.inclusions.select_related("contest"))


def awards_of_none(rule: Season, campaign: Campaign) -> list[str]:
    """The awards a points table counts that no contest of its campaign has; none as long as it has no contests. One
    query."""
    there = set(campaign.inclusions.values_list("contest__awards__name", flat=True))
    return [award for award, _points in rule.awards if award not in there] if there else []


def contests_outside(district: District) -> list[Contest]:
    """The contests of a district that belong to no campaign and could; newest first. One query."""
    return list(district.contests.filter(inclusion__isnull=True, rehearsal=False).order_by("-date", "-pk"))


def banner_named(campaign: int, name: str) -> Banner | None:
    """The picture of a campaign by the name of its file."""
    digest, _, ending = name.partition(".")
    return Banner.objects.filter(campaign=campaign, digest=digest, format=ending).first()


def campaign_of(contest: Contest) -> Campaign | None:
    """The campaign that a contest belongs to, where residents read it. No query of a contest read with it."""
    inclusion: Inclusion | None = getattr(contest, "inclusion", None)
    return inclusion.campaign if inclusion and inclusion.campaign.published else None
