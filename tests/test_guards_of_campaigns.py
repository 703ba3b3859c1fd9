"""What the database keeps of campaigns and their contests."""

import pytest
from django.db import IntegrityError, transaction

from communities.models import District
from contests.models import Campaign, Contest, Inclusion
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def test_a_campaign_and_its_contests_are_of_one_district_and_none_comes_to_one_that_has_ended(world):
    heping = world.make(District, slug="heping", name="Heping")
    with pytest.raises(IntegrityError, match="campaign_in_its_district"), transaction.atomic():
        Campaign.objects.update(district=heping)
    elsewhere = world.make(Contest, district=heping, slug="other", title="Other")
    own = world.make(Contest, district=world.district, slug="other", title="Other")
    added = {"campaign": world.campaign, "position": 1}
    with pytest.raises(IntegrityError, match="inclusion_in_one_district"), transaction.atomic():
        Inclusion.objects.create(contest=elsewhere, **added)
    with pytest.raises(IntegrityError, match="inclusion_in_one_district"), transaction.atomic():
        Inclusion.objects.update(contest=elsewhere)
    Campaign.objects.update(ended_at=NOW)
    with pytest.raises(IntegrityError, match="ended_campaign_takes_no_contest"), transaction.atomic():
        Inclusion.objects.create(contest=own, **added)
    Campaign.objects.update(ended_at=None)
    Inclusion.objects.create(contest=own, **added)
