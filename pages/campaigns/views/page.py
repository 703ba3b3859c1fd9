"""The page of one campaign, with all that can be done on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from communities.models import District
from contests.models import Campaign
from contests.queries.campaigns import campaigns_of, contests_in, contests_outside
from pages.access import AuthenticatedRequest, district_access
from pages.campaigns.forms.campaign import BannerForm, CampaignForm, IncludeForm, WithdrawnForm

FIELDS = ("title", "theme", "began", "until", "text")


def reached(request: AuthenticatedRequest, slug: str, pk: int) -> tuple[District, bool, Campaign]:
    """A district, whether who asks changes its campaigns, and one of them. Raises Http404 and PermissionDenied."""
    district, enters = district_access(request, slug)
    return district, enters, get_object_or_404(campaigns_of(district), pk=pk)


def values_of(row: Campaign) -> dict[str, Any]:
    """What the form of a campaign shows."""
    return {name: getattr(row, name) for name in FIELDS}


def campaign_page(request: AuthenticatedRequest, slug: str, pk: int, **forms: Any) -> HttpResponse:
    """The page of a campaign; `forms` are those that come back with what is wrong in them."""
    district, enters, row = reached(request, slug, pk)
    banner = getattr(row, "banner", None)
    context = {
        "district": district,
        "enters": enters,
        "campaign": row,
        "banner": banner,
        "contests": contests_in(row),
        "form": CampaignForm(initial=values_of(row)),
        "including": IncludeForm(contests=contests_outside(district)) if enters and not row.ended else None,
        "picture": BannerForm(initial={"says": banner.says if banner else ""}),
        "withdrawn": WithdrawnForm(),
        "language_next": reverse("campaigns:campaign", args=[slug, pk]),
    }
    return render(request, "campaigns/campaign.html", context | forms)
