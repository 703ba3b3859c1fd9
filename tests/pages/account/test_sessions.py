"""How long somebody stays signed in."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

pytestmark = pytest.mark.django_db
CORRECT = "eine lange Nacht"


def test_a_session_ends_with_the_working_day_whatever_is_done_meanwhile(client, cast):
    cast.li.set_password(CORRECT)
    cast.li.save()
    stale = Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    data = {"username": cast.li.username, "password": CORRECT}
    assert client.post(reverse("account:sign-in"), data).status_code == 302
    assert not Session.objects.filter(pk=stale.pk).exists()
    ends = client.session.get_expiry_date()
    assert timedelta(hours=11) < ends - timezone.now() <= timedelta(hours=12)
    session = client.session
    session["anything"] = "done"
    session.save()
    assert Session.objects.get().expire_date == ends
