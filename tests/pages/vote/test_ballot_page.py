"""The ballot on a phone: by card or typed code, once each, and nothing for whoever has no card."""

import re
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from communities.limits import CODES
from contests.models import Performance
from scoring import actions
from scoring.models import BallotBox
from tests.browsers import client_of
from tests.cast import NOW, all_submit, later
from tests.scoring.test_voting import BALLOT, a_mass_jury, opened

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
GRADES = {**BALLOT, "grades": [{"name": "Excellent", "points": "95"}, {"name": "Poor", "points": "40"}]}
for key in ("max", "step"):
    del GRADES[key]


@pytest.fixture
def jury(cast):
    return a_mass_jury(cast, GRADES)


@pytest.fixture
def phone():
    return Client(headers={"Accept-Language": "en", "Referer": "https://testserver/"}, enforce_csrf_checks=True)


def card_of(cast, jury, group="A"):
    return actions.make_voter_cards(panel=jury, counts={group: 1}, by=cast.li, now=NOW).cards[0][1]


def at(card):
    return reverse("vote:ballot", args=[card.secret])


def sent(phone, card, **typed):
    page = phone.get(at(card)).content.decode()
    token = re.search('csrfmiddlewaretoken" value="([^"]+)', page) or ["", "none"]
    return phone.post(at(card), {"csrfmiddlewaretoken": token[1], **typed})


def test_a_card_votes_once_without_a_session_or_a_script(cast, jury, phone):
    card = card_of(cast, jury)
    assert "There is nothing to vote on now" in phone.get(at(card)).content.decode()
    performance = opened(cast, jury)
    page = phone.get(at(card)).content.decode()
    assert "<script" not in page
    assert "Excellent" in page
    assert "Leaders" in page
    assert phone.post(at(card), {"performance": performance.pk, "vote": "95"}).status_code == 403  # no token
    typed = {"performance": performance.pk, "vote": "95"}
    page = phone.get(at(card)).content.decode()
    token = {"csrfmiddlewaretoken": re.search('csrfmiddlewaretoken" value="([^"]+)', page)[1]}
    assert [phone.post(at(card), typed | token).status_code for _tap in range(2)] == [302, 302]
    assert "Counted" in phone.get(at(card)).content.decode()
    assert BallotBox.objects.get().counts == {"A": {"95": 1}}
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"vote": ""}, "Choose one of the answers"),
        ({"vote": "96"}, "Choose one of the answers"),
        ({"vote": "9223372036854775808"}, "Choose one of the answers"),
        ({"vote": "NaN"}, "Choose one of the answers"),
        ({"vote": "95", "performance": "9223372036854775808"}, "This vote is closed"),
        ({"vote": "95", "performance": "x"}, "This vote is closed"),
        ({"vote": "95", "performance": "²"}, "This vote is closed"),
    ],
)
def test_what_is_no_answer_is_asked_back_and_counts_nothing(cast, jury, phone, typed, words):
    performance = opened(cast, jury)
    page = sent(phone, card_of(cast, jury), **{"performance": str(performance.pk), **typed})
    assert words in page.content.decode()
    assert BallotBox.objects.get().voted == []


def test_a_form_cannot_choose_a_class_a_contest_or_a_closed_ballot(cast, jury, phone):
    performance, card = opened(cast, jury), card_of(cast, jury, "B")
    sent(phone, card, performance=performance.pk, vote="95", voter_class="A", group="A", panel="1")
    assert BallotBox.objects.get().counts == {"B": {"95": 1}}
    second = card_of(cast, jury)
    actions.close_ballots(panel=jury, performances=[performance.pk], by=cast.li, now=later(5))
    assert "This vote is closed" in said_late(second, performance)
    other = Performance.objects.exclude(pk=performance.pk).first()
    assert "This vote is closed" in said_late(second, other)
    assert len(BallotBox.objects.get().voted) == 1


def said_late(card, performance):
    """What a page says that was opened while there was something to vote on, and is sent now."""
    typed = {"performance": performance.pk, "vote": "95"}
    return Client(headers={"Accept-Language": "en"}).post(at(card), typed).content.decode()


def test_a_code_is_typed_where_no_camera_is_and_guesses_are_counted(cast, jury):
    card, client = card_of(cast, jury), Client(headers={"Accept-Language": "en"})
    address = reverse("vote:code", args=[jury.contest_id])
    taken = client.post(address, {"code": card.printed_code.lower()})
    assert taken.status_code == 302
    assert "There is nothing to vote on now" in client.get(taken["Location"]).content.decode()
    assert client.get(taken["Location"][:-2] + "x/").status_code == 404
    wrong = [client.post(address, {"code": "AAAA-AAAA"}).content.decode() for _n in range(CODES.here + 2)]
    assert "No voting card of this contest" in wrong[0]
    assert "No voting card of this contest" not in wrong[-1]
    assert client.post(address, {"code": card.code}).status_code == 200  # this device waits
    assert client.get(reverse("vote:ballot", args=["made-up"])).status_code == 404


def test_points_of_a_wide_range_are_typed(cast, phone):
    jury = a_mass_jury(cast)
    performance, card = opened(cast, jury), card_of(cast, jury)
    assert "Points from 0 to 100" in phone.get(at(card)).content.decode()
    sent(phone, card, performance=performance.pk, vote="９０")
    assert BallotBox.objects.get().counts == {"A": {"90": 1}}
    assert Decimal(90) == Decimal(next(iter(BallotBox.objects.get().counts["A"])))


def test_whoever_was_called_last_comes_first_then_the_running_order(cast, jury, phone):
    card = card_of(cast, jury)
    opened(cast, jury)
    rows = list(Performance.objects.filter(contest=jury.contest_id, round__position=1).order_by("order"))
    waiting = [row for row in rows if row.contestant.number != "01"]
    actions.open_ballots(panel=jury, performances=[row.pk for row in waiting], by=cast.li, now=later(2))
    shown = re.findall(r'class="number">(\w+)<', phone.get(at(card)).content.decode())
    assert shown == ["01", *(row.contestant.number for row in waiting)]


def test_votes_that_are_missing_are_said_to_be_votes(cast, jury):
    performance = opened(cast, jury)
    all_submit(performance)
    actions.record_clock(performance=performance, seconds=400, by=cast.li, now=later(8))
    actions.close_performance(performance=performance, reason="", by=cast.li, now=later(9))
    told = client_of(cast.wang).get(reverse("manage:results", args=[jury.contest_id])).content.decode()
    assert "Mass jury: not enough votes count yet for 01" in told
    assert "no judge is left" not in told
    question = client_of(cast.li).get(reverse("desk:finish", args=[jury.contest_id])).content.decode()
    assert "Mass jury: not enough votes count yet for" in question
