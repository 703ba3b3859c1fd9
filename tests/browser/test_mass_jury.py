"""A mass jury in the hall: the desk opens the vote, a phone votes once, the desk sees it come and closes."""

import pytest
from playwright.sync_api import expect

from scoring import actions
from scoring.models import BallotBox
from tests.browser.conftest import PHONE, looked_at
from tests.cast import NOW
from tests.scoring.test_voting import BALLOT, a_mass_jury

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite_suffices]
GRADED = {
    "classes": BALLOT["classes"],
    "grades": [{"name": "Excellent", "points": "95"}, {"name": "Poor", "points": "40"}],
}


def test_a_phone_votes_once_and_the_desk_sees_how_many(open_page, cast):
    jury = a_mass_jury(cast, GRADED)
    cards = actions.make_voter_cards(panel=jury, counts={"A": 1, "B": 1}, by=cast.li, now=NOW).cards
    phone = open_page(size=PHONE)
    phone.goto(f"/v/{cards[0][1].secret}/")
    expect(phone.get_by_text("There is nothing to vote on now.")).to_be_visible()

    desk = open_page(user=cast.li)
    desk.goto(f"/desk/{jury.contest_id}/")
    desk.get_by_role("link", name="Mass jury").click()
    desk.get_by_role("button", name="Open the vote for 01").first.click()
    expect(desk.get_by_text("People can vote for 01 now.")).to_be_visible()
    looked_at(desk)

    phone.reload()
    looked_at(phone)
    phone.get_by_role("button", name="Vote for contestant 01").click()
    expect(phone.get_by_text("Choose one of the answers on the ballot.")).to_be_visible()
    phone.get_by_label("Excellent").check()
    phone.get_by_role("button", name="Vote for contestant 01").dblclick()
    expect(phone.get_by_role("heading", name="Counted")).to_be_visible()
    looked_at(phone)

    expect(desk.get_by_role("cell", name="1/2")).to_be_visible()
    desk.get_by_role("button", name="Close the vote for 01").click()
    expect(desk.get_by_text("Nobody of All others has voted")).to_be_visible()
    assert BallotBox.objects.get().counts == {"A": {"95": 1}}
