"""Deductions and bonuses at the desk: which of the two, read back before they count, withdrawn with a reason."""

import re

import pytest

from scoring.models import Adjustment
from tests.browsers import client_of, text_of
from tests.cast import all_submit, an_open_contest, started
from tests.desk import board, sent, to

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def points_of(contest):
    return [format(row.points, "f") for row in Adjustment.objects.filter(contest=contest, voided_at=None)]


def test_points_are_taken_off_with_a_reason_and_struck_out(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    who = performance.contestant_id
    given = {"points": "−0.5", "where": "speech", "reason": "Read from paper", "seen": "", "sure": "on"}
    sent(desk, "points", contest.pk, who, **given)
    assert points_of(contest) == ["-0.5"]
    assert "Read from paper -0.5" in board(desk, contest)
    row = Adjustment.objects.get()
    sent(desk, "void", contest.pk, row.pk, reason="It was the other one")
    assert points_of(contest) == []
    page = text_of(desk.get(to("points", contest.pk, who)))
    assert "Withdrawn by Li: It was the other one" in page
    assert "already been done" in sent(desk, "void", contest.pk, row.pk, reason="again")


def test_the_button_says_whether_points_are_taken_or_given(cast, desk):
    """0.5 was taken as a bonus by whoever meant a deduction: the sign is that of the button, and read back first."""
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    all_submit(performance)
    who = performance.contestant_id
    given = {"points": "0.5", "where": "speech", "reason": "Prompted", "seen": ""}
    assert "Is this a deduction or a bonus?" in sent(desk, "points", contest.pk, who, **given)
    shown = sent(desk, "points", contest.pk, who, **given, sign="minus")
    assert "−0.5 Deduction" in shown
    assert "Round score so far 66.933… → 66.433…" in shown
    assert points_of(contest) == []
    changing = desk.post(to("points", contest.pk, who), {**given, "sign": "minus", "change": "on"}).content.decode()
    assert ('value="0.5"' in changing, 'value="Prompted"' in changing, "is-invalid" in changing) == (True, True, False)
    sent(desk, "points", contest.pk, who, **given, sign="minus", sure="on")
    shown = sent(desk, "points", contest.pk, who, **{**given, "seen": "1", "points": "+0.2"}, sign="minus")
    assert "“+0.2” does not match the button you pressed." in shown
    sent(desk, "points", contest.pk, who, **{**given, "seen": "1", "points": "０．２"}, sign="plus", sure="on")
    assert points_of(contest) == ["-0.5", "0.2"]


def test_neither_a_double_click_nor_two_desks_take_off_twice(cast, desk):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    given = {"points": "-0.5", "where": "speech", "reason": "Prompted", "seen": "", "sure": "on"}
    sent(desk, "points", contest.pk, performance.contestant_id, **given)
    assert "already been done" in sent(desk, "points", contest.pk, performance.contestant_id, **given)
    response = client_of(cast.zhao).post(to("points", contest.pk, performance.contestant_id), given)
    assert "Li has just entered -0.5 for “Prompted”." in text_of(response)
    assert points_of(contest) == ["-0.5"]
    seen = re.search(r'name="seen" value="(\d+)"', response.content.decode())[1]
    sent(client_of(cast.zhao), "points", contest.pk, performance.contestant_id, **{**given, "seen": seen})
    assert points_of(contest) == ["-0.5", "-0.5"]


@pytest.mark.parametrize("typed", ["0", "abc", "", "1e3", "1" * 40])
def test_points_that_are_none_are_told_beside_the_field(cast, desk, typed):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    response = desk.post(
        to("points", contest.pk, performance.contestant_id), {"points": typed, "reason": "kept as typed", "seen": ""}
    )
    assert response.status_code == 200
    assert "number" in text_of(response)
    assert 'value="kept as typed"' in response.content.decode()
    assert points_of(contest) == []
