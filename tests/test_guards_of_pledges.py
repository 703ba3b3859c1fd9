"""What the database keeps of pledges and of what came of them."""

import pytest
from django.db import IntegrityError, transaction

from contests.models import FollowUp, Pledge
from tests.cast import NOW
from tests.world import copied

pytestmark = pytest.mark.django_db


def test_a_pledge_stays_as_agreed_and_what_was_told_of_it_as_told(world):
    pledges, reply = Pledge.objects.filter(pk=world.pledge.pk), FollowUp.objects.filter(pk=world.followup.pk)
    pledges.update(agreed_at=NOW, agreed_by=world.user, agreed_how="by telephone")
    for change in ({"text": "Other"}, {"due": "2027-01-01"}, {"agreed_how": "in writing"}):
        with pytest.raises(IntegrityError, match="pledge_as_agreed"), transaction.atomic():
            pledges.update(**change)
    for change in ({"text": "Other"}, {"told_on": "2026-09-02"}, {"fulfilment": "kept"}):
        with pytest.raises(IntegrityError, match="follow_up_as_told"), transaction.atomic():
            reply.update(**change)
    confirmed = {"confirmed_at": NOW, "confirmed_by": world.user}
    with pytest.raises(IntegrityError, match="follow_up_is_told_first"), transaction.atomic():
        copied(world.followup, **confirmed).save(force_insert=True)
    reply.update(**confirmed)
    with pytest.raises(IntegrityError, match="follow_up_as_told"), transaction.atomic():
        reply.update(confirmed_at=None, confirmed_by=None)
    with pytest.raises(IntegrityError, match="follow_up_kept"), transaction.atomic():
        reply.delete()
    pledges.update(agreed_at=None, agreed_by=None, agreed_how="", text="Other")
