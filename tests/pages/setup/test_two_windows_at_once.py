"""Organisers who save at the same moment, in a database that really commits."""

import pytest
from django.urls import reverse

from tests.browsers import client_of
from tests.cast import a_draft
from tests.pages.setup.windows import Window
from tests.scoring.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_seven_organisers_save_one_table_at_once(cast):
    contest = a_draft(cast, seats=7)
    at = reverse("people:judges", args=[contest.pk])
    seats = list(contest.judges.all())
    windows = [Window(client_of(cast.wang), at, f"seat-{seat.pk}-name") for seat in seats]
    calls = [
        lambda window=window, seat=seat: window.send(**{f"seat-{seat.pk}-name": f"Typed {seat.key}"})
        for window, seat in zip(windows, seats, strict=True)
    ]
    at_once(*calls)
    assert [seat.name for seat in contest.judges.all()] == [f"Typed {seat.key}" for seat in seats]
